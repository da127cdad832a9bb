//! Figures that settle nothing by themselves: a second one by somebody else, and one without its unit.

use std::cmp::Ordering;
use std::ops::Range;

use rust_decimal::Decimal;
use venule_logic::types::Type;

use super::Gathered;
use super::own::Own;
use super::place::{Number, Place};
use super::value::{checked, value};
use crate::language::model::{MeasureEntry, Measured};
use crate::number::{Amount, Figure};
use crate::scan::{Hit, What};

/// How far behind a cut-off the words stand that say by what it is adjusted, in tokens: "cutoff 700 (age adjusted)".
const ADJUSTED: u32 = 4;

/// How far words that say who counts stand behind a number, in tokens.
const BEHIND: u32 = 3;

/// How far behind its name a number without a unit is looked for, in tokens.
const BARE: u32 = 4;

/// How far behind a number the range that is printed with it begins, in tokens.
const PRINTED: u32 = 6;

impl Place<'_> {
    /// "Wells 1 by the nurse, but I get 3": a second figure for what was named once. The two disagree, and it is asked.
    pub(super) fn counted_by_another(&self, gathered: &mut Gathered) {
        for pair in self.numbers.windows(2) {
            let [one, other] = pair else { continue };
            let Figure::Number(amount) = other.mention.figure else {
                continue;
            };
            if self.measured(other).is_some() || !self.is_by_me(one, other) {
                continue;
            }
            let Some((entry, words)) = self.measured(one) else {
                continue;
            };
            let Measured::Fact(id) = entry.of else {
                continue;
            };
            let fact = self.stages.knowledge.facts.get(id.0 as usize);
            let stated = fact.and_then(|fact| {
                let stated = value(&fact.ty, fact.unit, amount, None, entry)?;
                Some(checked(fact, stated))
            });
            if let Some(stated) = stated {
                let (standing, mut proof) = self.said(one, &words, entry);
                let span = other.mention.span;
                proof.add_words(self.stages.view.span(span.start..span.end));
                let candidate = self.candidate(id, stated, standing, proof, other);
                gathered.facts.push(candidate);
            }
        }
    }

    /// Whether words between two numbers, or right behind the second, say that whoever writes counted it.
    fn is_by_me(&self, one: &Number<'_>, other: &Number<'_>) -> bool {
        let word = |at: u32| self.stages.word(at);
        let end = (other.tokens.end + BEHIND).min(self.sentence.end);
        let points = matches!(
            word(other.tokens.end),
            "for" | "point" | "points" | "pt" | "pts"
        );
        let mut around = (one.tokens.end..other.tokens.start).chain(other.tokens.end..end);
        !points
            && around.any(|at| {
                matches!(
                    word(at),
                    "i" | "me" | "my" | "mine" | "we" | "myself" | "us"
                )
            })
    }

    /// "D-dimer 1200": without its unit the value is open; above the range that is printed with it, the result is not.
    pub(super) fn leave_open(&self, number: &Number<'_>, own: &mut Own) {
        let Figure::Number(amount) = number.mention.figure else {
            return;
        };
        let Some(entry) = self.named_without_unit(number) else {
            return;
        };
        let Measured::Attribute { frame, attribute } = &entry.of else {
            return;
        };
        let start = number.tokens.start;
        let nearest = own.nearest(*frame, &(start..start), |at| at.abs_diff(start));
        let event = nearest.and_then(|(_, nearest)| own.events.get_mut(nearest));
        let Some(event) = event else { return };
        let said = |name: &str| event.attributes.iter().any(|(known, _)| **known == *name);
        if said(attribute) {
            return;
        }
        event.open.push(attribute.clone());
        let span = number.mention.span;
        event
            .proof
            .add_words(self.stages.view.span(span.start..span.end));
        let settled = match self.against_printed(number, amount) {
            Some(Ordering::Greater) => &entry.above,
            Some(Ordering::Less) => &entry.below,
            _ => return,
        };
        for (name, value) in settled {
            if !event.attributes.iter().any(|(known, _)| known == name) {
                event.attributes.push((name.clone(), value.clone()));
            }
        }
    }

    /// The hits that may end so near before a token that they name a number there.
    fn hits_before_number(&self, token: u32) -> &[Hit] {
        let from = token.saturating_sub(BARE + self.near.longest);
        let first = self.hits.partition_point(|hit| hit.first < from);
        let last = self.hits.partition_point(|hit| hit.first < token);
        self.hits.get(first..last).unwrap_or_default()
    }

    /// What needs a unit and is named right before a number that has none.
    fn named_without_unit(&self, number: &Number<'_>) -> Option<&MeasureEntry> {
        let language = self.stages.language;
        // Those that start behind the number, or too far before it to end near it, are none.
        let near = self.hits_before_number(number.tokens.start);
        near.iter().rev().find_map(|hit| {
            let What::Measure(index) = hit.what else {
                return None;
            };
            let entry = language.measures.get(usize::from(index))?;
            let Measured::Attribute { frame, attribute } = &entry.of else {
                return None;
            };
            let kind = language.frames.get(usize::from(*frame))?.kind;
            let kind = self.stages.knowledge.events.get(kind)?;
            let described = kind.attributes.iter().find(|it| it.name == *attribute)?;
            let of_unit = matches!(described.ty, Type::Quantity(_)) && entry.bare.is_none();
            let from = hit.last;
            let near = from <= number.tokens.start && number.tokens.start - from <= BARE;
            let next = self.numbers.partition_point(|it| it.tokens.start < from);
            let next = self.numbers.get(next);
            let between = next.is_some_and(|it| it.tokens.end <= number.tokens.start);
            (of_unit && near && !between).then_some(entry)
        })
    }

    /// Where a number lies against the range that a laboratory prints behind it, both without a unit. It lies below only
    /// what is called a cut-off: what is usual excludes nothing, nor does a limit that is adjusted for the patient, and what
    /// is far below may have another unit.
    fn against_printed(&self, number: &Number<'_>, amount: Amount) -> Option<Ordering> {
        let from = number.tokens.end;
        let behind = self.numbers.partition_point(|it| it.tokens.start < from);
        let behind = self.numbers.get(behind..).unwrap_or_default().iter();
        let near = behind.take_while(|it| it.tokens.start - from <= PRINTED);
        let mut printed = near.filter_map(|it| match it.mention.figure {
            Figure::Reference(range, None) => Some((it, range.high?)),
            _ => None,
        });
        let (range, most) = printed.next()?;
        if amount.low.is_some_and(|low| low > most) {
            return Some(Ordering::Greater);
        }
        let words = |tokens: Range<u32>, wanted: &[&str]| {
            let mut tokens = tokens;
            tokens.any(|at| wanted.contains(&self.stages.word(at)))
        };
        let Range { start, end } = range.tokens;
        let decides = words(start..end, &["cut", "cutoff", "threshold"])
            && !words(start.saturating_sub(2)..end + ADJUSTED, &["adjusted"]);
        let value = amount.single().filter(|_| decides)?;
        let same_unit = value.checked_mul(Decimal::TEN)? >= most;
        (value < most && same_unit).then_some(Ordering::Less)
    }
}
