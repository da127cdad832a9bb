//! A conversation: texts about one patient, one after the other, and the case that they make together (ADR 0009).

mod amend;
mod bare;
mod denied;
mod named;
mod score;
mod shown;
mod studied;
mod unit;
mod whole;
mod whose;

use venule_engine::case::{Case, Dates, Entry, Event, Moment, State, Unlisted};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::value::{Partial, Value};
use venule_text::candidate::{Candidate, EventCandidate};
use venule_text::extract::{Reading, Withdrawn};
use venule_text::language::model::Language;
use venule_text::span::Span;
use venule_text::suppose::Supposed;

use crate::stated;

pub use self::bare::with_its_matter;
pub use self::named::{says_nothing, with_its_test};
use self::shown::is_taken;
pub use self::unit::with_its_unit;
pub use self::whole::{points_at, without_the_last};
pub use self::whose::{Whose, others, whose};

/// Longest text that is taken for a remark, in bytes.
const LONGEST_REMARK: usize = 160;

/// What is known after a text, and what it supposes beside that.
#[derive(Debug)]
pub struct Heard {
    /// What is known.
    pub case: Case,
    /// What would be known if it were as a question of the text supposes.
    pub supposed: Option<Supposition>,
    /// What was stated before and is stated otherwise now.
    pub corrected: Vec<String>,
    /// What was stated before and is taken back now.
    pub withdrawn: Vec<String>,
    /// Words that take something back without saying what: it has to be asked.
    pub unclear: Vec<String>,
    /// What contradicts what was told before, where it is not sure which study is meant, in whole sentences.
    pub in_doubt: Vec<String>,
    /// Whether the text stated anything.
    pub is_news: bool,
}

impl Heard {
    /// What is known where nothing of a text is taken in.
    #[must_use]
    pub fn nothing(case: Case) -> Self {
        Self {
            case,
            supposed: None,
            corrected: Vec::new(),
            withdrawn: Vec::new(),
            unclear: Vec::new(),
            in_doubt: Vec::new(),
            is_news: false,
        }
    }
}

/// What a question supposes.
#[derive(Debug)]
pub struct Supposition {
    /// The case with it.
    pub case: Case,
    /// What it is, in words.
    pub words: Vec<String>,
}

/// Adds what a text says to what was known before it.
///
/// Where the text takes back all of the one before it (`Withdrawn::all`), `before` is what [`without_the_last`] leaves.
#[must_use]
pub fn hear(
    knowledge: &Knowledge,
    language: &Language,
    before: Option<&Case>,
    text: &str,
    reading: &Reading,
    as_of: Moment,
) -> Heard {
    let mut told = reading.case(knowledge, as_of);
    let is_news = !told.facts.is_empty()
        || !told.events.is_empty()
        || !told.none_of.is_empty()
        || !reading.amending.is_empty()
        || !reading.withdrawn.is_empty();
    let is_first = before.is_none();
    let (mut corrected, mut in_doubt) = (Vec::new(), Vec::new());
    let mut taken = Taken::default();
    let case = match before {
        None => told,
        Some(before) => {
            let mut before = withdraw(knowledge, language, before, &reading.withdrawn, &mut taken);
            if let Some(studied) = &reading.withdrawn.studied {
                let moved = studied::put_right(knowledge, language, &mut before, studied);
                (corrected, in_doubt) = (moved.corrected, moved.in_doubt);
            }
            let amended = amend::amend(knowledge, language, &mut before, text, reading);
            told.events = amended.rest;
            corrected.extend(amended.corrected);
            in_doubt.extend(amended.in_doubt);
            let denied = denied::take_back(knowledge, language, &mut before, text, reading);
            taken.withdrawn.extend(denied.withdrawn);
            in_doubt.extend(denied.in_doubt);
            in_doubt.extend(other_leg(&before, &told, &reading.withdrawn));
            told.facts.extend(score::raised(knowledge, &before, &told));
            let mut case = join(knowledge, &before, told, &mut corrected);
            for event in amended.again {
                tell_again(knowledge, &mut case, event);
            }
            case
        }
    };
    corrected.extend(taken.moved);
    let words = |span: &Span| span.of(text).to_owned();
    let unclear = reading
        .withdrawn
        .unclear
        .iter()
        .chain(reading.withdrawn.all.iter().filter(|_| is_first))
        .map(words)
        .chain(taken.unclear);
    let mut unclear: Vec<String> = unclear.collect();
    if let Some(before) = before
        && [&corrected, &taken.withdrawn, &unclear, &in_doubt]
            .iter()
            .all(|it| it.is_empty())
        && without_the_last(knowledge, &case, Some(before))
            .1
            .is_empty()
    {
        unclear.extend(reading.withdrawn.corrects.iter().map(words));
    }
    let mut supposed = reading.supposed(language, text);
    // "What if he bleeds?" supposes nothing of his sex.
    let is_sex = |it: &&Candidate| whose::is_sex(knowledge, it.fact);
    supposed.facts.retain(|it| !is_sex(it));
    let supposed = (!supposed.is_empty()).then(|| suppose(knowledge, &case, &supposed));
    Heard {
        case,
        supposed,
        corrected,
        withdrawn: taken.withdrawn,
        unclear,
        in_doubt,
        is_news,
    }
}

/// What became of what was stated before.
#[derive(Debug, Default)]
struct Taken {
    withdrawn: Vec<String>,
    moved: Option<String>,
    unclear: Option<String>,
}

/// What was known, without what is taken back, and of the leg that is meant.
fn withdraw(
    knowledge: &Knowledge,
    language: &Language,
    before: &Case,
    withdrawn: &Withdrawn,
    taken: &mut Taken,
) -> Case {
    let mut case = before.clone();
    for entry in &before.facts {
        if withdrawn.facts.contains(&entry.fact) && is_known(&entry.state) {
            let words = stated::stated_fact(knowledge, entry);
            taken.withdrawn.push(words);
        }
    }
    case.facts.retain(|it| !withdrawn.facts.contains(&it.fact));
    let taken_events: Vec<usize> = (0..before.events.len())
        .filter(|at| {
            before
                .events
                .get(*at)
                .is_some_and(|it| is_taken(withdrawn, it))
        })
        .collect();
    for index in &taken_events {
        let words = stated::stated_event(knowledge, before, *index);
        taken.withdrawn.extend(words);
    }
    shown::drop_facts(language, before, withdrawn, &mut case);
    case.events.retain(|it| !is_taken(withdrawn, it));
    case.none_of
        .retain(|it| !withdrawn.events.contains(&it.kind));
    let Some(side) = withdrawn.side else {
        return case;
    };
    let of_facts = case.facts.iter().filter_map(|it| it.side);
    let of_events = case.events.iter().filter_map(|it| it.side);
    let sides: Vec<_> = of_facts.chain(of_events).chain(case.side).collect();
    if sides.iter().all(|it| *it == side) {
        return case;
    }
    if sides.iter().any(|it| *it == side || *it == Side::Both) {
        taken.unclear = Some(format!("the {side} leg"));
        return case;
    }
    taken.moved = Some(format!("the leg is the {side} one; before: the other one"));
    let moved = |it: &mut Option<Side>| *it = it.map(|_| side);
    moved(&mut case.side);
    case.facts.iter_mut().for_each(|it| moved(&mut it.side));
    case.events.iter_mut().for_each(|it| moved(&mut it.side));
    // The side is a fact of its own as well.
    let is_side = |it: &Entry| {
        let fact = knowledge.facts.get(it.fact.0 as usize);
        fact.is_some_and(|fact| fact.is_side)
    };
    case.facts.retain(|it| !is_side(it));
    case
}

/// The later statement counts, except that a doubt does not undo what was stated.
fn join(knowledge: &Knowledge, before: &Case, told: Case, corrected: &mut Vec<String>) -> Case {
    let mut case = before.clone();
    case.as_of = later(before.as_of, told.as_of);
    case.side = match (before.side, told.side) {
        (Some(one), Some(other)) if one != other => Some(Side::Both),
        (one, other) => other.or(one),
    };
    for event in told.events {
        tell(knowledge, &mut case, event);
    }
    for entry in told.facts {
        set(knowledge, &mut case, entry, corrected);
    }
    let told_of = |case: &Case, said: &Unlisted| {
        let mut events = case.events.iter();
        events.any(|event| event.kind == said.kind)
    };
    for said in told.none_of {
        if !told_of(&case, &said) && !case.none_of.contains(&said) {
            case.none_of.push(said);
        }
    }
    for said in told.unknown_of {
        if !told_of(&case, &said) && !case.unknown_of.contains(&said) {
            case.unknown_of.push(said);
        }
    }
    let events = &case.events;
    let is_told = |said: &Unlisted| events.iter().any(|event| event.kind == said.kind);
    case.none_of.retain(|said| !is_told(said));
    case.unknown_of.retain(|said| !is_told(said));
    case
}

/// The other leg is told of without a word about the first: both are taken into account, and it is asked.
fn other_leg(before: &Case, told: &Case, withdrawn: &Withdrawn) -> Option<String> {
    let (one, other) = before.side.zip(told.side)?;
    let apart = one != other && one != Side::Both && other != Side::Both;
    (apart && withdrawn.side.is_none() && withdrawn.studied.is_none()).then(|| {
        format!(
            "before it was the {one} leg, now it is the {other} leg: both are taken into account; if only one is meant, \
             say which, such as \"correction: the {other} leg\""
        )
    })
}

fn later(one: Moment, other: Moment) -> Moment {
    if (other.date, other.time) >= (one.date, one.time) {
        other
    } else {
        one
    }
}

fn set(knowledge: &Knowledge, case: &mut Case, entry: Entry, corrected: &mut Vec<String>) {
    let same_leg = |one: Option<Side>, other: Option<Side>| one == other || other.is_none();
    let known = case
        .facts
        .iter()
        .position(|it| it.fact == entry.fact && same_leg(it.side, entry.side));
    let Some(old) = known.and_then(|place| case.facts.get_mut(place)) else {
        case.facts.push(entry);
        return;
    };
    match (&old.state, &entry.state) {
        (State::Known(_), State::Unknown | State::NotDone | State::Unobtainable) => {}
        (State::Known(was), State::Known(is)) if was == is => {}
        (State::Known(_), State::Known(_)) => {
            corrected.push(format!(
                "{}; before: {}",
                stated::stated_fact(knowledge, &entry),
                stated::stated_fact(knowledge, old)
            ));
            old.state = entry.state;
        }
        (State::Unknown | State::NotDone | State::Unobtainable, _) => old.state = entry.state,
    }
}

/// Adds an event, or what is newly said of one that was told of before.
///
/// What was counted from the latest such event before begins anew with a new one.
fn tell(knowledge: &Knowledge, case: &mut Case, event: Event) {
    let fits = |it: &Event| {
        it.kind == event.kind
            && (it.side == event.side || it.side.is_none() || event.side.is_none())
            && match (it.when, event.when) {
                (Some(one), Some(other)) => overlap(one, other),
                _ => true,
            }
            && event.attributes.iter().all(|(name, state)| {
                let mut known = it.attributes.iter();
                known.all(|(other, was)| other != name || agrees(was, state))
            })
    };
    let Some(old) = case.events.iter_mut().find(|it| fits(it)) else {
        case.begin_anew(knowledge, event.kind, event.side);
        case.events.push(event);
        return;
    };
    old.side = old.side.or(event.side);
    old.when = old.when.or(event.when);
    for (name, state) in event.attributes {
        match old.attributes.iter_mut().find(|(other, _)| *other == name) {
            Some((_, was)) if is_known(&state) && !is_among(was, &state) => *was = state,
            Some(_) => {}
            None => old.attributes.push((name, state)),
        }
    }
}

/// Adds an event that is another one than those told of before, unless its day says that it was told already.
fn tell_again(knowledge: &Knowledge, case: &mut Case, event: Event) {
    let is_known = |it: &Event| it.kind == event.kind && it.when.is_some() && it.when == event.when;
    if case.events.iter().any(is_known) {
        tell(knowledge, case, event);
        return;
    }
    case.begin_anew(knowledge, event.kind, event.side);
    case.events.push(event);
}

fn overlap(one: Dates, other: Dates) -> bool {
    one.earliest <= other.latest && other.earliest <= one.latest
}

fn is_known(state: &State) -> bool {
    matches!(state, State::Known(_))
}

/// Whether what was known leaves room for what is told.
fn agrees(was: &State, is: &State) -> bool {
    was == is || !is_known(was) || is_among(is, was) || is_among(was, is)
}

/// Whether a value is one of several possible ones.
fn is_among(one: &State, several: &State) -> bool {
    match (one, several) {
        (
            State::Known(Value::String(code)),
            State::Known(Value::Partial(Partial::Choices(codes))),
        ) => codes.contains(code),
        _ => false,
    }
}

/// The case as it would be. An event without a day is taken to be of today.
fn suppose(knowledge: &Knowledge, case: &Case, supposed: &Supposed<'_>) -> Supposition {
    let mut then = case.clone();
    let mut words = Vec::new();
    for fact in &supposed.facts {
        let entry = known(fact);
        words.push(stated::stated_fact(knowledge, &entry));
        then.facts
            .retain(|it| it.fact != entry.fact || (entry.side.is_some() && it.side != entry.side));
        then.facts.push(entry);
    }
    for candidate in &supposed.events {
        let event = happened(candidate, case);
        then.none_of.retain(|said| said.kind != event.kind);
        then.unknown_of.retain(|said| said.kind != event.kind);
        then.begin_anew(knowledge, event.kind, event.side);
        then.events.push(event);
        words.extend(stated::stated_event(
            knowledge,
            &then,
            then.events.len() - 1,
        ));
    }
    Supposition { case: then, words }
}

fn known(candidate: &Candidate) -> Entry {
    Entry {
        state: State::Known(candidate.value.clone()),
        ..candidate.entry()
    }
}

fn happened(candidate: &EventCandidate, case: &Case) -> Event {
    let event = candidate.event();
    let leg = case.side.filter(|side| *side != Side::Both);
    Event {
        when: event.when.or(Some(Dates::on(case.as_of.date))),
        side: event.side.or(leg),
        ..event
    }
}

/// Whether a text is short and asks nothing: it may be a bare result, or a number that was put right.
fn is_remark(text: &str) -> bool {
    text.len() <= LONGEST_REMARK && !text.contains('?')
}
