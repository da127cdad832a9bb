//! Sentences that only say of which leg and since when: "46F, R calf, 3 days. Swollen.", "Calf pain. Left. 4 days."

use venule_engine::case::Dates;
use venule_engine::side::Side;

use super::Gathered;
use super::place::{Number, Place};
use super::when::so_long_ago;
use crate::candidate::{EventCandidate, Proof, Standing};
use crate::language::model::Polarity;
use crate::number::{Figure, Relation};
use crate::scope::Time;
use crate::span::Span;
use crate::token::Kind;

/// Most tokens of such a sentence.
const MOST: u32 = 16;

/// Since when something is, with the words that say it.
pub(super) type Since = (Dates, Span);

impl Place<'_> {
    /// Whether the sentence names only a person, a leg and how long.
    fn is_label(&self) -> bool {
        let known = |at: u32| {
            let sign = matches!(
                self.stages.tokens.kind(at),
                Some(Kind::Punctuation | Kind::LineBreak | Kind::Symbol)
            );
            let counted = |it: &Number<'_>| {
                let figure = &it.mention.figure;
                it.tokens.contains(&at) && (matches!(figure, Figure::Age(_)) || self.lasts(it))
            };
            sign && self.stages.word(at) != "?"
                || self.sides.iter().any(|word| word.token == at)
                || self.numbers.iter().any(counted)
                || self.is_part_of_leg(at)
                || matches!(
                    self.stages.word(at),
                    "the" | "side" | "x" | "for" | "only" | "l" | "r"
                )
        };
        let tokens = self.sentence.body..self.sentence.end;
        tokens.end - tokens.start <= MOST && !self.sentence.heading && tokens.into_iter().all(known)
    }

    fn lasts(&self, number: &Number<'_>) -> bool {
        match &number.mention.figure {
            Figure::Duration(_) => number.mention.doubt.is_none() || self.is_of_days(number),
            Figure::Time(moment) => moment.relation == Relation::For && moment.days.is_some(),
            _ => false,
        }
    }

    /// "5/7", "3/52": days and weeks, where nothing is told that could have a date.
    fn is_of_days(&self, number: &Number<'_>) -> bool {
        let last = number.tokens.end.saturating_sub(1);
        let slashed = last > 0 && self.stages.word(last - 1) == "/";
        slashed && matches!(self.stages.word(last), "7" | "52")
    }

    /// How long the sentence says that something has been so, where it says nothing else.
    fn length_alone(&self) -> Option<Since> {
        let number = self.numbers.iter().find(|it| self.lasts(it))?;
        if !self.is_label() {
            return None;
        }
        let days = match &number.mention.figure {
            Figure::Duration(length) => so_long_ago(length, self.stages.reference)?,
            Figure::Time(moment) => {
                let days = moment.days?;
                Dates {
                    earliest: days.earliest?,
                    latest: days.latest?,
                }
            }
            _ => return None,
        };
        let span = number.mention.span;
        Some((days, self.stages.view.span(span.start..span.end)))
    }

    /// Since when the symptoms of the next sentence are, where sentences right before it say only that.
    pub(super) fn since_before_next(&self) -> Option<Since> {
        let own = self.length_alone();
        own.or_else(|| self.before.since.filter(|_| self.is_label()))
    }

    /// What the sentence says of the symptoms before it, where it says nothing else.
    pub(super) fn labels(&self, waiting: &mut Option<EventCandidate>, gathered: &mut Gathered) {
        if !self.is_label() {
            *waiting = self.without_beginning();
            return;
        }
        if let [word] = self.sides.as_slice()
            && word.side != Side::Both
            && !self.label_of_report()
        {
            let mut proof = Proof::default();
            proof.add_words(word.span);
            gathered.labeled.push((word.side, proof));
        }
        if let Some((days, span)) = self.length_alone()
            && let Some(mut event) = waiting.take()
        {
            event.when = Some(days);
            event.proof.add_words(span);
            gathered.events.push(event);
        }
    }

    /// "RIGHT LEG" on a line of its own heads what follows it and tells of no complaint.
    fn label_of_report(&self) -> bool {
        let stop = self.stages.word(self.sentence.end.saturating_sub(1)) == ".";
        let counts =
            |it: &Number<'_>| matches!(it.mention.figure, Figure::Age(_)) || self.lasts(it);
        !stop && !self.numbers.iter().any(counts)
    }

    /// The first symptom of the sentence, as one of which is not said since when it is.
    fn without_beginning(&self) -> Option<EventCandidate> {
        if self.names_time() || self.names_event() {
            return None;
        }
        let frames = self.stages.language.frames.iter().zip(0_u16..);
        let (entry, frame) = frames.into_iter().find(|(frame, _)| frame.of_symptoms)?;
        let mut findings = self.mentioned().iter();
        let first = findings.find(|it| {
            let now = it.context.time == Time::Now && it.polarity == Polarity::Present;
            it.concept.symptom && now && Self::standing(&it.context) == Standing::Accepted
        })?;
        Some(self.event(frame, entry, first.hit, &first.context))
    }
}
