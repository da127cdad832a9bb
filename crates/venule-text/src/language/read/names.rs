//! The ids of entries, so that one may name another wherever it stands.

use std::collections::BTreeMap;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Problems, Text};
use venule_knowledge::nearest;
use venule_knowledge::source::Origin;

use super::{Phrasing, Tables};
use crate::language::model::{ConceptId, Near, SiteId};

#[derive(Default)]
pub(super) struct Names {
    sites: BTreeMap<String, SiteId>,
    concepts: BTreeMap<String, ConceptId>,
    frames: BTreeMap<String, u16>,
    /// Choices that phrases may name, written out.
    pub(super) words: BTreeMap<String, String>,
}

impl Names {
    /// The ids of all entries. Reports those that are given twice.
    pub(super) fn collect(problems: &Problems, tables: &Tables<'_>, phrasing: &Phrasing) -> Self {
        let mut seen: BTreeMap<String, Origin> = BTreeMap::new();
        let mut list = |entries: &[Fields<'_>]| listed(problems, &mut seen, entries);
        let sites = numbered(list(&tables.sites), SiteId);
        let concepts = numbered(list(&tables.concepts), ConceptId);
        let frames = numbered(list(&tables.frames), |at| at);
        list(&tables.measures);
        list(&tables.modifiers);
        list(&tables.sections);
        // No entry of another kind names these: "order" may be an intent and a section.
        for entries in [
            &tables.weighty,
            &tables.intents,
            &tables.topics,
            &tables.questions,
        ] {
            listed(problems, &mut BTreeMap::new(), entries);
        }
        list(&tables.words);
        Self {
            sites,
            concepts,
            frames,
            words: match phrasing.is_made() {
                true => BTreeMap::new(),
                false => words_of(&tables.words),
            },
        }
    }

    pub(super) fn site(&self, problems: &Problems, name: Text<'_>) -> Option<SiteId> {
        found(problems, "site", &self.sites, name, name.text)
    }

    pub(super) fn concept(&self, problems: &Problems, name: Text<'_>) -> Option<ConceptId> {
        found(problems, "concept", &self.concepts, name, name.text)
    }

    pub(super) fn frame(&self, problems: &Problems, name: Text<'_>) -> Option<u16> {
        found(problems, "frame", &self.frames, name, name.text)
    }

    /// `site.ID`, `concept.ID` or `frame.ID`.
    pub(super) fn near(&self, problems: &Problems, name: Text<'_>) -> Option<Near> {
        match name.text.split_once('.') {
            Some(("site", id)) => found(problems, "site", &self.sites, name, id).map(Near::Site),
            Some(("concept", id)) => {
                found(problems, "concept", &self.concepts, name, id).map(Near::Concept)
            }
            Some(("frame", id)) => {
                found(problems, "frame", &self.frames, name, id).map(Near::Frame)
            }
            _ => {
                let message = format!("`{}` is not a kind and an id", name.text);
                problems.add(
                    Diagnostic::error("unknown-name", message, name.origin)
                        .help("write `site.ID`, `concept.ID` or `frame.ID`"),
                );
                None
            }
        }
    }
}

/// The ids of entries of one kind, in order. Reports those that were seen before.
fn listed(
    problems: &Problems,
    seen: &mut BTreeMap<String, Origin>,
    entries: &[Fields<'_>],
) -> Vec<Option<String>> {
    let mut ids = Vec::new();
    for fields in entries {
        let Some((name, origin)) = id_of(fields) else {
            ids.push(None);
            continue;
        };
        if let Some(first) = seen.get(&name) {
            let message = format!("the id `{name}` is given twice");
            problems.add(
                Diagnostic::error("duplicate-id", message, origin).also(*first, "first given here"),
            );
        }
        seen.insert(name.clone(), origin);
        ids.push(Some(name));
    }
    ids
}

/// The phrases of each `[[words]]` as one choice.
fn words_of(entries: &[Fields<'_>]) -> BTreeMap<String, String> {
    let choice = |fields: &Fields<'_>| {
        let (name, _) = id_of(fields)?;
        let mut entries = fields.entries().iter();
        let (_, node) = entries.find(|(key, _)| key.text == "phrases")?;
        let Kind::Array(all) = &node.kind else {
            return None;
        };
        let written = all.iter().filter_map(|node| match &node.kind {
            Kind::String(text) => Some(text.to_string()),
            _ => None,
        });
        let written: Vec<_> = written.collect();
        Some((name, format!("({})", written.join("|"))))
    };
    entries.iter().filter_map(choice).collect()
}

fn id_of(fields: &Fields<'_>) -> Option<(String, Origin)> {
    let (_, node) = fields.entries().iter().find(|(key, _)| key.text == "id")?;
    let Kind::String(name) = &node.kind else {
        return None;
    };
    Some((name.to_string(), fields.origin_of(node)))
}

fn numbered<Id>(names: Vec<Option<String>>, id: impl Fn(u16) -> Id) -> BTreeMap<String, Id> {
    let numbers = names.into_iter().zip(0_u16..);
    numbers
        .filter_map(|(name, at)| name.map(|name| (name, id(at))))
        .collect()
}

fn found<Id: Copy>(
    problems: &Problems,
    what: &str,
    known: &BTreeMap<String, Id>,
    name: Text<'_>,
    id: &str,
) -> Option<Id> {
    let found = known.get(id).copied();
    if found.is_none() {
        let message = format!("there is no {what} `{id}`");
        let mut problem = Diagnostic::error("unknown-name", message, name.origin);
        problem.help = nearest::did_you_mean(id, known.keys().map(String::as_str));
        problems.add(problem);
    }
    found
}
