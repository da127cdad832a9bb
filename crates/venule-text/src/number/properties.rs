//! Laws of the whole stage.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Pieces that the grammar is made of, so that random texts reach its corners.
const PIECES: &[&str] = &[
    "2",
    "3-4",
    "05/03/2026",
    "2026-03-05",
    "1/2",
    "7",
    "52",
    "999999999999999999",
    "0",
    "2.5",
    ".5",
    "1,000",
    "½",
    "/",
    "-",
    "<",
    ">=",
    "(",
    ")",
    ",",
    ".",
    ":",
    "'",
    "+",
    "%",
    "°",
    "×",
    "\n",
    " ",
    "weeks",
    "d",
    "ago",
    "for",
    "the",
    "past",
    "last",
    "next",
    "since",
    "in",
    "about",
    "between",
    "and",
    "or",
    "to",
    "cm",
    "ng",
    "ml",
    "per",
    "v",
    "yo",
    "f",
    "m",
    "year",
    "old",
    "aged",
    "post",
    "op",
    "pod",
    "day",
    "of",
    "after",
    "before",
    "march",
    "may",
    "monday",
    "weekend",
    "first",
    "twenty",
    "hundred",
    "thousand",
    "billion",
    "a",
    "half",
    "few",
    "dozen",
    "point",
    "x",
    "ref",
    "normal",
    "cut",
    "off",
    "early",
    "late",
    "her",
    "70s",
    "decades",
    "é",
    "leg",
    "trillion",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    let glue = prop::sample::select(&["", " ", " ", "-"][..]);
    prop::collection::vec((piece, glue), 0..24).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(piece, glue)| piece + glue)
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn every_mention_covers_whole_characters_in_order(view in text()) {
        let reference = date(2026, 3, 16);
        let found = find(&view, reference);
        let mut end = 0;
        for mention in &found {
            prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end);
            prop_assert!(view.get(mention.span.start as usize..mention.span.end as usize).is_some());
            prop_assert!(view.get(mention.core.start as usize..mention.core.end as usize).is_some());
            prop_assert!(mention.core.start >= mention.span.start && mention.core.end <= mention.span.end);
            end = mention.span.end;
        }
        prop_assert_eq!(found, find(&view, reference));
    }

    #[test]
    fn text_behind_a_line_end_changes_nothing_before_it(view in text(), more in "[a-z ]{0,20}") {
        let reference = date(2026, 3, 16);
        // A number that breaks off at the end of the text is another matter.
        let view = format!("{view} end");
        let found = find(&view, reference);
        let longer = find(&format!("{view}\n\n{more}"), reference);
        let end = u32::try_from(view.len()).unwrap();
        let kept: Vec<_> = longer.into_iter().filter(|mention| mention.span.end <= end).collect();
        prop_assert_eq!(found, kept);
    }

    /// What is said relative to the reference date moves with it, and so does an absolute date that is moved as well.
    #[test]
    fn moving_all_dates_moves_all_results(ahead in 0_i64..4_000, back in 0_i64..400, n in 1_u32..40) {
        let moved = |days: i64| {
            let reference = date(2020, 1, 1).checked_add(days.days()).unwrap();
            let written = reference.checked_sub(back.days()).unwrap();
            let view = format!("seen {n} days ago, scan {written}, x{n}d, in {n} weeks, since yesterday");
            let found = find(&view, reference);
            let offsets: Vec<_> = found.iter().map(|mention| match &mention.figure {
                Figure::Time(moment) => moment.days.map(|days| {
                    let offset = |date: jiff::civil::Date| reference.until(date).unwrap().get_days();
                    (days.earliest.map(offset), days.latest.map(offset))
                }),
                _ => None,
            }).collect();
            offsets
        };
        prop_assert_eq!(moved(0).len(), 5);
        prop_assert_eq!(moved(0), moved(ahead));
    }
}
