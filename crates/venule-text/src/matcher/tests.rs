//! The matcher against one that writes out everything that phrases stand for and looks for each at each place.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Found, Matcher, shared};
use crate::language::model::Wording;
use crate::token::{self, Tokens};
use crate::view::{View, normalize_phrase};

/// Everything that a written phrase stands for.
fn expand(written: &str) -> Vec<String> {
    fn choice(rest: &mut std::str::Chars<'_>) -> Vec<String> {
        let (mut done, mut current) = (Vec::new(), vec![String::new()]);
        while let Some(letter) = rest.next() {
            let inner = match letter {
                '|' => {
                    done.append(&mut current);
                    vec![String::new()]
                }
                '(' => choice(rest),
                '[' => {
                    let mut inner = choice(rest);
                    inner.push(String::new());
                    inner
                }
                ')' | ']' => break,
                other => vec![other.to_string()],
            };
            if letter == '|' {
                current = inner;
            } else {
                let join = |start: &String| -> Vec<_> {
                    inner.iter().map(|end| format!("{start}{end}")).collect()
                };
                current = current.iter().flat_map(join).collect();
            }
        }
        done.append(&mut current);
        done
    }
    choice(&mut written.chars())
        .iter()
        .map(|it| normalize_phrase(it))
        .collect()
}

/// Where a phrase that stands at some place ends: each `#` is one number.
fn end_of(phrase: &str, text: &str, start: usize, tokens: &Tokens) -> Option<usize> {
    let mut at = start;
    for letter in phrase.chars() {
        let rest = &text[at..];
        let next = rest.chars().next()?;
        if letter == '#' {
            let number = (0..tokens.len()).map(|it| tokens.get(it).unwrap());
            let mut number = number.filter(|it| it.kind == token::Kind::Number);
            at = number.find(|it| it.start as usize == at)?.end as usize;
        } else if next == letter || (next == '\n' && letter == ' ') {
            at += next.len_utf8();
        } else {
            return None;
        }
    }
    Some(at)
}

fn slowly(written: &[Vec<String>], view: &View<'_>, tokens: &Tokens) -> BTreeSet<Found> {
    let token_at =
        |byte: usize| (0..tokens.len()).find(|it| tokens.get(*it).unwrap().start as usize == byte);
    let mut found = BTreeSet::new();
    for (owner, phrases) in (0_u32..).zip(written) {
        for phrase in phrases.iter().flat_map(|it| expand(it)) {
            for first in 0..tokens.len() {
                let start = tokens.get(first).unwrap().start as usize;
                let Some(end) = end_of(&phrase, view.text(), start, tokens) else {
                    continue;
                };
                // A part of a token is no match.
                let Some(last) = (first..tokens.len()).find(|it| tokens.end(*it) as usize == end)
                else {
                    continue;
                };
                let whole = |at| tokens.starts_word(at);
                if token_at(start).is_some() && whole(first) && whole(last + 1) {
                    let last = last + 1;
                    found.insert(Found {
                        first,
                        last,
                        owner,
                        slip: false,
                    });
                }
            }
        }
    }
    found
}

/// The phrases that can be read.
fn readable(written: Vec<Vec<String>>) -> (Vec<Vec<String>>, Vec<Wording>) {
    let read = |mut phrases: Vec<String>| {
        let mut wording = Wording::default();
        phrases.retain(|it| wording.add(it).is_ok());
        (phrases, wording)
    };
    written.into_iter().map(read).unzip()
}

/// Words, signs and numbers, in every way that brackets can be put around them.
fn phrase() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "b", "ab", "c-d", "e's", "#", "2", "2.5", "+", "-", "?", "&", "é", "%",
    ]);
    let leaf = word.prop_map(str::to_owned);
    leaf.prop_recursive(4, 16, 4, |inner| {
        let blank = prop::sample::select(vec![" ", " ", " ", ""]);
        prop_oneof![
            3 => (prop::collection::vec(inner.clone(), 1..4), blank)
                .prop_map(|(all, blank)| all.join(blank)),
            1 => prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|all| format!("({})", all.join("|"))),
            1 => inner.clone().prop_map(|it| format!("[{it}]")),
            1 => inner.prop_map(|it| format!("[{it} ]")),
        ]
    })
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", "ab", "c", "d", "c-d", "e's", "es", "2", "2.5", "17", "+", "-", "?", "/", ",",
        "&", "e", "%", " ", " ", " ", " ", " ", " ", "  ", "\n", "\n\n", "x", "(-)", ".",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|all| all.concat())
}

#[test]
fn a_comma_or_a_slash_is_the_same_with_a_blank_and_without() {
    let mut wording = Wording::default();
    wording.add("pain , no (fever|chills)/cough").unwrap();
    let matcher = Matcher::new([(0, &wording)]);
    for text in ["pain, no fever/cough", "pain ,no chills / cough"] {
        let view = View::new(text).unwrap();
        let tokens = Tokens::of(&view);
        let mut found = 0;
        matcher.find(&view, &tokens, &mut Vec::new(), |_| found += 1);
        assert_eq!(found, 1, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn it_finds_what_expanding_everything_finds(
        written in prop::collection::vec(prop::collection::vec(phrase(), 1..3), 1..4),
        texts in prop::collection::vec(texts(), 1..4),
    ) {
        let (written, all) = readable(written);
        let matcher = Matcher::new((0_u32..).zip(&all));
        for text in &texts {
            let view = View::new(text).unwrap();
            let tokens = Tokens::of(&view);
            let mut found = Vec::new();
            matcher.find(&view, &tokens, &mut Vec::new(), |it| found.push(it));
            prop_assert!(found.is_sorted_by_key(|it| it.first));
            let once: BTreeSet<_> = found.iter().copied().collect();
            prop_assert_eq!(once.len(), found.len());
            prop_assert_eq!(&once, &slowly(&written, &view, &tokens), "{:?} in {:?}", written, text);
            for it in &once {
                let whole = matcher.whole(&view, &tokens, it.first..it.last);
                let line = view.text().get(tokens.get(it.first).unwrap().start as usize..);
                if !line.unwrap().contains('\n') {
                    prop_assert!(whole.is_some());
                }
            }
        }
    }

    #[test]
    fn what_is_shared_is_what_two_expand_to(
        written in prop::collection::vec(prop::collection::vec(phrase(), 1..3), 2..4),
    ) {
        let (written, all) = readable(written);
        let found = shared::shared((0_u32..).zip(&all)).unwrap();
        let pairs: BTreeSet<_> = found.iter().map(|it| it.owners).collect();
        prop_assert_eq!(pairs.len(), found.len());
        let expanded = |owner: u32| -> BTreeSet<String> {
            written[owner as usize].iter().flat_map(|it| expand(it)).collect()
        };
        for second in 1..u32::try_from(written.len()).unwrap() {
            for first in 0..second {
                let both = expanded(first).intersection(&expanded(second)).next().is_some();
                prop_assert!(!both || pairs.contains(&(first, second)), "{written:?}");
            }
        }
        for it in found {
            // Both match the phrase that is named.
            let text = it.words.replace('#', "7");
            let view = View::new(&text).unwrap();
            let tokens = Tokens::of(&view);
            let found = slowly(&written, &view, &tokens);
            for owner in [it.owners.0, it.owners.1] {
                let whole = Found { first: 0, last: tokens.len(), owner, slip: false };
                prop_assert!(found.contains(&whole), "{it:?} {written:?}");
            }
        }
    }
}

fn of(written: &[&str]) -> Vec<Wording> {
    let written = written.iter().map(|it| vec![(*it).to_owned()]).collect();
    readable(written).1
}

#[test]
fn what_brackets_multiply_to_costs_nothing() {
    let words = "(a|b|c|d|e|f|g|h) ".repeat(30);
    let all = of(&[&words, &format!("{words} [z]")]);
    assert_eq!(all[0].count(), 8_u128.pow(30));
    let shared = shared::shared((0_u32..).zip(&all)).unwrap();
    assert_eq!(shared.len(), 1);
    assert_eq!(shared[0].owners, (0, 1));
    assert_eq!(shared[0].words, "h ".repeat(30).trim());
}

/// Each word of a text tells by itself which of the phrases it may be in: there are two to the thirty sets of them.
#[test]
fn no_text_fills_the_memory() {
    let words = format!("{}a{}", "[a|b] ".repeat(30), " (a|b)".repeat(30));
    let all = of(&[&words]);
    let matcher = Matcher::new((0_u32..).zip(&all));
    let mut seed = 1_u32;
    let text: String = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if seed >> 31 == 0 { "a " } else { "b " }
    })
    .take(2_000)
    .collect();
    let view = View::new(&text).unwrap();
    let tokens = Tokens::of(&view);
    let mut found = 0;
    matcher.find(&view, &tokens, &mut Vec::new(), |_| found += 1);
    assert!(found > 2_000);
    assert!(matcher.pool.take().states.size() < 2 * super::states::MOST);
    assert!(shared::shared((0_u32..).zip(&all)).is_err());
}

#[test]
fn a_number_shares_what_stands_for_any() {
    let all = of(&["day #", "day (2|3)", "day 2"]);
    let found = shared::shared((0_u32..).zip(&all)).unwrap();
    let found: Vec<_> = found.iter().map(|it| (it.owners, &*it.words)).collect();
    assert_eq!(
        found,
        [((0, 1), "day 3"), ((0, 2), "day 2"), ((1, 2), "day 2")]
    );
}
