//! Days that a text leaves to be read from what stands around them: "US 4/2 negative", "scans on 3 and 10 April".

use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::language::model::Language;
use crate::number::{Days, Doubt, Figure, Form, Mention, Moment, Relation};
use crate::scan::{Hit, Hits, What};
use crate::token::Tokens;
use crate::view::View;

/// Tokens before a number in which words that it belongs to begin.
const REACH: u32 = 64;

/// Most tokens between a day and one that goes on from it.
const JOINING: usize = 6;

/// Numbers of a text, with the days among them that only what stands around them makes days.
pub(crate) fn with_days(
    language: &Language,
    view: &View<'_>,
    tokens: &Tokens,
    hits: &Hits,
    mut numbers: Vec<Mention>,
    reference: Date,
) -> Vec<Mention> {
    let word = |at: u32| tokens.text(view, at);
    let is_visit = |frame: u16| language.frame_of(Some(frame)).is_some_and(|it| it.at_visit);
    let order = written_order(view, &numbers);
    for index in 0..numbers.len() {
        let Some(mention) = numbers.get(index) else {
            continue;
        };
        let own = tokens.within(mention.span.start, mention.span.end);
        let day = match &mention.figure {
            Figure::Slash(one, two) => {
                let beside = near(hits.all(), own.start).iter().any(|hit| {
                    let shown = match hit.what {
                        What::Anchor { frame, .. } | What::Slot { frame, .. } => is_visit(frame),
                        _ => false,
                    };
                    let holds = hit.first < own.start && own.end <= hit.last;
                    shown
                        && (holds
                            || hit.last == own.start
                            || hit.last + 1 == own.start && word(hit.last) == "on")
                });
                let beside = beside || {
                    let before = index.checked_sub(1).and_then(|it| numbers.get(it));
                    before.is_some_and(|it| {
                        let day = tokens.within(it.span.start, it.span.end);
                        is_slashed_day(view, it)
                            && follows(tokens, view, hits, day.end..own.start, is_visit)
                    })
                };
                let score = matches!(word(own.end), "of" | "out" | "for" | "pulses" | "points");
                (beside && !score)
                    .then(|| slashed(*one, *two, order, reference))
                    .flatten()
            }
            Figure::Number(amount) => {
                let joined = matches!(word(own.end), "and" | "&");
                let next = numbers.get(index + 1).filter(|_| joined);
                let next = next.filter(|it| {
                    let tokens = tokens.within(it.span.start, it.span.end);
                    tokens.start == own.end + 1
                });
                let led = || {
                    let named = near(hits.all(), own.start).iter().any(|hit| {
                        let visit = match hit.what {
                            What::Anchor { frame, .. } => is_visit(frame),
                            _ => false,
                        };
                        visit && hit.last == own.start
                    });
                    let before = own.start.checked_sub(1).map(word);
                    named || matches!(before, Some("on" | "from" | "dated"))
                };
                next.filter(|_| led())
                    .and_then(|it| same_month(amount.single()?, it))
            }
            _ => None,
        };
        if let (Some((figure, doubt)), Some(place)) = (day, numbers.get_mut(index)) {
            place.figure = figure;
            place.doubt = doubt;
        }
    }
    numbers
}

/// The hits that may reach to a token, and those near before it.
fn near(hits: &[Hit], token: u32) -> &[Hit] {
    let from = hits.partition_point(|hit| hit.first + REACH < token);
    let rest = hits.get(from..).unwrap_or_default();
    let length = rest.partition_point(|hit| hit.first < token);
    rest.get(..length).unwrap_or_default()
}

/// Whether a number is a day with a slash in it.
fn is_slashed_day(view: &View<'_>, mention: &Mention) -> bool {
    let day = matches!(&mention.figure, Figure::Time(it) if it.relation == Relation::On);
    day && mention.core.of(view.text()).contains('/')
}

/// "3/4 and 3/11", "3/4 negative, 3/11 positive": nothing but joining words and results between two days.
fn follows(
    tokens: &Tokens,
    view: &View<'_>,
    hits: &Hits,
    between: Range<u32>,
    is_visit: impl Fn(u16) -> bool,
) -> bool {
    let shown = |at: u32| {
        near(hits.all(), at + 1).iter().any(|hit| {
            let slot = matches!(hit.what, What::Slot { frame, .. } if is_visit(frame));
            slot && (hit.first..hit.last).contains(&at)
        })
    };
    let joins = |at: u32| {
        matches!(
            tokens.text(view, at),
            "and" | "&" | "," | ";" | "+" | "then" | "on" | "both"
        )
    };
    let few = between.len() <= JOINING;
    few && between.clone().any(joins) && between.into_iter().all(|at| joins(at) || shown(at))
}

/// Whether the month stands first in the dates of a text, as one of them with a day above 12 shows.
fn written_order(view: &View<'_>, numbers: &[Mention]) -> Option<bool> {
    let mut orders = numbers.iter().filter_map(|it| {
        let Figure::Time(Moment {
            form: Form::Day { day, .. },
            ..
        }) = it.figure
        else {
            return None;
        };
        let (one, _) = it.core.of(view.text()).split_once('/')?;
        let one: i8 = one.trim().parse().ok()?;
        (day > 12).then_some(one != day)
    });
    let first = orders.next()?;
    orders.all(|it| it == first).then_some(first)
}

fn slashed(
    one: Decimal,
    two: Decimal,
    month_first: Option<bool>,
    reference: Date,
) -> Option<(Figure, Option<Doubt>)> {
    if !one.is_integer() || !two.is_integer() {
        return None;
    }
    let (one, two) = (one.to_i8()?, two.to_i8()?);
    let by_month = last(reference, one, two);
    let by_day = last(reference, two, one);
    match month_first {
        Some(true) => Some((on(by_month?, None), None)),
        Some(false) => Some((on(by_day?, None), None)),
        None => Some((on(by_month?, Some(by_day?)), Some(Doubt::Ambiguous))),
    }
}

/// The last such day up to the reference date.
fn last(reference: Date, month: i8, day: i8) -> Option<Date> {
    let years = [reference.year(), reference.year().checked_sub(1)?];
    let mut days = years
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok());
    days.find(|it| *it <= reference)
}

/// "3 and 10 April": the day before another one, of the same month.
fn same_month(day: Decimal, next: &Mention) -> Option<(Figure, Option<Doubt>)> {
    let Figure::Time(moment) = &next.figure else {
        return None;
    };
    let Form::Day {
        month: Some(_),
        day: later,
        ..
    } = moment.form
    else {
        return None;
    };
    if !day.is_integer() {
        return None;
    }
    let day = day.to_i8().filter(|it| (1..later).contains(it))?;
    let date = moment.days?.single()?;
    let date = Date::new(date.year(), date.month(), day).ok()?;
    Some((on(date, None), next.doubt))
}

fn on(day: Date, other: Option<Date>) -> Figure {
    Figure::Time(Moment {
        relation: Relation::On,
        days: Some(Days::one(day)),
        loose: Some(Days::one(day)),
        other: other.map(Days::one),
        length: None,
        anchor: None,
        form: Form::Day {
            year: None,
            month: Some(day.month()),
            day: day.day(),
        },
    })
}
