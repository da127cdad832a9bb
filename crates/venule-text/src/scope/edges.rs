//! Where in a sentence reach ends: clauses, terminators, brackets.

use rustc_hash::FxHashMap;

use super::behind::{self, Behind};
use super::role::{self, Role};
use super::{Text, Within, is_modifier};
use crate::language::model::{ConceptId, Direction, ModifierKind};
use crate::scan::{Hit, What};
use crate::view::count;

/// Most words of one part of a list that ends with "or".
const WORDS_OF_A_PART: usize = 5;

/// Words between a verb and the word that says that something is there: "is not clearly seen".
const VERB_TO_FOUND: usize = 3;

/// How far behind a comma what is named again may stand, in tokens.
const BEHIND_COMMA: u32 = 5;

/// What stands at each token of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    start: u32,
    places: Vec<Place>,
    /// By concept: where it was named last.
    told: FxHashMap<ConceptId, u32>,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) role: Role,
    /// It joins, whatever it is a part of.
    pub(super) joins: bool,
    /// What stands behind it goes on about whom the clause before is about: "and it showed", "and was started".
    pub(super) same_subject: bool,
    /// A comma of a list that ends with "or".
    pub(super) listed: bool,
    /// It joins clauses, not parts of a list: reach from before ends here.
    pub(super) ends_forward: bool,
    /// The same for reach from behind.
    pub(super) ends_backward: bool,
    /// It is how something is, not what there is: "tender", "swollen".
    pub(super) adjective: bool,
    /// A denial begins behind it: what was said before it does not go on.
    pub(super) denial: bool,
    /// A terminator for reach from before starts here.
    pub(super) stops_forward: bool,
    /// It ends conditions as well.
    pub(super) stops_all: bool,
    /// A terminator for reach from behind ends here.
    pub(super) stops_backward: bool,
    /// Words start here that come back to the patient and to now.
    pub(super) patient: bool,
    /// What stands behind it, if it is a comma behind a denial.
    pub(super) behind: Behind,
}

/// "No fracture, 'prominent deep veins'": what is quoted behind a comma is said anew.
fn opens_quote(text: Text<'_>, at: u32) -> bool {
    let before = at.checked_sub(1).map(|before| text.word(before));
    matches!(text.word(at), "'" | "\"") && matches!(before, Some("," | ";" | ":"))
}

fn is_beside(text: Text<'_>, hit: &Hit) -> bool {
    let What::Concept { id, .. } = hit.what else {
        return false;
    };
    let concept = text.language.concepts.get(id.0 as usize);
    concept.is_some_and(|it| it.beside)
}

impl Edges {
    /// Reads a sentence into the same array.
    pub(super) fn read(&mut self, text: Text<'_>, within: Within<'_>) {
        let sentence = within.sentence;
        self.start = sentence.start;
        self.places.clear();
        let tokens = sentence.start..sentence.end;
        self.places.extend(tokens.map(|at| {
            let (role, adjective) = role::read(text, at);
            Place {
                role,
                joins: role.joins(),
                // It is asked only of what joins.
                same_subject: role.joins() && role::is_of_same_subject(text, at + 1),
                adjective,
                listed: false,
                ends_forward: false,
                ends_backward: false,
                denial: false,
                // A quote does nothing else.
                stops_forward: role == Role::Silent && opens_quote(text, at),
                stops_all: false,
                stops_backward: false,
                patient: false,
                behind: Behind::default(),
            }
        }));
        self.take_hits(text, within);
        self.say_again(text, within);
        self.end_forward();
        self.end_backward(text, within);
        behind::read(text, within, self);
    }

    /// What stands at a token of the sentence.
    pub(super) fn at(&self, token: u32) -> Option<&Place> {
        let index = token.checked_sub(self.start)?;
        self.places.get(index as usize)
    }

    pub(super) fn at_mut(&mut self, token: u32) -> Option<&mut Place> {
        let index = token.checked_sub(self.start)?;
        self.places.get_mut(index as usize)
    }

    /// Inside a phrase nothing joins or divides; terminators are noted.
    fn take_hits(&mut self, text: Text<'_>, within: Within<'_>) {
        for (_, hit) in text.hits_of(within) {
            for token in hit.first..hit.last {
                // "No pulses, cold", "cold, pulses not felt": what is written with the comma before it stands behind
                // that comma all the same. What its words mean beside others takes no comma away from them:
                // "resolved, pain not" persists, and the pain is behind the comma.
                let leads = token == hit.first || is_beside(text, hit);
                if let Some(place) = self.at_mut(token)
                    && place.role != Role::Verb
                    && !(leads && place.role == Role::Comma)
                    && (hit.last - hit.first > 1 || is_modifier(hit))
                {
                    place.role = Role::Plain;
                }
            }
            // "No pitting, calves equal, tender calf": what denies itself is no part of the list.
            if matches!(hit.what, What::Concept { denied: true, .. })
                && let Some(place) = self.at_mut(hit.first)
            {
                place.stops_forward |= hit.last - hit.first > 1;
            }
            let Some(modifier) = text.modifier(hit) else {
                continue;
            };
            let direction = modifier.direction;
            match modifier.kind {
                ModifierKind::Negation if direction == Direction::Forward => {
                    let before = hit.first.checked_sub(1);
                    if let Some(place) = before.and_then(|at| self.at_mut(at)) {
                        place.denial = true;
                    }
                }
                ModifierKind::Terminator => {
                    if direction != Direction::Backward
                        && let Some(place) = self.at_mut(hit.first)
                    {
                        place.stops_forward = true;
                        place.stops_all = direction == Direction::Both;
                    }
                    if direction != Direction::Forward
                        && let Some(place) = self.at_mut(hit.last.saturating_sub(1))
                    {
                        place.stops_backward = true;
                    }
                }
                ModifierKind::Patient => {
                    if let Some(place) = self.at_mut(hit.first) {
                        place.patient = true;
                    }
                }
                _ => {}
            }
        }
    }

    /// "No DVT right, DVT left": what is named again behind a comma is not denied with the first, unless an "or" makes it a
    /// list.
    fn say_again(&mut self, text: Text<'_>, within: Within<'_>) {
        if !self.places.iter().any(|place| place.role == Role::Comma) {
            return;
        }
        let mut told = std::mem::take(&mut self.told);
        told.clear();
        let is_or = |place: &Place| place.role == Role::Or;
        let or = self.places.iter().rposition(is_or);
        let or = or.map(|at| self.start + count(at));
        for (_, hit) in text.hits_of(within) {
            let What::Concept { id, denied: false } = hit.what else {
                continue;
            };
            let before = told.insert(id, hit.last);
            let Some(before) = before.filter(|end| *end < hit.first) else {
                continue;
            };
            let role = |at: u32| self.at(at).map(|place| place.role);
            let from = before.max(hit.first.saturating_sub(BEHIND_COMMA));
            let comma = (from..hit.first)
                .rev()
                .find(|at| role(*at) == Some(Role::Comma));
            if let Some(comma) = comma
                && or.is_none_or(|at| at < hit.last)
                && let Some(place) = self.at_mut(comma + 1)
            {
                place.stops_forward = true;
            }
        }
        self.told = told;
    }

    /// A comma or "and" joins clauses if a verb follows before the next one: "no redness, the calf is swollen".
    /// What is joined by "or" is one: "no redness, warmth or swelling is seen". "Not red and pulses are present" is not.
    fn end_forward(&mut self) {
        // Whether a clause, or a bare finding that is said to be there, follows up to the next comma or "and".
        let (mut clause, mut found, mut or, mut present) = (false, false, false, false);
        let (mut words_to_found, mut words_to_present) = (usize::MAX, usize::MAX);
        let mut words = 0;
        for place in self.places.iter_mut().rev() {
            match place.role {
                Role::Verb if words_to_present <= VERB_TO_FOUND => present = true,
                Role::Verb if words_to_found > VERB_TO_FOUND => clause = true,
                Role::Verb => {}
                Role::Found | Role::Present => {
                    found = true;
                    words_to_found = 0;
                    if place.role == Role::Present {
                        words_to_present = 0;
                    }
                    words += 1;
                    continue;
                }
                Role::Or => {
                    or = true;
                    (found, present, words) = (false, false, 0);
                }
                Role::Comma => {
                    place.ends_forward = clause || present || (found && !or);
                    // "No cancer, surgery, plaster or earlier DVT": the list goes back to where it is denied.
                    or &= !place.ends_forward && words <= WORDS_OF_A_PART;
                    place.listed = or;
                    (clause, found, present, words) = (false, false, false, 0);
                    continue;
                }
                Role::And => {
                    place.ends_forward = clause || present;
                    (clause, found, or, present) = (false, false, false, false);
                    words = 0;
                }
                Role::Colon | Role::Dash | Role::Open | Role::Close => {
                    (clause, found, or, present) = (false, false, false, false);
                }
                Role::Plain | Role::Silent => {}
            }
            words += 1;
            words_to_found = words_to_found.saturating_add(1);
            words_to_present = words_to_present.saturating_add(1);
        }
    }

    /// Whatever joins ends reach from behind if a clause stands before it: "the calf is swollen and DVT was excluded".
    fn end_backward(&mut self, text: Text<'_>, within: Within<'_>) {
        let mut denials = text.hits_of(within).filter_map(|(_, hit)| {
            let kind = text.modifier(hit)?.kind;
            matches!(kind, ModifierKind::Negation | ModifierKind::Terminator).then_some(hit.first)
        });
        let mut next = denials.next();
        let mut clause = false;
        for (token, place) in (self.start..).zip(&mut self.places) {
            while next.is_some_and(|first| first <= token) {
                clause = true;
                next = denials.next();
            }
            match place.role {
                Role::Verb => clause = true,
                Role::Comma | Role::And | Role::Or => place.ends_backward = clause,
                Role::Colon | Role::Dash => clause = false,
                _ => {}
            }
        }
    }
}
