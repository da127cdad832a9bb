//! A rule: its sentence on the one side, what it rests on and what it was tried on on the other.

use venule_knowledge::model::{Knowledge, Rule, RuleId, Stance};
use venule_logic::Value;

use super::document::{Block, Entry, Text, Tone, anchor};
use super::{Book, note, presented, presume, statement, tried};
use crate::knowledge::names;
use venule_answer::sentence;
use venule_answer::words;

/// The entry of a rule.
pub(super) fn entry(book: &Book<'_>, id: RuleId, rule: &Rule) -> Block {
    let knowledge = book.knowledge;
    let name = names::rule(knowledge, id);
    let mut says = presented::condition(knowledge, &rule.when);
    says.push(Block::Paragraph(
        Text::bold("then ")
            .strong(sentence::advice(knowledge, rule))
            .and("."),
    ));
    says.push(Block::Terms(terms(knowledge, id, rule)));
    let mut rests_on = statement::list(knowledge, &rule.states);
    rests_on.extend(statement::disagreements(knowledge, &rule.disagreements));
    rests_on.extend(note::beside(knowledge, rule));
    rests_on.extend(tried::beside(book, id, rule));
    let label = knowledge
        .actions
        .get(rule.action.0 as usize)
        .map_or("", |action| sentence::wording(action, rule.stance));
    let red = if rule.red_flag { "RED FLAG. " } else { "" };
    Block::Entry(Box::new(Entry {
        anchor: anchor("rule", &name),
        id: name,
        heading: Text::bold(format!("{red}{}: ", sentence::stance(rule.stance)))
            .and(format!("\"{}\"", label.trim_end_matches('.'))),
        tone: tone(rule),
        says,
        rests_on,
        judged: true,
    }))
}

fn tone(rule: &Rule) -> Tone {
    match rule.stance {
        _ if rule.red_flag => Tone::Red,
        Stance::Do => Tone::Do,
        Stance::Consider => Tone::Consider,
        Stance::Avoid => Tone::Avoid,
    }
}

fn terms(knowledge: &Knowledge, id: RuleId, rule: &Rule) -> Vec<(&'static str, Text)> {
    let mut terms = vec![("why", Text::plain(&rule.why))];
    let mut add = |word, text: Option<Text>| {
        terms.extend(
            text.filter(|text| !text.is_empty())
                .map(|text| (word, text)),
        );
    };
    let action = knowledge.actions.get(rule.action.0 as usize);
    let plain = action.and_then(|it| it.plain_words(rule.stance));
    add("to patients", plain.map(Text::plain));
    add("pitfall", rule.pitfall.as_ref().map(Text::plain));
    add(
        "rating",
        rule.rating
            .as_ref()
            .map(|it| Text::plain(sentence::rating(it))),
    );
    add("strength", rule.strength.as_ref().map(Text::plain));
    add("certainty", rule.certainty.as_ref().map(Text::plain));
    add("choice", choice(knowledge, rule));
    let group = rule
        .one_of
        .and_then(|id| knowledge.one_ofs.get(id.0 as usize));
    let plain = group.and_then(|it| it.plain.as_ref());
    add("choice, to patients", plain.map(Text::plain));
    add(
        "takes the place of",
        Some(presented::rules_with_advice(knowledge, &rule.overrides)),
    );
    let over: Vec<RuleId> = presented::all_rules(knowledge)
        .filter(|(_, other)| other.overrides.contains(&id))
        .map(|(other, _)| other)
        .collect();
    add(
        "gives way to",
        Some(presented::rules_with_advice(knowledge, &over)),
    );
    let merged: Vec<RuleId> = presented::all_rules(knowledge)
        .filter(|(other, it)| *other != id && it.guideline == rule.guideline)
        .filter(|(_, it)| it.action == rule.action && is_against(it) == is_against(rule))
        .map(|(other, _)| other)
        .collect();
    add("one line with", Some(presented::rules(knowledge, &merged)));
    let needed = rule
        .needs_known
        .iter()
        .map(|id| presented::fact(knowledge, *id));
    add(
        "must be known",
        (!rule.needs_known.is_empty()).then(|| {
            Text::list(needed, "; ")
                .and(". Until then the rule is undecided, whatever may be presumed")
        }),
    );
    add("may presume", Some(presumed(knowledge, rule)));
    add(
        "section",
        Some(Text::plain(format!("\"{}\" of the source", rule.section))),
    );
    terms
}

fn is_against(rule: &Rule) -> bool {
    rule.stance == Stance::Avoid
}

fn choice(knowledge: &Knowledge, rule: &Rule) -> Option<Text> {
    let group = knowledge.one_ofs.get(rule.one_of?.0 as usize)?;
    let options: Vec<&str> = group
        .options
        .iter()
        .map(|id| presented::action(knowledge, *id))
        .collect();
    Some(Text::plain(format!(
        "{}: {}",
        group.label,
        options.join("; ")
    )))
}

/// What the rule may rest on although nobody said it.
fn presumed(knowledge: &Knowledge, rule: &Rule) -> Text {
    if rule.red_flag {
        return Text::plain("nothing: a red flag never rests on a presumption");
    }
    let mut no = Vec::new();
    let mut other = Vec::new();
    for id in presume::helpful(knowledge, rule) {
        let presumption = knowledge
            .facts
            .get(id.0 as usize)
            .and_then(|fact| fact.presume.as_ref());
        match presumption.map(|it| &it.value) {
            None => {}
            Some(Value::Boolean(false)) => no.push(presented::fact(knowledge, id)),
            Some(value) => {
                let value = words::value(knowledge, id, value);
                other.push(presented::fact(knowledge, id).and(format!(": {value}")));
            }
        }
    }
    if !no.is_empty() {
        let head = Text::plain("where nobody mentions them, none of these: ");
        other.insert(0, head.joined(Text::list(no, "; ")));
    }
    if other.is_empty() {
        Text::plain("nothing")
    } else {
        Text::list(other, "; and ")
    }
}
