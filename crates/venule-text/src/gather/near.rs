//! What the questions about one sentence are answered from, worked out once: whoever asks looks at what is near, not at all
//! of the sentence.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Stages;
use super::figure::NEAR;
use super::finding::Finding;
use super::history::Past;
use super::place::{Number, Place, extends};
use super::said::{BEFORE, OWN, PRESENT, Said};
use super::tally::LIST;
use super::visit::Visit;
use crate::language::model::{Language, MeasureEntry, ModifierKind, Near, Polarity, SiteId};
use crate::layout::Sentence;
use crate::number::Figure;
use crate::scan::{Hit, What};

/// What names a number, and where.
pub(super) type Named<'a> = Option<(&'a MeasureEntry, Range<u32>)>;

/// A part of the body that a sentence names.
pub(super) struct SiteHere {
    pub(super) site: SiteId,
    pub(super) tokens: Range<u32>,
    /// Index of the row of sites that it stands in.
    pub(super) row: usize,
}

/// Of one sentence.
#[derive(Default)]
pub(super) struct Nearby<'a> {
    /// Parts of the body, in order.
    pub(super) sites: Vec<SiteHere>,
    /// Rows of sites that nothing but joining words or one other word stands between: where each starts among the next.
    rows: Vec<usize>,
    /// Where each row ends.
    row_ends: Vec<u32>,
    /// The sites of each row, each once.
    of_rows: Vec<SiteId>,
    /// Semicolons.
    pub(super) stops: Vec<u32>,
    /// Words that take something back, put it right, explain it or tell of a visit, in order.
    cues: Vec<(ModifierKind, &'a Hit)>,
    /// Hits of measures, in order.
    measures: Vec<&'a Hit>,
    /// Those with a bracket or a colon behind them.
    bracketed: Vec<&'a Hit>,
    /// Those that are sums of points.
    of_items: Vec<&'a Hit>,
    /// Indexes of the numbers that are times.
    dated: Vec<usize>,
    /// The words that name events: the frame and the index of the hit, sorted.
    anchors: Vec<(u16, usize)>,
    pub(super) past: OnceCell<Past>,
    /// From the first token of the sentence on: whether it is a part of a hit.
    covered: OnceCell<Vec<bool>>,
    /// Tokens of the longest hit.
    pub(super) longest: u32,
    /// What the sentence and the one before it name.
    pub(super) said: Said,
    /// Tokens that end a list: no joining words, and in no hit.
    unlisted: OnceCell<Vec<u32>>,
    /// The last number that is said as a sum, with the word that says so.
    pub(super) sum: OnceCell<Option<(usize, u32)>>,
    /// Closing brackets.
    closing: OnceCell<Vec<u32>>,
    same_days: OnceCell<Vec<u32>>,
    pub(super) is_past: OnceCell<bool>,
    pub(super) names_earlier: OnceCell<bool>,
    pub(super) is_title: OnceCell<bool>,
    pub(super) is_found: OnceCell<bool>,
    pub(super) amends: OnceCell<bool>,
    pub(super) visits: OnceCell<Vec<Visit>>,
    pub(super) mentioned: OnceCell<Vec<Finding<'a>>>,
    /// By mention: the index of the number that says when it was.
    pub(super) times: RefCell<FxHashMap<Range<u32>, Option<usize>>>,
    /// By number, from the first on: what it is the value of.
    pub(super) measured: RefCell<Vec<Named<'a>>>,
}

impl<'a> Nearby<'a> {
    /// Forgets another sentence, and keeps its arrays.
    fn clear(&mut self, language: &Language) {
        self.sites.clear();
        self.rows.clear();
        self.row_ends.clear();
        self.of_rows.clear();
        self.stops.clear();
        self.cues.clear();
        self.measures.clear();
        self.bracketed.clear();
        self.of_items.clear();
        self.dated.clear();
        self.anchors.clear();
        self.past.take();
        self.covered.take();
        self.longest = 0;
        self.said.clear(language);
        self.unlisted.take();
        self.sum.take();
        self.closing.take();
        self.same_days.take();
        self.is_past.take();
        self.names_earlier.take();
        self.is_title.take();
        self.is_found.take();
        self.amends.take();
        self.visits.take();
        self.mentioned.take();
        self.times.get_mut().clear();
        self.measured.get_mut().clear();
    }

    /// What is near in a sentence, in the arrays of another one.
    pub(super) fn read(
        &mut self,
        stages: Stages<'a>,
        sentence: &Sentence,
        hits: &'a [Hit],
        numbers: &[Number<'_>],
        breaks: &[u32],
    ) {
        let mut row_end = sentence.start;
        let dated = |number: &&Number<'_>| {
            let figure = &number.mention.figure;
            matches!(figure, Figure::Time(_) | Figure::Duration(_))
        };
        let near = self;
        near.clear(stages.language);
        let dated = numbers.iter().filter(dated);
        near.dated.extend(dated.map(|it| it.index));
        let stops = breaks.iter().copied();
        near.stops
            .extend(stops.filter(|at| stages.word(*at) == ";"));
        for (index, hit) in hits.iter().enumerate() {
            near.longest = near.longest.max(hit.last - hit.first);
            match hit.what {
                What::Site(site) => {
                    let mut gap = row_end..hit.first;
                    let is_apart = gap.len() > 1 && !gap.all(|at| extends(stages.word(at)));
                    if near.rows.is_empty() || is_apart {
                        near.rows.push(near.of_rows.len());
                        near.row_ends.push(hit.last);
                    }
                    row_end = hit.last.max(row_end);
                    if let Some(end) = near.row_ends.last_mut() {
                        *end = hit.last.max(*end);
                    }
                    let row = near.row(near.rows.len() - 1);
                    if !row.unwrap_or_default().contains(&site) {
                        near.of_rows.push(site);
                    }
                    near.sites.push(SiteHere {
                        site,
                        tokens: hit.first..hit.last,
                        row: near.rows.len() - 1,
                    });
                }
                What::Modifier(index) => {
                    let modifier = stages.language.modifiers.get(usize::from(index));
                    let kind = modifier.map(|it| it.kind).filter(|it| is_cue(*it));
                    near.cues.extend(kind.map(|kind| (kind, hit)));
                }
                What::Measure(index) => {
                    near.measures.push(hit);
                    if matches!(stages.word(hit.last), "(" | ":") {
                        near.bracketed.push(hit);
                    }
                    let entry = stages.language.measures.get(usize::from(index));
                    if entry.is_some_and(|it| it.items) {
                        near.of_items.push(hit);
                    }
                }
                What::Anchor { frame, .. } => near.anchors.push((frame, index)),
                _ => {}
            }
        }
        near.anchors.sort_unstable();
    }

    /// The sites of a row.
    pub(super) fn row(&self, row: usize) -> Option<&[SiteId]> {
        let start = *self.rows.get(row)?;
        let end = self.rows.get(row + 1).copied();
        self.of_rows.get(start..end.unwrap_or(self.of_rows.len()))
    }
}

impl<'a> Place<'a> {
    /// Whether a token of the sentence is a part of a hit.
    pub(super) fn is_part_of_hit(&self, at: u32) -> bool {
        let at = at.checked_sub(self.sentence.start);
        let covered = self.near.covered.get_or_init(|| {
            let start = self.sentence.start;
            let mut covered = vec![false; (self.sentence.end - start) as usize];
            for hit in self.hits {
                let own = hit.first.saturating_sub(start)..hit.last - start;
                let own = covered.get_mut(own.start as usize..own.end as usize);
                own.unwrap_or_default().fill(true);
            }
            covered
        });
        at.is_some_and(|at| covered.get(at as usize) == Some(&true))
    }

    /// The words of the sentence that take something back, put it right, explain it or tell of a visit.
    pub(super) fn cues(&self, kind: ModifierKind) -> impl Iterator<Item = &'a Hit> {
        let cues = self.near.cues.iter();
        let cues = cues.filter(move |(of, _)| *of == kind);
        cues.map(|(_, hit)| *hit)
    }

    /// How far the nearest site is from a mention, and the sites of its row.
    pub(super) fn row_of_sites(&self, of: &Range<u32>) -> Option<(u32, &[SiteId])> {
        let sites = &self.near.sites;
        let key = |it: &SiteHere| {
            let after = it.tokens.start > of.start;
            (self.distance_of_site(it, of), after, it.site)
        };
        let behind = sites.partition_point(|it| it.tokens.start <= of.start);
        let (before, after) = sites.split_at_checked(behind).unwrap_or_default();
        let mut best: Option<((u32, bool, SiteId), usize)> = None;
        for site in before.iter().rev() {
            let most = site.tokens.start + self.near.longest;
            if best.is_some_and(|((least, ..), _)| of.start.saturating_sub(most) > least) {
                break;
            }
            best = best.into_iter().chain([(key(site), site.row)]).min();
        }
        for site in after {
            let least_apart = site.tokens.start.saturating_sub(of.end);
            if best.is_some_and(|((least, ..), _)| least_apart > least) {
                break;
            }
            best = best.into_iter().chain([(key(site), site.row)]).min();
        }
        let ((distance, ..), row) = best?;
        Some((distance, self.near.row(row)?))
    }

    /// How far a site is from a mention; nothing if they have a word in common.
    fn distance_of_site(&self, site: &SiteHere, of: &Range<u32>) -> u32 {
        let tokens = &site.tokens;
        if tokens.start < of.end && of.start < tokens.end {
            return 0;
        }
        self.distance(tokens, of)
    }

    /// The hits that have a token of some in common.
    pub(super) fn hits_over(
        &self,
        tokens: &Range<u32>,
    ) -> impl Iterator<Item = (usize, &'a Hit)> + use<'a> {
        let (start, end) = (tokens.start, tokens.end);
        let from = self.hits_from(start.saturating_sub(self.near.longest));
        let within = from.take_while(move |(_, hit)| hit.first < end);
        within.filter(move |(_, hit)| start < hit.last)
    }

    /// The hits that start at a token or after it.
    pub(super) fn hits_from(&self, token: u32) -> impl Iterator<Item = (usize, &'a Hit)> + use<'a> {
        let from = self.hits.partition_point(|hit| hit.first < token);
        (from..).zip(self.hits.get(from..).unwrap_or_default())
    }

    /// The nearest of the hits that are wanted; the first of those that are equally near.
    pub(super) fn nearest_hit(
        &self,
        tokens: &Range<u32>,
        wanted: impl Fn(&Hit) -> bool,
    ) -> Option<(usize, &'a Hit)> {
        let behind = self.hits.partition_point(|hit| hit.first <= tokens.start);
        let (before, after) = self.hits.split_at_checked(behind)?;
        let mut best: Option<(u32, usize)> = None;
        for (index, hit) in before.iter().enumerate().rev() {
            let apart = tokens.start.saturating_sub(hit.first + self.near.longest);
            if best.is_some_and(|(least, _)| apart > least) {
                break;
            }
            if wanted(hit) {
                let own = (self.distance(&(hit.first..hit.last), tokens), index);
                best = best.into_iter().chain([own]).min();
            }
        }
        for (index, hit) in (behind..).zip(after) {
            let apart = hit.first.saturating_sub(tokens.end);
            if best.is_some_and(|(least, _)| apart > least) {
                break;
            }
            if wanted(hit) {
                let own = (self.distance(&(hit.first..hit.last), tokens), index);
                best = best.into_iter().chain([own]).min();
            }
        }
        let (_, index) = best?;
        Some((index, self.hits.get(index)?))
    }

    /// Whether a time is named.
    pub(super) fn names_time(&self) -> bool {
        !self.near.dated.is_empty()
    }

    /// Whether an event is named.
    pub(super) fn names_event(&self) -> bool {
        !self.near.anchors.is_empty()
    }

    /// The words that name events, with the frame and the index of the hit; not in order of the text.
    pub(super) fn anchors(&self) -> impl Iterator<Item = (u16, usize, &'a Hit)> {
        let anchors = self.near.anchors.iter();
        anchors.filter_map(|(frame, index)| Some((*frame, *index, self.hits.get(*index)?)))
    }

    /// The nearest of the words that name events of a frame; the first of those that are equally near.
    pub(super) fn nearest_anchor(&self, frame: u16, tokens: &Range<u32>) -> Option<(u32, usize)> {
        let all = &self.near.anchors;
        let first = all.partition_point(|(of, _)| *of < frame);
        let last = all.partition_point(|(of, _)| *of <= frame);
        let anchors = all.get(first..last).filter(|it| !it.is_empty())?;
        let hit = |index: usize| self.hits.get(index).map(|hit| (index, hit));
        let behind = anchors
            .partition_point(|(_, at)| hit(*at).is_some_and(|(_, hit)| hit.first <= tokens.start));
        let (before, after) = anchors.split_at_checked(behind)?;
        let mut best: Option<(u32, usize)> = None;
        let before = before.iter().rev().filter_map(|(_, at)| hit(*at));
        let before = before.map(|(index, hit)| {
            let most = hit.first + self.near.longest;
            (tokens.start.saturating_sub(most), index, hit)
        });
        let after = after.iter().filter_map(|(_, at)| hit(*at));
        let after = after.map(|(index, hit)| (hit.first.saturating_sub(tokens.end), index, hit));
        let too_far =
            |apart: u32, best: Option<(u32, usize)>| best.is_some_and(|(least, _)| apart > least);
        for (apart, index, hit) in before {
            if too_far(apart, best) {
                break;
            }
            let own = (self.distance(&(hit.first..hit.last), tokens), index);
            best = best.into_iter().chain([own]).min();
        }
        for (apart, index, hit) in after {
            if too_far(apart, best) {
                break;
            }
            let own = (self.distance(&(hit.first..hit.last), tokens), index);
            best = best.into_iter().chain([own]).min();
        }
        best
    }

    /// The measures that may name a number: those near it, those of a list of points that it may be the sum of, and those
    /// with brackets behind them.
    pub(super) fn measures_of(&self, number: &Range<u32>) -> impl Iterator<Item = &'a Hit> {
        let all = &self.near.measures;
        let index = |token: u32| all.partition_point(|hit| hit.first < token);
        let from = number.start.saturating_sub(LIST + self.near.longest);
        let (first, last) = (index(from), index(number.end + NEAR + 2));
        let near = all.get(first..last).unwrap_or_default().iter();
        let before = self.near.bracketed.iter();
        let before = before.take_while(move |hit| hit.first < from);
        let after = &self.near.of_items;
        let behind = after.partition_point(|hit| hit.first < number.end + NEAR + 2);
        let after = after.get(behind..).unwrap_or_default().iter();
        before.chain(near).chain(after).copied()
    }

    /// The first closing bracket from a token on.
    pub(super) fn bracket_from(&self, token: u32) -> Option<u32> {
        let closing = self.near.closing.get_or_init(|| {
            let sentence = self.sentence.start..self.sentence.end;
            let closes = |at: &u32| self.stages.word(*at) == ")";
            sentence.filter(closes).collect()
        });
        let next = closing.partition_point(|at| *at < token);
        closing.get(next).copied()
    }

    /// Where the sentence says "that day" or "the same evening".
    pub(super) fn days_named_again(&self) -> &[u32] {
        self.near.same_days.get_or_init(|| {
            let sentence = self.sentence.start..self.sentence.end.saturating_sub(1);
            let names = |at: &u32| {
                matches!(self.stages.word(*at), "that" | "same")
                    && matches!(
                        self.stages.word(at + 1),
                        "day" | "morning" | "afternoon" | "evening" | "night" | "date" | "visit"
                    )
            };
            sentence.filter(names).collect()
        })
    }

    /// "Acute thrombus, right common femoral vein": the parts of the body that a piece of the sentence right behind names,
    /// with nothing of its own.
    pub(super) fn row_behind_comma(&self, of: &Range<u32>) -> Option<&[SiteId]> {
        let sites = &self.near.sites;
        let first = sites.get(sites.partition_point(|it| it.tokens.start < of.end))?;
        let passes = |at: u32| {
            matches!(
                self.stages.word(at),
                "," | ":" | "-" | "(" | "the" | "in" | "of"
            ) || self.sides.iter().any(|side| side.token == at)
        };
        let broken = (of.end..first.tokens.start).any(|at| self.breaks.binary_search(&at).is_ok());
        if !broken || !(of.end..first.tokens.start).all(passes) {
            return None;
        }
        let end = *self.near.row_ends.get(first.row)?;
        let next = self.breaks.partition_point(|at| *at < end);
        let piece = first.tokens.start..self.breaks.get(next).copied().unwrap_or(self.sentence.end);
        let said =
            |(_, hit): (usize, &Hit)| matches!(hit.what, What::Concept { .. } | What::Slot { .. });
        let own = self.hits_over(&piece).any(said);
        (!own).then(|| self.near.row(first.row)).flatten()
    }

    /// The nearest of the numbers that are times and wanted; the first of those that are equally near.
    pub(super) fn nearest_dated(
        &self,
        tokens: &Range<u32>,
        wanted: impl Fn(&Number<'a>) -> bool,
    ) -> Option<&Number<'a>> {
        let behind = self.near.dated.partition_point(|it| {
            let number = self.numbers.get(*it);
            number.is_some_and(|it| it.tokens.start <= tokens.start)
        });
        let mut best: Option<(u32, &Number<'a>)> = None;
        // The farther away they stand, the farther they are.
        let (before, after) = self.near.dated.split_at_checked(behind)?;
        let number = |index: &usize| self.numbers.get(*index);
        for number in before.iter().rev().filter_map(number) {
            let apart = self.distance(&number.tokens, tokens);
            if best.is_some_and(|(least, _)| apart > least) {
                break;
            }
            if wanted(number) {
                best = Some((apart, number));
            }
        }
        for number in after.iter().filter_map(number) {
            let apart = self.distance(&number.tokens, tokens);
            if best.is_some_and(|(least, _)| apart >= least) {
                break;
            }
            if wanted(number) {
                best = Some((apart, number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// Whether there are only joining words and hits between two places.
    pub(super) fn is_list(&self, between: Range<u32>) -> bool {
        let unlisted = self.near.unlisted.get_or_init(|| {
            let sentence = self.sentence.start..self.sentence.end;
            let ends = |at: &u32| {
                let word = self.stages.word(*at);
                let joins = matches!(word, "," | "and" | "&" | "+" | "/" | "or" | "with");
                !joins && !self.is_part_of_hit(*at)
            };
            sentence.filter(ends).collect()
        });
        let next = unlisted.partition_point(|at| *at < between.start);
        unlisted.get(next).is_none_or(|at| *at >= between.end)
    }

    /// The hits that have a token nearer than so many to some.
    pub(super) fn hits_within(
        &self,
        near: u32,
        of: &Range<u32>,
    ) -> impl Iterator<Item = (usize, &'a Hit)> + use<'a> {
        self.hits_over(&(of.start.saturating_sub(near)..of.end.saturating_add(near)))
    }

    /// Whether one of what has to stand in the sentence, or in the one before it as well, does.
    pub(super) fn is_said(&self, wanted: &[Near], or_before: bool) -> bool {
        let how = if or_before { OWN | BEFORE } else { OWN };
        let mut wanted = wanted.iter();
        wanted.any(|wanted| self.near.said.has(*wanted, how))
    }

    /// Whether one of these is said in the sentence or the one before, and not denied: "no swelling" is no swelling.
    pub(super) fn is_present(&self, wanted: &[Near]) -> bool {
        let mut wanted = wanted.iter();
        wanted.any(|wanted| self.near.said.has(*wanted, PRESENT))
    }

    /// Notes what the sentence and the one before it name, and what those before it say to be there.
    pub(super) fn note_said(&mut self) {
        let Stages {
            language,
            scopes,
            hits,
            ..
        } = self.stages;
        let is_denied = |hit: &Hit| matches!(hit.what, What::Concept { denied: true, .. });
        let present = |is: bool| if is { PRESENT } else { 0 };
        let before = self.hits_before();
        let own = (self.first..).zip(self.hits);
        let said = &mut self.near.said;
        let earlier = hits.all().get(..self.first).unwrap_or_default();
        said.note_earlier(language, earlier, |index| {
            scopes.context(index).polarity == Polarity::Present
        });
        let from = self.first - before.len();
        for (index, hit) in (from..).zip(before) {
            let denied = is_denied(hit) || scopes.context(index).polarity == Polarity::Absent;
            said.note(language, hit.what, BEFORE | present(!denied));
        }
        for (index, hit) in own {
            let denied = || is_denied(hit) || scopes.context(index).polarity == Polarity::Absent;
            if is_named(hit) {
                said.note(language, hit.what, OWN | present(!denied()));
            }
        }
    }
}

/// Whether it is a part of the body, a concept or an event.
fn is_named(hit: &Hit) -> bool {
    let what = hit.what;
    matches!(
        what,
        What::Site(_) | What::Concept { .. } | What::Anchor { .. }
    )
}

/// Whether modifiers of a kind are looked for by themselves, whatever they reach.
fn is_cue(kind: ModifierKind) -> bool {
    matches!(
        kind,
        ModifierKind::Retraction
            | ModifierKind::Correction
            | ModifierKind::Amendment
            | ModifierKind::Explanation
            | ModifierKind::Visit
    )
}
