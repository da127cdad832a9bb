//! What a study shows after all, told in the same text as what it was first said to show.

use super::Gathered;
use super::place::Place;
use super::withdraw::{ASIDE, with_what_it_showed};
use crate::amend::{Meant, Told, is_milder, meant};
use crate::candidate::{Amends, Doubt, EventCandidate, Standing};
use crate::language::model::{Direction, Modifier, ModifierKind, Polarity, Said};
use crate::scan::{Hit, What};
use crate::scope::Time;

impl Place<'_> {
    /// Whether the sentence says that a study shows something else than was told.
    pub(super) fn amends(&self) -> bool {
        *self.near.amends.get_or_init(|| {
            let cues = [ModifierKind::Amendment, ModifierKind::Correction];
            let own = || cues.into_iter().any(|kind| self.cue(kind).is_some());
            !self.sentence.asks && (own() || self.is_below_amendment())
        })
    }

    /// Whether what it says of a result is that of a study told of before, although it names none.
    pub(super) fn reports_anew(&self) -> bool {
        self.amends() && (self.cue(ModifierKind::Amendment).is_some() || self.is_below_amendment())
    }

    /// "Amended report. Peroneal thrombosis.": the words are a title, or a sentence before that names no result.
    fn is_below_amendment(&self) -> bool {
        if self.stages.amends(self.sentence.part) {
            return true;
        }
        if !self.stages.amended {
            return false;
        }
        let before = self.hits_of_title();
        let names_result = |hit: &Hit| matches!(hit.what, What::Concept { .. } | What::Slot { .. });
        !before.iter().any(names_result) && before.iter().any(|hit| self.is_title_of(hit))
    }

    fn is_title_of(&self, hit: &Hit) -> bool {
        let cue = self.is_amendment(hit);
        cue.is_some_and(|it| it.direction == Direction::Forward)
    }

    fn is_amendment(&self, hit: &Hit) -> Option<&Modifier> {
        let What::Modifier(index) = hit.what else {
            return None;
        };
        let modifier = self.stages.language.modifiers.get(usize::from(index))?;
        (modifier.kind == ModifierKind::Amendment).then_some(modifier)
    }

    /// Words that tell of a changed report, where what it says now was not understood.
    fn not_understood(&self) -> Option<&Hit> {
        self.hits.iter().find(|hit| self.is_title_of(hit))
    }

    /// Puts right what earlier sentences told of the studies that this one amends.
    pub(super) fn amendments(&self, gathered: &mut Gathered) {
        if !self.amends() {
            return;
        }
        let start = self.sentence.start;
        let said = gathered.events.iter().chain(&gathered.amending);
        let mut said = said.filter(|it| it.at >= start);
        if said.all(|it| it.amends == Amends::No) && !self.sentence.heading {
            let titled = self.stages.amends(self.sentence.part);
            let figures = self.numbers.first().filter(|_| titled).map(|it| {
                let span = it.mention.span;
                self.stages.view.span(span.start..span.end)
            });
            let cue = self.not_understood().map(|hit| self.stages.span(hit));
            gathered.withdrawn.amended.extend(cue.or(figures));
        } else if !self.hits.iter().any(|hit| self.is_title_of(hit)) {
            // The sentence before was its title.
            gathered.withdrawn.amended.pop();
        }
        for new in std::mem::take(&mut gathered.amending) {
            if new.at < start || self.is_unknown(&new, gathered) {
                gathered.amending.push(new);
                continue;
            }
            gathered.events.push(EventCandidate {
                amends: Amends::Study,
                ..new
            });
        }
        for event in gathered.events.iter_mut().chain(&mut gathered.amending) {
            if event.at >= start && event.amends != Amends::No && self.says_the_contrary(event) {
                let said = std::mem::take(&mut event.attributes);
                event.doubted.extend(said);
            }
        }
        for index in 0..gathered.events.len() {
            let Some(new) = gathered.events.get(index) else {
                continue;
            };
            if new.amends != Amends::No && new.at >= start && new.standing == Standing::Accepted {
                self.amend(index, gathered);
            }
        }
    }

    /// "The scan was negative, the DVT was on the venogram": what the result denies is said to be there.
    fn says_the_contrary(&self, event: &EventCandidate) -> bool {
        let Some(frame) = self.stages.language.frame_of(event.frame) else {
            return false;
        };
        self.mentioned().iter().any(|finding| {
            let there = finding.polarity == Polarity::Present
                && finding.context.time == Time::Now
                && Self::standing(&finding.context) == Standing::Accepted;
            let mut slots = frame.slots.iter();
            there
                && slots.any(|slot| {
                    let of = matches!(slot.said, Said::Concept(id) if id == finding.id);
                    of && slot.denied.iter().any(|it| event.attributes.contains(it))
                })
        })
    }

    /// Whether the text tells of no study before this sentence that a mention contradicts.
    fn is_unknown(&self, new: &EventCandidate, gathered: &Gathered) -> bool {
        let olds = self.earlier(new, gathered);
        !olds
            .iter()
            .any(|(_, old)| told(old).is_contradicted_by(new))
    }

    /// The studies of its kind that the text tells of before, not below the title that amends, with their places.
    fn earlier(&self, new: &EventCandidate, gathered: &Gathered) -> Vec<(usize, EventCandidate)> {
        let part = self.sentence.part;
        let titled = self.stages.amends(part);
        let events = gathered.events.iter().enumerate();
        let of_kind = events.filter(|(_, it)| {
            it.at < self.sentence.start
                && it.kind == new.kind
                && it.standing == Standing::Accepted
                && !(titled && it.part == part)
        });
        of_kind.map(|(at, it)| (at, it.clone())).collect()
    }

    fn amend(&self, index: usize, gathered: &mut Gathered) {
        let Some(mut new) = gathered.events.get(index).cloned() else {
            return;
        };
        let Some(frame) = self.stages.language.frame_of(new.frame) else {
            return;
        };
        let olds = self.earlier(&new, gathered);
        let told: Vec<Told<'_>> = olds.iter().map(|(_, old)| told(old)).collect();
        // The day of an addendum is not that of the study.
        if self.stages.amends(self.sentence.part) || self.hits.iter().any(|it| self.is_title_of(it))
        {
            let of_day = told
                .iter()
                .any(|it| it.when.is_some() && it.when == new.when);
            new.when = new.when.filter(|_| of_day);
        }
        let taken = match meant(&new, &told) {
            Meant::None => return,
            Meant::One(one) => vec![one],
            Meant::Several(several) if is_one_study(&several, &told) => several,
            Meant::Several(several) | Meant::OtherDay(several) => {
                let milder = several
                    .iter()
                    .any(|at| told.get(*at).is_some_and(|old| is_milder(frame, &new, old)));
                if milder || new.attributes.is_empty() {
                    new.standing = Standing::ToConfirm(Doubt::Disagreement);
                    gathered.withdrawn.unclear.extend(new.proof.spans.first());
                }
                new.amends = Amends::No;
                put(index, new, gathered);
                return;
            }
        };
        if new.attributes.is_empty() {
            // In doubt: the worse of both stands, and where that is the doubt, nothing is settled.
            let milder = taken
                .iter()
                .any(|at| told.get(*at).is_some_and(|old| is_milder(frame, &new, old)));
            if milder {
                new.standing = Standing::ToConfirm(Doubt::Possible);
                put(index, new, gathered);
                return;
            }
        }
        let (mut shown, mut places) = (Vec::new(), Vec::new());
        for (place, old) in taken.iter().filter_map(|at| olds.get(*at)) {
            new.side = new.side.or(old.side);
            new.when = old.when.or(new.when);
            for (name, value) in &old.attributes {
                let said = new.attributes.iter().any(|(known, _)| known == name);
                if frame.lasting.contains(name) && !said {
                    new.attributes.push((name.clone(), value.clone()));
                }
            }
            shown.extend_from_slice(&old.proof.spans);
            places.push(*place);
        }
        new.amends = Amends::No;
        put(index, new, gathered);
        for place in places {
            if let Some(old) = gathered.events.get_mut(place) {
                old.standing = ASIDE;
            }
        }
        with_what_it_showed(self.sentence.start, &shown, gathered);
    }
}

fn put(index: usize, event: EventCandidate, gathered: &mut Gathered) {
    if let Some(place) = gathered.events.get_mut(index) {
        *place = event;
    }
}

fn told(event: &EventCandidate) -> Told<'_> {
    let attributes = event.attributes.iter();
    Told {
        side: event.side,
        when: event.when,
        attributes: attributes
            .map(|(name, value)| (&**name, value.clone()))
            .collect(),
    }
}

/// Whether several mentions may all be of one study: no two days, no two legs.
fn is_one_study(several: &[usize], told: &[Told<'_>]) -> bool {
    let all = several.iter().filter_map(|at| told.get(*at));
    let mut days = all.clone().filter_map(|it| it.when);
    let mut legs = all.filter_map(|it| it.side);
    let (day, leg) = (days.next(), legs.next());
    days.all(|it| Some(it) == day) && legs.all(|it| Some(it) == leg)
}
