//! Facts, dates and statuses in words.

use std::sync::Arc;

use std::borrow::Cow;

use jiff::civil::Date;
use venule_engine::assessment::{FactUse, Provenance, Proviso};
use venule_engine::case::{Case, Event, Moment, State};
use venule_engine::side::Side;
use venule_engine::timing::Due;
use venule_knowledge::model::{ActionId, Fact, Knowledge, Stance};
use venule_knowledge::printable::{printable, shortened};
use venule_logic::{FactId, Partial, Quantity, Value};

/// The moment of assessment.
pub fn moment(moment: Moment) -> String {
    match moment.time {
        Some(time) => format!("{} {:02}:{:02}", moment.date, time.hour(), time.minute()),
        None => moment.date.to_string(),
    }
}

/// Longer is no title, and no name of a source.
const LONGEST_NAME: usize = 200;

/// The title of a case, as far as it fits above a page.
pub fn title(case: &Case) -> Option<Cow<'_, str>> {
    let title = case.title.as_deref()?;
    Some(shortened(title, LONGEST_NAME))
}

/// When a line is due.
pub fn due(due: &Due, knowledge: &Knowledge, today: Date) -> String {
    match due {
        Due::Now => "Now".to_owned(),
        Due::Overdue { since } => format!("Now, overdue since {since}"),
        Due::Within { span, until } => {
            format!(
                "Within {} (by {} {:02}:{:02})",
                quantity(span),
                until.date(),
                until.hour(),
                until.minute()
            )
        }
        Due::Window {
            from: Some(from),
            to: Some(to),
            open: false,
        } if from == to => format!("On {from} ({})", in_days(*from, today)),
        Due::Window {
            from: Some(from),
            to: Some(to),
            open: false,
        } => {
            format!("Between {from} and {to} ({})", in_days(*from, today))
        }
        Due::Window {
            from: None,
            to: Some(to),
            ..
        } => format!("By {to} ({})", in_days(*to, today)),
        Due::Window {
            to: Some(to),
            open: true,
            ..
        } if *to == today => "Now, the last day".to_owned(),
        Due::Window {
            to: Some(to),
            open: true,
            ..
        } => format!("Now, at the latest on {to}"),
        Due::Window {
            from: Some(from),
            to: None,
            ..
        } => format!("From {from} on"),
        Due::Window {
            from: None,
            to: None,
            ..
        } => String::new(),
        Due::Undated { anchor, from, to } => {
            let event = knowledge
                .views
                .get(anchor.0 as usize)
                .map_or("the event", |view| &view.label);
            let span = match (from, to) {
                (Some(from), Some(to)) if from == to => quantity(to),
                (Some(from), Some(to)) if from.unit == to.unit => {
                    format!("{} to {}", from.value, quantity(to))
                }
                (Some(from), Some(to)) => format!("{} to {}", quantity(from), quantity(to)),
                (Some(from), None) => format!("from {} on", quantity(from)),
                (None, Some(to)) => format!("up to {}", quantity(to)),
                (None, None) => "at once".to_owned(),
            };
            format!("{span} after {event} (its date is not known)")
        }
        Due::Unspecified => String::new(),
    }
}

fn in_days(date: Date, today: Date) -> String {
    match today.until(date).map_or(0, |span| span.get_days()) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// A text that begins with a capital.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}

/// A number with its unit in words.
pub fn quantity(quantity: &Quantity) -> String {
    measured(
        &quantity.value.normalize().to_string(),
        quantity.unit.code(),
    )
}

/// Digits with a unit in words: `3` and `d` are "3 days", `90` and `mm[Hg]` "90 mmHg".
pub fn measured(digits: &str, unit: &str) -> String {
    let unit = match unit {
        "1" => return digits.to_owned(),
        "d" => "day",
        "wk" => "week",
        "h" => "hour",
        "min" => "minute",
        "mo" => "month",
        "a" => "year",
        "mm[Hg]" => return format!("{digits} mmHg"),
        "/min" => return format!("{digits} per minute"),
        "Cel" => return format!("{digits} \u{b0}C"),
        calendar @ ("day" | "week" | "hour" | "minute" | "month" | "year") => calendar,
        other => return format!("{digits} {other}"),
    };
    let plural = if digits == "1" { "" } else { "s" };
    format!("{digits} {unit}{plural}")
}

/// A leg.
pub fn leg(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Left) => "left leg",
        Some(Side::Right) => "right leg",
        Some(Side::Both) => "both legs",
        None => "",
    }
}

/// What a fact is called.
pub fn label(knowledge: &Knowledge, id: FactId) -> String {
    knowledge
        .facts
        .get(id.0 as usize)
        .map_or_else(String::new, |fact| fact.label.clone())
}

/// A value of a fact in words.
pub fn value(knowledge: &Knowledge, id: FactId, value: &Value) -> String {
    let fact = knowledge.facts.get(id.0 as usize);
    match value {
        Value::Null => "not known".to_owned(),
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::String(code) => choice(fact, code),
        Value::Quantity(it) => quantity(it),
        Value::Partial(Partial::Absent) => "none".to_owned(),
        Value::Partial(Partial::Choices(codes)) => {
            let words: Vec<String> = codes.iter().map(|code| choice(fact, code)).collect();
            words.join(" or ")
        }
        Value::Partial(Partial::Range { low, high }) => range(low.as_deref(), high.as_deref()),
        Value::Integer(_)
        | Value::Long(_)
        | Value::Decimal(_)
        | Value::List(_)
        | Value::Interval(_) => value.to_string(),
    }
}

/// A value that is known to lie between two ends, both included.
fn range(low: Option<&Value>, high: Option<&Value>) -> String {
    let end = |value: &Value| match value {
        Value::Quantity(it) => quantity(it),
        other => other.to_string(),
    };
    match (low.map(end), high.map(end)) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "not known".to_owned(),
    }
}

fn choice(fact: Option<&Fact>, code: &str) -> String {
    fact.and_then(|fact| fact.choices.iter().find(|(value, _)| **value == *code))
        .map_or_else(|| printable(code).into_owned(), |(_, label)| label.clone())
}

/// How many there are of what.
pub fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// What provisional advice rests on, shortest first.
pub fn provisos(knowledge: &Knowledge, provided: &[Proviso]) -> String {
    let (mut no, mut yes, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for it in provided {
        match it {
            Proviso::Fact { fact, value } => match value {
                Value::Boolean(false) => no.push(label(knowledge, *fact)),
                Value::Boolean(true) => yes.push(label(knowledge, *fact)),
                value => other.push(format!(
                    "{}: {}",
                    label(knowledge, *fact),
                    self::value(knowledge, *fact, value)
                )),
            },
            Proviso::RuleDoesNotApply { .. } => other.push(proviso(knowledge, it)),
        }
    }
    for (answer, mut labels) in [("no", no), ("yes", yes)] {
        labels.sort_by_key(String::len);
        if !labels.is_empty() {
            other.push(format!("\"{answer}\" to: {}", labels.join("; ")));
        }
    }
    other.sort_by_key(String::len);
    other.join(". And ")
}

/// One of the things that provisional advice rests on.
pub fn proviso(knowledge: &Knowledge, proviso: &Proviso) -> String {
    match proviso {
        Proviso::Fact {
            fact,
            value: presumed,
        } => format!(
            "{}: {}",
            label(knowledge, *fact),
            value(knowledge, *fact, presumed)
        ),
        Proviso::RuleDoesNotApply { rule, waits_for } => {
            let other = knowledge.rules.get(rule.0 as usize);
            let instead = other.map_or_else(String::new, |rule| {
                opening(knowledge, rule.action, rule.stance)
            });
            let mut open: Vec<String> = waits_for.iter().map(|id| label(knowledge, *id)).collect();
            open.sort_by_key(String::len);
            format!(
                "nothing calls for \"{instead}\" instead (still to find out: {})",
                open.join("; ")
            )
        }
    }
}

/// What is advised, as it reads with this stance.
pub fn action(knowledge: &Knowledge, id: ActionId, stance: Stance) -> String {
    let Some(action) = knowledge.actions.get(id.0 as usize) else {
        return String::new();
    };
    let label = match stance {
        Stance::Avoid => action.avoid_label.as_ref().unwrap_or(&action.label),
        Stance::Do | Stance::Consider => &action.label,
    };
    label.trim_end_matches('.').to_owned()
}

/// A sentence as it stands within another one: small letters first, but `DVT` as it is.
pub fn within(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            format!("{}{second}{}", first.to_lowercase(), letters.as_str())
        }
        _ => sentence.to_owned(),
    }
}

/// Where the first words of a label may end.
const SENTENCE: &[&str] = &[": ", "; ", ". "];
const PHRASE: &[&str] = &[": ", "; ", ". ", ", "];

/// Less is not worth a reader's look elsewhere.
const WORTH_CUTTING: usize = 25;

/// The first words of what is advised, where it stands in full elsewhere: up to a colon, semicolon or full stop.
///
/// In full where they are those of another action as well.
pub fn opening(knowledge: &Knowledge, id: ActionId, stance: Stance) -> String {
    first_words(knowledge, id, stance, SENTENCE)
}

/// The same up to a comma, for what stands in full, or with its opening, close by.
pub fn brief(knowledge: &Knowledge, id: ActionId, stance: Stance) -> String {
    first_words(knowledge, id, stance, PHRASE)
}

fn first_words(knowledge: &Knowledge, id: ActionId, stance: Stance, ends: &[&str]) -> String {
    let label = action(knowledge, id, stance);
    let ends = ends.iter().filter_map(|it| label.find(it));
    let worth_it = |end: &usize| label.len() - end > WORTH_CUTTING;
    let Some(first) = ends.filter(worth_it).min().and_then(|end| label.get(..end)) else {
        return label;
    };
    let others = knowledge.actions.iter().enumerate();
    let mut others = others.filter(|(index, _)| *index != id.0 as usize);
    let is_taken = others.any(|(_, other)| {
        let labels = [Some(&other.label), other.avoid_label.as_ref()];
        labels.into_iter().flatten().any(|it| it.starts_with(first))
    });
    if is_taken {
        label
    } else {
        format!("{first} ...")
    }
}

/// A fact with its value and where it came from.
pub fn fact_use(knowledge: &Knowledge, case: &Case, used: &FactUse) -> String {
    let words = format!(
        "{}: {}",
        label(knowledge, used.fact),
        value(knowledge, used.fact, &used.value)
    );
    let from = match &used.from {
        Provenance::Stated(index) => match case
            .facts
            .get(*index)
            .and_then(|entry| entry.source.as_deref())
        {
            Some(source) => format!(" ({})", shortened(source, LONGEST_NAME)),
            None => String::new(),
        },
        Provenance::Events(indices) => events(knowledge, case, indices),
        Provenance::Derived(because) => {
            let because: Vec<String> = because
                .iter()
                .map(|it| fact_use(knowledge, case, it))
                .collect();
            format!(" (from {})", because.join("; "))
        }
        Provenance::Presumed => " (presumed)".to_owned(),
        Provenance::Unstated => String::new(),
    };
    format!("{words}{from}")
}

fn events(knowledge: &Knowledge, case: &Case, indices: &[usize]) -> String {
    let dated: Vec<String> = indices
        .iter()
        .filter_map(|index| event(knowledge, case, *index))
        .collect();
    if dated.is_empty() {
        String::new()
    } else {
        format!(" ({})", dated.join(" or "))
    }
}

/// A value of an attribute of an event in words.
pub fn attribute(knowledge: &Knowledge, event: &Event, name: &str, it: &Value) -> String {
    let attributes = knowledge
        .events
        .get(event.kind)
        .map(|kind| &kind.attributes);
    let found = attributes.and_then(|all| all.iter().find(|attribute| *attribute.name == *name));
    let word = |code: &Arc<str>| {
        let mut choices = found.into_iter().flat_map(|it| &it.choices);
        let choice = choices.find(|(value, _)| value == code);
        choice.map_or_else(|| code.to_string(), |(_, label)| label.clone())
    };
    match (it, found) {
        (Value::String(code), Some(_)) => word(code),
        (Value::Partial(Partial::Choices(codes)), Some(attribute)) => {
            let several: Vec<String> = attribute
                .choices
                .iter()
                .filter(|(code, _)| codes.contains(code))
                .map(|(code, _)| word(code))
                .collect();
            several.join(" or ")
        }
        (Value::Quantity(it), _) => quantity(it),
        _ => it.to_string(),
    }
}

/// What an event is known to have shown, attribute by attribute.
pub fn shown(knowledge: &Knowledge, event: &Event) -> Vec<String> {
    let known = event
        .attributes
        .iter()
        .filter_map(|(name, state)| match state {
            State::Known(value) => Some(attribute(knowledge, event, name, value)),
            State::Unknown | State::NotDone | State::Unobtainable => None,
        });
    known.collect()
}

/// An event with its date.
pub fn event(knowledge: &Knowledge, case: &Case, index: usize) -> Option<String> {
    let event = case.events.get(index)?;
    let label = &knowledge.events.get(event.kind)?.label;
    Some(match event.when {
        Some(when) if when.earliest == when.latest => format!("{label} of {}", when.earliest),
        Some(when) => format!("{label} between {} and {}", when.earliest, when.latest),
        None => format!("{label}, undated"),
    })
}

/// a to z, then aa, ab and so on.
pub fn letter(place: usize) -> String {
    let last = u8::try_from(place % 26).map_or('a', |it| char::from(b'a' + it));
    match (place / 26).checked_sub(1) {
        None => last.to_string(),
        Some(before) => format!("{}{last}", letter(before)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_z_comes_aa() {
        assert_eq!([0, 25, 26, 52].map(letter), ["a", "z", "aa", "ba"]);
    }

    #[test]
    fn the_first_words_of_an_action_are_those_of_no_other() {
        let loaded = venule_content::load();
        let knowledge = loaded.knowledge.expect("the content loads");
        let mut cut = 0;
        let ids = || (0..knowledge.actions.len()).filter_map(|it| u32::try_from(it).ok());
        for id in ids() {
            let short = brief(&knowledge, ActionId(id), Stance::Do);
            let Some(first) = short.strip_suffix(" ...") else {
                assert_eq!(short, action(&knowledge, ActionId(id), Stance::Do));
                continue;
            };
            cut += 1;
            for other in ids().filter(|it| *it != id) {
                for stance in [Stance::Do, Stance::Avoid] {
                    let label = action(&knowledge, ActionId(other), stance);
                    assert!(!label.starts_with(first), "{first}: {label}");
                }
            }
        }
        assert!(cut > 10, "only {cut} are cut");
    }
}
