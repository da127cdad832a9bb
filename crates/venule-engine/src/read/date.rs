//! Dates of a case: exact, to the month, to the year, days ago, or a range.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Node};
use venule_logic::value::Value;

use super::Reader;
use crate::case::{Case, Dates, Moment, State};

/// The first day that a case is assessed at. An earlier one is a slip of the pen.
const EARLIEST: Date = jiff::civil::date(1950, 1, 1);

/// Why no case is assessed on a day, if none is: it lies before 1950 or more than a year after today, where today is
/// known.
#[must_use]
pub fn out_of_bounds(day: Date, today: Option<Date>) -> Option<String> {
    let last = today.and_then(|today| today.checked_add(1.year()).ok());
    match (today, last) {
        _ if day < EARLIEST => Some(format!("{day} lies before {EARLIEST}")),
        (Some(today), Some(last)) if day > last => {
            Some(format!("{day} lies more than a year after today, {today}"))
        }
        _ => None,
    }
}

impl Reader<'_> {
    /// The day of the assessment, which is neither long past nor far ahead.
    pub(super) fn as_of(
        &self,
        fields: &Fields<'_>,
        node: &Node,
        today: Option<Date>,
    ) -> Option<Moment> {
        let moment = self.moment(fields, "as_of", node)?;
        if let Some(why) = out_of_bounds(moment.date, today) {
            let message = format!("`as_of` cannot be right: {why}");
            let problem = Diagnostic::error("as-of-out-of-bounds", message, fields.origin_of(node));
            self.problems
                .add(problem.help("write the day on which the patient is assessed"));
        }
        Some(moment)
    }

    /// A date with an optional time of day.
    pub(super) fn moment(&self, fields: &Fields<'_>, key: &str, node: &Node) -> Option<Moment> {
        let text = date_text(node)?;
        let moment = if let Ok(date) = text.parse::<Date>()
            && is_plain_date(text)
        {
            Some(Moment { date, time: None })
        } else {
            text.parse::<DateTime>().ok().map(|moment| Moment {
                date: moment.date(),
                time: Some(moment.time()),
            })
        };
        if moment.is_none() {
            self.refuse_day(fields, key, node, "2026-03-05, or 2026-03-05T14:30");
        }
        moment
    }

    /// One exact day.
    pub(super) fn day(&self, fields: &Fields<'_>, key: &str, node: &Node) -> Option<Date> {
        let day = date_text(node)
            .and_then(dates_in)
            .filter(|dates| dates.earliest == dates.latest);
        if day.is_none() {
            self.refuse_day(fields, key, node, "2026-03-05");
        }
        day.map(|dates| dates.earliest)
    }

    /// When an event happened: `date`, or `earliest` and `latest`, or `days_ago`.
    pub(super) fn when(
        &self,
        fields: &mut Fields<'_>,
        reference: Moment,
        as_of: Date,
    ) -> Option<Dates> {
        let ways = ["date", "days_ago", "earliest"]
            .into_iter()
            .filter(|key| fields.has(key))
            .count();
        if ways > 1 {
            let message = format!("{} is dated in more than one way", fields.what());
            let problem = Diagnostic::error("two-dates", message, fields.origin());
            self.problems
                .add(problem.help("keep one of `date`, `days_ago`, or `earliest` with `latest`"));
        }
        let exact = fields.node("date");
        let ago = fields.node("days_ago");
        let earliest = fields.node("earliest");
        let latest = fields.node("latest");
        let dates = if let Some(node) = exact {
            self.dates_of(fields, "date", node)
        } else if let Some(node) = ago {
            self.days_ago(fields, node, reference)
        } else {
            let low = earliest.and_then(|node| self.dates_of(fields, "earliest", node));
            let high = latest.and_then(|node| self.dates_of(fields, "latest", node));
            match (low, high) {
                (Some(low), Some(high)) => Some(Dates {
                    earliest: low.earliest,
                    latest: high.latest,
                }),
                (None, None) => None,
                _ => {
                    let message =
                        format!("{} has only one of `earliest` and `latest`", fields.what());
                    self.problems.add(
                        Diagnostic::error("missing-key", message, fields.origin())
                            .help("give both, or `date` alone"),
                    );
                    None
                }
            }
        }?;
        self.check_dates(fields, dates, as_of)
    }

    fn check_dates(&self, fields: &Fields<'_>, dates: Dates, as_of: Date) -> Option<Dates> {
        if dates.latest < dates.earliest {
            let message = format!("{} ends before it begins", fields.what());
            self.problems.add(Diagnostic::error(
                "dates-upside-down",
                message,
                fields.origin(),
            ));
            return None;
        }
        if dates.earliest > as_of {
            let message = format!(
                "{} lies in the future: {} is after {as_of}",
                fields.what(),
                dates.earliest
            );
            let place = ["date", "days_ago", "earliest"]
                .into_iter()
                .find(|key| fields.has(key))
                .map_or_else(|| fields.origin(), |key| fields.place_of(key));
            self.problems.add(
                Diagnostic::error("date-in-future", message, place)
                    .help("correct the date, or assess at a later `as_of`; an event still to come is left out"),
            );
            return None;
        }
        // What is dated to the month cannot have happened after today.
        Some(Dates {
            earliest: dates.earliest,
            latest: dates.latest.min(as_of),
        })
    }

    fn days_ago(&self, fields: &Fields<'_>, node: &Node, reference: Moment) -> Option<Dates> {
        let back = |node: &Node| match node.kind {
            Kind::Integer(days) if (0..=36_600).contains(&days) => {
                reference.date.checked_sub(days.days()).ok()
            }
            _ => None,
        };
        let dates = match &node.kind {
            Kind::Integer(_) => back(node).map(Dates::on),
            Kind::Array(ends) => match ends.as_slice() {
                [one, two] => back(one).zip(back(two)).map(|(one, two)| Dates {
                    earliest: one.min(two),
                    latest: one.max(two),
                }),
                _ => None,
            },
            _ => None,
        };
        if dates.is_none() {
            let message = "`days_ago` is a whole number of days, or a list of two";
            let problem = Diagnostic::error("wrong-type", message, fields.origin_of(node));
            self.problems
                .add(problem.help("write `days_ago = 14`, or `days_ago = [10, 14]`"));
        }
        dates
    }

    /// A day, a month or a year.
    fn dates_of(&self, fields: &Fields<'_>, key: &str, node: &Node) -> Option<Dates> {
        let dates = date_text(node).and_then(dates_in);
        if dates.is_none() {
            self.refuse_date(fields, key, node);
        }
        dates
    }

    fn refuse_date(&self, fields: &Fields<'_>, key: &str, node: &Node) {
        self.refuse_day(
            fields,
            key,
            node,
            "2026-03-05, or 2026-03 if only the month is known",
        );
    }

    fn refuse_day(&self, fields: &Fields<'_>, key: &str, node: &Node, forms: &str) {
        let message = format!("`{key}` of {} is not a date", fields.what());
        let problem = Diagnostic::error("wrong-date", message, fields.origin_of(node));
        self.problems
            .add(problem.help(format!("write it as {forms}")));
    }

    /// Nothing happens before birth, and a stated age agrees with the date of birth.
    pub(super) fn check_birth(&self, fields: &Fields<'_>, case: &Case) {
        let age = case.facts.iter().find_map(|entry| {
            let fact = self.knowledge.facts.get(entry.fact.0 as usize)?;
            match entry.state {
                State::Known(Value::Integer(years)) if fact.is_age => Some(years),
                _ => None,
            }
        });
        // Somebody of 44 years was born less than 45 years ago.
        let by_age = age.and_then(|years| {
            let at_most = jiff::Span::new().try_years(i64::from(years) + 1).ok()?;
            case.as_of.date.checked_sub(at_most).ok()
        });
        let Some(born) = case.birth_date.or(by_age) else {
            return;
        };
        if born > case.as_of.date {
            let message = format!("the date of birth lies in the future: {born}");
            self.problems.add(Diagnostic::error(
                "date-in-future",
                message,
                fields.place_of("birth_date"),
            ));
        }
        for event in &case.events {
            let (Some(when), Some(origin)) = (event.when, event.origin) else {
                continue;
            };
            if when.latest < born {
                let message = format!("the event of {} lies before birth", when.latest);
                let problem = Diagnostic::error("date-before-birth", message, origin);
                let note = match (case.birth_date, age) {
                    (None, Some(years)) => {
                        format!("who is {years} years old was born after {born}")
                    }
                    _ => format!("the date of birth is {born}"),
                };
                self.problems.add(problem.note(note));
            }
        }
    }
}

fn date_text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::String(text) | Kind::Date(text) | Kind::DateTime(text) => Some(text),
        _ => None,
    }
}

/// The days that a day, a month or a year may be.
fn dates_in(text: &str) -> Option<Dates> {
    if is_plain_date(text) {
        return text.parse::<Date>().ok().map(Dates::on);
    }
    let (padded, length) = match text.len() {
        4 => (format!("{text}-01-01"), 1.year()),
        7 => (format!("{text}-01"), 1.month()),
        _ => {
            let moment = text.parse::<DateTime>().ok()?;
            return Some(Dates::on(moment.date()));
        }
    };
    let first = padded.parse::<Date>().ok()?;
    let latest = first.checked_add(length).ok()?.yesterday().ok()?;
    Some(Dates {
        earliest: first,
        latest,
    })
}

fn is_plain_date(text: &str) -> bool {
    text.len() == 10
}
