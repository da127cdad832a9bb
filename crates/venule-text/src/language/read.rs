//! From the files of `knowledge/language/` to a [`Language`], or everything that is wrong with them.

mod ask;
mod claim;
mod concept;
mod frame;
mod measure;
mod modifier;
mod names;
mod phrasing;
mod spelling;
mod wording;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{self, Fields, Node, Problems, Text};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{EventKind, Fact, Knowledge};
use venule_knowledge::nearest;
use venule_knowledge::source::{FileId, Files};
use venule_logic::FactId;

use self::names::Names;
pub(crate) use self::phrasing::Phrasing;
use super::model::{Language, Site};

/// Reads all language files against the vocabulary.
///
/// The language holds whatever could be read; with an error among the diagnostics it must not be used.
#[must_use]
pub fn load(
    knowledge: &Knowledge,
    files: &Files,
    which: impl IntoIterator<Item = FileId>,
) -> (Language, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut trees = Vec::new();
    for file in which {
        let (tree, mut found) = document::read(files, file);
        diagnostics.append(&mut found);
        trees.extend(tree.map(|tree| (file, tree)));
    }
    let (language, mut found) = load_trees(knowledge, &trees);
    diagnostics.append(&mut found);
    (language, diagnostics)
}

/// Reads language files that were parsed before.
#[must_use]
pub fn load_trees(knowledge: &Knowledge, trees: &[(FileId, Node)]) -> (Language, Vec<Diagnostic>) {
    let (language, mut found) = load_checked_trees(knowledge, trees);
    let problems = Problems::default();
    claim::refuse_shared(&problems, &language);
    found.append(&mut problems.into_found());
    (language, found)
}

/// Reads language files that were checked when they were made a part of the program.
///
/// Phrases that two entries claim are not looked for, which takes longer than all the rest.
#[must_use]
pub fn load_checked_trees(
    knowledge: &Knowledge,
    trees: &[(FileId, Node)],
) -> (Language, Vec<Diagnostic>) {
    load_phrased(knowledge, trees, &Phrasing::Written)
}

/// Reads language files with phrases that come from somewhere.
pub(crate) fn load_phrased(
    knowledge: &Knowledge,
    trees: &[(FileId, Node)],
    phrasing: &Phrasing,
) -> (Language, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut tables = Tables::default();
    for (file, tree) in trees {
        let Some(mut fields) = Fields::open(&problems, *file, "the language file", tree) else {
            continue;
        };
        tables.sites.extend(fields.tables("site", "a site"));
        tables
            .concepts
            .extend(fields.tables("concept", "a concept"));
        tables.frames.extend(fields.tables("frame", "a frame"));
        tables
            .measures
            .extend(fields.tables("measure", "a measure"));
        tables
            .modifiers
            .extend(fields.tables("modifier", "a modifier"));
        tables
            .sections
            .extend(fields.tables("section", "a section"));
        tables
            .weighty
            .extend(fields.tables("weighty", "words of weight"));
        tables.intents.extend(fields.tables("intent", "an intent"));
        tables.topics.extend(fields.tables("topic", "a topic"));
        tables
            .questions
            .extend(fields.tables("question", "a question"));
        tables.words.extend(fields.tables("words", "words"));
        tables
            .spellings
            .extend(fields.tables("spelling", "a spelling"));
        fields.close();
    }
    let names = Names::collect(&problems, &tables, phrasing);
    let reader = Reader {
        knowledge,
        problems: &problems,
        names: &names,
        phrasing,
    };
    let mut kept = wording::Kept::default();
    for fields in tables.words {
        reader.words_entry(fields, &mut kept);
    }
    let frames: Vec<_> = tables
        .frames
        .into_iter()
        .filter_map(|it| reader.frame(it))
        .collect();
    let language = Language {
        ordinary: kept.ordinary,
        spellings: reader.spellings(tables.spellings),
        adjectives: kept.adjectives,
        in_plans: kept.in_plans,
        used: kept.used,
        sites: tables.sites.into_iter().map(|it| reader.site(it)).collect(),
        concepts: tables
            .concepts
            .into_iter()
            .map(|it| reader.concept(it))
            .collect(),
        measures: tables
            .measures
            .into_iter()
            .filter_map(|it| reader.measure(it, &frames))
            .collect(),
        frames,
        modifiers: tables
            .modifiers
            .into_iter()
            .filter_map(|it| reader.modifier(it))
            .collect(),
        sections: tables
            .sections
            .into_iter()
            .map(|it| reader.section(it))
            .collect(),
        weighty: tables
            .weighty
            .into_iter()
            .map(|it| reader.weighty(it))
            .collect(),
        intents: tables
            .intents
            .into_iter()
            .filter_map(|it| reader.intent(it))
            .collect(),
        topics: tables
            .topics
            .into_iter()
            .map(|it| reader.topic(it))
            .collect(),
        questions: tables
            .questions
            .into_iter()
            .filter_map(|it| reader.question(it))
            .collect(),
    };
    if !phrasing.is_made() {
        reader.refuse_same_wordings(&language.questions);
    }
    (language, problems.into_found())
}

/// The tables of all files, in order.
#[derive(Default)]
struct Tables<'a> {
    sites: Vec<Fields<'a>>,
    concepts: Vec<Fields<'a>>,
    frames: Vec<Fields<'a>>,
    measures: Vec<Fields<'a>>,
    modifiers: Vec<Fields<'a>>,
    sections: Vec<Fields<'a>>,
    weighty: Vec<Fields<'a>>,
    intents: Vec<Fields<'a>>,
    topics: Vec<Fields<'a>>,
    questions: Vec<Fields<'a>>,
    words: Vec<Fields<'a>>,
    spellings: Vec<Fields<'a>>,
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    problems: &'a Problems,
    names: &'a Names,
    phrasing: &'a Phrasing,
}

impl<'k> Reader<'k> {
    fn site(&self, mut fields: Fields<'_>) -> Site {
        let id = self.id(&mut fields, "site");
        let phrases = self.phrases(&mut fields, "phrases");
        let part_of = fields
            .text("part_of")
            .and_then(|name| self.names.site(self.problems, name));
        let elsewhere = fields.flag("elsewhere");
        let examines = fields.flag("examines");
        let stretch = fields.flag("stretch");
        let origin = fields.origin();
        fields.close();
        Site {
            elsewhere,
            examines,
            stretch,
            id,
            phrases: phrases.unwrap_or_else(|| wording::none(origin)),
            part_of,
        }
    }

    /// The `id` of an entry, which the table is called by from then on.
    fn id(&self, fields: &mut Fields<'_>, what: &str) -> std::sync::Arc<str> {
        let id = fields.required_string("id");
        fields.call(format!("{what} `{id}`"));
        std::sync::Arc::from(id)
    }

    /// A fact that a text may state, by its published name.
    fn fact(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<(FactId, &'k Fact)> {
        let name = fields.text(key)?;
        self.stated_fact(&name)
    }

    /// Facts that a text may state, by their published names.
    fn facts(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<FactId> {
        let names = fields.texts(key).into_iter();
        names
            .filter_map(|name| self.stated_fact(&name).map(|(fact, _)| fact))
            .collect()
    }

    fn stated_fact(&self, name: &Text<'_>) -> Option<(FactId, &'k Fact)> {
        let Some((id, fact)) = self.knowledge.fact(name.text) else {
            let message = format!("there is no fact `{}`", name.text);
            let mut problem = Diagnostic::error("unknown-fact", message, name.origin);
            let names = self.knowledge.facts.iter().map(|fact| &*fact.name);
            problem.help = nearest::did_you_mean(name.text, names);
            self.problems.add(problem);
            return None;
        };
        if *fact.name != *name.text {
            let message = format!("`{}` is another name of `{}`", name.text, fact.name);
            self.problems.add(
                Diagnostic::error("not-the-published-name", message, name.origin)
                    .help(format!("write `{}`", fact.name)),
            );
        }
        if !fact.may_be_entered() {
            let message = format!("`{}` is read from events; it cannot be stated", fact.name);
            self.problems.add(
                Diagnostic::error("not-stated", message, name.origin)
                    .help("write the event and its attributes instead"),
            );
            return None;
        }
        Some((id, fact))
    }

    /// A kind of event by its name.
    fn event(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<(usize, &'k EventKind)> {
        let name = fields.text(key)?;
        let events = &self.knowledge.events;
        let found = events
            .iter()
            .enumerate()
            .find(|(_, kind)| *kind.name == *name.text);
        if found.is_none() {
            let message = format!("there is no event `{}`", name.text);
            let names = || events.iter().map(|kind| &*kind.name);
            let mut problem = Diagnostic::error("unknown-event", message, name.origin);
            problem.help = nearest::did_you_mean(name.text, names())
                .or_else(|| Some(format!("events are {}", nearest::listed(names()))));
            self.problems.add(problem);
        }
        found
    }

    /// Attributes of an event with their values.
    fn attributes(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        event: &EventKind,
    ) -> super::model::Settings {
        let Some(table) = fields.table(key) else {
            return Vec::new();
        };
        let mut settings = Vec::new();
        for (name, node) in table.entries() {
            let Some(attribute) = event.attributes.iter().find(|it| *it.name == *name.text) else {
                let message = format!("event `{}` has no `{}`", event.name, name.text);
                let mut problem = Diagnostic::error("unknown-key", message, table.origin_of(node));
                let names = event.attributes.iter().map(|it| &*it.name);
                problem.help = Some(format!("it has {}", nearest::listed(names)));
                self.problems.add(problem);
                continue;
            };
            let what = format!("`{}` of event `{}`", attribute.name, event.name);
            let shape = Shape::of_attribute(attribute);
            let value = shape.possible_value(self.problems, table.file(), &what, node);
            settings.extend(value.map(|value| (std::sync::Arc::clone(&attribute.name), value)));
        }
        settings
    }
}
