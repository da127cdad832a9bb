//! Numbers: ages, and the values of facts and of attributes of events.

use std::ops::Range;
use std::sync::Arc;

use jiff::ToSpan;
use venule_engine::case::Dates;
use venule_engine::side::Side;
use venule_logic::types::Type;
use venule_logic::{FactId, Value};

use super::finding::sided;
use super::near::Named;
use super::own::Own;
use super::place::{self, BEYOND, Number, Place};
use super::side::{self, SideWord};
use super::tally::LIST;
use super::value::{amount_in, amount_of, checked, difference, is_within, value};
use super::when::so_long_ago;
use super::{About, Gathered};
use crate::candidate::{Candidate, Doubt, EventCandidate, Proof, Standing, past};
use crate::language::model::{MeasureEntry, Measured, SiteId};
use crate::number::{Age, Figure, Measure, Moment, Relation, Sex, TimeUnit};
use crate::scan::{Hit, What};

/// How far a number may stand from the words that name it.
pub(super) const NEAR: u32 = 7;

impl<'a> Place<'a> {
    /// Facts that are numbers.
    pub(super) fn figures(&self, gathered: &mut Gathered) {
        self.set_against(gathered);
        self.counted_by_another(gathered);
        for number in &self.numbers {
            if let Figure::Age(age) = &number.mention.figure {
                self.age(number, age, gathered);
                continue;
            }
            let Some((entry, words)) = self.measured(number) else {
                continue;
            };
            let Measured::Fact(id) = entry.of else {
                continue;
            };
            let Some(fact) = self.stages.knowledge.facts.get(id.0 as usize) else {
                continue;
            };
            if self.is_denied_number(number) {
                continue;
            }
            if self.is_shorter_side(number) {
                continue;
            }
            let side = self.side_of_number(number, &words, entry);
            let (mut standing, proof) = self.said(number, &words, entry);
            if fact.sided
                && let Figure::Slash(first, second) = &number.mention.figure
            {
                let legs = self.each_leg(number, &words, [*first, *second]);
                let of = |it| value(&fact.ty, fact.unit, it, None, entry);
                let told = legs
                    .into_iter()
                    .filter_map(|(side, it)| Some((side, of(it)?)));
                gathered.facts.extend(told.map(|(side, it)| Candidate {
                    side,
                    ..self.candidate(id, checked(fact, it), standing, proof.clone(), number)
                }));
                continue;
            }
            let value = match (&number.mention.figure, entry.difference) {
                (Figure::Pair(one, other, unit), true) => {
                    // Which of the two is the smaller leg is not said.
                    if one.said < other.said && standing == Standing::Accepted {
                        standing = Standing::ToConfirm(Doubt::Number);
                    }
                    difference(fact, *one, *other, *unit)
                }
                (figure, _) => {
                    let amount = amount_of(figure);
                    let amount = amount.map(|(it, unit)| (self.signed(number, fact, it), unit));
                    amount.and_then(|(it, unit)| value(&fact.ty, fact.unit, it, unit, entry))
                }
            };
            let Some(value) = value else { continue };
            gathered.facts.push(Candidate {
                side: sided(fact, side),
                ..self.candidate(id, checked(fact, value), standing, proof, number)
            });
        }
    }

    /// Whether what is measured is where it has to be.
    pub(super) fn is_where(&self, entry: &MeasureEntry, of: &Range<u32>) -> bool {
        let sites = self.sites(of);
        let within = |wanted: &[SiteId]| sites.iter().any(|site| self.lies_in(*site, wanted));
        (entry.at.is_empty() || within(&entry.at))
            && (entry.not_at.is_empty() || !within(&entry.not_at))
    }

    /// The words of a measure near a number.
    pub(super) fn named<'e>(
        &self,
        entry: &'e MeasureEntry,
        number: &Number<'_>,
    ) -> Option<(&'e MeasureEntry, Range<u32>)> {
        self.measures_of(&number.tokens).find_map(|hit| {
            let What::Measure(index) = hit.what else {
                return None;
            };
            let named = self.stages.language.measures.get(index as usize)?;
            let tokens = hit.first..hit.last;
            let near = named.id == entry.id && self.distance(&tokens, &number.tokens) <= NEAR;
            near.then_some((entry, tokens))
        })
    }

    /// The side in the words right before a number.
    pub(super) fn side_right_before(&self, number: &Number<'_>) -> Option<Side> {
        let from = number
            .tokens
            .start
            .saturating_sub(3)
            .max(self.sentence.start);
        let words = (from..number.tokens.start).rev();
        let mut words = words.take_while(|at| !matches!(self.stages.word(*at), "," | ";"));
        words.find_map(|at| side::of_word(self.stages.word(at)))
    }

    pub(super) fn candidate(
        &self,
        fact: FactId,
        (value, plausible): (Value, bool),
        standing: Standing,
        proof: Proof,
        number: &Number<'_>,
    ) -> Candidate {
        let doubtful = number.mention.doubt.is_some() || !plausible;
        let standing = match standing {
            Standing::Accepted if doubtful => Standing::ToConfirm(Doubt::Number),
            other => other,
        };
        Candidate {
            fact,
            value,
            side: None,
            standing,
            proof,
            weak: false,
            leads: self.stages.leads(self.sentence.part),
            narrow: false,
            raise: false,
            at: number.tokens.start,
        }
    }

    /// The patient's age, and the sex that stands with it.
    fn age(&self, number: &Number<'_>, age: &Age, gathered: &mut Gathered) {
        if age.then {
            return;
        }
        let About {
            age: of_age,
            sex: of_sex,
        } = self.stages.about;
        let fact = |id: FactId| {
            let fact = self.stages.knowledge.facts.get(id.0 as usize);
            fact.map(|fact| (id, fact))
        };
        let mut proof = Proof::default();
        let span = number.mention.span;
        let span = self.stages.view.span(span.start..span.end);
        proof.add(span, &Arc::from("age"));
        let years = match age.unit {
            TimeUnit::Year => amount_in(&Type::Integer, age.amount),
            _ => age.amount.single().map(|_| Value::Integer(0)),
        };
        let standing = match self.person_standing(number) {
            Standing::Accepted if age.sex.is_none() && self.may_be_course(number) => {
                Standing::ToConfirm(Doubt::Number)
            }
            standing => standing,
        };
        if let (Some(Value::Integer(years)), Some(sex), Standing::Accepted) =
            (&years, age.sex, standing)
        {
            gathered.introduced.push(((*years, sex), span));
        }
        if let (Some((id, fact)), Some(years)) = (of_age.and_then(fact), years) {
            let stated = checked(fact, years);
            let candidate = self.candidate(id, stated, standing, proof.clone(), number);
            gathered.facts.push(candidate);
        }
        if let (Some((id, fact)), Some(sex)) = (of_sex.and_then(fact), age.sex) {
            let word = match sex {
                Sex::Female => "female",
                Sex::Male => "male",
            };
            if let Some((choice, _)) = fact.choices.iter().find(|(choice, _)| **choice == *word) {
                let value = (Value::String(Arc::clone(choice)), true);
                let candidate = self.candidate(id, value, standing, proof, number);
                gathered.facts.push(candidate);
            }
        }
    }

    /// Whose an age is: what reaches the nearest mention reaches it too.
    fn person_standing(&self, number: &Number<'_>) -> Standing {
        let says = |hit: &Hit| !matches!(hit.what, What::Modifier(_));
        let nearest = self.nearest_hit(&number.tokens, says);
        nearest.map_or(Standing::Accepted, |(index, _)| {
            let context = self.context(index);
            match Self::standing(&context) {
                Standing::SetAside(crate::candidate::Reason::OtherPerson) => {
                    Standing::SetAside(crate::candidate::Reason::OtherPerson)
                }
                Standing::SetAside(_) | Standing::Accepted | Standing::ToConfirm(_) => {
                    Standing::Accepted
                }
            }
        })
    }

    /// What a number is the value of, and the words that name it.
    ///
    /// It may depend on the numbers before it: those are worked out first, each once.
    pub(super) fn measured(&self, number: &Number<'_>) -> Named<'a> {
        loop {
            let next = self.near.measured.borrow().len();
            if next > number.index {
                break;
            }
            let found = self.find_measured(self.numbers.get(next)?);
            self.near.measured.borrow_mut().push(found);
        }
        let measured = self.near.measured.borrow();
        measured.get(number.index).cloned().flatten()
    }

    fn find_measured(&self, number: &Number<'_>) -> Named<'a> {
        let measures = &self.stages.language.measures;
        let named = self.measures_of(&number.tokens).filter_map(|hit| {
            let What::Measure(index) = hit.what else {
                return None;
            };
            let entry = measures.get(index as usize)?;
            let tokens = hit.first..hit.last;
            // "D-dimer: 780".
            let colon = self.stages.word(tokens.end) == ":";
            let named = tokens.start..tokens.end + u32::from(colon);
            let distance = self.distance(&named, &number.tokens);
            let distance = distance.min(self.past_brackets(&named, &number.tokens));
            let after = tokens.start >= number.tokens.end;
            let near = if entry.items {
                number.tokens.start < tokens.start + LIST && self.is_sum(number, &tokens)
            } else {
                distance <= NEAR
            };
            let follows = || {
                let mut id = entry.follows.iter();
                id.all(|id| self.is_named_before(tokens.start, |it| it.id == *id))
            };
            let meant = near && follows() && self.is_where(entry, &tokens);
            (meant && self.fits(entry, number)).then_some((
                distance + u32::from(after),
                entry,
                tokens,
            ))
        });
        let mut nearest: Option<(u32, &MeasureEntry, Range<u32>)> = None;
        for found in named {
            let is_far = found.2.start > number.tokens.end;
            if nearest.as_ref().is_none_or(|(least, ..)| found.0 < *least) {
                nearest = Some(found);
            }
            // What stands farther behind the number is no nearer.
            if is_far {
                break;
            }
        }
        let named = nearest.map(|(_, entry, tokens)| (entry, tokens));
        if let Some(found) = self.pair_beside(number, named.as_ref()).or(named) {
            return Some(found);
        }
        if let Some(listed) = self.listed(number) {
            return Some(listed);
        }
        let by_unit = measures
            .iter()
            .find(|entry| entry.phrases.is_none() && self.fits(entry, number));
        by_unit.map(|entry| (entry, number.tokens.clone()))
    }

    /// "ABI R 1.08, L 0.74": a number with a side right behind one with the other side is of the same kind.
    fn listed(&self, number: &Number<'_>) -> Named<'a> {
        let first = self.numbers.get(number.index.checked_sub(1)?)?;
        let beside = |number: &Number<'_>| {
            let behind = || {
                let mut near = number.tokens.end..number.tokens.end + 3;
                let at = near.find(|at| side::of_word(self.stages.word(*at)).is_some())?;
                let own = self.is_side_behind(number, at);
                own.then(|| side::of_word(self.stages.word(at))).flatten()
            };
            self.side_touching(number)
                .or_else(behind)
                .or_else(|| self.side_right_before(number))
                .or_else(|| self.side_named_before(number))
        };
        let (one, other) = (beside(first)?, beside(number)?);
        if one == other || number.tokens.start.saturating_sub(first.tokens.end) > NEAR {
            return None;
        }
        let (entry, words) = self.measured(first)?;
        (entry.phrases.is_some() && self.fits(entry, number)).then_some((entry, words))
    }

    /// Whether a number can be a value of what is measured.
    pub(super) fn fits(&self, entry: &MeasureEntry, number: &Number<'_>) -> bool {
        // The values that a laboratory calls normal are no result: only words within them name what they are.
        if matches!(number.mention.figure, Figure::Reference(..)) && !self.names_itself(number) {
            return false;
        }
        let (ty, unit) = match &entry.of {
            Measured::Fact(fact) => {
                let Some(fact) = self.stages.knowledge.facts.get(fact.0 as usize) else {
                    return false;
                };
                (&fact.ty, fact.unit)
            }
            Measured::Attribute { frame, attribute } => {
                let frame = self.stages.language.frames.get(*frame as usize);
                let kind = frame.and_then(|it| self.stages.knowledge.events.get(it.kind));
                let attributes = kind.into_iter().flat_map(|kind| &kind.attributes);
                let Some(found) = attributes.into_iter().find(|it| *it.name == **attribute) else {
                    return false;
                };
                (&found.ty, found.unit)
            }
            Measured::Nothing => return amount_of(&number.mention.figure).is_some(),
        };
        match &number.mention.figure {
            Figure::Pair(one, _, measure) if entry.difference => {
                value(ty, unit, *one, *measure, entry).is_some()
            }
            figure => amount_of(figure)
                .and_then(|(amount, measure)| {
                    let measure = measure.or_else(|| self.unit_beside(entry, number));
                    value(ty, unit, amount, measure, entry)
                })
                .is_some(),
        }
    }

    /// The unit of another number of the same event in the sentence: "740 ng/mL, cut-off 500".
    fn unit_beside(&self, entry: &MeasureEntry, number: &Number<'_>) -> Option<Measure> {
        let Measured::Attribute { frame, attribute } = &entry.of else {
            return None;
        };
        if entry.bare.is_some() {
            return None;
        }
        let before = self.numbers.get(..number.index).unwrap_or_default();
        before.iter().rev().find_map(|other| {
            let Figure::Quantity(_, measure) = &other.mention.figure else {
                return None;
            };
            if other.tokens.end > number.tokens.start {
                return None;
            }
            let (beside, _) = self.measured(other)?;
            let same = matches!(
                &beside.of,
                Measured::Attribute { frame: of, attribute: name } if of == frame && name != attribute
            );
            same.then_some(*measure)
        })
    }

    /// Whether the words that name a number are part of it: "cut-off 500".
    fn names_itself(&self, number: &Number<'_>) -> bool {
        let mut over = self.hits_over(&number.tokens);
        over.any(|(_, hit)| matches!(hit.what, What::Measure(_)))
    }

    /// The side of a number: one that stands between its name and it, else that of its name.
    /// A sum of points is of the patient: the leg of a scan beyond a comma is not its.
    fn side_of_number(
        &self,
        number: &Number<'_>,
        words: &Range<u32>,
        entry: &MeasureEntry,
    ) -> Option<Side> {
        let joined = self.side_joined(number);
        if let Some(side) = joined.or_else(|| self.side_in_brackets(number)) {
            return Some(side);
        }
        let behind = |token: u32| self.sides.partition_point(|word| word.token < token);
        let before = behind(number.tokens.start).checked_sub(1);
        let before = before.and_then(|at| self.sides.get(at));
        let before = before.filter(|word| number.tokens.start - word.token <= 3);
        let after = self.sides.get(behind(number.tokens.end));
        let after = after.filter(|word| {
            word.token - number.tokens.end <= 1 || self.is_side_behind(number, word.token)
        });
        // "1.10 right, 1.06 left": the side that touches goes before the one that belongs to the number before.
        let touches = |word: &&SideWord| self.is_side_behind(number, word.token);
        let apart = before.is_none() || self.side_touching(number).is_none();
        let own = after.filter(touches).filter(|_| apart).or(before).or(after);
        let near = |word: &&SideWord| self.distance(&(word.token..word.token + 1), words) < BEYOND;
        let own = own.or_else(|| self.side(words).filter(|word| !entry.items || near(word)));
        place::of(own)
    }

    /// How a number was said, and the words that prove it.
    pub(super) fn said(
        &self,
        number: &Number<'_>,
        words: &Range<u32>,
        entry: &MeasureEntry,
    ) -> (Standing, Proof) {
        let mut proof = Proof::default();
        let span = number.mention.span;
        proof.add(self.stages.view.span(span.start..span.end), &entry.id);
        let value = words.start.min(number.tokens.start)..words.end.max(number.tokens.end);
        let then =
            matches!(entry.of, Measured::Fact(_)) && self.is_of_then_by_day(&value, entry.passing);
        let now = if then {
            Standing::ToConfirm(Doubt::Past)
        } else {
            Standing::Accepted
        };
        let first = self.hits.partition_point(|hit| hit.first < words.start);
        let mut there = self.hits().skip(first);
        let named = there.find(|(_, hit)| {
            matches!(hit.what, What::Measure(_)) && (hit.first..hit.last) == *words
        });
        let Some((index, hit)) = named else {
            return (now, proof);
        };
        let context = self.context(index);
        proof.join(&self.proof(hit, &entry.id, &context));
        let standing = match Self::standing(&context) {
            Standing::Accepted => now,
            other => other,
        };
        (standing, proof)
    }
}

/// Puts numbers into the events of their sentence: values of attributes, and dates counted from the event itself.
pub(super) fn of_events(
    place: &Place<'_>,
    number: &Number<'_>,
    own: &mut Own,
    gathered: &mut Gathered,
) {
    if let Figure::Time(moment) = &number.mention.figure {
        count_from(place, number, moment, &mut own.events);
        return;
    }
    let Some((entry, words)) = place.measured(number) else {
        place.leave_open(number, own);
        return;
    };
    let Measured::Attribute { frame, attribute } = &entry.of else {
        return;
    };
    let Some(kind) = place
        .stages
        .language
        .frames
        .get(*frame as usize)
        .map(|it| it.kind)
    else {
        return;
    };
    let described = place.stages.knowledge.events.get(kind);
    let Some(described) =
        described.and_then(|kind| kind.attributes.iter().find(|it| it.name == *attribute))
    else {
        return;
    };
    let stated = amount_of(&number.mention.figure).and_then(|(amount, unit)| {
        let unit = unit.or_else(|| place.unit_beside(entry, number));
        value(&described.ty, described.unit, amount, unit, entry)
    });
    let Some(stated) = stated else { return };
    let (standing, proof) = place.said(number, &words, entry);
    let start = number.tokens.start;
    let nearest = own.nearest(*frame, &(start..start), |at| at.abs_diff(start));
    let event = match nearest {
        Some((_, nearest)) => own.events.get_mut(nearest),
        None => gathered
            .events
            .iter_mut()
            .rev()
            .find(|event| event.frame == Some(*frame)),
    };
    let Some(event) = event else { return };
    event.proof.join(&proof);
    let doubtful = number.mention.doubt.is_some()
        || standing != Standing::Accepted
        || !is_within(&stated, described.range);
    if doubtful {
        event.open.push(Arc::clone(attribute));
        return;
    }
    if !event.attributes.iter().any(|(name, _)| name == attribute) {
        event.attributes.push((Arc::clone(attribute), stated));
    }
    for (_, hit) in place.hits_within(NEAR + 1, &number.tokens) {
        let What::Qualifier { measure, qualifier } = hit.what else {
            continue;
        };
        let measures = &place.stages.language.measures;
        let of = measures.get(measure as usize);
        let Some(of) = of.filter(|it| it.id == entry.id) else {
            continue;
        };
        if place.distance(&(hit.first..hit.last), &number.tokens) > NEAR {
            continue;
        }
        for (name, value) in of
            .qualifiers
            .get(qualifier as usize)
            .map_or(&[][..], |it| &it.sets)
        {
            if !event.attributes.iter().any(|(known, _)| known == name) {
                event.attributes.push((Arc::clone(name), value.clone()));
            }
        }
    }
}

/// "Day 5 of ...", "3 months after starting ...": the event was so long before the reference date.
fn count_from(place: &Place<'_>, number: &Number<'_>, moment: &Moment, own: &mut [EventCandidate]) {
    if moment.relation != Relation::After {
        return;
    }
    let Some(length) = moment.length else { return };
    let nearest = own
        .iter_mut()
        .filter(|event| event.when.is_none())
        .min_by_key(|event| place.distance(&(event.at..event.at + 1), &number.tokens));
    let Some(event) = nearest else { return };
    if place.distance(&(event.at..event.at + 1), &number.tokens) > NEAR {
        return;
    }
    // "Scan on day 3 of symptoms" is counted from something else.
    let before = number.tokens.start.checked_sub(1);
    let on = before.is_some_and(|at| place.stages.word(at) == "on");
    let of = place.stages.word(number.tokens.end.saturating_sub(1)) == "of"
        || place.stages.word(number.tokens.end) == "of";
    if event.at < number.tokens.start && (on || of) {
        return;
    }
    let reference = place.stages.reference;
    let Some(Dates { earliest, latest }) = so_long_ago(&length, reference) else {
        return;
    };
    // Whether the first day counts as day 0 or day 1 is not said.
    let latest = if length.unit == TimeUnit::Day {
        latest.checked_add(1.day()).unwrap_or(latest)
    } else {
        latest
    };
    event.when = past(Some(earliest), Some(latest), reference);
    let span = number.mention.span;
    let span = place.stages.view.span(span.start..span.end);
    event.proof.add_words(span);
}
