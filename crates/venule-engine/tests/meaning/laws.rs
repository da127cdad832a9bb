//! Laws of the meaning (ADR 0001), over generated patients and the project's own knowledge.

use std::sync::{Arc, LazyLock};

use crate::common::knowledge;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use venule_engine::assess;
use venule_engine::assessment::{Assessment, Essence, Line, Status};
use venule_engine::case::{Case, Dates, Entry, Event, Moment, State};
use venule_engine::executor::{Executor, Interpreter};
use venule_engine::facts::Resolver;
use venule_engine::side::{Leg, Side};
use venule_engine::timing::Due;
use venule_knowledge::model::{Knowledge, Stance};
use venule_logic::{Decimal, FactId, Quantity, Truth, Type, Value};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

const TODAY: Date = date(2026, 6, 15);

/// Facts that a case may state, with values they may have.
fn stated_fact() -> impl Strategy<Value = (FactId, State)> {
    let enterable: Vec<u32> = (0..KNOWLEDGE.facts.len())
        .filter(|index| {
            KNOWLEDGE.facts[*index].may_be_entered() && !KNOWLEDGE.facts[*index].is_side
        })
        .map(|index| u32::try_from(index).unwrap())
        .collect();
    (proptest::sample::select(enterable), any::<u32>()).prop_map(|(id, seed)| {
        let fact = &KNOWLEDGE.facts[id as usize];
        let seed = seed as usize;
        let state = match (&fact.ty, seed % 12) {
            (_, 0) => State::Unknown,
            (_, 1) => State::Unobtainable,
            (Type::Boolean, _) => State::Known(Value::Boolean(seed.is_multiple_of(2))),
            (Type::Choice(choice), _) => {
                let value = &choice.values[seed / 12 % choice.values.len()];
                State::Known(Value::String(Arc::clone(value)))
            }
            (Type::Integer, _) => State::Known(Value::Integer(number(fact.range, seed))),
            (Type::Quantity(_), _) => State::Known(Value::Quantity(Quantity {
                value: Decimal::from(number(fact.range, seed)),
                unit: fact.unit.unwrap(),
            })),
            _ => State::Unknown,
        };
        (FactId(id), state)
    })
}

fn number(range: Option<(Decimal, Decimal)>, seed: usize) -> i32 {
    let (low, high) = range.unwrap_or((Decimal::ZERO, Decimal::from(1000)));
    let low = i32::try_from(low.trunc().mantissa()).unwrap();
    let high = i32::try_from(high.trunc().mantissa())
        .unwrap()
        .min(low + 1200);
    low + i32::try_from(seed / 12)
        .unwrap_or(0)
        .rem_euclid(high - low + 1)
}

fn side() -> impl Strategy<Value = Option<Side>> {
    prop_oneof![
        Just(None),
        Just(Some(Side::Left)),
        Just(Some(Side::Right)),
        Just(Some(Side::Both)),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let kinds = 0..KNOWLEDGE.events.len();
    (kinds, side(), 0..40_i32, 0..6_i32, any::<[u32; 8]>()).prop_map(
        |(kind, side, ago, blur, seeds)| {
            let event = &KNOWLEDGE.events[kind];
            let latest = TODAY.saturating_sub(ago.days());
            let when = (blur < 5).then(|| Dates {
                earliest: latest.saturating_sub(blur.days()),
                latest,
            });
            let attributes = event
                .attributes
                .iter()
                .zip(seeds)
                .filter(|(_, seed)| seed % 3 != 0)
                .filter_map(|(attribute, seed)| {
                    let Type::Choice(choice) = &attribute.ty else {
                        return None;
                    };
                    let value = &choice.values[seed as usize / 3 % choice.values.len()];
                    Some((
                        Arc::clone(&attribute.name),
                        State::Known(Value::String(Arc::clone(value))),
                    ))
                })
                .collect();
            Event {
                kind,
                side: side.filter(|_| event.sided),
                when,
                is_next: false,
                attributes,
                source: None,
                origin: None,
            }
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let facts = proptest::collection::vec((stated_fact(), side()), 0..30);
    let events = proptest::collection::vec(event(), 0..5);
    (facts, events, side()).prop_map(|(facts, events, side)| {
        let mut case = Case::new(Moment {
            date: TODAY,
            time: None,
        });
        case.side = side;
        case.events = events;
        for ((fact, state), side) in facts {
            let sided = KNOWLEDGE.facts[fact.0 as usize].sided;
            if case.facts.iter().all(|entry| entry.fact != fact) {
                let side = side.filter(|_| sided);
                case.facts.push(Entry {
                    fact,
                    side,
                    state,
                    source: None,
                    origin: None,
                });
            }
        }
        case
    })
}

fn truths(case: &Case, leg: Leg) -> (Vec<Truth>, bool) {
    let resolver = Resolver::new(&KNOWLEDGE, case, leg);
    let table = resolver.plain();
    (
        Interpreter.run(&KNOWLEDGE, &table).rules,
        table.differences().is_empty(),
    )
}

fn presumed_truths(case: &Case, leg: Leg) -> Vec<Truth> {
    let resolver = Resolver::new(&KNOWLEDGE, case, leg);
    let table = resolver.presuming(&resolver.plain());
    Interpreter.run(&KNOWLEDGE, &table).rules
}

/// Two undecided lines of one action may differ in their scope alone: which leg comes first must not matter.
fn sorted(mut essence: Vec<Essence>) -> Vec<Essence> {
    essence.sort_by_cached_key(|it| format!("{it:?}"));
    essence
}

fn sorted_essence(assessment: &Assessment) -> Vec<Essence> {
    sorted(assessment.essence())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// 4.1 rule 9: what is decided stays decided, unless something that was stated is overruled, and then it is said.
    #[test]
    fn learning_a_fact_never_takes_back_what_is_decided(case in case(), learned in stated_fact()) {
        let (fact, state) = learned;
        prop_assume!(case.facts.iter().all(|entry| entry.fact != fact));
        prop_assume!(matches!(state, State::Known(_)));
        let mut after = case.clone();
        after.facts.push(Entry { fact, side: None, state, source: None, origin: None });
        for leg in case.legs() {
            let (before, _) = truths(&case, leg);
            let (now, nothing_overruled) = truths(&after, leg);
            if nothing_overruled {
                for (index, (before, now)) in before.iter().zip(&now).enumerate() {
                    let name = &KNOWLEDGE.rules[index].name;
                    prop_assert!(
                        *before == Truth::Unknown || before == now,
                        "rule {name} was {before:?} and is {now:?} after learning {}",
                        KNOWLEDGE.facts[fact.0 as usize].name
                    );
                }
            }
        }
    }

    /// To say that something is not known decides nothing, whatever is presumed: it only takes presumptions away.
    #[test]
    fn saying_that_a_fact_is_not_known_decides_nothing(case in case(), asked in stated_fact()) {
        let (fact, _) = asked;
        prop_assume!(case.facts.iter().all(|entry| entry.fact != fact));
        let mut after = case.clone();
        after.facts.push(Entry { fact, side: None, state: State::Unknown, source: None, origin: None });
        for leg in case.legs() {
            let before = presumed_truths(&case, leg);
            let now = presumed_truths(&after, leg);
            for (index, (before, now)) in before.iter().zip(&now).enumerate() {
                let name = &KNOWLEDGE.rules[index].name;
                prop_assert!(
                    *now == Truth::Unknown || before == now,
                    "rule {name} was {before:?} and is {now:?} when {} is not known",
                    KNOWLEDGE.facts[fact.0 as usize].name
                );
            }
        }
    }

    /// Shifting every date by the same number of days shifts the dates of the advice and nothing else.
    #[test]
    fn shifting_all_dates_together_changes_nothing_but_the_dates(case in case(), days in 1..400_i32) {
        let shift = |date: Date| date.saturating_add(days.days());
        let mut shifted = case.clone();
        shifted.as_of.date = shift(case.as_of.date);
        for event in &mut shifted.events {
            event.when = event.when.map(|it| Dates { earliest: shift(it.earliest), latest: shift(it.latest) });
        }
        let expected: Vec<Essence> = assess(&KNOWLEDGE, &case)
            .essence()
            .into_iter()
            .map(|mut line| {
                line.due = match line.due {
                    Due::Overdue { since } => Due::Overdue { since: shift(since) },
                    Due::Window { from, to, open } => Due::Window { from: from.map(shift), to: to.map(shift), open },
                    Due::Within { span, until } => Due::Within { span, until: until.saturating_add(days.days()) },
                    due @ (Due::Now | Due::Undated { .. } | Due::Unspecified) => due,
                };
                line
            })
            .collect();
        prop_assert_eq!(assess(&KNOWLEDGE, &shifted).essence(), expected);
    }

    /// A mirrored patient gets mirrored advice.
    #[test]
    fn mirroring_the_patient_mirrors_the_advice(case in case()) {
        let mut mirrored = case.clone();
        mirrored.side = case.side.map(Side::mirrored);
        for entry in &mut mirrored.facts {
            entry.side = entry.side.map(Side::mirrored);
        }
        for event in &mut mirrored.events {
            event.side = event.side.map(Side::mirrored);
        }
        let mut expected = assess(&KNOWLEDGE, &case).essence();
        for line in &mut expected {
            line.side = line.side.map(Side::mirrored);
        }
        prop_assert_eq!(sorted_essence(&assess(&KNOWLEDGE, &mirrored)), sorted(expected));
    }

    /// What an event turns out to have said never takes back what is decided either.
    #[test]
    fn learning_what_an_event_said_never_takes_back_what_is_decided(case in case(), seed in any::<u16>()) {
        let mut after = case.clone();
        for event in &mut after.events {
            for attribute in &KNOWLEDGE.events[event.kind].attributes {
                let Type::Choice(choice) = &attribute.ty else { continue };
                if event.attribute(&attribute.name).is_none() {
                    let value = &choice.values[usize::from(seed) % choice.values.len()];
                    event.attributes.push((
                        Arc::clone(&attribute.name),
                        State::Known(Value::String(Arc::clone(value))),
                    ));
                }
            }
        }
        let nothing_contradicted = assess(&KNOWLEDGE, &after).contradictions.is_empty();
        for leg in case.legs() {
            let (before, _) = truths(&case, leg);
            let (now, nothing_overruled) = truths(&after, leg);
            if nothing_overruled && nothing_contradicted {
                for (index, (before, now)) in before.iter().zip(&now).enumerate() {
                    let name = &KNOWLEDGE.rules[index].name;
                    prop_assert!(
                        *before == Truth::Unknown || before == now,
                        "rule {name} was {before:?} and is {now:?}"
                    );
                }
            }
        }
    }

    /// The order in which facts and events are listed does not matter.
    #[test]
    fn the_order_of_stated_facts_and_events_does_not_matter(case in case()) {
        let mut reversed = case.clone();
        reversed.facts.reverse();
        reversed.events.reverse();
        prop_assert_eq!(
            sorted_essence(&assess(&KNOWLEDGE, &reversed)),
            sorted_essence(&assess(&KNOWLEDGE, &case))
        );
    }

    /// Nothing that is advised for a leg is advised against for it as well, and red flags are never provisional.
    #[test]
    fn no_conflict_is_shown_as_advice_and_no_red_flag_is_presumed(case in case()) {
        let assessment = assess(&KNOWLEDGE, &case);
        let live = || assessment.lines.iter().filter(|line| line.is_live());
        for line in live() {
            let provisional = matches!(line.status, Status::Provisional { .. });
            prop_assert!(!(line.red_flag && provisional));
            let same_leg = |other: &Line| match (line.side, other.side) {
                (Some(one), Some(two)) => one == two || one == Side::Both || two == Side::Both,
                (None, None) => true,
                _ => false,
            };
            let refused = live().any(|other| {
                other.action == line.action
                    && same_leg(other)
                    && line.stance != Stance::Avoid
                    && other.stance == Stance::Avoid
            });
            let name = &KNOWLEDGE.actions[line.action.0 as usize].name;
            prop_assert!(!refused, "{name} is advised and advised against");
            let twins = live().filter(|other| {
                let asks = |it: &Line| (it.action, it.side, it.stance, it.red_flag, it.one_of, it.duration);
                asks(other) == asks(line) && other.due == line.due
            });
            prop_assert!(twins.count() == 1, "{name} is advised twice");
        }
    }
}

/// Rules in another order of the file give the same assessments.
#[test]
fn the_order_of_rules_does_not_matter() {
    let loaded = venule_knowledge::load::from_dir(&crate::common::folder()).unwrap();
    let prefix = crate::common::folder().display().to_string();
    let files = loaded.files.all().iter().map(|file| {
        let path = file
            .path
            .trim_start_matches(&prefix)
            .trim_start_matches('/')
            .to_owned();
        let text = if path.ends_with("guideline.toml") {
            reversed_rules(&file.text)
        } else {
            file.text.to_string()
        };
        (path, text.into_bytes())
    });
    let reversed = venule_knowledge::load::load(files.collect())
        .knowledge
        .unwrap();
    let examples = crate::common::examples(&KNOWLEDGE);
    for (path, example) in examples {
        let unmet = example.unmet(&reversed);
        let before = example.unmet(&KNOWLEDGE);
        assert_eq!(unmet, before, "{path}: {}", example.title);
        assert_eq!(
            sorted_essence(&assess(&reversed, &example.case)),
            sorted_essence(&assess(&KNOWLEDGE, &example.case)),
            "{path}: {}",
            example.title
        );
    }
}

fn reversed_rules(text: &str) -> String {
    let mut head = String::new();
    let mut rules: Vec<String> = Vec::new();
    let mut tail = String::new();
    let mut in_rule = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            in_rule = line.starts_with("[[rule]]");
            if in_rule {
                rules.push(String::new());
            }
        }
        match (in_rule, rules.last_mut()) {
            (true, Some(rule)) => rule.push_str(line),
            (false, None) => head.push_str(line),
            _ => tail.push_str(line),
        }
    }
    rules.reverse();
    format!("{head}{}\n{tail}", rules.concat())
}
