//! What is meant only where it is new, and may be old.

use jiff::ToSpan;
use venule_engine::side::Side;

use super::finding::Finding;
use super::place::Place;
use crate::language::model::{Meaning, Polarity, Trend};

impl Place<'_> {
    /// "His toes have felt numb for a year", "the leg is still weak": whether a finding that means something only where it
    /// is new may be an old one. Of both legs at once, such a finding is seldom of the veins.
    pub(super) fn may_be_old(&self, meaning: &Meaning, finding: &Finding<'_>) -> bool {
        let Some(days) = meaning.new_within_days else {
            return false;
        };
        let trends = finding.context.trends;
        if finding.polarity != Polarity::Present
            || trends.contains(Trend::New)
            || trends.contains(Trend::Worse)
        {
            return false;
        }
        let first = self.stages.reference.checked_sub(i64::from(days).days());
        let day = self.beginning_of(finding);
        match day.or_else(|| self.date_of(&finding.tokens())) {
            Some(day) => first.is_ok_and(|first| day.latest < first),
            None => trends.contains(Trend::Unchanged) || finding.side == Some(Side::Both),
        }
    }
}
