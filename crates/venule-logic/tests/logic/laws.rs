//! Laws that hold for every condition, every partial knowledge and every text.
//!
//! | law | property |
//! |-----|----------|
//! | parse ∘ format = identity | `formatting_and_parsing_gives_the_same_tree` |
//! | learning never changes a decided answer | `learning_keeps_decided_answers` |
//! | an answer holds for every completion | `answers_hold_for_every_completion` |
//! | nothing but what is waited for decides | `only_what_is_waited_for_decides` |
//! | forgetting all but what an answer rests on keeps it | `decisive_facts_are_enough` |
//! | to the finer unit and back = identity | `conversion_to_the_finer_unit_and_back` |
//! | no text panics | `no_text_panics` |

use std::collections::BTreeMap;

use proptest::prelude::*;
use venule_logic::syntax::{Expr, parse};
use venule_logic::{Decimal, Dialect, Truth, Unit, check, decisive, evaluate, explain, waits_for};

use crate::any_of::{any_expr, any_text};
use crate::given::{completions, condition_text, learning};
use crate::vocabulary::{Known, Vocabulary, condition, id};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn learning_keeps_decided_answers(text in condition_text(), steps in learning()) {
        let condition = condition(&text);
        let truths = steps.each_ref().map(|facts| condition.truth(facts));
        for pair in truths.windows(2) {
            prop_assert!(pair[0] == Truth::Unknown || pair[0] == pair[1], "{text}: {truths:?}");
        }
    }

    #[test]
    fn answers_hold_for_every_completion(text in condition_text(), steps in learning()) {
        let condition = condition(&text);
        let [_, _, complete] = &steps;
        // Only these two vary, to keep the number of completions small.
        let mut facts = complete.clone();
        for name in ["wells.score", "course"] {
            facts.0.insert(id(name).unwrap(), steps[0].0[&id(name).unwrap()].clone());
        }
        let answer = condition.truth(&facts);
        prop_assume!(answer.is_decided());
        let scores = completions(&facts.0[&id("wells.score").unwrap()], "wells.score");
        let courses = completions(&facts.0[&id("course").unwrap()], "course");
        for score in &scores {
            for course in &courses {
                let mut completion = facts.clone();
                completion.0.insert(id("wells.score").unwrap(), score.clone());
                completion.0.insert(id("course").unwrap(), course.clone());
                prop_assert_eq!(condition.truth(&completion), answer, "{} {} {}", text, score, course);
            }
        }
    }

    #[test]
    fn only_what_is_waited_for_decides(text in condition_text(), [little, _, complete] in learning()) {
        let condition = condition(&text);
        prop_assume!(condition.truth(&little).is_unknown());
        let waits = waits_for(&condition, &little);
        let mut facts = complete.clone();
        for fact in &waits {
            facts.0.insert(*fact, little.0[fact].clone());
        }
        prop_assert_eq!(condition.truth(&facts), Truth::Unknown, "{}", text);
        for fact in &waits {
            prop_assert!(!little.0[fact].is_known(), "{text} waits for {fact:?}");
        }
    }

    #[test]
    fn decisive_facts_are_enough(text in condition_text(), [_, some, _] in learning()) {
        let condition = condition(&text);
        let answer = condition.truth(&some);
        prop_assume!(answer.is_decided());
        let carriers = decisive(&condition, &some);
        let kept: BTreeMap<_, _> = some.0.iter().filter(|(fact, _)| carriers.contains(fact)).collect();
        let kept = Known(kept.into_iter().map(|(fact, value)| (*fact, value.clone())).collect());
        prop_assert_eq!(condition.truth(&kept), answer, "{}", text);
    }

    #[test]
    fn explanations_agree_with_the_evaluator(text in condition_text(), [little, ..] in learning()) {
        let condition = condition(&text);
        let explanation = explain(&condition, &little);
        prop_assert_eq!(explanation.truth, condition.truth(&little));
        let expected = if explanation.truth.is_unknown() {
            waits_for(&condition, &little)
        } else {
            decisive(&condition, &little)
        };
        prop_assert_eq!(explanation.facts, expected);
    }

    #[test]
    fn conversion_to_the_finer_unit_and_back(value in -1_000_000..1_000_000_i64, one in 0..60_usize, other in 0..60_usize) {
        let units: Vec<Unit> = Unit::all().collect();
        let (one, other) = (units[one % units.len()], units[other % units.len()]);
        let Some(finer) = one.finer(other) else {
            prop_assert_eq!(one.convert(Decimal::from(value), other), None);
            return Ok(());
        };
        let coarser = if finer == one { other } else { one };
        let value = Decimal::from(value);
        let fine = coarser.convert(value, finer).unwrap();
        prop_assert_eq!(finer.convert(fine, coarser), Some(value), "{} {} {}", value, coarser, finer);
    }

    #[test]
    fn no_text_panics(text in any_text()) {
        let parsed = parse(&text);
        for error in &parsed.errors {
            let range = error.span.range();
            prop_assert!(range.end <= text.len() && text.get(range).is_some(), "{text:?} {error:?}");
        }
        let Some(expr) = parsed.expr else {
            prop_assert!(!parsed.errors.is_empty());
            return Ok(());
        };
        let _ = expr.to_string();
        for dialect in [Dialect::Cql, Dialect::Knowledge] {
            match check(&expr, &Vocabulary, dialect) {
                Ok(checked) => {
                    let _ = evaluate(&checked, &Known::default());
                }
                Err(errors) => prop_assert!(!errors.is_empty() || !parsed.errors.is_empty(), "{text:?}"),
            }
        }
    }

    #[test]
    fn formatting_and_parsing_gives_the_same_tree(expr in any_expr()) {
        let text = expr.to_string();
        let parsed = parse(&text);
        prop_assert_eq!(&parsed.errors, &[], "{}", text);
        let parsed = parsed.expr.unwrap();
        prop_assert_eq!(parsed.to_string(), text.clone());
        prop_assert_eq!(without_spans(&parsed), without_spans(&expr), "{}", text);
    }
}

/// The tree with every span removed from its debug text.
fn without_spans(expr: &Expr) -> String {
    let text = format!("{expr:?}");
    let mut parts = text.split("span: Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut bare, part| {
        bare.push_str(part.split_once('}').unwrap().1);
        bare
    })
}
