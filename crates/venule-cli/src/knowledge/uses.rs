//! What rests on what: the elements that carry a statement, and the conditions that name a fact.
//!
//! Elements are named as a reader looks them up, such as "rule `repeat-imaging/rescan-worsening`".

use venule_answer::condition;
use venule_knowledge::model::{
    Contradiction, Derivation, Knowledge, OrderItem, Probability, StatementId,
};
use venule_logic::FactId;

/// The elements that carry a statement, in order of the knowledge folder.
pub(super) fn carriers(knowledge: &Knowledge, statement: StatementId) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (name, states) in carrying(knowledge) {
        if states.contains(&statement) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The carriers of every statement, by its index.
pub(super) fn all_carriers(knowledge: &Knowledge) -> Vec<Vec<String>> {
    let mut carriers: Vec<Vec<String>> = vec![Vec::new(); knowledge.statements.len()];
    for (name, states) in carrying(knowledge) {
        for statement in states {
            let Some(names) = carriers.get_mut(statement.0 as usize) else {
                continue;
            };
            if !names.contains(&name) {
                names.push(name.clone());
            }
        }
    }
    carriers
}

/// Every element with the statements it carries. A fact comes again for each case of its derivation.
fn carrying(knowledge: &Knowledge) -> Vec<(String, &[StatementId])> {
    let mut found: Vec<(String, &[StatementId])> = Vec::new();
    for guideline in &knowledge.guidelines {
        found.push((
            format!("scope of {}", guideline.name),
            &guideline.scope.states,
        ));
        for exclusion in &guideline.scope.exclusions {
            found.push((
                format!("exclusion {}/{}", guideline.name, exclusion.name),
                &exclusion.states,
            ));
        }
        for rule in guideline
            .rules
            .iter()
            .filter_map(|id| knowledge.rules.get(id.0 as usize))
        {
            found.push((
                format!("rule {}/{}", guideline.name, rule.name),
                &rule.states,
            ));
        }
        for note in &guideline.notes {
            found.push((
                format!("note {}/{}", guideline.name, note.name),
                &note.states,
            ));
        }
    }
    for fact in &knowledge.facts {
        found.push((format!("fact {}", fact.name), &fact.states));
        if let Some(Derivation::Cases { cases, .. }) = &fact.derivation {
            found.extend(
                cases
                    .iter()
                    .map(|case| (format!("fact {}", fact.name), &case.states[..])),
            );
        }
    }
    for view in &knowledge.views {
        found.push((format!("view {}", view.name), &view.states));
    }
    for contradiction in &knowledge.contradictions {
        let (Contradiction::Facts { name, states, .. }
        | Contradiction::Events { name, states, .. }) = contradiction;
        found.push((format!("contradiction {name}"), states));
    }
    for score in &knowledge.scores {
        found.push((format!("score {}", score.name), &score.states));
        found.extend(
            score
                .items
                .iter()
                .map(|item| (format!("score {}", score.name), &item.states[..])),
        );
    }
    for protocol in &knowledge.protocols {
        let items = protocol.items.iter();
        found.extend(items.map(|item| (format!("protocol {}", protocol.name), &item.states[..])));
    }
    for form in &knowledge.orders {
        let name = || format!("order {}", form.name);
        found.extend(form.reasons.iter().map(|it| (name(), &it.states[..])));
        found.extend(form.items.iter().map(|it| (name(), &it.states[..])));
        found.extend(form.checks.iter().map(|it| (name(), &it.states[..])));
    }
    for form in &knowledge.reports {
        let name = || format!("report {}", form.name);
        found.extend(form.segments.iter().map(|it| (name(), &it.states[..])));
        found.extend(form.checks.iter().map(|it| (name(), &it.states[..])));
    }
    for estimate in knowledge.estimates.values() {
        found.push((format!("estimate {}", estimate.name), &estimate.states));
    }
    found.extend(knowledge.probability.iter().flat_map(Probability::carrying));
    found
}

/// The elements that look at a fact, each once.
pub(super) fn users(knowledge: &Knowledge, id: FactId) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !found.contains(&name) {
            found.push(name);
        }
    };
    for (name, condition) in condition::all(knowledge) {
        if condition.facts().contains(&id) {
            add(name);
        }
    }
    for score in &knowledge.scores {
        if let Some(item) = score.items.iter().find(|item| item.fact == id) {
            add(format!("score {}, {:+}", score.name, item.points));
        }
    }
    for fact in knowledge
        .facts
        .iter()
        .filter(|fact| fact.qualifier == Some(id))
    {
        add(format!(
            "fact {}, which means nothing without it",
            fact.name
        ));
    }
    for action in knowledge
        .actions
        .iter()
        .filter(|action| action.settles == Some(id))
    {
        add(format!("action {}, which finds it out", action.name));
    }
    for contradiction in &knowledge.contradictions {
        let Contradiction::Facts {
            name,
            presuming,
            set_aside,
            ..
        } = contradiction
        else {
            continue;
        };
        if presuming.contains(&id) {
            add(format!("contradiction {name}, which presumes it"));
        }
        if set_aside.contains(&id) {
            add(format!("contradiction {name}, which sets it aside"));
        }
    }
    for form in &knowledge.orders {
        let told = |item: &&OrderItem| item.facts.iter().any(|it| it.fact == id);
        for item in form.items.iter().filter(told) {
            add(format!(
                "order {}, which tells it ({})",
                form.name, item.name
            ));
        }
        let states = |item: &&OrderItem| item.fact.as_ref().is_some_and(|(it, _)| *it == id);
        for item in form.items.iter().filter(states) {
            add(format!("order {}, item {}", form.name, item.name));
        }
    }
    for form in &knowledge.reports {
        let recorded = form
            .record
            .iter()
            .chain(&form.stated)
            .chain(&form.attributes);
        if recorded.clone().any(|(_, it)| *it == id) {
            add(format!("report {}", form.name));
        }
        for tally in form
            .tallies
            .iter()
            .filter(|it| it.fact == id || it.about == id)
        {
            add(format!(
                "report {}, tally {}",
                form.name,
                knowledge
                    .facts
                    .get(tally.fact.0 as usize)
                    .map_or("", |fact| &*fact.name)
            ));
        }
    }
    found
}
