//! The whole way from a text to what was understood of it.

use jiff::civil::Date;
use venule_engine::case::{Case, Entry, Moment, State, Unlisted};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

use crate::ask::Router;
use crate::candidate::{Candidate, EventCandidate, Proof, Standing};
use crate::gather::{self, Gathered, Stages};
use crate::language::model::Language;
use crate::layout::{Headings, Layout};
use crate::number;
use crate::reconcile;
use crate::scan::{CannotBuild, Hits, Scanner};
use crate::scope::Scopes;
use crate::token::Tokens;
use crate::view::{TooLong, View};

/// What was understood of a text.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Facts: accepted, or to be confirmed. Each fact of each leg once, in order of the vocabulary.
    pub facts: Vec<Candidate>,
    /// Events, in order of the text.
    pub events: Vec<EventCandidate>,
    /// Kinds of events of which the text says that there was none.
    pub none_of: Vec<(usize, Proof)>,
    /// The symptomatic side, and the words it comes from.
    pub side: Option<(Side, Proof)>,
    /// Facts that were mentioned and are not used.
    pub facts_aside: Vec<Candidate>,
    /// Events that were mentioned and are not used.
    pub events_aside: Vec<EventCandidate>,
}

/// Reads texts. Built once, used for many.
#[derive(Debug)]
pub struct Extractor<'a> {
    knowledge: &'a Knowledge,
    pub(crate) language: &'a Language,
    pub(crate) scanner: Scanner,
    pub(crate) headings: Headings,
    pub(crate) router: Router,
}

impl<'a> Extractor<'a> {
    /// Builds the tables.
    ///
    /// # Errors
    ///
    /// If the language has more than 65,535 entries of one kind.
    pub fn new(knowledge: &'a Knowledge, language: &'a Language) -> Result<Self, CannotBuild> {
        let scanner = Scanner::new(language)?;
        let headings = Headings::of(&language.sections);
        Ok(Self {
            knowledge,
            language,
            router: Router::new(language, &scanner, &headings),
            scanner,
            headings,
        })
    }

    /// What a text says, with days counted from the reference date.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn read(&self, text: &str, reference: Date) -> Result<Reading, TooLong> {
        let view = View::new(text)?;
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &self.headings);
        let mut hits = Hits::default();
        self.scanner.scan(&view, &tokens, &layout, &mut hits);
        let scopes = Scopes::of(self.language, &view, &tokens, &layout, &hits);
        let numbers = number::find(view.text(), reference);
        let gathered = gather::gather(Stages {
            knowledge: self.knowledge,
            language: self.language,
            view: &view,
            tokens: &tokens,
            layout: &layout,
            hits: &hits,
            scopes: &scopes,
            numbers: &numbers,
            reference,
        });
        Ok(self.reconciled(gathered))
    }

    fn reconciled(&self, gathered: Gathered) -> Reading {
        let side = symptomatic(&gathered);
        let one_leg = side
            .as_ref()
            .map(|(side, _)| *side)
            .filter(|it| *it != Side::Both);
        let (facts, facts_aside) = reconcile::facts(gathered.facts, one_leg);
        let (events, events_aside) =
            reconcile::events(self.knowledge, self.language, gathered.events);
        let told = |kind: usize| events.iter().any(|event| event.kind == kind);
        let none_of = gathered
            .none_of
            .into_iter()
            .filter(|(kind, _)| !told(*kind));
        let mut none_of: Vec<_> = none_of.collect();
        none_of.dedup_by_key(|(kind, _)| *kind);
        Reading {
            facts,
            none_of,
            events,
            side,
            facts_aside,
            events_aside,
        }
    }
}

/// The side of the symptoms: that of one leg, or both.
fn symptomatic(gathered: &Gathered) -> Option<(Side, Proof)> {
    let told = [&gathered.symptomatic, &gathered.affected];
    let mut all = told.into_iter().find(|it| !it.is_empty())?.iter();
    let (first, proof) = all.next()?;
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
    /// The case that was understood.
    ///
    /// What has to be confirmed is in it as unknown, so that nothing is presumed of what was mentioned in doubt.
    #[must_use]
    pub fn case(&self, knowledge: &Knowledge, as_of: Moment) -> Case {
        let mut case = Case::new(as_of);
        case.side = self.side.as_ref().map(|(side, _)| *side);
        case.facts = self.facts.iter().map(Candidate::entry).collect();
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
        let of_all = |kind: usize| Unlisted { kind, side: None };
        let mut doubtful: Vec<usize> = self
            .events
            .iter()
            .filter(|event| event.standing != Standing::Accepted)
            .map(|event| event.kind)
            .filter(|kind| !case.events.iter().any(|it| it.kind == *kind))
            .collect();
        doubtful.sort_unstable();
        doubtful.dedup();
        let none = self.none_of.iter().map(|(kind, _)| *kind);
        case.none_of = none
            .filter(|kind| !doubtful.contains(kind))
            .map(of_all)
            .collect();
        case.unknown_of = doubtful.into_iter().map(of_all).collect();
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
