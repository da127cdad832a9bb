//! What runs along a stretch of the leg: "femoral vein: wide, not compressible mid thigh" is a finding of the vein.

use std::ops::Range;

use super::near::SiteHere;
use super::place::Place;
use crate::language::model::SiteId;
use crate::language::uses::Use;
use crate::scan::{Hit, What};
use crate::token::Kind;

impl Place<'_> {
    /// The sites of a mention that names only a stretch of the leg, with what its sentence or its part of it begins with.
    pub(super) fn with_what_runs_there(
        &self,
        mut row: Vec<SiteId>,
        of: &Range<u32>,
    ) -> Vec<SiteId> {
        if row.iter().all(|site| self.is_stretch(*site)) {
            row.extend_from_slice(self.begun_with(of).unwrap_or_default());
        }
        row
    }

    /// The sites before a mention that begin what is told there, and of which nothing else is said up to it.
    fn begun_with(&self, of: &Range<u32>) -> Option<&[SiteId]> {
        let before = self
            .near
            .sites
            .partition_point(|it| it.tokens.start < of.start);
        let before = self.near.sites.get(..before)?;
        let on_leg = |it: &&SiteHere| !self.is_stretch(it.site) && !self.is_of_no_leg_at(it.site);
        let site = before.iter().rev().find(on_leg)?;
        let first = before.iter().find(|it| it.row == site.row)?;
        let between = site.tokens.end..of.start;
        let begins = self.begins_at(first.tokens.start);
        let told = between.clone().any(|at| self.ends_what_is_told(at))
            || self
                .hits_over(&between)
                .any(|(_, hit)| self.begins_something_else(hit));
        (begins && !told).then(|| self.near.row(site.row))?
    }

    /// Whether nothing but a side, a sign or "the" stands before a token in its sentence, or since a semicolon.
    fn begins_at(&self, at: u32) -> bool {
        let mut before = (self.sentence.body..at).rev();
        before
            .find(|at| {
                let word = self.stages.word(*at);
                let sign = self.stages.tokens.kind(*at) != Some(Kind::Word);
                let side = self.sides.iter().any(|side| side.token == *at);
                word == ";" || !sign && !side && word != "the"
            })
            .is_none_or(|at| self.stages.word(at) == ";")
    }

    /// Whether a word says that what stands before it is free or was left out, or something else begins there.
    fn ends_what_is_told(&self, at: u32) -> bool {
        let used = [Use::Free, Use::Seen];
        matches!(self.stages.word(at), ";" | "but")
            || used.iter().any(|it| self.is_used_as(at, *it))
    }

    fn begins_something_else(&self, hit: &Hit) -> bool {
        let What::Concept { id, .. } = hit.what else {
            return matches!(hit.what, What::Anchor { .. });
        };
        let concept = self.stages.language.concepts.get(usize::from(id.0));
        concept.is_some_and(|it| it.symptom)
    }

    fn is_stretch(&self, site: SiteId) -> bool {
        let site = self.stages.language.sites.get(usize::from(site.0));
        site.is_some_and(|it| it.stretch)
    }

    fn is_of_no_leg_at(&self, site: SiteId) -> bool {
        let site = self.stages.language.sites.get(usize::from(site.0));
        site.is_none_or(|it| it.elsewhere || it.examines)
    }
}
