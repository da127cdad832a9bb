//! Refuses a phrase that two entries of one kind claim.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::Problems;
use venule_knowledge::source::Origin;

use crate::language::model::{Direction, Language, ModifierKind, Phrases, Said, Wording};
use crate::matcher::shared::{self, Entangled};

/// Reports each two entries of one kind that share a phrase, with one that they share.
pub(super) fn refuse_shared(problems: &Problems, language: &Language) {
    let mut sites = Claims::of("site");
    for site in &language.sites {
        sites.claim(&site.id, &site.phrases);
    }
    sites.refuse(problems);
    let mut concepts = Claims::of("concept");
    for concept in language.concepts.iter().filter(|it| !it.beside) {
        concepts.claim(&concept.id, &concept.phrases);
        concept
            .denied
            .iter()
            .for_each(|phrases| concepts.claim(&concept.id, phrases));
    }
    concepts.refuse(problems);
    let mut anchors = Claims::of("frame");
    for frame in &language.frames {
        let named = frame.anchors.iter().map(|anchor| &anchor.phrases);
        let without = frame.none.iter().chain(&frame.pending);
        named
            .chain(without)
            .for_each(|phrases| anchors.claim(&frame.id, phrases));
        let mut slots = Claims::of("slot of one frame");
        for slot in &frame.slots {
            if let Said::Words(phrases) = &slot.said {
                slots.claim(&frame.id, phrases);
            }
        }
        slots.refuse(problems);
    }
    anchors.refuse(problems);
    // "Unlikely" denies and doubts: a phrase may belong to modifiers of several kinds.
    let mut modifiers: Vec<((ModifierKind, Direction), Claims<'_>)> = Vec::new();
    for modifier in &language.modifiers {
        let kind = (modifier.kind, modifier.direction);
        match modifiers.iter_mut().find(|(it, _)| *it == kind) {
            Some((_, claims)) => claims.claim(&modifier.id, &modifier.phrases),
            None => {
                let mut claims = Claims::of("modifier of one kind");
                claims.claim(&modifier.id, &modifier.phrases);
                modifiers.push((kind, claims));
            }
        }
    }
    for (_, claims) in modifiers {
        claims.refuse(problems);
    }
    let mut sections = Claims::of("section");
    for section in &language.sections {
        sections.claim(&section.id, &section.phrases);
    }
    sections.refuse(problems);
    let mut intents = Claims::of("request");
    let names: Vec<Arc<str>> = language
        .intents
        .iter()
        .map(|it| it.kind.name().into())
        .collect();
    for (intent, name) in language.intents.iter().zip(&names) {
        intents.claim(name, &intent.phrases);
        let asked = intent.asked.iter();
        asked.for_each(|phrases| intents.claim(name, phrases));
    }
    intents.refuse(problems);
    let mut topics = Claims::of("topic");
    for topic in &language.topics {
        topics.claim(&topic.id, &topic.phrases);
    }
    topics.refuse(problems);
}

/// Phrases of one kind, and the entries they are of.
struct Claims<'l> {
    kind: &'static str,
    all: Vec<Claim<'l>>,
}

struct Claim<'l> {
    id: &'l Arc<str>,
    wording: &'l Wording,
    origin: Origin,
}

impl<'l> Claims<'l> {
    fn of(kind: &'static str) -> Self {
        Self {
            kind,
            all: Vec::new(),
        }
    }

    fn claim(&mut self, id: &'l Arc<str>, phrases: &'l Phrases) {
        self.all.push(Claim {
            id,
            wording: &phrases.wording,
            origin: phrases.origin,
        });
    }

    fn refuse(&self, problems: &Problems) {
        let wordings = self.all.iter().map(|claim| claim.wording);
        match shared::shared((0_u32..).zip(wordings)) {
            Ok(found) => {
                for it in found {
                    let (first, second) = it.owners;
                    let claim = |index: u32| self.all.get(index as usize);
                    if let (Some(first), Some(second)) = (claim(first), claim(second)) {
                        problems.add(self.problem(&it.words, first, second));
                    }
                }
            }
            Err(Entangled) => problems.extend(self.entangled()),
        }
    }

    fn problem(&self, words: &str, first: &Claim<'_>, second: &Claim<'_>) -> Diagnostic {
        let message = format!(
            "the phrase `{words}` is claimed twice as a {}: by `{}` and by `{}`",
            self.kind, first.id, second.id
        );
        Diagnostic::error("shared-phrase", message, second.origin)
            .also(first.origin, "claimed here too")
    }

    fn entangled(&self) -> Option<Diagnostic> {
        let message = format!(
            "the phrases of each {} run into each other in so many ways that they cannot be checked for shared ones",
            self.kind
        );
        let first = self.all.first()?;
        let problem = Diagnostic::error("shared-phrase", message, first.origin);
        Some(problem.help("fewer parts that may be missing, one after the other, make it simple"))
    }
}
