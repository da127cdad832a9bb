//! What rests on what: the elements that carry a statement, and the conditions that name a fact.
//!
//! Elements are named as a reader looks them up, such as "rule `repeat-imaging/rescan-worsening`".

use venule_knowledge::model::{
    Condition, Contradiction, Derivation, Knowledge, Probability, StatementId,
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
    for estimate in knowledge.estimates.values() {
        found.push((format!("estimate {}", estimate.name), &estimate.states));
    }
    found.extend(knowledge.probability.iter().flat_map(Probability::carrying));
    found
}

/// Every condition with the element it belongs to.
pub(crate) fn conditions(knowledge: &Knowledge) -> Vec<(String, &Condition)> {
    let mut found: Vec<(String, &Condition)> = Vec::new();
    for guideline in &knowledge.guidelines {
        found.push((
            format!("scope of {}", guideline.name),
            &guideline.scope.when,
        ));
        for exclusion in &guideline.scope.exclusions {
            found.push((
                format!("exclusion {}/{}", guideline.name, exclusion.name),
                &exclusion.when,
            ));
        }
        for rule in guideline
            .rules
            .iter()
            .filter_map(|id| knowledge.rules.get(id.0 as usize))
        {
            found.push((format!("rule {}/{}", guideline.name, rule.name), &rule.when));
        }
        for note in &guideline.notes {
            found.push((format!("note {}/{}", guideline.name, note.name), &note.when));
        }
    }
    for fact in &knowledge.facts {
        let name = || format!("fact {}", fact.name);
        match &fact.derivation {
            Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
                found.push((name(), condition));
            }
            Some(Derivation::Cases { cases, .. }) => {
                found.extend(cases.iter().map(|case| (name(), &case.when)));
            }
            Some(Derivation::Score(_) | Derivation::View { .. }) | None => {}
        }
        found.extend(fact.implied.by.iter().map(|condition| (name(), condition)));
        found.extend(
            fact.implied
                .refuted_by
                .iter()
                .map(|condition| (name(), condition)),
        );
    }
    for contradiction in &knowledge.contradictions {
        if let Contradiction::Facts { name, when, .. } = contradiction {
            found.push((format!("contradiction {name}"), when));
        }
    }
    for protocol in &knowledge.protocols {
        let items = protocol.items.iter();
        found.extend(items.map(|item| {
            (
                format!("protocol {}, item {}", protocol.name, item.name),
                &item.when,
            )
        }));
    }
    found.extend(
        knowledge
            .probability
            .iter()
            .flat_map(Probability::conditions),
    );
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
    for (name, condition) in conditions(knowledge) {
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
        if let Contradiction::Facts {
            name, set_aside, ..
        } = contradiction
            && set_aside.contains(&id)
        {
            add(format!("contradiction {name}, which sets it aside"));
        }
    }
    found
}
