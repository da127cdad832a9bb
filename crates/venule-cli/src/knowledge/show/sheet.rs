//! The parts that pages about elements are put together from.

use venule_knowledge::load::words;
use venule_knowledge::model::{ActionId, Condition, Knowledge, Recorded, StatementId};
use venule_knowledge::source::Origin;
use venule_logic::FactId;

use crate::knowledge::names::{self, Shape};
use venule_answer::page::{Item, Page, Section, Tone};

/// An empty page about an element, with where it is defined.
pub(super) fn page(
    knowledge: &Knowledge,
    what: &str,
    name: &str,
    about: &str,
    origin: Origin,
) -> Page {
    let mut lead = vec![about.to_owned()];
    lead.retain(|line| !line.is_empty());
    lead.push(format!("Defined in {}.", names::place(knowledge, origin)));
    Page {
        title: format!("{what} {name}"),
        lead,
        ..Page::default()
    }
}

/// Lines with a word in front of each; those without text are left out.
pub(super) fn labelled<'l>(
    heading: &str,
    lines: impl IntoIterator<Item = (&'l str, Option<String>)>,
) -> Section {
    let mut section = Section::new(heading, Tone::Plain);
    for (mark, text) in lines {
        section.items.extend(
            text.filter(|text| !text.is_empty())
                .map(|text| marked(mark, text)),
        );
    }
    section
}

/// One line with a word in front.
pub(in crate::knowledge) fn marked(mark: &str, text: impl Into<String>) -> Item {
    Item {
        mark: Some(mark.to_owned()),
        text: text.into(),
        ..Item::default()
    }
}

/// Attributes of an event with their values, as they are written.
pub(super) fn recorded(pairs: &Recorded) -> Option<String> {
    joined(
        pairs
            .iter()
            .map(|(name, value)| format!("{name} = {value}")),
    )
}

/// One line each.
pub(super) fn lines(heading: &str, lines: impl IntoIterator<Item = String>) -> Section {
    let mut section = Section::new(heading, Tone::Plain);
    section.items = lines.into_iter().map(Item::plain).collect();
    section
}

/// The statements that an element carries, with where they come from and how they were read.
pub(super) fn statements<'a>(
    knowledge: &Knowledge,
    ids: impl IntoIterator<Item = &'a StatementId>,
) -> Section {
    let mut section = Section::new("Statements it carries", Tone::Plain);
    let mut seen: Vec<StatementId> = Vec::new();
    for id in ids {
        if seen.contains(id) {
            continue;
        }
        seen.push(*id);
        let Some(statement) = knowledge.statements.get(id.0 as usize) else {
            continue;
        };
        let mut item = marked(&statement.name, statement.text.as_str());
        item.remarks.push((
            "from",
            format!(
                "{}, {}",
                source_title(knowledge, &statement.source),
                statement.place
            ),
        ));
        let kind = format!(
            "{}, {}; checked: {}",
            words::word(words::KIND, &statement.kind),
            words::word(words::DISPOSITION, &statement.disposition),
            words::word(words::VERIFICATION, &statement.verification)
        );
        item.remarks.push(("register", kind));
        if !statement.numbers.is_empty() {
            item.remarks.push(("numbers", statement.numbers.clone()));
        }
        if !statement.note.is_empty() {
            item.remarks.push(("note", statement.note.clone()));
        }
        section.items.push(item);
    }
    section
}

/// The title of a source behind its key.
pub(super) fn source_title(knowledge: &Knowledge, key: &str) -> String {
    match knowledge.sources.get(key) {
        Some(source) => format!("{key} ({})", source.title),
        None => key.to_owned(),
    }
}

/// The facts that conditions name, each with what it is.
pub(super) fn facts<'a>(
    knowledge: &Knowledge,
    conditions: impl IntoIterator<Item = &'a Condition>,
) -> Section {
    let mut section = Section::new("Facts it looks at", Tone::Plain);
    let mut seen: Vec<FactId> = Vec::new();
    for id in conditions.into_iter().flat_map(Condition::facts) {
        if !seen.contains(id) {
            seen.push(*id);
            section.items.extend(fact(knowledge, *id));
        }
    }
    section
}

/// A fact with its wording and type.
pub(super) fn fact(knowledge: &Knowledge, id: FactId) -> Option<Item> {
    let fact = knowledge.facts.get(id.0 as usize)?;
    let presumed = if fact.presume.is_some() {
        "; may be presumed"
    } else {
        ""
    };
    let kind = format!(
        "{}, {}{presumed}",
        Shape::of_fact(fact).word(),
        names::origin(fact)
    );
    Some(marked(&fact.name, format!("{} ({kind})", fact.label)))
}

/// The name of a fact.
pub(super) fn fact_name(knowledge: &Knowledge, id: FactId) -> String {
    knowledge
        .facts
        .get(id.0 as usize)
        .map_or_else(String::new, |fact| fact.name.to_string())
}

/// An action's wording behind its id.
pub(super) fn action(knowledge: &Knowledge, id: ActionId) -> String {
    match knowledge.actions.get(id.0 as usize) {
        Some(action) => format!("{} ({})", action.name, action.label),
        None => String::new(),
    }
}

/// A condition in words: `any` holds of everybody.
pub(super) fn condition(condition: &Condition) -> String {
    match condition.expr {
        Some(_) => condition.text.to_string(),
        None => "always".to_owned(),
    }
}

/// Texts one behind the other; nothing when there are none.
pub(super) fn joined<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}
