//! Parts of a list that a result of their own calls free: "thrombus in CFV and EIV, IVC clear".

use std::ops::Range;

use super::place::Place;
use crate::language::model::SiteId;
use crate::scan::What;

impl Place<'_> {
    /// The sites of a row without those behind a mention of which the best result is said right behind them.
    pub(super) fn but_free(&self, row: &[SiteId], of: &Range<u32>) -> Vec<SiteId> {
        let mut sites = row.to_vec();
        if row.len() > 1 {
            let behind = self.near.sites.iter();
            let behind = behind.filter(|it| it.tokens.start >= of.end && row.contains(&it.site));
            for free in behind.filter(|it| self.is_called_free(&it.tokens, of)) {
                sites.retain(|it| *it != free.site);
            }
        }
        sites
    }

    /// Whether words right behind a site, which are no part of the mention, give the best result that there is.
    fn is_called_free(&self, site: &Range<u32>, of: &Range<u32>) -> bool {
        let passes = |at: &u32| matches!(self.stages.word(*at), "vein" | "veins" | "is" | "are");
        let next = (site.end..self.sentence.end).find(|at| !passes(at));
        let Some(next) = next.filter(|at| !of.contains(at)) else {
            return false;
        };
        self.hits_over(&(next..next + 1)).any(|(_, hit)| {
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
            hit.first == next && best
        })
    }
}
