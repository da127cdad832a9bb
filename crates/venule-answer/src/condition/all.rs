//! All conditions of the knowledge.

use venule_knowledge::model::{
    Condition, Contradiction, Derivation, FormCheck, Knowledge, Probability,
};

/// Every condition with the element it belongs to.
#[must_use]
pub fn all(knowledge: &Knowledge) -> Vec<(String, &Condition)> {
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
    for form in &knowledge.orders {
        let name = |part: &str, it: &str| format!("order {}, {part} {it}", form.name);
        let reasons = form.reasons.iter();
        found.extend(reasons.map(|it| (name("reason", &it.name), &it.when)));
        let items = form.items.iter();
        found.extend(items.map(|it| (name("item", &it.name), &it.when)));
        found.extend(of_checks(&form.checks, |it| name("check", it)));
    }
    for form in &knowledge.reports {
        let name = |part: &str, it: &str| format!("report {}, {part} {it}", form.name);
        let segments = form.segments.iter();
        found
            .extend(segments.filter_map(|it| Some((name("segment", &it.name), it.when.as_ref()?))));
        found.extend(of_checks(&form.checks, |it| name("check", it)));
    }
    found
}

fn of_checks(
    checks: &[FormCheck],
    name: impl Fn(&str) -> String,
) -> impl Iterator<Item = (String, &Condition)> {
    checks.iter().flat_map(move |it| {
        let both = std::iter::once(&it.when).chain(&it.unless);
        both.map(|condition| (name(&it.name), condition))
            .collect::<Vec<_>>()
    })
}
