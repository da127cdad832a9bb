//! The whole way from a text to what was understood of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use venule_engine::case::{Case, Entry, Moment, State, Unlisted};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

use crate::candidate::{Candidate, Doubt, EventCandidate, Newly, Proof, Standing};
use crate::carried_out;
use crate::gather::{self, About, Cues, Gathered, Stages};
pub use crate::gather::{Finding, Leg, Studied, Withdrawn};
use crate::language::model::{Direction, Language, ModifierKind, SiteId};
use crate::layout::Layout;
use crate::number::{self, Atoms};
use crate::overruled;
use crate::people::{self, By, Patient};
use crate::proposed::Proposed;
use crate::reconcile;
use crate::scan::{CannotBuild, Hit, Hits, What};
use crate::scope::Scopes;
use crate::span::Span;
use crate::tables::Tables;
use crate::token::Tokens;
use crate::unread;
use crate::view::{TooLong, View};

/// What was understood of a text.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Facts: accepted, or to be confirmed. Each fact of each leg once, in order of the vocabulary.
    pub facts: Vec<Candidate>,
    /// Events, in order of the text.
    pub events: Vec<EventCandidate>,
    /// Kinds of events of which the text says that there was none, with the leg where only one is meant.
    pub none_of: Vec<(usize, Option<Side>, Proof)>,
    /// The symptomatic side, and the words it comes from.
    pub side: Option<(Side, Proof)>,
    /// The words that tell of more than one patient: nothing is accepted then.
    pub patients: Vec<Patient>,
    /// The names of patients, one or several, in order.
    pub named: Vec<Patient>,
    /// Whether the text says that it is of the patient who was told of before it.
    pub same_patient: bool,
    /// Words that say that it is of another patient than the texts before it.
    pub next_patient: Vec<Span>,
    /// Words of weight that nothing here rests on, in order of the text: they were not understood.
    pub unread: Vec<Span>,
    /// Facts that were mentioned and are not used.
    pub facts_aside: Vec<Candidate>,
    /// Events that were mentioned and are not used.
    pub events_aside: Vec<EventCandidate>,
    /// What is taken back or put right, of this text and of those before it.
    pub withdrawn: Withdrawn,
    /// What a study shows after all that this text does not name: of the texts before it.
    pub amending: Vec<EventCandidate>,
    /// What symptoms of one leg say where they are new since a study told of in a text before this one.
    pub(crate) newly: Vec<Newly>,
    /// What a language model proposed beside all this, if one was asked. None of it enters the case.
    pub proposed: Option<Proposed>,
}

/// What the stages made of a text, used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    tokens: Tokens,
    layout: Layout,
    hits: Hits,
    scopes: Scopes,
    cues: Cues,
    atoms: Atoms,
}

/// Reads texts. Built once, used for many.
#[derive(Debug)]
pub struct Extractor<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) language: &'a Language,
    pub(crate) tables: Arc<Tables>,
    about: About,
}

impl<'a> Extractor<'a> {
    /// Builds the tables.
    ///
    /// # Errors
    ///
    /// If the language has more than 65,535 entries of one kind.
    pub fn new(knowledge: &'a Knowledge, language: &'a Language) -> Result<Self, CannotBuild> {
        let tables = Arc::new(Tables::new(language)?);
        Ok(Self::with(knowledge, language, tables))
    }

    /// Takes the tables of this language, which were built before.
    #[must_use]
    pub fn with(knowledge: &'a Knowledge, language: &'a Language, tables: Arc<Tables>) -> Self {
        Self {
            knowledge,
            language,
            tables,
            about: About::of(knowledge),
        }
    }

    /// What a text says, with days counted from the reference date.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn read(&self, text: &str, reference: Date) -> Result<Reading, TooLong> {
        let view = View::new(text)?.spelled(&self.language.spellings);
        let mut memory = self.tables.memory.take();
        let reading = self.read_into(&mut memory, &view, reference);
        self.tables.memory.give_back(memory);
        Ok(reading)
    }

    fn read_into(&self, memory: &mut Memory, view: &View<'_>, reference: Date) -> Reading {
        let Memory {
            tokens,
            layout,
            hits,
            scopes,
            cues,
            atoms,
        } = memory;
        tokens.read(view);
        layout.read(view, tokens, &self.tables.headings);
        self.tables.scanner.scan(view, tokens, layout, hits);
        scopes.read(self.language, view, tokens, layout, hits);
        cues.read(view, tokens);
        let numbers = number::find_reusing(atoms, view, tokens, reference);
        let numbers = gather::dated(view, tokens, hits, numbers);
        let told = people::Stages {
            language: self.language,
            view,
            tokens,
            layout,
            hits,
            scopes,
            scanner: &self.tables.scanner,
        };
        let numbers = people::without_places(told, numbers);
        let numbers = gather::with_days(self.language, view, tokens, hits, numbers, reference);
        let gathered = gather::gather(Stages {
            knowledge: self.knowledge,
            language: self.language,
            view,
            tokens,
            layout,
            hits,
            scopes,
            fills: &self.tables.fills,
            cues,
            numbers: &numbers,
            sites: &sites(hits),
            anchored: hits
                .all()
                .iter()
                .any(|hit| matches!(hit.what, What::Anchor { .. })),
            amended: self.has(hits, ModifierKind::Amendment),
            trade: self.has(hits, ModifierKind::Trade),
            about: self.about,
            reference,
        });
        let introduced = gathered.introduced.iter();
        let introduced: Vec<_> = introduced.map(|((_, sex), span)| (*sex, *span)).collect();
        let same_patient = self.is_told(layout, hits, ModifierKind::SamePatient);
        let names = people::names(told, &introduced);
        let names = if same_patient { names.of_one() } else { names };
        atoms.give_back(numbers);
        let named = match names.are_several {
            true => names.all.clone(),
            false => Vec::new(),
        };
        let patients = self.patients(view, hits, &gathered, named);
        let mut reading = self.reconciled(gathered, hits);
        if !patients.is_empty() {
            reading.doubt_all();
        }
        reading.patients = patients;
        reading.named = names.all;
        reading.same_patient = same_patient;
        reading.next_patient = self.of_kind(view, hits, ModifierKind::NextPatient);
        if reading.withdrawn.is_settled() {
            // "The clot is the other gentleman's" tells of no other patient but whose it was.
            let cues = self.of_kind(view, hits, ModifierKind::Retraction);
            reading.next_patient.retain(|it| {
                let mut cues = cues.iter();
                !cues.any(|cue| cue.start < it.end && it.start < cue.end)
            });
        }
        let weighed = unread::weigh(
            &self.tables.weighty,
            self.language,
            (view, tokens, layout, hits),
            scopes,
            &reading,
        );
        weighed.doubts.into_iter().for_each(|it| reading.doubt(it));
        reading.unread = weighed.unread;
        if reading.withdrawn.is_settled() {
            // What words that take something back stand for is known.
            let cues = self.of_kind(view, hits, ModifierKind::Retraction);
            let within = |span: &Span| {
                cues.iter()
                    .any(|cue| cue.start <= span.start && span.end <= cue.end)
            };
            reading.unread.retain(|span| !within(span));
        }
        let unclear = reading.withdrawn.unclear.iter().copied();
        reading.unread.extend(unclear);
        reading
            .unread
            .extend(self.of_kind(view, hits, ModifierKind::Mismatch));
        reading.unread.sort_unstable();
        reading
    }

    /// The words that tell of more than one patient: a second one is named, two are called by other names, or two ages with
    /// a sex are not one person's.
    fn patients(
        &self,
        view: &View<'_>,
        hits: &Hits,
        gathered: &Gathered,
        named: Vec<Patient>,
    ) -> Vec<Patient> {
        let second = hits.all().iter();
        let second = second.filter(|hit| self.is_of(hit, ModifierKind::SecondPatient));
        let second = second.map(|hit| Patient {
            span: view.span(hit.start..hit.end),
            by: if self.counts(hit) {
                By::Count
            } else {
                By::Words
            },
            who: None,
        });
        let mut patients = named;
        patients.extend(second);
        let mut introduced = gathered.introduced.iter();
        if let Some((first, _)) = introduced.next()
            && introduced.any(|(other, _)| other != first)
        {
            let by = By::Age;
            let introduced = gathered.introduced.iter();
            patients.extend(introduced.map(|(_, span)| Patient {
                span: *span,
                by,
                who: None,
            }));
        }
        patients.sort_unstable_by_key(|it| it.span);
        patients.dedup_by(|next, one| {
            let overlaps = next.span.start < one.span.end;
            if overlaps {
                one.span = one.span.join(next.span);
                one.who = one.who.or(next.who);
                if next.by == By::Perhaps {
                    one.by = next.by;
                }
            }
            overlaps
        });
        patients
    }

    /// The words of modifiers of a kind.
    fn of_kind(&self, view: &View<'_>, hits: &Hits, kind: ModifierKind) -> Vec<Span> {
        let all = hits.all().iter().filter(|hit| self.is_of(hit, kind));
        all.map(|hit| view.span(hit.start..hit.end)).collect()
    }

    /// Whether a modifier of a kind stands in a sentence that does not ask.
    fn is_told(&self, layout: &Layout, hits: &Hits, kind: ModifierKind) -> bool {
        let asks = |hit: &Hit| {
            let sentence = layout.sentence_of(hit.first);
            let sentence = sentence.and_then(|it| layout.sentences.get(it));
            sentence.is_some_and(|it| it.asks)
        };
        let mut of_kind = hits.all().iter().filter(|hit| self.is_of(hit, kind));
        of_kind.any(|hit| !asks(hit))
    }

    fn has(&self, hits: &Hits, kind: ModifierKind) -> bool {
        hits.all().iter().any(|hit| self.is_of(hit, kind))
    }

    /// Whether words for several patients reach nothing: "two patients".
    fn counts(&self, hit: &Hit) -> bool {
        let What::Modifier(index) = hit.what else {
            return false;
        };
        let modifier = self.language.modifiers.get(usize::from(index));
        modifier.is_some_and(|it| it.direction == Direction::Both)
    }

    fn is_of(&self, hit: &Hit, kind: ModifierKind) -> bool {
        let What::Modifier(index) = hit.what else {
            return false;
        };
        let modifier = self.language.modifiers.get(usize::from(index));
        modifier.is_some_and(|it| it.kind == kind)
    }

    fn reconciled(&self, mut gathered: Gathered, hits: &Hits) -> Reading {
        let side = symptomatic(&gathered);
        let side = side.or_else(|| scanned(self.knowledge, &gathered));
        let one_leg = side
            .as_ref()
            .map(|(side, _)| *side)
            .filter(|it| *it != Side::Both);
        let (events, events_aside) =
            reconcile::events(self.knowledge, self.language, gathered.events);
        carried_out::set_aside(self.language, hits, &events, &mut gathered.facts);
        let (mut facts, mut facts_aside) = reconcile::facts(gathered.facts, one_leg);
        overruled::set_aside(self.knowledge, &mut facts, &mut facts_aside);
        let told = |kind: usize, side: Option<Side>| {
            let of = |event: &EventCandidate| {
                let other = event.side.zip(side).is_some_and(|(one, other)| {
                    one != other && one != Side::Both && other != Side::Both
                });
                event.kind == kind && !other
            };
            events.iter().any(of)
        };
        let none_of = gathered
            .none_of
            .into_iter()
            .filter(|(kind, side, _)| !told(*kind, *side));
        let mut none_of: Vec<_> = none_of.collect();
        none_of.dedup_by_key(|(kind, side, _)| (*kind, *side));
        Reading {
            facts,
            none_of,
            events,
            side,
            patients: Vec::new(),
            named: Vec::new(),
            same_patient: false,
            next_patient: Vec::new(),
            unread: Vec::new(),
            facts_aside,
            events_aside,
            withdrawn: gathered.withdrawn,
            amending: gathered.amending,
            newly: gathered.newly,
            proposed: None,
        }
    }
}

/// The parts of the body that are named, each once.
fn sites(hits: &Hits) -> Vec<SiteId> {
    let sites = hits.all().iter().filter_map(|hit| match hit.what {
        What::Site(site) => Some(site),
        _ => None,
    });
    sites.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The one leg of which all events with a side are, where a symptom without a side is told as well.
fn scanned(knowledge: &Knowledge, gathered: &Gathered) -> Option<(Side, Proof)> {
    let told = gathered.facts.iter().any(|it| {
        let sided = knowledge.facts.get(it.fact.0 as usize);
        let present = it.value != Value::Boolean(false);
        sided.is_some_and(|it| it.sided) && present && it.standing == Standing::Accepted
    });
    let used = gathered
        .events
        .iter()
        .filter(|it| it.standing == Standing::Accepted);
    let mut sides = used.filter_map(|it| Some((it.side?, &it.proof)));
    let (first, proof) = sides
        .next()
        .filter(|(side, _)| told && *side != Side::Both)?;
    let others = sides.all(|(side, _)| side == first);
    let named = gathered.facts.iter().filter_map(|it| it.side);
    let same = others && named.into_iter().all(|side| side == first);
    same.then(|| (first, proof.clone()))
}

/// The side of the symptoms: that of one leg, or both.
fn symptomatic(gathered: &Gathered) -> Option<(Side, Proof)> {
    let told = [
        &gathered.symptomatic,
        &gathered.symptomatic_then,
        &gathered.affected,
        &gathered.labeled,
    ];
    let mut all = told.into_iter().find(|it| !it.is_empty())?.iter();
    let (first, proof) = all.next()?;
    let legs = [
        &gathered.symptomatic,
        &gathered.symptomatic_then,
        &gathered.affected,
    ];
    let only_labeled = legs.iter().all(|it| it.is_empty());
    if only_labeled && all.clone().any(|(other, _)| other != first) {
        return None;
    }
    let mut side = *first;
    let mut proof = proof.clone();
    for (other, words) in all {
        if *other != side {
            side = Side::Both;
        }
        proof.join(words);
    }
    Some((side, proof))
}

impl Reading {
    /// Takes all of it for something that may be of another patient, if any words say so.
    pub fn be_of_another(&mut self, patients: Vec<Patient>) {
        if !patients.is_empty() {
            self.doubt_all();
            self.patients = patients;
        }
    }

    /// Whose anything is cannot be told: all of it has to be confirmed.
    fn doubt_all(&mut self) {
        let doubt = |standing: &mut Standing| {
            if *standing == Standing::Accepted {
                *standing = Standing::ToConfirm(Doubt::Patients);
            }
        };
        self.facts.iter_mut().for_each(|it| doubt(&mut it.standing));
        self.events
            .iter_mut()
            .for_each(|it| doubt(&mut it.standing));
        self.none_of.clear();
        self.amending.clear();
        self.newly.clear();
        self.side = None;
    }

    /// Puts a fact of which nothing was read in doubt, or shows it among what is not used. Facts stay in order of the
    /// vocabulary.
    fn doubt(&mut self, candidate: Candidate) {
        let facts = match candidate.standing {
            Standing::SetAside(_) => &mut self.facts_aside,
            _ => &mut self.facts,
        };
        let at = facts.partition_point(|it| it.fact < candidate.fact);
        if facts.get(at).is_none_or(|it| it.fact != candidate.fact) {
            facts.insert(at, candidate);
        }
    }

    /// The case that was understood.
    ///
    /// What has to be confirmed is in it as unknown, so that nothing is presumed of what was mentioned in doubt.
    #[must_use]
    pub fn case(&self, knowledge: &Knowledge, as_of: Moment) -> Case {
        let mut case = Case::new(as_of);
        case.side = self.side.as_ref().map(|(side, _)| *side);
        case.facts = self.facts.iter().map(Candidate::entry).collect();
        if !self.patients.is_empty() {
            // Of whose legs it is cannot be told either.
            case.facts.iter_mut().for_each(|it| it.side = None);
        }
        if let Some((fact, word)) = self.laterality(knowledge) {
            case.facts.push(Entry {
                fact,
                side: None,
                state: State::Known(word),
                source: None,
                origin: None,
            });
        }
        let used = self
            .events
            .iter()
            .filter(|event| event.standing == Standing::Accepted);
        case.events = used.map(EventCandidate::event).collect();
        let of = |(kind, side): (usize, Option<Side>)| Unlisted { kind, side };
        let mut doubtful: Vec<usize> = self
            .events
            .iter()
            .filter(|event| event.standing != Standing::Accepted)
            .map(|event| event.kind)
            .filter(|kind| !case.events.iter().any(|it| it.kind == *kind))
            .collect();
        doubtful.sort_unstable();
        doubtful.dedup();
        // What is said of the only symptomatic leg needs no side.
        let other = |side: &Option<Side>| side.filter(|side| Some(*side) != case.side);
        let none = self.none_of.iter();
        let none: Vec<_> = none.map(|(kind, side, _)| (*kind, other(side))).collect();
        case.none_of = none
            .into_iter()
            .filter(|(kind, _)| !doubtful.contains(kind))
            .map(of)
            .collect();
        let unknown = doubtful.into_iter().map(|kind| of((kind, None)));
        case.unknown_of = unknown.collect();
        case
    }

    /// The symptomatic side as a fact.
    #[must_use]
    pub fn laterality(&self, knowledge: &Knowledge) -> Option<(FactId, Value)> {
        let (side, _) = self.side.as_ref()?;
        let (fact, id) = knowledge
            .facts
            .iter()
            .zip(0_u32..)
            .find(|(fact, _)| fact.is_side)?;
        let word = fact
            .choices
            .iter()
            .find(|(choice, _)| Side::parse(choice) == Some(*side))?;
        Some((FactId(id), Value::String(word.0.clone())))
    }
}
