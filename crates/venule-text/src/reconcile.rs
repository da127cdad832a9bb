//! Candidates set against each other (stage 9): joined, refined, or left open where they disagree.
//!
//! In: candidates of the whole text. Out: one finding for each fact and leg, and events of which each is told once.
//! Nothing is decided by majority or by order: what disagrees is unknown, and both mentions are shown.

use rustc_hash::FxHashSet;
use venule_engine::case::Dates;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{Partial, Value};

use crate::against;
use crate::candidate::{Candidate, Doubt, EventCandidate, Reason, Standing};
use crate::language::model::Language;
use crate::settle::{self, Told, standing};

/// Facts of a text that there is room for at once.
const MOST_FACTS: usize = 64;

/// One candidate for each fact and leg that is to be used or asked, in order of facts; and those that are not used.
pub(crate) fn facts(
    mut candidates: Vec<Candidate>,
    symptomatic: Option<Side>,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let is_aside = |it: &mut Candidate| matches!(it.standing, Standing::SetAside(_));
    let mut aside: Vec<_> = candidates.extract_if(.., is_aside).collect();
    // What is said of no side is said of the symptomatic one.
    let of = |it: &Candidate| (it.fact, it.side.or(symptomatic));
    // A candidate is large: what is sorted is where it stands.
    let mut order: Vec<_> = candidates.iter().map(of).zip(0_usize..).collect();
    order.sort_unstable();
    let mut candidates: Vec<_> = candidates.into_iter().map(Some).collect();
    let mut settled = Vec::with_capacity(candidates.len().min(MOST_FACTS));
    let mut group = Vec::new();
    for same in order.chunk_by(|(one, _), (other, _)| one == other) {
        let taken = same.iter().map(|(_, at)| candidates.get_mut(*at)?.take());
        group.extend(taken.flatten());
        if group.len() == 1 {
            settled.append(&mut group);
        } else {
            settled.extend(settle(&mut group, &mut aside));
        }
    }
    (settled, aside)
}

/// What a group of candidates for one fact of one leg comes to. None is left in the group.
fn settle(group: &mut Vec<Candidate>, aside: &mut Vec<Candidate>) -> Option<Candidate> {
    let strong = |it: &Candidate| !it.weak;
    keep_if_any(group, strong, aside);
    let accepted = |it: &Candidate| it.standing == Standing::Accepted;
    keep_if_any(group, accepted, aside);
    if disagree(group) {
        keep_if_any(group, |it| it.leads, aside);
    }
    if disagree(group) {
        // "No swelling of the thigh" does not deny the swelling of the calf.
        let is_present = |it: &Candidate| it.value != Value::Boolean(false);
        let narrow_denial = |it: &Candidate| !is_present(it) && it.narrow;
        if group.iter().any(is_present) {
            keep_if_any(group, |it| !narrow_denial(it), aside);
        }
    }
    if disagree(group) {
        // "Blue last night, pink now": what threatens and passes threatens still.
        keep_if_any(group, is_danger, aside);
    }
    let open = disagree(group);
    let mut all = group.drain(..);
    let mut first = all.next()?;
    for other in all {
        first.proof.join(&other.proof);
        first.raise |= other.raise;
        first.side = first.side.or(other.side);
    }
    if open {
        first.standing = Standing::ToConfirm(Doubt::Disagreement);
        first.value = Value::Null;
    }
    Some(first)
}

/// Whether it is a danger of these days, named by a value and not by yes or no: "blue last night".
fn is_danger(it: &Candidate) -> bool {
    it.raise && !matches!(it.value, Value::Boolean(_))
}

fn disagree(group: &[Candidate]) -> bool {
    let mut values = group.iter().map(|it| &it.value);
    let first = values.next();
    values.any(|value| Some(value) != first)
}

/// Keeps those that are wanted, if there is one; the others are set aside.
fn keep_if_any(
    group: &mut Vec<Candidate>,
    wanted: impl Fn(&Candidate) -> bool,
    aside: &mut Vec<Candidate>,
) {
    let count = group.iter().filter(|it| wanted(it)).count();
    if count == 0 || count == group.len() {
        return;
    }
    let rest = group.extract_if(.., |it| !wanted(it));
    aside.extend(rest.map(|it| Candidate {
        standing: Standing::SetAside(Reason::MoreSpecific),
        ..it
    }));
}

/// Events, each told once: what is told again of one event is joined to it.
pub(crate) fn events(
    knowledge: &Knowledge,
    language: &Language,
    candidates: Vec<EventCandidate>,
) -> (Vec<EventCandidate>, Vec<EventCandidate>) {
    let mut told: Vec<EventCandidate> = Vec::new();
    let mut aside = Vec::new();
    for candidate in candidates {
        if matches!(candidate.standing, Standing::SetAside(_)) {
            aside.push(candidate);
            continue;
        }
        let may_be = |it: &EventCandidate| {
            it.kind == candidate.kind
                && !is_apart(it, &candidate)
                && !is_of_other_leg(it, &candidate)
        };
        // One of the same day, whatever was told since; or the last one.
        let same_day = |it: &EventCandidate| {
            let days = it.when.zip(candidate.when);
            days.is_some_and(|(one, other)| overlap(one, other))
        };
        let of_day = candidate.when.and_then(|_| {
            told.iter().rposition(|it| {
                may_be(it) && same_day(it) && is_same(knowledge, language, it, &candidate)
            })
        });
        // What follows is told of the one that was named last.
        if let Some(at) = of_day {
            let event = told.remove(at);
            told.push(event);
        }
        let same = told.iter_mut().rev().find(|it| may_be(it));
        match same {
            Some(event) if is_same(knowledge, language, event, &candidate) => {
                join(knowledge, language, event, &candidate);
            }
            _ => told.push(candidate),
        }
    }
    // A concept that stands for an event adds nothing to an event of the same words.
    let framed = told.iter().filter(|it| it.frame.is_some());
    let framed: FxHashSet<_> = framed.flat_map(|it| it.proof.rules.clone()).collect();
    let (mut told, doubled): (Vec<_>, Vec<_>) = told.into_iter().partition(|event| {
        event.frame.is_some() || !event.proof.rules.iter().any(|rule| framed.contains(rule))
    });
    aside.extend(doubled.into_iter().map(|it| EventCandidate {
        standing: Standing::SetAside(Reason::MoreSpecific),
        ..it
    }));
    // "Duplex negative. Calf swollen since the scan": of no other scan, unless of the other leg.
    let is_shown_before = |event: &EventCandidate| {
        !event.known && event.standing == Standing::Accepted && is_shown(language, event)
    };
    let shown = told.iter().filter(|it| is_shown_before(it));
    let shown: Vec<(usize, Option<Side>)> = shown.map(|it| (it.kind, it.side)).collect();
    let again = told.extract_if(.., |it| {
        let same = |(kind, side): &(usize, Option<Side>)| {
            let sides = side.zip(it.side);
            let other = sides.is_some_and(|(one, other)| {
                one != other && one != Side::Both && other != Side::Both
            });
            *kind == it.kind && !other
        };
        it.known && !is_shown(language, it) && shown.iter().any(same)
    });
    aside.extend(again.map(|it| EventCandidate {
        standing: Standing::SetAside(Reason::MoreSpecific),
        ..it
    }));
    told.retain(|event| !event.named || is_told(language, event));
    for event in &mut told {
        if event.may_come && event.standing == Standing::Accepted && !is_shown(language, event) {
            event.standing = Standing::ToConfirm(Doubt::Tense);
        }
        settle_doubts(knowledge, language, event);
        against::settle(language, event);
        let open = std::mem::take(&mut event.open);
        event.attributes.retain(|(name, _)| !open.contains(name));
        event.open = open;
        event.open.sort_unstable();
        event.open.dedup();
        let kind = knowledge.events.get(event.kind);
        let place = |name: &str| {
            let attributes = kind.map(|it| &it.attributes);
            attributes.and_then(|it| it.iter().position(|it| *it.name == *name))
        };
        event.attributes.sort_by_key(|(name, _)| place(name));
    }
    (told, aside)
}

/// Whether what was only named was described or dated later.
fn is_told(language: &Language, event: &EventCandidate) -> bool {
    let frame = language.frame_of(event.frame);
    let shows = frame.is_some_and(|frame| frame.shows);
    is_shown(language, event) || !shows && event.when.is_some()
}

/// Whether anything is said of it but how it was to be done.
fn is_shown(language: &Language, event: &EventCandidate) -> bool {
    let frame = language.frame_of(event.frame);
    event.is_told(frame.map_or(&[][..], |frame| &frame.how))
}

/// What was said in doubt leaves an attribute open, unless a value that goes before it, or the same, was said without doubt.
fn settle_doubts(knowledge: &Knowledge, language: &Language, event: &mut EventCandidate) {
    let frame = language.frame_of(event.frame);
    for (name, doubted) in event.doubted.clone() {
        let said = event.attributes.iter().find(|(it, _)| *it == name);
        let settled = said.is_some_and(|(_, said)| {
            let first = || frame?.first_of(knowledge, &name, [said, &doubted]);
            *said == doubted || is_among(&doubted, said) || first().as_ref() == Some(said)
        });
        if !settled {
            event.open.push(name);
        }
    }
}

/// Whether a mention may be of an event that was told of before.
fn is_same(
    knowledge: &Knowledge,
    language: &Language,
    event: &EventCandidate,
    other: &EventCandidate,
) -> bool {
    let sides = !is_of_other_leg(event, other);
    let dates = match (event.when, other.when) {
        (Some(one), Some(other)) => overlap(one, other),
        _ => match (event.open_day, other.open_day) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        },
    };
    let frame = language.frame_of(event.frame);
    let mut attributes = other.attributes.iter();
    let attributes = attributes.all(|(name, _)| {
        let both = event.said(name).zip(other.said(name));
        both.is_none_or(|(known, told)| standing(knowledge, frame, name, [known, told]).is_some())
    });
    let again = other.again && (other.is_described() || other.when.is_some());
    let frames = event.frame == other.frame;
    frames && sides && dates && attributes && !again && event.standing == other.standing
}

/// Whether one of them is told below a heading for earlier events, and no date says that they are the same.
fn is_apart(event: &EventCandidate, other: &EventCandidate) -> bool {
    let dated = event.when.zip(other.when);
    let aside = event.aside || other.aside;
    aside && event.part != other.part && !dated.is_some_and(|(one, other)| overlap(one, other))
}

/// Whether they are told of two legs.
fn is_of_other_leg(event: &EventCandidate, other: &EventCandidate) -> bool {
    let sides = event.side.zip(other.side);
    sides.is_some_and(|(one, other)| one != other)
}

/// Whether a value is one of several possible ones.
fn is_among(value: &Value, several: &Value) -> bool {
    match (value, several) {
        (Value::String(code), Value::Partial(Partial::Choices(codes))) => codes.contains(code),
        _ => false,
    }
}

fn overlap(one: Dates, other: Dates) -> bool {
    one.earliest <= other.latest && other.earliest <= one.latest
}

fn join(
    knowledge: &Knowledge,
    language: &Language,
    event: &mut EventCandidate,
    other: &EventCandidate,
) {
    event.side = event.side.or(other.side);
    event.when = match (event.when, other.when) {
        (Some(one), Some(other)) => Some(Dates {
            earliest: one.earliest.max(other.earliest),
            latest: one.latest.min(other.latest),
        }),
        (one, other) => one.or(other),
    };
    for (name, value) in &other.attributes {
        let weak = other.weak.contains(name);
        settle::put(knowledge, language, event, name, Told { value, weak });
    }
    event.may_come &= other.may_come || other.named;
    event.named &= other.named;
    event.known &= other.known;
    event.amends = event.amends.max(other.amends);
    event.doubted.extend(other.doubted.iter().cloned());
    event.open.extend(other.open.iter().cloned());
    for heard in &other.heard {
        if !event.heard.contains(heard) {
            event.heard.push(heard.clone());
        }
    }
    event.proof.join(&other.proof);
}
