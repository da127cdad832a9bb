//! What is of a time long before this episode: "massive embolism 2018", "DVT in 2015, on warfarin then".

use std::ops::Range;

use jiff::ToSpan;
use venule_engine::case::Dates;

use super::place::{BEYOND, Number, Place};
use crate::language::model::{Concept, ConceptId, Effect, Meaning, ModifierKind, Tense};
use crate::number::{Figure, Relation};
use crate::scan::{Hit, What};
use crate::scope::{By, Context};
use crate::token::Kind;

/// Days after which what has a day of its own is of the time before this episode.
const YEAR: i32 = 366;

/// Days after which what happened on a day of its own is no longer of today.
const WEEK: i32 = 7;

/// Days since which what has begun is of this episode, also below a heading for what was before.
const LATE: i32 = 28;

impl Place<'_> {
    /// "Scan in 2020 for a swollen leg", "a DVT in 2014": what has a day of its own, more than a year ago.
    pub(super) fn is_long_ago(
        &self,
        id: ConceptId,
        concept: &Concept,
        tokens: &Range<u32>,
    ) -> bool {
        let means = |wanted: fn(&Meaning) -> bool| concept.means.iter().any(wanted);
        let of_event = || {
            let mut hits = self.hits.iter();
            hits.any(|hit| matches!(hit.what, What::Anchor { .. }))
        };
        let dated = means(|it| it.time == Tense::Before)
            || means(|it| matches!(it.then, Effect::Event { .. }))
            || (concept.symptom && of_event());
        dated && self.day_of(tokens).is_some_and(|it| self.is_old(it))
            || self.is_of_old_event(id, tokens)
            || (concept.raise || concept.passing) && self.is_right_beside_old_day(tokens)
            || concept.passing && self.ended_long_ago(tokens)
            || self.is_of_then(tokens)
    }

    /// "GI bleed 2 weeks ago, clipped": it has a day of its own, and that lies more than a week back.
    pub(super) fn was_lately(&self, concept: &Concept, tokens: &Range<u32>) -> bool {
        if !concept.means.iter().any(|it| it.time == Tense::Lately) {
            return false;
        }
        let week = self.stages.reference.checked_sub(WEEK.days());
        let past = self
            .day_of(tokens)
            .is_some_and(|days| week.is_ok_and(|week| days.latest <= week) && !self.is_old(days));
        let again = |at: u32| matches!(self.stages.word(at), "again" | "recurred" | "rebled");
        let piece = self.sentence.body..self.sentence.end;
        past && !self.goes_on(piece.clone()) && !piece.into_iter().any(again)
    }

    /// "Apixaban" behind "DVT in 2019" may be of that time.
    pub(super) fn is_in_the_wake(&self, tokens: &Range<u32>) -> bool {
        let old = self.old_days().filter(|day| day.end <= tokens.start).last();
        let Some(day) = old else { return false };
        let end = (tokens.end + 3).min(self.sentence.end);
        let newer = self.numbers.iter().any(|it| {
            let time = matches!(it.mention.figure, Figure::Time(_));
            time && it.tokens.start >= day.end && !self.old_days().any(|day| day == it.tokens)
        });
        !newer && !self.goes_on(day.end..end)
    }

    /// "DVT in 2016, warfarin for 6 months": of what is no symptom, the months are not those before today.
    pub(super) fn is_course_of_then(&self, number: &Number<'_>, of: &Range<u32>) -> bool {
        let symptom = self.hits.iter().any(|hit| match hit.what {
            What::Concept { id, .. } if hit.first < of.end && of.start < hit.last => {
                let concept = self.stages.language.concepts.get(id.0 as usize);
                concept.is_some_and(|it| it.symptom)
            }
            _ => false,
        });
        let old = self.old_days().filter(|day| day.end <= number.tokens.start);
        !symptom
            && old
                .last()
                .is_some_and(|day| !self.goes_on(day.end..number.tokens.start))
    }

    /// "No fever, chest pain since Friday": what has a beginning of its own is hardly denied by what stands before a comma.
    pub(super) fn begins_anew(&self, context: &Context, hit: &Hit) -> bool {
        let begins = self.time_of(&(hit.first..hit.last)).is_some_and(|number| {
            let from = match &number.mention.figure {
                Figure::Time(moment) => matches!(
                    moment.relation,
                    Relation::On | Relation::Since | Relation::Ago | Relation::For
                ),
                _ => false,
            };
            from && self.distance(&number.tokens, &(hit.first..hit.last)) < BEYOND
        });
        let word = |at: u32| self.stages.word(at);
        let list = |from: u32| {
            (from..self.sentence.end).any(|at| matches!(word(at), "or" | "nor" | "and" | "/"))
        };
        let mut denials = self
            .stages
            .scopes
            .reasons(context)
            .iter()
            .filter_map(|reason| {
                let By::Hit(index) = reason.by else {
                    return None;
                };
                let denies = reason.kind == ModifierKind::Negation;
                denies
                    .then(|| self.stages.hits.all().get(index as usize))
                    .flatten()
            });
        begins
            && denials.all(|denial| {
                denial.last <= hit.first
                    && (denial.last..hit.first).any(|at| word(at) == ",")
                    && !list(denial.last)
            })
    }

    /// Whether words say that something is so until now.
    fn goes_on(&self, mut tokens: Range<u32>) -> bool {
        tokens.any(|at| {
            matches!(
                self.stages.word(at),
                "now"
                    | "currently"
                    | "current"
                    | "still"
                    | "since"
                    | "ever"
                    | "remains"
                    | "today"
                    | "continues"
                    | "continued"
                    | "ongoing"
                    | "lifelong"
                    | "life"
                    | "long"
                    | "permanent"
                    | "permanently"
                    | "indefinite"
                    | "indefinitely"
                    | "takes"
                    | "taking"
                    | ";"
            )
        })
    }

    /// Whether days lie more than a year back.
    fn is_old(&self, days: Dates) -> bool {
        let year = self.stages.reference.checked_sub(YEAR.days());
        year.is_ok_and(|year| days.latest < year)
    }

    /// The days of the sentence that lie more than a year back, and on which nothing began that may go on.
    fn old_days(&self) -> impl Iterator<Item = Range<u32>> {
        self.numbers.iter().filter_map(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return None;
            };
            let day = matches!(moment.relation, Relation::On | Relation::Ago);
            let latest = moment.days?.latest?;
            let earliest = moment.days?.earliest.unwrap_or(latest);
            let old = self.is_old(Dates { earliest, latest });
            let begins = number.tokens.start.checked_sub(1).is_some_and(|at| {
                matches!(
                    self.stages.word(at),
                    "since"
                        | "from"
                        | "began"
                        | "started"
                        | "onset"
                        | "appeared"
                        | "developed"
                        | "noticed"
                        | "first"
                        | "born"
                )
            });
            (day && old && !begins && number.mention.doubt.is_none()).then(|| number.tokens.clone())
        })
    }

    /// "Duplex 2019: DVT": what an event shows is of its day.
    fn is_of_old_event(&self, id: ConceptId, tokens: &Range<u32>) -> bool {
        let own_time = self.time_of(tokens).is_some();
        let anchors = self.hits.iter().filter_map(|hit| match hit.what {
            What::Anchor { frame, .. } if self.is_filled_by(frame, id) => Some(hit.first..hit.last),
            _ => None,
        });
        let nearest = anchors.min_by_key(|anchor| self.distance(anchor, tokens));
        !own_time
            && nearest
                .and_then(|anchor| self.day_of(&anchor))
                .is_some_and(|days| self.is_old(days))
    }

    /// "Massive embolism 2018", "in 2018 shock": nothing but small words and other findings stands between.
    fn is_right_beside_old_day(&self, tokens: &Range<u32>) -> bool {
        let passes = |at: u32| {
            let small = matches!(
                self.stages.word(at),
                "in" | "of"
                    | "on"
                    | "during"
                    | "around"
                    | "about"
                    | "back"
                    | "and"
                    | "with"
                    | "&"
                    | "+"
                    | "/"
                    | "("
                    | "-"
                    | "a"
                    | "an"
                    | "the"
                    | "had"
                    | "was"
                    | "for"
            );
            let finding = || {
                self.hits.iter().any(|hit| {
                    matches!(hit.what, What::Concept { .. }) && hit.first <= at && at < hit.last
                })
            };
            small || finding()
        };
        self.old_days().any(|day| {
            if tokens.contains(&day.start) {
                // "On warfarin in 2015 for a DVT": it stands among the words themselves.
                true
            } else if day.start >= tokens.end {
                (tokens.end..day.start).all(passes)
            } else {
                day.end <= tokens.start
                    && (day.end..tokens.start)
                        .all(|at| passes(at) || matches!(self.stages.word(at), ":" | ","))
                    && self.day_begins(&day)
            }
        })
    }

    /// Whether nothing stands before a day in its piece of the sentence that it could be of.
    fn day_begins(&self, day: &Range<u32>) -> bool {
        let before = self.hits.iter().filter(|hit| hit.first < day.start);
        let mut said =
            before.filter(|hit| matches!(hit.what, What::Concept { .. } | What::Anchor { .. }));
        said.all(|hit| (hit.last..day.start).any(|at| matches!(self.stages.word(at), "," | ";")))
    }

    /// "On warfarin until 2019".
    fn ended_long_ago(&self, tokens: &Range<u32>) -> bool {
        self.numbers.iter().any(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return false;
            };
            let until = matches!(moment.relation, Relation::Until | Relation::Span);
            let latest = moment.days.and_then(|days| days.latest);
            let old = latest.is_some_and(|latest| {
                self.is_old(Dates {
                    earliest: latest,
                    latest,
                })
            });
            let behind = number.tokens.start >= tokens.end;
            until && old && behind && self.distance(&number.tokens, tokens) < BEYOND
        })
    }

    /// "Past history: appendectomy. Left calf swollen for 2 days": below a heading for what was before, what has begun of
    /// late is of now all the same.
    pub(super) fn is_of_late(&self, context: &Context, tokens: &Range<u32>) -> bool {
        let mut reasons = self.stages.scopes.reasons(context).iter();
        let by_heading = reasons.all(|reason| {
            reason.kind != ModifierKind::Historical || matches!(reason.by, By::Part(_))
        });
        let late = self
            .time_of(tokens)
            .filter(|number| self.distance(&number.tokens, tokens) < BEYOND)
            .and_then(|_| self.date_of(tokens))
            .is_some_and(|days| {
                let first = self.stages.reference.checked_sub(LATE.days());
                first.is_ok_and(|first| first <= days.earliest)
            });
        by_heading && late
    }

    /// "Unstable then.", "on warfarin at the time": right behind it, where an old day was named before.
    fn is_of_then(&self, tokens: &Range<u32>) -> bool {
        let word = |at: u32| self.stages.word(at);
        let from = tokens.end;
        let length = match (word(from), word(from + 1), word(from + 2)) {
            ("then", ..) => 1,
            ("at", "the" | "that", "time") => 3,
            _ => return false,
        };
        let end = from + length;
        let last = end >= self.sentence.end
            || matches!(
                self.stages.tokens.kind(end),
                Some(Kind::Punctuation | Kind::LineBreak)
            );
        let day = self.day.is_some_and(|days| self.is_old(days));
        let named = || self.old_days().any(|day| day.end <= tokens.start);
        last && end <= self.sentence.end && (named() || day)
    }
}
