//! How far each modifier of a sentence reaches.

use super::behind;
use super::edges::{Edges, Place};
use super::owned;
use super::role::{self, Role};
use super::{MOST_REACH, Text, Within, is_modifier};
use crate::language::model::{Direction, ModifierKind};
use crate::scan::{Hit, What};
use crate::view::count;

/// A modifier with a shorter reach binds to its neighbor and to no list.
const LIST_REACH: u8 = 5;

/// A modifier that acts both ways and reaches no farther binds to one neighbor, that before it if there is one.
const NEIGHBOR_REACH: u8 = 2;

/// A condition that reaches so far goes on over clauses.
const CLAUSE_REACH: u8 = 30;

/// Hits before and after a modifier among which the phrase is looked for that it is part of.
const COVERED_HITS: usize = 16;

/// A modifier and the tokens it reaches over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Index of its hit.
    pub(super) hit: u32,
    pub(super) kind: ModifierKind,
    pub(super) first: u32,
    pub(super) last: u32,
    /// First token it reaches backward.
    pub(super) from: u32,
    /// First token that it does not reach forward.
    pub(super) to: u32,
    /// It acts both ways.
    pub(super) both: bool,
    /// First token from which on it is not sure that a denial goes so far; the end of its reach where it is.
    pub(super) unsure: u32,
}

impl Reach {
    /// Whether it reaches a mention.
    pub(super) fn reaches(&self, hit: &Hit) -> bool {
        let after = hit.first >= self.last && hit.first < self.to;
        let before = hit.last <= self.first && hit.last > self.from;
        after || before || self.leads_into(hit) || self.holds(hit) || self.is_inside(hit)
    }

    /// "Surgery aborted 2 weeks ago": words of a mention that take it back as if they stood behind it.
    fn is_inside(&self, hit: &Hit) -> bool {
        let backward = self.kind == ModifierKind::Conditional && self.from < self.first;
        let concept = matches!(hit.what, What::Concept { denied: false, .. });
        backward && concept && hit.first < self.first && self.last <= hit.last
    }
}

impl Reach {
    /// "Her sister's doppler was" holds the doppler: it is the sister's as well. "The DVT is Mr Lee's" takes back the DVT.
    fn holds(&self, hit: &Hit) -> bool {
        let inside = self.first < hit.first && hit.first < self.last;
        let leads = self.first == hit.first && hit.last < self.last;
        match self.kind {
            ModifierKind::OtherPerson => inside,
            ModifierKind::Retraction => leads,
            _ => false,
        }
    }

    /// "No signs of embolism" denies what is called "signs of embolism": its end is the beginning of a mention.
    fn leads_into(&self, hit: &Hit) -> bool {
        let forward = self.from == self.first || self.both;
        let denies = self.kind == ModifierKind::Negation;
        let overlaps = self.first < hit.first && hit.first < self.last && self.last < hit.last;
        let concept = matches!(hit.what, What::Concept { denied: false, .. });
        denies && forward && overlaps && concept
    }
}

/// The reach of each modifier of a sentence, in order.
pub(super) fn all(text: Text<'_>, within: Within<'_>, edges: &Edges, out: &mut Vec<Reach>) {
    for (index, hit) in text.hits_of(within) {
        let Some(modifier) = text.modifier(hit) else {
            continue;
        };
        let kind = modifier.kind;
        let none = matches!(
            kind,
            ModifierKind::Terminator
                | ModifierKind::Pseudo
                | ModifierKind::Subject
                | ModifierKind::Correction
                | ModifierKind::Amendment
                | ModifierKind::Explanation
                | ModifierKind::Visit
                | ModifierKind::Dispute
                | ModifierKind::NoSide
                | ModifierKind::Staff
                | ModifierKind::SamePatient
                | ModifierKind::NextPatient
                | ModifierKind::Trade
                | ModifierKind::Mismatch
        );
        let somebody = kind == ModifierKind::OtherPerson;
        // "Can I ignore it?" takes nothing back.
        let asked = kind == ModifierKind::Retraction && within.sentence.asks;
        if none || (somebody && text.is_patient(hit)) || asked {
            continue;
        }
        let of_nouns = kind == ModifierKind::Negation && is_of_nouns(text, hit);
        let walk = Walk {
            edges,
            kind,
            reach: modifier.reach,
            hit: *hit,
            of_nouns,
            is_part: kind == ModifierKind::Negation && is_part(text, within, index, of_nouns),
            owned: somebody
                .then(|| owned::end(text, hit, within.sentence.end))
                .flatten(),
        };
        let mut reach = Reach {
            hit: count(index),
            kind,
            first: hit.first,
            last: hit.last,
            from: hit.first,
            to: hit.last,
            both: modifier.direction == Direction::Both,
            unsure: u32::MAX,
        };
        if modifier.direction != Direction::Forward {
            reach.from = walk.backward(within.sentence.body);
        }
        if modifier.direction != Direction::Backward {
            reach.to = walk.forward();
            if kind == ModifierKind::Negation {
                walk.shorten(text, within, &mut reach);
            } else if behind::is_doubt(kind) {
                walk.leave_apart(text, within, &mut reach);
            }
        }
        let nothing_behind = !targets(text, within, &reach, Direction::Backward);
        match modifier.direction {
            Direction::Both if modifier.reach <= NEIGHBOR_REACH => {
                if nothing_behind {
                    reach.from = hit.first;
                } else {
                    reach.to = hit.last;
                }
            }
            Direction::Forward if kind == ModifierKind::Negation && walk.is_answer() => {
                reach.to = hit.last;
                reach.from = walk.answer(within.sentence.body);
            }
            Direction::Forward if reach.to == hit.last => {
                reach.from = walk.answer(within.sentence.body);
            }
            Direction::Forward | Direction::Backward | Direction::Both => {}
        }
        out.push(reach);
    }
}

/// Whether a modifier is part of a longer phrase with a meaning of its own: "no pedal pulses", "cannot walk". That of a
/// concept that `lists` ("no cancer") begins a list like any other.
fn is_part(text: Text<'_>, within: Within<'_>, index: usize, of_nouns: bool) -> bool {
    let Some(hit) = text.hits.get(index) else {
        return false;
    };
    let from = index.saturating_sub(COVERED_HITS).max(within.first);
    let to = (index + COVERED_HITS).min(within.last);
    let near = text.hits.get(from..to).unwrap_or_default();
    near.iter().any(|it| {
        let own = match it.what {
            What::Concept { id, denied } => {
                let concept = text.language.concepts.get(id.0 as usize);
                let lists = denied && of_nouns && it.first == hit.first;
                !(lists && concept.is_some_and(|it| it.lists))
            }
            What::Anchor { .. } => true,
            _ => false,
        };
        let longer = it.last - it.first > hit.last - hit.first;
        own && longer && it.first <= hit.first && hit.last <= it.last
    })
}

/// Whether a mention stands in reach on one side.
fn targets(text: Text<'_>, within: Within<'_>, reach: &Reach, side: Direction) -> bool {
    let before = text.hits.get(within.first..reach.hit as usize);
    side == Direction::Backward
        && before
            .unwrap_or_default()
            .iter()
            .rev()
            .take(16)
            .any(|hit| !is_modifier(hit) && hit.last <= reach.first && hit.last > reach.from)
}

/// Whether a denial is of nouns, and a noun follows it: "no swelling", but neither "not red" nor "no red areas".
fn is_of_nouns(text: Text<'_>, hit: &Hit) -> bool {
    let noun = matches!(
        text.word(hit.first),
        "no" | "without"
            | "denies"
            | "denied"
            | "nil"
            | "w"
            | "negative"
            | "lack"
            | "absence"
            | "free"
    );
    noun && !role::is_adjective(text, hit.last)
}

/// One modifier on its way over the tokens of a sentence.
struct Walk<'a> {
    edges: &'a Edges,
    kind: ModifierKind,
    reach: u8,
    hit: Hit,
    /// It denies nouns: "no swelling, tender calf" is a tender calf.
    of_nouns: bool,
    /// It is part of a longer phrase: "no pulses or sensation" and "no pulses, feeling or
    /// movement" go on, "no pulses, numb" does not.
    is_part: bool,
    /// Where a test that belongs to the person by the words themselves ends.
    owned: Option<u32>,
}

impl Walk<'_> {
    fn forward(&self) -> u32 {
        let (mut left, mut depth) = (self.reach, 0_u32);
        let (mut at, mut end) = (self.hit.last, self.hit.last);
        while let Some(place) = self.edges.at(at) {
            let goes_on = self.is_clausal() || self.owns_a_test() && !place.joins;
            let stops = place.stops_all || (place.stops_forward && !goes_on);
            let turns = self.turns(place) && !self.is_title(at);
            if stops || turns || at - self.hit.last >= MOST_REACH {
                break;
            }
            match place.role {
                Role::Open => depth += 1,
                Role::Close if depth == 0 => break,
                Role::Close => depth -= 1,
                Role::Silent => {}
                role if role.divides() && (at == self.hit.last || self.is_title(at)) => {}
                role if role.divides() && !self.is_clausal() => break,
                // "Denies feeling dizzy, breathless" is a list of adjectives.
                Role::Comma
                    if self.lists_nouns()
                        && self.is_adjective(at + 1)
                        && !self.is_adjective(at - 1) =>
                {
                    break;
                }
                role if role.joins() => {
                    let denial = place.denial && role != Role::Or;
                    let ends = place.ends_forward
                        || denial
                        || (self.is_part && role != Role::Or && !place.listed);
                    let same = role == Role::And && place.same_subject && self.owns_a_test();
                    if !same && !self.goes_on(ends, role == Role::Comma) {
                        break;
                    }
                    left = self.refill(left);
                }
                _ => {
                    let Some(rest) = left.checked_sub(1) else {
                        break;
                    };
                    left = rest;
                }
            }
            at += 1;
            if place.role != Role::Silent {
                end = at;
            }
        }
        end
    }

    /// A denial ends at the comma behind its "or", and before what has a time of its own; where a leg is named first
    /// behind a comma, it is not sure that it goes on.
    fn shorten(&self, text: Text<'_>, within: Within<'_>, reach: &mut Reach) {
        let mut closed = false;
        for at in self.hit.last..reach.to {
            let Some(place) = self.edges.at(at) else {
                return;
            };
            closed |= matches!(text.word(at), "or" | "nor" | "/");
            match place.role {
                Role::Comma if !place.listed => {
                    let next = place.behind;
                    let apart = next.placed && (next.sited || closed);
                    if apart || (closed && !next.bare) {
                        reach.to = at;
                        return;
                    }
                    let first = reach.unsure == u32::MAX;
                    if first && next.sited && !behind::names_leg(text, within, self.hit.last, at) {
                        reach.unsure = at;
                    }
                }
                _ => {}
            }
        }
    }

    /// "Possible compression, left DVT", "possible compression with left DVT", "?DVT, swollen for 3 days": what has a side of
    /// its own where what is doubted has none, or a time of its own, is not doubted with it.
    fn leave_apart(&self, text: Text<'_>, within: Within<'_>, reach: &mut Reach) {
        let sided = |to: u32| behind::names_leg(text, within, self.hit.last, to);
        let ends = |at: &u32| {
            let Some(place) = self.edges.at(*at) else {
                return true;
            };
            if matches!(text.word(*at), "with" | "w") {
                return behind::is_sided_behind(text, *at) && !sided(*at);
            }
            let next = place.behind;
            let apart = next.placed || next.sited && !sided(*at);
            place.role == Role::Comma && next.mentions && apart
        };
        // What stands right behind the words is what they doubt.
        let from = self.hit.last + 1;
        if let Some(end) = (from..reach.to).find(ends) {
            reach.to = end;
        }
    }

    /// "Her sister's doppler was positive for DVT": what a test of somebody else says is said of them up to the next part.
    fn owns_a_test(&self) -> bool {
        self.owned.is_some()
    }

    /// "Sister's scan: popliteal DVT": what belongs to somebody else is the title of what follows.
    fn is_title(&self, at: u32) -> bool {
        self.owned.is_some_and(|end| at <= end)
    }

    fn backward(&self, body: u32) -> u32 {
        let (mut left, mut depth, mut joined) = (self.reach, 0_u32, false);
        let mut at = self.hit.first;
        while at > body {
            let before = at - 1;
            let Some(place) = self.edges.at(before) else {
                break;
            };
            if place.stops_backward || self.turns(place) || self.hit.first - before > MOST_REACH {
                break;
            }
            let neighbor = at == self.hit.first;
            match place.role {
                Role::Close => depth += 1,
                Role::Open if depth > 0 => depth -= 1,
                Role::Open | Role::Colon | Role::Dash if neighbor => {}
                Role::Open | Role::Colon | Role::Dash => break,
                Role::Silent | Role::Verb => {}
                role if role.joins() => {
                    // "calf pain, redness, DVT excluded" is no list before its "and".
                    let list = role != Role::Comma || joined;
                    let ends = place.ends_backward || self.is_part;
                    if !list || !self.goes_on(ends, role == Role::Comma) {
                        break;
                    }
                    joined = true;
                    left = self.refill(left);
                }
                _ => {
                    let Some(rest) = left.checked_sub(1) else {
                        break;
                    };
                    left = rest;
                }
            }
            at = before;
        }
        at
    }

    /// "Prior DVT, hemiplegic": what was is no longer said of how somebody is.
    fn lists_nouns(&self) -> bool {
        self.of_nouns || self.kind == ModifierKind::Historical
    }

    fn is_adjective(&self, at: u32) -> bool {
        self.edges.at(at).is_some_and(|place| place.adjective)
    }

    /// Whether words come back to the patient and to now, where the modifier leads away from both.
    fn turns(&self, place: &Place) -> bool {
        let away = matches!(
            self.kind,
            ModifierKind::Historical | ModifierKind::OtherPerson
        );
        away && place.patient
    }

    /// Whether reach goes on over something that joins.
    fn goes_on(&self, clause: bool, comma: bool) -> bool {
        match self.kind {
            // "no better, swelling worse": a trend or degree is of one finding.
            ModifierKind::Trend(_) | ModifierKind::Degree(_) => !comma && !clause,
            _ if self.is_clausal() => true,
            _ => !clause && self.reach >= LIST_REACH,
        }
    }

    /// A condition holds for all the clauses that follow it; a plan does not.
    fn is_clausal(&self) -> bool {
        self.kind == ModifierKind::Conditional && self.reach >= CLAUSE_REACH
    }

    /// The next part of a list may be as far as the first.
    fn refill(&self, left: u8) -> u8 {
        match self.kind {
            ModifierKind::Trend(_) | ModifierKind::Degree(_) => left,
            _ => self.reach,
        }
    }

    /// "Cancer: no, plaster: no": behind a colon and before the next of a list.
    fn is_answer(&self) -> bool {
        let before = self
            .hit
            .first
            .checked_sub(1)
            .and_then(|at| self.edges.at(at));
        let ends = self.edges.at(self.hit.last).is_none_or(|place| {
            matches!(
                place.role,
                Role::Comma | Role::Open | Role::Close | Role::Silent
            )
        });
        ends && before.is_some_and(|place| place.role == Role::Colon)
    }

    /// Nothing follows, so it answers what stands before it: "swelling: no", "redness (no)"; without a sign between, only
    /// its neighbor: "pain yes, swelling no".
    fn answer(&self, body: u32) -> u32 {
        let before = self.hit.first.checked_sub(1);
        match before.and_then(|at| self.edges.at(at)).map(|it| it.role) {
            Some(Role::Colon | Role::Dash | Role::Open) => self.backward(body),
            Some(Role::Plain) if self.kind == ModifierKind::Negation => {
                Self { reach: 1, ..*self }.backward(body)
            }
            _ => self.hit.first,
        }
    }
}
