//! Frames: events, from the words that name them, what fills their attributes, and when they were.

use std::ops::Range;

use rust_decimal::Decimal;
use venule_engine::case::Dates;
use venule_knowledge::model::EventKind;

use super::finding::Finding;
use super::own::Own;
use super::place::{self, Number, Place};
use super::slot::Filling;
use super::two_days::OfDay;
use super::{Gathered, figure};
use crate::candidate::{Amends, EventCandidate, Reason, Standing};
use crate::language::model::{Frame, ModifierKind, Polarity, SiteId};
use crate::number::{Figure, Form, Relation};
use crate::scan::{Hit, What};
use crate::scope::{By, Context};
use crate::token::Kind;

/// How far words that say that an event is done or still to come stand from it, in tokens.
pub(super) const NEAR_WORDS: u32 = 4;

impl<'a> Place<'a> {
    pub(super) fn events(&self, gathered: &mut Gathered, left: &mut Vec<Filling<'a>>) {
        if self.hits.is_empty() && self.numbers.is_empty() {
            left.clear();
            return;
        }
        let findings = self.mentioned();
        let mut own = Own::of(self.anchored(findings));
        self.say_none(gathered);
        let mut fillings = self.fillings(findings);
        fillings.retain(|filling| {
            let left = self.bind(filling, &mut own, gathered);
            own.note_new();
            left
        });
        self.fill_later(&fillings, &mut own.events);
        self.point_back(left, &mut own.events);
        own.note_new();
        *left = fillings;
        for number in &self.numbers {
            figure::of_events(self, number, &mut own, gathered);
        }
        let is_title = || *self.near.is_title.get_or_init(|| self.is_title());
        let repeats = |event: &EventCandidate| {
            let frame = self.stages.language.frame_of(event.frame);
            frame.is_some_and(|it| it.at_visit)
        };
        let one = own.events.iter().filter(|it| repeats(it)).count() == 1;
        let listed = one.then(|| self.days_listed()).flatten();
        let twice: Vec<u32> = own
            .events
            .iter()
            .filter(|event| self.is_told_of_two(event.at) || listed.is_some() && repeats(event))
            .map(|event| event.at)
            .collect();
        for mut event in own.events {
            let frame = self.stages.language.frame_of(event.frame);
            let how = frame.map_or(&[][..], |frame| &frame.how);
            let shows = frame.is_some_and(|frame| frame.shows);
            let dated =
                || event.when.is_some() || self.is_done(&event) || self.is_counted_from(event.at);
            let told = event.is_told(how) || !shows && dated();
            // "Whole-leg duplex was done" tells of a scan, "whole-leg duplex, left leg" may be a request or a title.
            let told = told
                || !shows
                    && event.is_described()
                    && *self.near.is_past.get_or_init(|| self.is_past());
            event.named = !told;
            event.may_come = told && !event.is_told(how) && self.may_come(&event);
            if told && !event.again && event.amends == Amends::No && self.amends() {
                event.amends = Amends::Study;
            }
            if event.amends == Amends::Shown {
                gathered.amending.push(event);
                continue;
            }
            let withdrawn = event.standing == Standing::SetAside(Reason::Withdrawn);
            if told || withdrawn || event.is_described() || event.when.is_some() || is_title() {
                let shown = event.is_told(how);
                let other = (shown && twice.contains(&event.at)).then(|| {
                    let two = self.days_of_two();
                    let two = two.map(|(one, other)| [one, other].map(OfDay::Known));
                    let days = two.or(listed);
                    let mut other = EventCandidate {
                        when: None,
                        again: true,
                        ..event.clone()
                    };
                    if let Some([first, second]) = days {
                        first.date(&mut event);
                        second.date(&mut other);
                    }
                    other
                });
                if told && event.when.is_none() && event.standing == Standing::Accepted {
                    event.when = self.of_today(&event).or_else(|| self.of_visit(&event));
                }
                gathered.events.push(event);
                gathered.events.extend(other);
            }
        }
    }

    /// "Two scans, both negative": the same is told of two.
    fn is_told_of_two(&self, at: u32) -> bool {
        let near = self.numbers.partition_point(|it| it.tokens.end + 2 < at);
        let near = self.numbers.get(near..).unwrap_or_default().iter();
        let mut near = near.take_while(|it| it.tokens.end <= at);
        let number = near.find(|number| {
            let Figure::Number(amount) = number.mention.figure else {
                return false;
            };
            amount.single() == Some(Decimal::TWO)
        });
        let Some(number) = number else { return false };
        let plain = |at: u32| self.stages.tokens.kind(at) == Some(Kind::Word);
        let both = (at..self.sentence.end)
            .any(|at| matches!(self.stages.word(at), "both" | "each" | "neither" | "apart"));
        both && (number.tokens.end..at).all(plain)
    }

    /// The day of the text, for what stands below a heading of that day or is said to have come just now.
    fn of_today(&self, event: &EventCandidate) -> Option<Dates> {
        let names_earlier = |at: u32| {
            matches!(
                self.stages.word(at),
                "previous"
                    | "prior"
                    | "last"
                    | "earlier"
                    | "old"
                    | "initial"
                    | "first"
                    | "ago"
                    | "previously"
                    | "outside"
            )
        };
        let earlier = || {
            let mut body = self.sentence.body..self.sentence.end;
            let earlier = &self.near.names_earlier;
            *earlier.get_or_init(|| body.any(names_earlier))
        };
        let today = self.stages.is_of_today(self.sentence.part) || self.is_just_now(event.at);
        (today && !event.aside && !earlier()).then(|| Dates::on(self.stages.reference))
    }

    /// "Ultrasound on Thursday": by its weekday alone it may have been or be still to come.
    fn may_come(&self, event: &EventCandidate) -> bool {
        let frame = self.stages.language.frame_of(event.frame);
        let is_weekday = |number: &Number<'_>| match &number.mention.figure {
            Figure::Time(moment) => {
                moment.relation == Relation::On && matches!(moment.form, Form::Weekday(_))
            }
            _ => false,
        };
        frame.is_some_and(|frame| frame.at_visit)
            && self
                .time_of(&(event.at..event.at + 1))
                .is_some_and(is_weekday)
            && !self.is_done(event)
            && !self.is_counted_from(event.at)
            && !*self.near.is_past.get_or_init(|| self.is_past())
    }

    /// "Duplex just back", "scan just now", "report now: ".
    fn is_just_now(&self, at: u32) -> bool {
        let word = |at: u32| self.stages.word(at);
        let end = (at + NEAR_WORDS + 1).min(self.sentence.end);
        let start = at.saturating_sub(NEAR_WORDS).max(self.sentence.body);
        (start..end).any(|at| match (word(at), word(at + 1)) {
            (
                "just",
                "now" | "done" | "reported" | "performed" | "came" | "come" | "returned"
                | "finished" | "completed" | "had",
            ) => true,
            ("just" | "now", "back" | "in" | "out") => {
                !matches!(word(at + 2), "from" | "to" | "the" | "a" | "of")
            }
            ("report" | "result" | "results" | "reported", "now") => true,
            _ => false,
        })
    }

    /// Whether a word of the sentence says that something was.
    fn is_past(&self) -> bool {
        (self.sentence.body..self.sentence.end).any(|at| {
            matches!(
                self.stages.word(at),
                "was"
                    | "were"
                    | "had"
                    | "did"
                    | "after"
                    | "since"
                    | "showed"
                    | "done"
                    | "saw"
                    | "seen"
                    | "found"
                    | "performed"
                    | "underwent"
                    | "scanned"
                    | "examined"
            )
        })
    }

    /// Whether the sentence is a title: what it names with its side, part of the body and day, and nothing else.
    fn is_title(&self) -> bool {
        let known = |at: u32| {
            let hit = |(_, hit): (usize, &Hit)| {
                !matches!(hit.what, What::Modifier(_) | What::Concept { .. })
            };
            let number = |it: &Number<'_>| it.tokens.contains(&at);
            let small = matches!(
                self.stages.word(at),
                "of" | "the"
                    | "and"
                    | "with"
                    | "report"
                    | "limb"
                    | "limbs"
                    | "veins"
                    | "study"
                    | "examination"
            );
            let sign = matches!(
                self.stages.tokens.kind(at),
                Some(Kind::Punctuation | Kind::LineBreak | Kind::Symbol)
            );
            small
                || sign && self.stages.word(at) != "?"
                || self.hits_over(&(at..at + 1)).any(hit)
                || self.numbers.iter().any(number)
                || self.sides.iter().any(|word| word.token == at)
        };
        (self.sentence.body..self.sentence.end).all(known)
    }

    /// "Since the scan", "after her last duplex": what is counted from has happened.
    fn is_counted_from(&self, at: u32) -> bool {
        let from = at.saturating_sub(4).max(self.sentence.start);
        for before in (from..at).rev() {
            match self.stages.word(before) {
                "since" | "after" | "following" => return true,
                "of" => {
                    let ends = |it: &Number<'_>| it.tokens.end;
                    return self.numbers.binary_search_by_key(&before, ends).is_ok();
                }
                "the" | "that" | "her" | "his" | "my" | "their" | "last" | "latest" | "first"
                | "previous" | "prior" | "initial" | "earlier" | "negative" | "normal" | "leg"
                | "left" | "right" => {}
                _ => return false,
            }
        }
        false
    }

    /// "New since the scan", "than on scan day": spoken of as one that is known.
    fn is_known(&self, tokens: &Range<u32>) -> bool {
        let before = tokens.start.checked_sub(1);
        let before = before.filter(|at| self.sentence.start <= *at);
        let named = before.is_some_and(|at| {
            matches!(
                self.stages.word(at),
                "the" | "that" | "this" | "her" | "his" | "my" | "since" | "after" | "before"
            )
        });
        let day = tokens.end < self.sentence.end && self.stages.word(tokens.end) == "day";
        named || day
    }

    /// The events that the sentence names.
    fn anchored(&self, findings: &[Finding<'_>]) -> Vec<EventCandidate> {
        let mut events: Vec<EventCandidate> = Vec::new();
        let mut end = 0;
        for (index, hit) in self.hits() {
            let What::Anchor { frame, anchor } = hit.what else {
                continue;
            };
            let context = self.context(index);
            let Some(entry) = self.stages.language.frames.get(frame as usize) else {
                continue;
            };
            let tokens = hit.first..hit.last;
            let Some(words) = entry.anchors.get(anchor as usize) else {
                continue;
            };
            let denied =
                context.polarity == Polarity::Absent && self.is_denied(&context, frame, hit);
            if self.is_at(&entry.not_at, &tokens) || self.is_pending(frame, &tokens) || denied {
                continue;
            }
            let event = EventCandidate {
                attributes: words.sets.clone(),
                again: words.again,
                ..self.event(frame, entry, hit, &context)
            };
            // "On US" and "US today" are one scan.
            let overlapped = events.last_mut().filter(|_| hit.first < end);
            let same = overlapped.filter(|it| it.frame == event.frame);
            end = hit.last;
            match same {
                Some(same) => same.add(event),
                None => events.push(event),
            }
        }
        events.extend(self.told_in_turn());
        for finding in findings {
            // "Thrombus on the scan today": the day is that of the scan.
            let begun = self.begun(finding).filter(|begun| {
                let shows = |event: &EventCandidate| {
                    let fills = |frame| self.is_filled_by(frame, finding.id);
                    event.when == begun.when && event.frame.is_some_and(fills)
                };
                !events.iter().any(shows)
            });
            events.extend(begun);
        }
        events
    }

    /// Whether a denial is more than a result of the event itself: "no scan", but neither "negative scan" nor "no clot on the
    /// scan".
    fn is_denied(&self, context: &Context, frame: u16, anchor: &Hit) -> bool {
        let is_result = |hit: &Hit| {
            let is_slot = |(_, other): (usize, &Hit)| matches!(other.what, What::Slot { frame: of, .. } if of == frame);
            self.hits_over(&(hit.first..hit.last)).any(is_slot)
        };
        let mut reasons = self.stages.scopes.reasons(context).iter();
        reasons.any(|reason| match reason.by {
            By::Hit(index) if reason.kind == ModifierKind::Negation => {
                let hit = self.stages.hits.all().get(index as usize);
                hit.is_some_and(|hit| {
                    !is_result(hit)
                        && !self.denies_what_it_shows(hit, anchor)
                        && !self.is_of_part_before(hit, anchor)
                })
            }
            _ => false,
        })
    }

    /// "No fever, D-dimer 210": a comma without an "or" behind it begins something else, where a test follows.
    fn is_of_part_before(&self, denial: &Hit, anchor: &Hit) -> bool {
        let word = |at: u32| self.stages.word(at);
        (denial.last..anchor.first).any(|at| word(at) == ",") && !self.is_joined_from(denial.last)
    }

    /// Whether what is denied stands between a denial and "on", "by" or "at" before the event: "no clot seen on the scan".
    fn denies_what_it_shows(&self, denial: &Hit, anchor: &Hit) -> bool {
        let shows = |at: &u32| {
            matches!(
                self.stages.word(*at),
                "on" | "by" | "at" | "in" | "per" | "via" | "from" | "with" | "under"
            )
        };
        let Some(shows) = (denial.last..anchor.first).rev().find(shows) else {
            return false;
        };
        let between = self.hits_from(denial.first);
        let mut between = between.take_while(|(_, hit)| hit.first < shows);
        between.any(|(_, hit)| {
            let shown = matches!(
                hit.what,
                What::Concept { .. } | What::Slot { .. } | What::Site(_)
            );
            shown && hit.last > denial.last && hit.last <= shows
        })
    }

    pub(super) fn event(
        &self,
        frame: u16,
        entry: &Frame,
        hit: &Hit,
        context: &Context,
    ) -> EventCandidate {
        let tokens = hit.first..hit.last;
        let side = self.side(&tokens);
        let mut proof = self.proof(hit, &entry.id, context);
        let is_sided = self.kind(entry.kind).is_some_and(|kind| kind.sided);
        if let (true, Some(word)) = (is_sided, side) {
            proof.add_words(word.span);
        }
        let known = self.is_known(&tokens);
        let time = self.time_of(&tokens);
        // "Fatter since last night than on the day of the scan": that is when something else began.
        let begins = known && time.is_some_and(is_beginning);
        let when = self.date_of(&tokens).filter(|_| !begins);
        if let Some(number) = time.filter(|_| when.is_some()) {
            let span = number.mention.span;
            proof.add_words(self.stages.view.span(span.start..span.end));
        }
        EventCandidate {
            kind: entry.kind,
            frame: Some(frame),
            side: place::of(side).filter(|_| is_sided),
            part: self.sentence.part,
            aside: self.is_aside(),
            when,
            attributes: Vec::new(),
            open: Vec::new(),
            doubted: Vec::new(),
            weak: Vec::new(),
            heard: Vec::new(),
            again: false,
            amends: Amends::No,
            named: false,
            known: known && when.is_none(),
            open_day: self.open_day(&tokens),
            may_come: false,
            standing: Self::standing(context),
            proof,
            at: hit.first,
            since_study: None,
            worse: false,
        }
    }

    fn kind(&self, kind: usize) -> Option<&EventKind> {
        self.stages.knowledge.events.get(kind)
    }

    pub(super) fn is_at(&self, sites: &[SiteId], tokens: &Range<u32>) -> bool {
        !sites.is_empty()
            && self
                .sites(tokens)
                .iter()
                .any(|site| self.lies_in(*site, sites))
    }

    /// Whether words near an anchor say that it is still to come.
    fn is_pending(&self, frame: u16, tokens: &Range<u32>) -> bool {
        // "Repeat D-dimer positive": its result is there.
        let passes = |at: &u32| matches!(self.stages.word(*at), "is" | "was" | "now" | ":" | "=");
        let next = (tokens.end..self.sentence.end).find(|at| !passes(at));
        let hits = next.map(|next| {
            self.hits_from(next)
                .take_while(move |(_, it)| it.first == next)
        });
        let shown = hits.into_iter().flatten().any(|(index, hit)| {
            let slot = matches!(hit.what, What::Slot { frame: of, .. } if of == frame);
            slot && Self::standing(&self.context(index)) == Standing::Accepted
        });
        if shown && !self.sentence.asks {
            return false;
        }
        self.hits_within(NEAR_WORDS + 1, tokens).any(|(_, hit)| {
            let near = || self.distance(&(hit.first..hit.last), tokens) <= NEAR_WORDS;
            hit.what == What::Pending(frame) && near()
        })
    }

    /// Whether words near an event say that it has happened, whatever it showed.
    fn is_done(&self, event: &EventCandidate) -> bool {
        let at = event.at..event.at + 1;
        self.hits_within(NEAR_WORDS + 1, &at).any(|(index, hit)| {
            let tokens = hit.first..hit.last;
            let context = self.context(index);
            event
                .frame
                .is_some_and(|frame| hit.what == What::Done(frame))
                && self.distance(&tokens, &at) <= NEAR_WORDS
                && context.polarity == Polarity::Present
                && Self::standing(&context) == Standing::Accepted
        })
    }

    /// Events of which the sentence says that there was none.
    fn say_none(&self, gathered: &mut Gathered) {
        for (index, hit) in self.hits() {
            let What::NoEvent(frame) = hit.what else {
                continue;
            };
            let Some(entry) = self.stages.language.frames.get(frame as usize) else {
                continue;
            };
            let context = self.context(index);
            if Self::standing(&context) == Standing::Accepted {
                let proof = self.proof(hit, &entry.id, &context);
                let sided = self.kind(entry.kind).is_some_and(|kind| kind.sided);
                let tokens = hit.first..hit.last;
                let near = self.side(&tokens).filter(|word| {
                    self.distance(&(word.token..word.token + 1), &tokens) <= NEAR_WORDS
                });
                let side = place::of(near).filter(|_| sided);
                gathered.none_of.push((entry.kind, side, proof));
            }
        }
    }
}

/// Whether a number says since when something is so.
fn is_beginning(number: &Number<'_>) -> bool {
    match &number.mention.figure {
        Figure::Time(moment) => moment.relation == Relation::Since,
        _ => false,
    }
}
