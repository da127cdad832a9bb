//! An order that a text holds and asks to have checked: "is this order ok? 'US LE R/O DVT'".
//!
//! What stands in the order is what the order says; what stands beside it is known of the patient. The order is looked for
//! between quotation marks, else behind the words that ask for the check.

use std::ops::Range;
use std::sync::Arc;

use venule_answer::conversation::hear;
use venule_engine::case::Moment;
use venule_engine::form;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};
use venule_text::candidate::{Candidate, EventCandidate, Proof, Standing};
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::span::Span;

/// Fewest letters of an order.
const SHORTEST: usize = 5;

/// Index of the form that an order is checked with.
const ORDER: usize = 0;

/// How many quotations are looked at.
const MOST_QUOTATIONS: usize = 5;

/// Name of the rule that is shown for what an order says.
const RULE: &str = "order";

/// Quotation marks that open, with those that close.
const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('«', '»')];

/// What reads texts.
pub(super) struct Reader<'r> {
    pub(super) knowledge: &'r Knowledge,
    pub(super) language: &'r Language,
    pub(super) extractor: &'r Extractor<'r>,
    pub(super) as_of: Moment,
}

impl Reader<'_> {
    /// The reading of a text with what the order in it says. Behind `request` stand the words that are asked about.
    pub(super) fn with_order(
        &self,
        text: &str,
        request: Option<&Range<usize>>,
        reading: Reading,
    ) -> Reading {
        let quoted = quotations(text).into_iter().take(MOST_QUOTATIONS);
        let behind = request.map(|it| it.end..end_of_order(text, it.end));
        for place in quoted.chain(behind) {
            if let Some(read) = self.read_at(text, &place, &reading) {
                return read;
            }
        }
        reading
    }

    fn read_at(&self, text: &str, place: &Range<usize>, whole: &Reading) -> Option<Reading> {
        let words = text.get(place.clone())?;
        let named = self.extractor.named(words).ok()?;
        let scanned = |kind| self.knowledge.reports.iter().any(|it| it.event == kind);
        let covered = || {
            let asks = self.extractor.asks(words).unwrap_or_default();
            named.events.is_empty() && !asks.inside.is_empty()
        };
        let is_scan = named.events.iter().any(|kind| scanned(*kind)) || covered();
        if words.trim().len() < SHORTEST || !is_scan {
            return None;
        }
        let inside = self.read(&only(text, place))?;
        // What tells of a result is a report.
        let tells = |it: &EventCandidate| {
            let how = self
                .language
                .frame_of(it.frame)
                .map_or(&[][..], |it| &it.how);
            it.is_told(how)
        };
        let is_scan = |it: &EventCandidate| scanned(it.kind);
        if inside.events.iter().any(|it| is_scan(it) && tells(it)) {
            return None;
        }
        let beside = self.read(&blanked(text, place))?;
        let side = |reading: &Reading| reading.side.as_ref().map(|(side, _)| *side);
        let sides = side(&beside).zip(side(&inside).or(named.side));
        let other =
            sides.is_some_and(|(one, two)| one != two && one != Side::Both && two != Side::Both);
        // An order for the other leg tells nothing of the patient.
        let mut read = if other { beside } else { whole.clone() };
        // A day or a length of time in an order makes no scan of it.
        let within = |it: &Span| place.start <= it.start as usize && it.end as usize <= place.end;
        let ordered = |it: &EventCandidate| is_scan(it) && it.proof.spans.iter().all(within);
        read.events.retain(|it| !ordered(it));
        let known: Vec<FactId> = read.facts.iter().map(|it| it.fact).collect();
        let form = ORDER;
        let order = self.knowledge.orders.get(form)?;
        let case = hear(
            self.knowledge,
            self.language,
            None,
            text,
            &inside,
            self.as_of,
        )
        .case;
        let of_order = |it: &&Candidate| {
            let mut items = order.items.iter().filter_map(|item| item.fact.as_ref());
            items.any(|(fact, _)| *fact == it.fact)
        };
        let own = inside.facts.iter().filter(of_order);
        let own = own.filter(|it| !known.contains(&it.fact)).cloned();
        let mut told: Vec<Candidate> = own.collect();
        let says = form::says(self.knowledge, form, &case).into_iter();
        told.extend(says.map(|fact| stated(fact, Value::Boolean(true), place)));
        if let Some(side) = named.side
            && !known.contains(&order.side)
        {
            told.push(stated(order.side, Value::String(word(side).into()), place));
        }
        let (exam, complete) = &order.exam;
        let is_told = told.iter().any(|it| it.fact == *exam) || known.contains(exam);
        if named.values.contains(complete) && !is_told {
            told.push(stated(*exam, complete.clone(), place));
        }
        // The sort keeps the order of equals: what the words of the order say themselves goes first.
        told.sort_by_key(|it| it.fact);
        told.dedup_by_key(|it| it.fact);
        read.facts.extend(told);
        read.facts.sort_by_key(|it| it.fact);
        Some(read)
    }

    fn read(&self, text: &str) -> Option<Reading> {
        self.extractor.read(text, self.as_of.date).ok()
    }
}

fn word(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Both => "both",
    }
}

/// What an order says, with all of its words.
fn stated(fact: FactId, value: Value, place: &Range<usize>) -> Candidate {
    let place_of = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span {
        start: place_of(place.start),
        end: place_of(place.end),
    };
    let proof = Proof {
        spans: vec![span],
        rules: vec![Arc::from(RULE)],
    };
    Candidate {
        fact,
        value,
        side: None,
        standing: Standing::Accepted,
        proof,
        weak: false,
        leads: false,
        narrow: false,
        raise: false,
        at: 0,
    }
}

/// What stands between quotation marks, in order. An apostrophe within a word is none.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let after = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let ends = after.chars().next().is_none_or(|it| !it.is_alphanumeric());
        match open {
            Some((close, start)) if letter == close && ends => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let close = QUOTES.iter().find(|(it, _)| *it == letter);
                open = close
                    .filter(|_| !before.is_alphanumeric())
                    .map(|(_, close)| (*close, at + letter.len_utf8()));
            }
        }
        before = letter;
    }
    found
}

/// Where an order ends that nothing closes: before a sentence that asks, or goes on about the patient.
fn end_of_order(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut begin = start;
    for sentence in rest.split_inclusive(['.', '?', '!', '\n']) {
        let first = sentence.split_whitespace().next().unwrap_or_default();
        let first = first.to_lowercase();
        let tells = matches!(
            first.trim_matches(|it: char| !it.is_alphanumeric()),
            "pt" | "patient" | "the" | "she" | "he" | "this" | "i" | "my" | "we"
        );
        if begin > start && (tells || sentence.trim_end().ends_with('?')) {
            return begin;
        }
        begin += sentence.len();
    }
    text.len()
}

/// A text with nothing but some of its words: all places in it stay where they were.
fn only(text: &str, place: &Range<usize>) -> String {
    let words = text.get(place.clone()).unwrap_or_default();
    let behind = text.len().saturating_sub(place.end);
    format!("{}{words}{}", " ".repeat(place.start), " ".repeat(behind))
}

/// A text without some of its words.
fn blanked(text: &str, place: &Range<usize>) -> String {
    let before = text.get(..place.start).unwrap_or_default();
    let behind = text.get(place.end..).unwrap_or_default();
    format!("{before}{}{behind}", " ".repeat(place.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_and_apostrophes_are_none() {
        let found = |text: &str| {
            let places = quotations(text).into_iter();
            let words = places.filter_map(|it| text.get(it).map(str::to_owned));
            words.collect::<Vec<_>>()
        };
        assert_eq!(found("ok? \"US LE\""), ["US LE"]);
        assert_eq!(found("he wrote 'duplex left', is it ok"), ["duplex left"]);
        assert_eq!(found("the doctor's form, the patient's leg").len(), 0);
    }

    #[test]
    fn an_order_that_nothing_closes_ends_where_the_text_asks_or_tells() {
        for text in [
            "US venous L leg, r/o DVT. Is it complete?",
            "US venous L leg, r/o DVT. Pt has calf pain.",
        ] {
            assert_eq!(
                text.get(..end_of_order(text, 0)),
                Some("US venous L leg, r/o DVT.")
            );
        }
    }
}
