//! What a later text says of a study that was told of before: put right, or asked where it is not sure which is meant.

use std::sync::Arc;

use venule_engine::case::{Case, Dates, Event, State};
use venule_knowledge::model::Knowledge;
use venule_text::amend::{self, Meant, Told};
use venule_text::candidate::{Amends, EventCandidate, Standing};
use venule_text::extract::Reading;
use venule_text::language::model::{Frame, Language};

use crate::stated;

/// What became of the studies of a text.
#[derive(Debug, Default)]
pub(super) struct Amended {
    /// Events that are told as any other.
    pub(super) rest: Vec<Event>,
    /// Events that are others than those told of before: "the repeat was clear".
    pub(super) again: Vec<Event>,
    /// What was put right, with what was told before.
    pub(super) corrected: Vec<String>,
    /// What is not sure, in whole sentences.
    pub(super) in_doubt: Vec<String>,
}

/// Puts right the studies of a case that a text amends.
pub(super) fn amend(
    knowledge: &Knowledge,
    language: &Language,
    case: &mut Case,
    text: &str,
    reading: &Reading,
) -> Amended {
    let mut amended = Amended::default();
    let mut nowhere: Vec<&EventCandidate> = Vec::new();
    let accepted = reading
        .events
        .iter()
        .filter(|it| it.standing == Standing::Accepted);
    for new in accepted.clone().chain(&reading.amending) {
        let mut studies = accepted.clone().chain(&reading.amending);
        if new.frame.is_none() && studies.any(|it| shares_words(it, new)) {
            continue;
        }
        let Some(frame) = language.frame_of(new.frame) else {
            amended.rest.push(new.event());
            continue;
        };
        let study = Study {
            knowledge,
            language,
            frame,
            new,
            text,
        };
        let is_other = |it: &&EventCandidate| it.at == new.at && it.kind != new.kind;
        if new.amends == Amends::Shown && reading.amending.iter().any(|it| is_other(&it)) {
            study.of_some_kind(case, &mut amended);
        } else if !study.put_right(case, &mut amended) {
            match new.amends {
                Amends::Shown if !study.is_told(case) => nowhere.push(new),
                Amends::No if new.again && study.is_told(case) => amended.again.push(new.event()),
                _ => amended.rest.push(new.event()),
            }
        }
    }
    let is_study = |kind: usize| {
        language
            .frames
            .iter()
            .any(|it| it.kind == kind && !it.worst.is_empty())
    };
    if case.events.iter().any(|event| is_study(event.kind)) {
        let asked = reading.withdrawn.amended.iter().map(|span| {
            format!(
                "\"{}\": what the study shows now was not understood, and what was told before stands; say the result",
                span.of(text)
            )
        });
        amended.in_doubt.extend(asked);
    }
    let settled = !amended.corrected.is_empty() || !amended.in_doubt.is_empty();
    if let Some(new) = nowhere.first().filter(|_| !settled) {
        amended.in_doubt.push(format!(
            "\"{}\" is of a study that was not told of, and was not used: say which study shows it",
            words(text, new)
        ));
    }
    amended
}

/// Whether a finding that stands for a study shares words with a study that is put right.
fn shares_words(event: &EventCandidate, finding: &EventCandidate) -> bool {
    let mut words = finding.proof.spans.iter();
    event.frame.is_some()
        && event.amends != Amends::No
        && words.any(|one| {
            let mut said = event.proof.spans.iter();
            said.any(|other| one.start < other.end && other.start < one.end)
        })
}

fn words<'t>(text: &'t str, new: &EventCandidate) -> &'t str {
    let spans = &new.proof.spans;
    let ends = spans.first().zip(spans.last());
    let words = ends.and_then(|(first, last)| text.get(first.start as usize..last.end as usize));
    words.unwrap_or_default()
}

/// A mention of a study, beside what was told before.
struct Study<'a> {
    knowledge: &'a Knowledge,
    language: &'a Language,
    frame: &'a Frame,
    new: &'a EventCandidate,
    text: &'a str,
}

impl Study<'_> {
    /// The studies of its kind in a case, with their places.
    fn told<'c>(&self, case: &'c Case) -> Vec<(usize, Told<'c>)> {
        let events = case.events.iter().enumerate();
        let of_kind = events.filter(|(_, event)| event.kind == self.new.kind);
        of_kind.map(|(at, event)| (at, told(event))).collect()
    }

    fn is_told(&self, case: &Case) -> bool {
        !self.told(case).is_empty()
    }

    /// Puts right the one study that is meant, or asks. Whether that was all there is to do.
    fn put_right(&self, case: &mut Case, amended: &mut Amended) -> bool {
        let places = self.told(case);
        let studies: Vec<Told<'_>> = places.iter().map(|(_, told)| told.clone()).collect();
        let is_milder = |at: usize| {
            let old = studies.get(at);
            old.is_some_and(|old| amend::is_milder(self.frame, self.new, old))
        };
        let place = |at: usize| places.get(at).map(|(place, _)| *place);
        let meant = amend::meant(self.new, &studies);
        if let Some(same) = self.described_anew(&studies).and_then(place) {
            self.describe_anew(case, same, amended);
            return true;
        }
        if let Some(other) = self.other_day(&studies).and_then(place) {
            self.ask(case, &[other], false, amended);
            return true;
        }
        match (self.new.amends, meant) {
            (_, Meant::None) => false,
            (Amends::No, one) => {
                // Another scan has a day of its own, or is said to be another one.
                let all = match one {
                    Meant::One(at) => vec![at],
                    Meant::Several(all) | Meant::OtherDay(all) => all,
                    Meant::None => return false,
                };
                let same = |at: &usize| {
                    let old = studies.get(*at).and_then(|it| it.when);
                    self.new.when.is_none_or(|new| overlaps(old, new))
                };
                let mut same = all
                    .into_iter()
                    .filter(|at| same(at) && self.is_ranked(&studies, *at));
                let Some(old) = same.next().filter(|_| !self.new.again) else {
                    return false;
                };
                let worse = !is_milder(old);
                if let Some(place) = place(old) {
                    self.ask(case, &[place], worse, amended);
                }
                !worse
            }
            (_, Meant::One(at)) if self.new.attributes.is_empty() => {
                let (milder, place) = (is_milder(at), place(at));
                if let Some(place) = place {
                    self.ask(case, &[place], !milder, amended);
                    if !milder {
                        self.leave_open(case, place);
                    }
                }
                true
            }
            (_, Meant::One(at)) => {
                if let Some(place) = place(at) {
                    self.replace(case, place, amended);
                }
                true
            }
            (_, Meant::OtherDay(all)) => {
                let Some(old) = all.into_iter().find(|at| is_milder(*at)).and_then(place) else {
                    return false;
                };
                self.ask(case, &[old], false, amended);
                true
            }
            (_, Meant::Several(all)) => {
                let milder = all.iter().any(|at| is_milder(*at));
                let all: Vec<usize> = all.into_iter().filter_map(place).collect();
                self.ask(case, &all, !milder, amended);
                if !milder && self.new.amends != Amends::No {
                    amended.rest.push(self.new.event());
                }
                true
            }
        }
    }

    /// Whether both say something that is known to be better or worse.
    fn is_ranked(&self, studies: &[Told<'_>], at: usize) -> bool {
        let old = studies.get(at);
        old.is_some_and(|old| {
            amend::is_milder(self.frame, self.new, old)
                || amend::is_worse(self.frame, self.new, old)
        })
    }

    /// "The scan was proximal only, not whole leg", "onset was 3 weeks ago, not 3 days": how the one that was told of was
    /// done, or, where words put it right, when a symptom began.
    fn described_anew(&self, studies: &[Told<'_>]) -> Option<usize> {
        let new = self.new;
        let of_how =
            |name: &Arc<str>| self.frame.how.contains(name) || self.frame.lasting.contains(name);
        let says_how =
            !new.attributes.is_empty() && new.attributes.iter().all(|(name, _)| of_how(name));
        let says_when = self.frame.of_symptoms
            && new.attributes.is_empty()
            && new.amends != Amends::No
            && new.when.is_some();
        let in_doubt = !new.open.is_empty() || !new.doubted.is_empty() || new.again;
        if in_doubt || !(says_how || says_when) {
            return None;
        }
        let of_leg = studies.iter().enumerate();
        let mut of_leg = of_leg.filter(|(_, it)| it.is_of_leg(new.side));
        let (at, old) = of_leg.next().filter(|_| of_leg.next().is_none())?;
        let same_day = new.when.is_none_or(|when| overlaps(old.when, when));
        let is_otherwise = match says_how {
            true => same_day && old.is_contradicted_by(new),
            false => !same_day,
        };
        is_otherwise.then_some(at)
    }

    fn describe_anew(&self, case: &mut Case, place: usize, amended: &mut Amended) {
        let before = stated::stated_event(self.knowledge, case, place).unwrap_or_default();
        let Some(event) = case.events.get_mut(place) else {
            return;
        };
        let new = self.new.event();
        let is_new = |name: &Arc<str>| new.attributes.iter().any(|(it, _)| it == name);
        event.attributes.retain(|(name, _)| !is_new(name));
        event.attributes.extend(new.attributes);
        event.when = new.when.or(event.when);
        let now = stated::stated_event(self.knowledge, case, place).unwrap_or_default();
        amended.corrected.push(format!("{now}; before: {before}"));
    }

    /// "The scan was 15 days ago": a day alone, and the one study that was told of has another.
    fn other_day(&self, studies: &[Told<'_>]) -> Option<usize> {
        let new = self.new;
        let says = !new.attributes.is_empty() || !new.open.is_empty() || !new.doubted.is_empty();
        let when = new
            .when
            .filter(|_| !says && !new.again && !self.frame.worst.is_empty())?;
        match studies {
            [old] if old.when.is_some() && !overlaps(old.when, when) => Some(0),
            _ => None,
        }
    }

    /// "It was positive after all", where studies of several kinds were told of.
    fn of_some_kind(&self, case: &mut Case, amended: &mut Amended) {
        let places = self.told(case);
        let others = places
            .iter()
            .filter(|(_, it)| it.is_of_leg(self.new.side) && it.is_contradicted_by(self.new));
        let contradicted: Vec<(usize, bool)> = others
            .map(|(at, it)| (*at, amend::is_worse(self.frame, self.new, it)))
            .collect();
        let kinds = case
            .events
            .iter()
            .any(|event| event.kind != self.new.kind && !event.attributes.is_empty());
        if !kinds {
            self.put_right(case, amended);
            return;
        }
        for (place, worse) in contradicted {
            self.ask(case, &[place], worse, amended);
            if worse {
                self.leave_open(case, place);
            }
        }
    }

    /// Asks which study is meant. Where what is said is worse, it is not passed over; else what was told before stands.
    fn ask(&self, case: &Case, places: &[usize], worse: bool, amended: &mut Amended) {
        let old = places
            .iter()
            .filter_map(|place| stated::stated_event(self.knowledge, case, *place));
        let old: Vec<String> = old.map(|it| format!("\"{it}\"")).collect();
        let until = if worse {
            "until then both are taken into account"
        } else {
            "until then what was told before stands"
        };
        amended.in_doubt.push(format!(
            "whether \"{}\" takes the place of {}: say which study shows what; {until}",
            words(self.text, self.new),
            old.join(" or ")
        ));
    }

    /// What is doubted is no longer known.
    fn leave_open(&self, case: &mut Case, place: usize) {
        let Some(event) = case.events.get_mut(place) else {
            return;
        };
        let said = self.new.attributes.iter().chain(&self.new.doubted);
        for (name, value) in said {
            let known = event.attributes.iter_mut().find(|(it, _)| it == name);
            if let Some((_, state)) = known
                && *state != State::Known(value.clone())
            {
                *state = State::Unknown;
            }
        }
    }

    /// The result takes the place of the old one; the day, the leg and how it was done stay.
    fn replace(&self, case: &mut Case, place: usize, amended: &mut Amended) {
        let before = stated::stated_event(self.knowledge, case, place).unwrap_or_default();
        let Some(event) = case.events.get_mut(place) else {
            return;
        };
        let new = self.new.event();
        let is_new = |name: &Arc<str>| new.attributes.iter().any(|(it, _)| it == name);
        event
            .attributes
            .retain(|(name, _)| self.frame.lasting.contains(name) && !is_new(name));
        event.attributes.extend(new.attributes);
        event.side = new.side.or(event.side);
        let leg = event.side;
        let shown = amend::shown_by(self.language, self.frame);
        case.facts.retain(|entry| {
            let of_leg = entry.side.is_none() || leg.is_none() || entry.side == leg;
            !(of_leg && shown.contains(&entry.fact))
        });
        let now = stated::stated_event(self.knowledge, case, place).unwrap_or_default();
        amended.corrected.push(format!("{now}; before: {before}"));
    }
}

fn overlaps(old: Option<Dates>, new: Dates) -> bool {
    old.is_none_or(|old| old.earliest <= new.latest && new.earliest <= old.latest)
}

fn told(event: &Event) -> Told<'_> {
    let known = |state: &State| match state {
        State::Known(value) => Some(value.clone()),
        State::Unknown | State::NotDone | State::Unobtainable => None,
    };
    let attributes = event.attributes.iter();
    let attributes = attributes.filter_map(|(name, state)| Some((&**name, known(state)?)));
    Told {
        side: event.side,
        when: event.when,
        attributes: attributes.collect(),
    }
}
