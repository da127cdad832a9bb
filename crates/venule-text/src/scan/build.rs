//! From a language to its phrases and what they stand for.

use std::collections::BTreeMap;

use venule_logic::FactId;

use super::{CannotBuild, What};
use crate::language::model::{
    Concept, ConceptId, Effect, Language, ModifierKind, Phrases, Said, SiteId,
};

/// What phrases stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) class: u16,
}

/// Everything that the tables are made of.
#[derive(Debug, Default)]
pub(super) struct Plan<'l> {
    /// For each entry its phrases.
    pub(super) phrases: Vec<&'l Phrases>,
    pub(super) entries: Vec<Entry>,
    pub(super) classes: usize,
    pub(super) pseudo: Vec<bool>,
    /// By concept: those that say nothing within words by which it is denied.
    pub(super) silenced: Vec<Vec<ConceptId>>,
}

/// Classes of hits that do not depend on an entry; those of slots and qualifiers follow.
const SITE: u16 = 0;
const CONCEPT: u16 = 1;
const EVENT: u16 = 2;
const MEASURE: u16 = 3;
const MODIFIER: u16 = 4;
const FREE: u16 = MODIFIER + AXES;

/// What modifiers may be about: see [`axis`].
const AXES: u16 = 11;

impl<'l> Plan<'l> {
    pub(super) fn of(language: &'l Language) -> Result<Self, CannotBuild> {
        refuse_too_many(language)?;
        let mut plan = Self::default();
        for (index, site) in (0_u16..).zip(&language.sites) {
            plan.add(&site.phrases, What::Site(SiteId(index)), SITE);
        }
        let mut class = FREE;
        for (index, concept) in (0_u16..).zip(&language.concepts) {
            let id = ConceptId(index);
            let said = |denied| What::Concept { id, denied };
            // What stands beside others is hidden by no phrase but its own.
            let own = if concept.beside { class } else { CONCEPT };
            class = class.saturating_add(u16::from(concept.beside));
            plan.add(&concept.phrases, said(false), own);
            plan.add_if_any(concept.denied.as_ref(), said(true), own);
            // "DVT scan" is no DVT, also where longer words of another concept stand there.
            plan.add_if_any(concept.not.as_ref(), What::NotConcept(id), class);
            class = class.saturating_add(u16::from(concept.not.is_some()));
        }
        for (frame, entry) in (0_u16..).zip(&language.frames) {
            for (anchor, it) in (0_u16..).zip(&entry.anchors) {
                plan.add(&it.phrases, What::Anchor { frame, anchor }, EVENT);
            }
            plan.add_if_any(entry.none.as_ref(), What::NoEvent(frame), EVENT);
            plan.add_if_any(entry.pending.as_ref(), What::Pending(frame), EVENT);
            plan.add_if_any(entry.done.as_ref(), What::Done(frame), class);
            for (slot, it) in (0_u16..).zip(&entry.slots) {
                if let Said::Words(phrases) = &it.said {
                    plan.add(phrases, What::Slot { frame, slot }, class);
                }
            }
            class = class.saturating_add(1);
        }
        for (measure, entry) in (0_u16..).zip(&language.measures) {
            plan.add_if_any(entry.phrases.as_ref(), What::Measure(measure), MEASURE);
            for (qualifier, it) in (0_u16..).zip(&entry.qualifiers) {
                let what = What::Qualifier { measure, qualifier };
                plan.add(&it.phrases, what, class);
            }
            class = class.saturating_add(1);
        }
        for (index, modifier) in (0_u16..).zip(&language.modifiers) {
            let class = MODIFIER + axis(modifier.kind);
            plan.add(&modifier.phrases, What::Modifier(index), class);
        }
        let kinds = language.modifiers.iter().map(|modifier| modifier.kind);
        plan.pseudo = kinds.map(|kind| kind == ModifierKind::Pseudo).collect();
        plan.classes = usize::from(class) + 1;
        plan.silenced = silenced(language);
        Ok(plan)
    }

    fn add_if_any(&mut self, phrases: Option<&'l Phrases>, what: What, class: u16) {
        if let Some(phrases) = phrases {
            self.add(phrases, what, class);
        }
    }

    fn add(&mut self, phrases: &'l Phrases, what: What, class: u16) {
        self.phrases.push(phrases);
        self.entries.push(Entry { what, class });
    }
}

/// "Nobody suspects a DVT" denies a suspicion, and the DVT in it is none of its own: by concept, what tells of the same fact.
fn silenced(language: &Language) -> Vec<Vec<ConceptId>> {
    let all = || (0_u16..).map(ConceptId).zip(&language.concepts);
    let mut told: BTreeMap<FactId, Vec<ConceptId>> = BTreeMap::new();
    for (id, concept) in all() {
        for fact in facts(concept) {
            told.entry(fact).or_default().push(id);
        }
    }
    let silenced = all().map(|(_, concept)| {
        if !concept.beside || concept.denied.is_none() {
            return Vec::new();
        }
        let same = facts(concept).filter_map(|fact| told.get(&fact));
        let mut same: Vec<ConceptId> = same.flatten().copied().collect();
        same.sort_unstable();
        same.dedup();
        same
    });
    silenced.collect()
}

/// The facts that a concept tells of.
fn facts(concept: &Concept) -> impl Iterator<Item = FactId> {
    concept.means.iter().filter_map(|it| match it.then {
        Effect::Fact { fact, .. } => Some(fact),
        Effect::Event { .. } | Effect::NoEvent { .. } => None,
    })
}

/// Entries are numbered with 16 bits, each within what it belongs to. Classes of hits count frames and measures together.
fn refuse_too_many(language: &Language) -> Result<(), CannotBuild> {
    let most_anchors = language.frames.iter().map(|it| it.anchors.len()).max();
    let most_slots = language.frames.iter().map(|it| it.slots.len()).max();
    let most_qualifiers = language.measures.iter().map(|it| it.qualifiers.len()).max();
    let beside = language.concepts.iter().filter(|it| it.beside).count();
    let excepted = language.concepts.iter().filter(|it| it.not.is_some());
    let classes = usize::from(FREE)
        + beside
        + excepted.count()
        + language.frames.len()
        + language.measures.len();
    let counted = [
        (language.sites.len(), "sites"),
        (language.concepts.len(), "concepts"),
        (classes, "frames, measures and concepts beside others"),
        (most_anchors.unwrap_or(0), "anchors of one frame"),
        (most_slots.unwrap_or(0), "slots of one frame"),
        (most_qualifiers.unwrap_or(0), "qualifiers of one measure"),
        (language.modifiers.len(), "modifiers"),
    ];
    let too_many = counted
        .iter()
        .find(|(count, _)| *count >= usize::from(u16::MAX));
    too_many.map_or(Ok(()), |(_, what)| Err(CannotBuild { what }))
}

/// What a modifier is about. Of modifiers about one thing only the longest at a place counts: "cannot be excluded" is not
/// "excluded". Ends of reach and pseudo phrases are about the modifiers themselves.
fn axis(kind: ModifierKind) -> u16 {
    match kind {
        ModifierKind::Negation
        | ModifierKind::Possible
        | ModifierKind::Probable
        | ModifierKind::Dispute
        | ModifierKind::Question => 0,
        ModifierKind::Historical | ModifierKind::Conditional => 1,
        ModifierKind::OtherPerson | ModifierKind::SecondPatient | ModifierKind::Patient => 2,
        ModifierKind::SamePatient | ModifierKind::NextPatient => 15,
        ModifierKind::Trend(_) | ModifierKind::Degree(_) => 3,
        ModifierKind::Terminator => 4,
        ModifierKind::Pseudo => 5,
        ModifierKind::Subject => 6,
        ModifierKind::Retraction | ModifierKind::Correction => 7,
        ModifierKind::Amendment => 8,
        ModifierKind::Explanation => 9,
        ModifierKind::Visit => 10,
        ModifierKind::NoSide => 11,
        ModifierKind::Staff => 12,
        ModifierKind::Trade => 13,
        ModifierKind::Mismatch => 14,
    }
}
