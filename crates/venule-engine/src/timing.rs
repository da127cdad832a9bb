//! From a rule's timing to real dates.
//!
//! Windows are computed from the anchor's earliest date: an uncertain date never makes a scan later.
//! A window that is already past is "now, overdue since" its last day.

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use rust_decimal::prelude::ToPrimitive;
use venule_knowledge::model::{Timing, ViewId};
use venule_logic::value::Quantity;

use crate::case::{Case, Moment};
use crate::facts::FactTable;

/// When a line is due, on real dates where they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// At once.
    Now,
    /// At once: the window closed on this day.
    Overdue {
        /// The last day of the window.
        since: Date,
    },
    /// Inside a span that starts with the assessment.
    Within {
        /// The span.
        span: Quantity,
        /// Its end.
        until: DateTime,
    },
    /// Inside a window of days.
    Window {
        /// Not before.
        from: Option<Date>,
        /// Not later than.
        to: Option<Date>,
        /// Whether the first day has come.
        open: bool,
    },
    /// A window after an event whose date is not known.
    Undated {
        /// The anchoring view.
        anchor: ViewId,
        /// Not before, after the event.
        from: Option<Quantity>,
        /// Not later than, after the event.
        to: Option<Quantity>,
    },
    /// No time is given.
    Unspecified,
}

impl Due {
    /// The same as it would be that many days later.
    #[must_use]
    pub fn moved(&self, days: i64) -> Self {
        let day = |date: Date| date.saturating_add(days.days());
        match self {
            Self::Overdue { since } => Self::Overdue { since: day(*since) },
            Self::Within { span, until } => Self::Within {
                span: *span,
                until: until.saturating_add(days.days()),
            },
            Self::Window { from, to, open } => Self::Window {
                from: from.map(day),
                to: to.map(day),
                open: *open,
            },
            Self::Now | Self::Undated { .. } | Self::Unspecified => self.clone(),
        }
    }

    /// Whether something is to be done today: a window has opened, or has already closed.
    #[must_use]
    pub fn is_now(&self) -> bool {
        match self {
            Self::Now | Self::Overdue { .. } => true,
            Self::Window { from, open, .. } => from.is_some() && *open,
            Self::Within { .. } | Self::Undated { .. } | Self::Unspecified => false,
        }
    }

    /// Orders by deadline, the most pressing first.
    #[must_use]
    pub fn by_deadline(&self, other: &Self) -> Ordering {
        self.rank()
            .cmp(&other.rank())
            .then_with(|| self.deadline().cmp(&other.deadline()))
    }

    /// The earlier of two deadlines; of two that press equally the one that says more.
    ///
    /// The result does not depend on the order of the two.
    #[must_use]
    pub fn earlier<'d>(&'d self, other: &'d Self) -> &'d Self {
        let order = self
            .by_deadline(other)
            .then_with(|| self.detail().cmp(&other.detail()));
        if order.is_gt() { other } else { self }
    }

    /// Tells deadlines apart that press equally: what is overdue says more than "now".
    fn detail(&self) -> (u8, Option<Date>, Option<ViewId>, String) {
        match self {
            Self::Overdue { since } => (0, Some(*since), None, String::new()),
            Self::Now => (1, None, None, String::new()),
            Self::Within { span, .. } => (2, None, None, span.to_string()),
            Self::Window { from, .. } => (3, *from, None, String::new()),
            Self::Undated { anchor, from, to } => {
                let words = [from, to].map(|it| it.map_or_else(String::new, |it| it.to_string()));
                (4, None, Some(*anchor), words.join(" "))
            }
            Self::Unspecified => (5, None, None, String::new()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Overdue { .. } | Self::Now => 0,
            Self::Within { .. } | Self::Window { to: Some(_), .. } => 1,
            Self::Undated { .. } => 2,
            Self::Window { to: None, .. } => 3,
            Self::Unspecified => 4,
        }
    }

    fn deadline(&self) -> Option<DateTime> {
        match self {
            Self::Within { until, .. } => Some(*until),
            Self::Window { to, .. } => to.and_then(|to| to.at(23, 59, 59, 0).into()),
            Self::Now | Self::Overdue { .. } | Self::Undated { .. } | Self::Unspecified => None,
        }
    }
}

/// When a timing falls due for one leg.
#[must_use]
pub(crate) fn due(timing: Option<&Timing>, case: &Case, facts: &FactTable) -> Due {
    match timing {
        None => Due::Unspecified,
        Some(Timing::Now) => Due::Now,
        Some(Timing::Within(span)) => within(*span, case.as_of),
        Some(Timing::After { anchor, from, to }) => {
            let date = facts
                .view(*anchor)
                .filter(|picked| picked.exists == Some(true))
                .and_then(|picked| picked.dates(case))
                .map(|dates| dates.earliest);
            match date {
                Some(date) => window(date, *from, *to, case.as_of.date),
                None => Due::Undated {
                    anchor: *anchor,
                    from: *from,
                    to: *to,
                },
            }
        }
    }
}

fn within(span: Quantity, as_of: Moment) -> Due {
    // Without a time of day the span is counted from the start of the day: earlier, not later.
    let start = as_of
        .date
        .to_datetime(as_of.time.unwrap_or_else(jiff::civil::Time::midnight));
    match to_span(span).and_then(|length| start.checked_add(length).ok()) {
        Some(until) => Due::Within { span, until },
        None => Due::Now,
    }
}

fn window(anchor: Date, from: Option<Quantity>, to: Option<Quantity>, today: Date) -> Due {
    let day = |offset: Quantity| to_span(offset).and_then(|span| anchor.checked_add(span).ok());
    let from = from.and_then(day);
    let to = to.and_then(day);
    match to {
        Some(to) if to < today => Due::Overdue { since: to },
        _ => Due::Window {
            from,
            to,
            open: from.is_none_or(|from| from <= today),
        },
    }
}

/// The day that lies a span before another.
pub(crate) fn before(day: Date, span: Quantity) -> Option<Date> {
    to_span(span).and_then(|span| day.checked_sub(span).ok())
}

/// A duration as a calendar span. Months and years are calendar months and years.
fn to_span(quantity: Quantity) -> Option<Span> {
    let amount = quantity.value.to_i64()?;
    match quantity.unit.code() {
        "min" => Some(amount.minutes()),
        "h" => Some(amount.hours()),
        "d" => Some(amount.days()),
        "wk" => Some(amount.weeks()),
        "mo" | "month" => Some(amount.months()),
        "a" | "year" => Some(amount.years()),
        _ => None,
    }
}
