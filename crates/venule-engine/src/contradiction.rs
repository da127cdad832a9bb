//! What cannot hold together is reported and set aside as unknown, before anything is concluded from it.

use std::collections::BTreeSet;

use venule_knowledge::model::{Contradiction, EventPattern, Knowledge};
use venule_logic::truth::Truth;

use crate::assessment::Contradicted;
use crate::case::{Case, Event};
use crate::events::passes;
use crate::facts::Resolver;
use crate::provided::closure;
use crate::side::Leg;
use crate::trace::Tracer;

/// Finds contradictions of one leg and tells the resolver to set aside what they touch.
///
/// Setting facts aside can only make conditions unknown, so the search ends.
pub(crate) fn settle(
    knowledge: &Knowledge,
    case: &Case,
    leg: Leg,
    resolver: &mut Resolver<'_>,
) -> Vec<Contradicted> {
    let mut found = between_events(knowledge, case, leg, resolver);
    loop {
        let plain = resolver.plain();
        let mut news = false;
        for (index, contradiction) in knowledge.contradictions.iter().enumerate() {
            let Contradiction::Facts {
                when,
                presuming,
                set_aside,
                ..
            } = contradiction
            else {
                continue;
            };
            let known = found
                .iter()
                .any(|contradicted| contradicted.contradiction == index);
            if known {
                continue;
            }
            let supposed = when.truth(&plain) == Truth::Unknown && !presuming.is_empty();
            let supposed = supposed.then(|| {
                let within = closure(knowledge, when.facts());
                resolver.supposing(&plain, &within, presuming)
            });
            let facts = supposed.as_ref().unwrap_or(&plain);
            if when.truth(facts) != Truth::True {
                continue;
            }
            let tracer = Tracer {
                knowledge,
                case,
                resolver,
            };
            let facts = tracer.uses(&[when], facts);
            found.push(Contradicted {
                contradiction: index,
                side: leg.side(),
                facts,
                events: Vec::new(),
            });
            for id in set_aside {
                news |= resolver.set_aside(*id);
            }
        }
        if !news {
            return found;
        }
    }
}

fn between_events(
    knowledge: &Knowledge,
    case: &Case,
    leg: Leg,
    resolver: &mut Resolver<'_>,
) -> Vec<Contradicted> {
    let mut found = Vec::new();
    let mut disputed = BTreeSet::new();
    for (index, contradiction) in knowledge.contradictions.iter().enumerate() {
        let Contradiction::Events {
            first,
            second,
            same,
            ..
        } = contradiction
        else {
            continue;
        };
        for (a, one) in case.events.iter().enumerate() {
            for (b, other) in case.events.iter().enumerate() {
                if a != b
                    && is_of_leg(one, leg)
                    && is_of_leg(other, leg)
                    && matches(first, one)
                    && matches(second, other)
                    && same_day(one, other)
                    && same.iter().all(|name| agree(one, other, name))
                {
                    // The finding of the second stands: it is the one that is dangerous to lose.
                    disputed.insert(a);
                    found.push(Contradicted {
                        contradiction: index,
                        side: leg.side(),
                        facts: Vec::new(),
                        events: vec![a, b],
                    });
                }
            }
        }
    }
    if !disputed.is_empty() {
        resolver.dispute(disputed);
    }
    found
}

fn is_of_leg(event: &Event, leg: Leg) -> bool {
    leg == Leg::Unstated || event.side.is_none_or(|side| side.covers(leg))
}

fn matches(pattern: &EventPattern, event: &Event) -> bool {
    let mut tests = pattern.filter.iter();
    pattern.event == event.kind && tests.all(|test| passes(test, event) == Truth::True)
}

/// Two exact dates that are equal. A range that merely overlaps is no contradiction yet.
fn same_day(one: &Event, other: &Event) -> bool {
    match (one.when, other.when) {
        (Some(one), Some(other)) => one == other && one.earliest == one.latest,
        _ => false,
    }
}

fn agree(one: &Event, other: &Event, name: &str) -> bool {
    match (one.attribute(name), other.attribute(name)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
