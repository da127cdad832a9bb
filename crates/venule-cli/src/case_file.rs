//! Writing a case as a TOML file that reads back as the same case.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use venule_engine::case::{Case, Dates, Entry, Event, State};
use venule_engine::side::{Leg, Side};
use venule_knowledge::model::Knowledge;
use venule_logic::Value;
use venule_logic::value::Partial;

use venule_answer::words;

/// A case as TOML. What is known in part only, such as "in the fifties", is written as not known.
pub(crate) fn to_toml(knowledge: &Knowledge, case: &Case) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    if let Some(title) = &case.title {
        let _ = writeln!(out, "title = {}", text(title));
    }
    if let Some(story) = &case.story {
        let _ = writeln!(out, "story = {}", text(story));
    }
    let as_of = words::moment(case.as_of).replace(' ', "T");
    let seconds = if case.as_of.time.is_some() { ":00" } else { "" };
    let _ = writeln!(out, "as_of = {as_of}{seconds}");
    if let Some(date) = case.birth_date {
        let _ = writeln!(out, "birth_date = {date}");
    }
    for (key, kinds) in [
        ("none_of", &case.none_of),
        ("unknown_of", &case.unknown_of),
        ("unobtainable_of", &case.unobtainable_of),
    ] {
        let written = kinds.iter().filter_map(|said| {
            let kind = text(&knowledge.events.get(said.kind)?.name);
            Some(match said.side {
                None => kind,
                Some(side) => format!("{{ kind = {kind}, side = {} }}", text(&side.to_string())),
            })
        });
        let names: Vec<String> = written.collect();
        if !names.is_empty() {
            let _ = writeln!(out, "{key} = [{}]", names.join(", "));
        }
    }
    write_facts(&mut out, knowledge, case);
    for event in &case.events {
        write_event(&mut out, knowledge, event);
    }
    out
}

fn write_facts(out: &mut String, knowledge: &Knowledge, case: &Case) {
    let _ = writeln!(out, "\n[facts]");
    let mut written = Vec::new();
    for entry in &case.facts {
        let Some(fact) = knowledge.facts.get(entry.fact.0 as usize) else {
            continue;
        };
        if written.contains(&entry.fact) {
            continue;
        }
        written.push(entry.fact);
        let of_fact: Vec<&Entry> = case
            .facts
            .iter()
            .filter(|it| it.fact == entry.fact)
            .collect();
        let value = match of_fact.as_slice() {
            [only] if only.side.is_none() => detailed(only),
            several => format!("{{ {} }}", by_leg(case, several).join(", ")),
        };
        let _ = writeln!(out, "{} = {value}", text(&fact.name));
    }
}

/// What is said of each leg. What is said of no leg is said of those assessed of which nothing else is.
fn by_leg(case: &Case, of_fact: &[&Entry]) -> Vec<String> {
    let mut written = Vec::new();
    let said: Vec<Side> = of_fact.iter().filter_map(|it| it.side).collect();
    for entry in of_fact {
        let sides = match entry.side {
            Some(side) => vec![side],
            None => case
                .legs()
                .into_iter()
                .filter(|leg| !said.iter().any(|side| side.covers(*leg)))
                .filter_map(Leg::side)
                .collect(),
        };
        written.extend(
            sides
                .into_iter()
                .map(|side| format!("{side} = {}", detailed(entry))),
        );
    }
    written
}

/// A plain value where that says everything, otherwise a table.
fn detailed(entry: &Entry) -> String {
    let source = entry
        .source
        .as_ref()
        .map(|source| format!(", source = {}", text(source)));
    match (stated(&entry.state), source) {
        (Some(known), None) => value(known),
        (Some(known), Some(source)) => format!("{{ value = {}{source} }}", value(known)),
        (None, source) => {
            format!(
                "{{ state = {}{} }}",
                text(word(&entry.state)),
                source.unwrap_or_default()
            )
        }
    }
}

fn write_event(out: &mut String, knowledge: &Knowledge, event: &Event) {
    let Some(kind) = knowledge.events.get(event.kind) else {
        return;
    };
    let _ = writeln!(out, "\n[[event]]\nkind = {}", text(&kind.name));
    match event.when {
        Some(Dates { earliest, latest }) if earliest == latest => {
            let _ = writeln!(out, "date = {earliest}");
        }
        Some(Dates { earliest, latest }) => {
            let _ = writeln!(out, "earliest = {earliest}\nlatest = {latest}");
        }
        None => {}
    }
    if let Some(side) = event.side {
        let _ = writeln!(out, "side = {}", text(&side.to_string()));
    }
    if let Some(source) = &event.source {
        let _ = writeln!(out, "source = {}", text(source));
    }
    for (attribute, state) in &event.attributes {
        let written = match state {
            State::Known(Value::Partial(Partial::Choices(codes))) => listed(codes),
            other => stated(other).map_or_else(|| text(word(other)), value),
        };
        let _ = writeln!(out, "{attribute} = {written}");
    }
}

/// The states of which a case file says a value.
fn stated(state: &State) -> Option<&Value> {
    match state {
        State::Known(value) if !matches!(value, Value::Partial(_)) => Some(value),
        State::Known(_) | State::Unknown | State::NotDone | State::Unobtainable => None,
    }
}

fn word(state: &State) -> &'static str {
    match state {
        State::Known(Value::Partial(_)) => "unknown",
        State::Known(_) => "known",
        State::Unknown => "unknown",
        State::NotDone => "not_done",
        State::Unobtainable => "unobtainable",
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Boolean(known) => known.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::String(code) => text(code),
        Value::Quantity(it) => text(&format!("{} {}", it.value.normalize(), it.unit.code())),
        other => text(&other.to_string()),
    }
}

/// The values of which one holds.
fn listed(codes: &BTreeSet<Arc<str>>) -> String {
    let codes: Vec<String> = codes.iter().map(|code| text(code)).collect();
    format!("[{}]", codes.join(", "))
}

/// A TOML basic string.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use venule_engine::read::{AsOf, read_case};
    use venule_knowledge::source::Files;

    use super::*;
    use venule_answer::build::{Wishes, page};
    use venule_answer::terminal;

    fn read(knowledge: &Knowledge, text: &str) -> Case {
        let mut files = Files::default();
        let file = files.add("case.toml", text);
        let read = read_case(knowledge, &files, file, AsOf::default());
        let problems: Vec<String> = read.diagnostics.into_iter().map(|it| it.message).collect();
        read.case
            .unwrap_or_else(|| panic!("{}\n{text}", problems.join("\n")))
    }

    fn report(knowledge: &Knowledge, case: &Case) -> String {
        let assessment = venule_engine::assess(knowledge, case);
        terminal::render(
            &page(knowledge, case, &assessment, Wishes::default()),
            88,
            false,
        )
    }

    #[test]
    fn every_worked_case_says_the_same_when_it_is_written_and_read() {
        let knowledge = venule_content::load().knowledge.unwrap();
        for (path, text) in venule_content::cases() {
            let case = read(&knowledge, text);
            let again = read(&knowledge, &to_toml(&knowledge, &case));
            assert_eq!(
                report(&knowledge, &case),
                report(&knowledge, &again),
                "{path}"
            );
        }
    }

    #[test]
    fn what_is_said_of_no_leg_does_not_contradict_what_is_said_of_one() {
        let knowledge = venule_content::load().knowledge.unwrap();
        let plain = "as_of = 2026-03-05\n[facts]\nsymptoms.laterality = \"bilateral\"\n\
                     limb_threat = \"unknown\"\nlimb_threatening = { left = true }\n";
        let case = read(&knowledge, plain);
        let again = read(&knowledge, &to_toml(&knowledge, &case));
        // What was understood is said in other words: of one leg in as many.
        let advice = |case| {
            let report = report(&knowledge, case);
            let (before, rest) = report.split_once("Understood:").unwrap();
            let (_, after) = rest.split_once("\n\n").unwrap();
            format!("{before}{after}")
        };
        assert_eq!(advice(&case), advice(&again));
    }
}
