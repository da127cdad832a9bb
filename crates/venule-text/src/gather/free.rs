//! Parts of a list that are called free: "thrombus in CFV and EIV, IVC patent".

use std::ops::Range;

use super::place::{Place, is_break};
use crate::language::model::SiteId;
use crate::language::uses::Use;
use crate::scan::What;

impl Place<'_> {
    /// The sites of a row without those behind a mention that are called free right behind or before them.
    pub(super) fn but_free(&self, row: &[SiteId], of: &Range<u32>) -> Vec<SiteId> {
        let mut sites = row.to_vec();
        if row.len() > 1 {
            let behind = self.near.sites.iter();
            let behind = behind.filter(|it| it.tokens.start >= of.end && row.contains(&it.site));
            for free in behind.filter(|it| self.is_free(&it.tokens, of)) {
                sites.retain(|it| *it != free.site);
            }
        }
        if sites.is_empty() {
            return row.to_vec();
        }
        sites
    }

    /// Whether a site is called free, or is listed beyond a comma with one that is: "peroneal clot, popliteal and CFV clear".
    fn is_free(&self, site: &Range<u32>, of: &Range<u32>) -> bool {
        let mut site = site.clone();
        loop {
            if self.is_called_free(&site, of) {
                return self.is_apart(&site, of);
            }
            let Some(next) = self.joined_behind(&site) else {
                return false;
            };
            site = next;
        }
    }

    /// Whether what is called free stands beyond a comma, or is the only one that can be meant.
    fn is_apart(&self, site: &Range<u32>, of: &Range<u32>) -> bool {
        self.stages.cues.count_breaks(of.end..site.start) > 0 || self.joined_behind(site).is_none()
    }

    /// The site that a joining word adds to another: "popliteal and femoral".
    fn joined_behind(&self, site: &Range<u32>) -> Option<Range<u32>> {
        let sites = &self.near.sites;
        let next = sites.get(sites.partition_point(|it| it.tokens.start < site.end))?;
        let mut between = site.end..next.tokens.start;
        let joins = |at: u32| matches!(self.stages.word(at), "and" | "&" | "+" | "/");
        let passes = |at: u32| joins(at) || self.is_used_as(at, Use::BeforeFree);
        let joined = between.clone().any(joins) && between.all(passes);
        joined.then(|| next.tokens.clone())
    }

    /// Whether words right behind a site say that it is free, or was left out, or give the best result that there is, or
    /// the word right before it does beyond a comma. They are no part of the mention.
    fn is_called_free(&self, site: &Range<u32>, of: &Range<u32>) -> bool {
        let before = (of.end..site.start).next_back();
        let apart = |at: u32| self.stages.cues.count_breaks(of.end..at) > 0;
        if before.is_some_and(|at| self.is_used_as(at, Use::Free) && apart(at)) {
            return true;
        }
        let behind = site.end..self.sentence.end;
        let mut behind = behind.skip_while(|at| self.is_used_as(*at, Use::BeforeFree));
        let own = |at: &u32| !of.contains(at) && !is_break(self.stages.word(*at));
        let Some(next) = behind.next().filter(own) else {
            return false;
        };
        let behind = behind.next();
        let is = |one| behind.is_some_and(|at| self.is_used_as(at, one));
        if self.stages.word(next) == "not" {
            return is(Use::Seen);
        }
        self.is_used_as(next, Use::Free) && !is(Use::PartlyFree) || self.has_best_result(next)
    }

    /// Whether words that begin at a token give the best result that there is.
    fn has_best_result(&self, at: u32) -> bool {
        self.hits_over(&(at..at + 1)).any(|(_, hit)| {
            let What::Slot { frame, slot } = hit.what else {
                return false;
            };
            let Some(frame) = self.stages.language.frame_of(Some(frame)) else {
                return false;
            };
            let slot = frame.slots.get(usize::from(slot));
            let mut orders = frame.worst.iter();
            let best = orders.any(|order| {
                let sets = slot.map_or(&[][..], |it| &it.sets);
                let mut sets = sets.iter().filter(|(name, _)| *name == order.attribute);
                sets.any(|(_, value)| order.values.last() == Some(value))
            });
            hit.first == at && best
        })
    }
}
