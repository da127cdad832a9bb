//! Times of day, so that their numbers are not taken for anything else: `14:30`, "3 pm".

use super::lex::{Number, Sign};
use super::model::{Figure, Mention};
use super::reader::{Read, Reader};
use super::word::W;

impl Reader<'_> {
    pub(super) fn clock(&self, at: usize) -> Read<Mention> {
        let hour = self
            .number(at)
            .and_then(Number::whole)
            .filter(|hour| *hour < 25)?;
        let minutes = || {
            let close = self.sign(at + 1, Sign::Colon) && self.glued(at + 1) && self.glued(at + 2);
            let minute = self.number(at + 2).filter(|minute| minute.digits == 2)?;
            minute.whole().filter(|minute| close && *minute < 60)
        };
        let minute = minutes();
        let mut next = if minute.is_some() { at + 3 } else { at + 1 };
        // Seconds.
        if minute.is_some() && self.sign(next, Sign::Colon) && self.number(next + 1).is_some() {
            next += 2;
        }
        let half = self.any(next, &[W::Am, W::Pm]);
        if minute.is_none() && !(half && (1..=12).contains(&hour)) {
            return None;
        }
        let hour = match hour {
            12 if self.is(next, W::Am) => 0,
            1..=11 if self.is(next, W::Pm) => hour + 12,
            _ => hour % 24,
        };
        next += usize::from(half);
        let clock = u16::try_from(hour * 60 + minute.unwrap_or_default()).ok()?;
        Some((self.mention(at, at, next, Figure::Clock(clock), None), next))
    }
}
