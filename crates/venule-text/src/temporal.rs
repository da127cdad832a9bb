//! Numbers and times of any text in the form of public test sets: kind, TIMEX3 value and resolution.
//!
//! For measuring [`crate::number`] against texts that others have labeled. Nothing of a case is made from this.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::number::{
    Days, Extent, Figure, Form, Length, Measure, MeasureKind, Mention, Moment, Relation, TimeUnit,
    find,
};
use crate::span::Span;
use crate::view::{TooLong, View};

/// One number or time, as a test set lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// First character (not byte) in the text.
    pub start: usize,
    /// First character after it.
    pub end: usize,
    /// `duration`, `date`, `daterange`, `age`, `dimension`, `temperature`, `percentage`, `number`, `numberrange`,
    /// `ordinal`.
    pub kind: &'static str,
    /// TIMEX3 value, where there is one.
    pub timex: String,
    /// Resolution as a JSON object.
    pub value: String,
}

/// All numbers and times of a text.
///
/// Lengths of time inside of times ("2 weeks" in "2 weeks ago") are listed as well; whoever wants one kind filters.
///
/// # Errors
///
/// If the text is longer than [`crate::view::MOST_BYTES`].
pub fn predict(text: &str, reference: Date) -> Result<Vec<Prediction>, TooLong> {
    let view = View::new(text)?;
    // Mentions are in order, so the text is counted once.
    let mut counted = (0, 0);
    let mut character = |byte: u32| {
        let (from, before) = counted;
        let to = byte as usize;
        let between = |range| text.get(range).map_or(0, |part: &str| part.chars().count());
        counted = if to < from {
            (to, before - between(to..from))
        } else {
            (to, before + between(from..to))
        };
        counted.1
    };
    let mut found = Vec::new();
    for mention in find(view.text(), reference) {
        for (span, kind, timex, value) in read(&mention, view.text(), reference) {
            let span = view.span(span.start..span.end);
            found.push(Prediction {
                start: character(span.start),
                end: character(span.end),
                kind,
                timex,
                value,
            });
        }
    }
    Ok(found)
}

type Row = (Span, &'static str, String, String);

fn read(mention: &Mention, view: &str, reference: Date) -> Vec<Row> {
    let row = |kind, value| vec![(mention.core, kind, String::new(), value)];
    match &mention.figure {
        Figure::Duration(length) => vec![duration(length)],
        Figure::Time(moment) => {
            let mut rows = time(mention, moment, reference);
            rows.extend(moment.length.as_ref().map(duration));
            rows
        }
        Figure::Age(age) => {
            let unit = match age.unit {
                TimeUnit::Month => "Month",
                TimeUnit::Week => "Week",
                TimeUnit::Day => "Day",
                _ => "Year",
            };
            row(
                "age",
                format!(
                    r#"{{"unit": "{unit}", "value": "{}"}}"#,
                    number(age.amount.said)
                ),
            )
        }
        Figure::Quantity(amount, measure) => quantity(mention, *measure, amount.said),
        Figure::Number(amount) if amount.single().is_some() => {
            let text = mention.core.of(view);
            let kind = if amount.said.scale() == 0 {
                "integer"
            } else if text.contains('.') || text.contains("point") {
                "decimal"
            } else {
                "fraction"
            };
            row(
                "number",
                format!(
                    r#"{{"subtype": "{kind}", "value": "{}"}}"#,
                    number(amount.said)
                ),
            )
        }
        Figure::Number(amount) => {
            let end = |end: Option<Decimal>| end.map_or(String::new(), number);
            let (left, right) = match (amount.low, amount.high) {
                (Some(_), Some(_)) => ('[', ')'),
                (None, Some(_)) => ('(', if amount.open { ')' } else { ']' }),
                _ => (if amount.open { '(' } else { '[' }, ')'),
            };
            let value = format!(
                r#"{{"value": "{left}{},{}{right}"}}"#,
                end(amount.low),
                end(amount.high)
            );
            vec![(mention.span, "numberrange", String::new(), value)]
        }
        Figure::Ordinal(nth) => row(
            "ordinal",
            format!(r#"{{"offset": "{nth}", "relativeTo": "start", "value": "{nth}"}}"#),
        ),
        Figure::Pair(..) | Figure::Slash(..) | Figure::Reference(..) | Figure::Clock(_) => {
            Vec::new()
        }
    }
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

fn quantity(mention: &Mention, measure: Measure, value: Decimal) -> Vec<Row> {
    let value = number(value);
    let one = |kind, value| (mention.core, kind, String::new(), value);
    let dimension = |subtype: &str| {
        let unit = measure.name();
        one(
            "dimension",
            format!(r#"{{"subtype": "{subtype}", "unit": "{unit}", "value": "{value}"}}"#),
        )
    };
    let temperature = |unit: &str| {
        one(
            "temperature",
            format!(r#"{{"unit": "{unit}", "value": "{value}"}}"#),
        )
    };
    match measure.kind() {
        MeasureKind::Percent => vec![one("percentage", format!(r#"{{"value": "{value}%"}}"#))],
        MeasureKind::Temperature => vec![temperature(measure.name().get(..1).unwrap_or_default())],
        // Degrees without a scale are an angle or a temperature.
        MeasureKind::Angle if measure.name() == "Degree" => {
            vec![dimension("Angle"), temperature("Degree")]
        }
        MeasureKind::Angle => vec![dimension("Angle")],
        MeasureKind::Length => vec![dimension("Length")],
        MeasureKind::Area => vec![dimension("Area")],
        MeasureKind::Volume => vec![dimension("Volume")],
        MeasureKind::Weight => vec![dimension("Weight")],
        MeasureKind::Speed => vec![dimension("Speed")],
        MeasureKind::Information => vec![dimension("Information")],
        MeasureKind::Pressure => vec![dimension("Pressure")],
        MeasureKind::Rate | MeasureKind::Laboratory => vec![dimension("Rate")],
    }
}

fn duration(length: &Length) -> Row {
    let value = format!(r#"{{"duration": "{}"}}"#, number(length.seconds()));
    (
        length.span,
        "duration",
        period(length.said, length.unit),
        value,
    )
}

/// `P1Y2M`, `P2W`, `PT90M`.
fn period(extent: Extent, unit: TimeUnit) -> String {
    let part = |count: Decimal, letter: &str| {
        if count.is_zero() {
            String::new()
        } else {
            format!("{}{letter}", number(count))
        }
    };
    let date = [
        part(extent.years, "Y"),
        part(extent.months, "M"),
        part(extent.weeks, "W"),
        part(extent.days, "D"),
    ]
    .concat();
    let over = |seconds: i64| {
        extent
            .seconds
            .checked_div(Decimal::from(seconds))
            .unwrap_or_default()
    };
    let time = match unit {
        _ if extent.seconds.is_zero() => String::new(),
        TimeUnit::Hour => format!("T{}", part(over(3_600), "H")),
        TimeUnit::Minute => format!("T{}", part(over(60), "M")),
        _ => format!("T{}", part(extent.seconds, "S")),
    };
    format!("P{date}{time}")
}

fn time(mention: &Mention, moment: &Moment, reference: Date) -> Vec<Row> {
    let Some(days) = moment.days else {
        if moment.form == Form::Stretch {
            return vec![(mention.core, "daterange", String::new(), "{}".to_owned())];
        }
        // A day that is in no calendar is listed with the first day of all.
        return match moment.form {
            Form::Day { .. } => vec![(
                mention.core,
                "date",
                timex(moment, None),
                r#"{"date": "0001-01-01"}"#.to_owned(),
            )],
            _ => Vec::new(),
        };
    };
    if matches!(
        moment.form,
        Form::Day { .. } | Form::Weekday(_) | Form::Counted
    ) && moment.length.is_none()
    {
        let date = days.single();
        let value = date.map_or("{}".to_owned(), |date| format!(r#"{{"date": "{date}"}}"#));
        return vec![(mention.core, "date", timex(moment, date), value)];
    }
    match moment.relation {
        Relation::Ago | Relation::Ahead | Relation::On
            if moment.length.is_some() && moment.form == Form::Counted =>
        {
            counted(mention, moment, days, reference)
        }
        Relation::For => Vec::new(),
        _ => stretch(mention, moment, days, reference),
    }
}

/// "2 weeks ago": the day that was most likely meant.
fn counted(mention: &Mention, moment: &Moment, days: Days, reference: Date) -> Vec<Row> {
    let said = moment
        .length
        .filter(|_| moment.relation == Relation::Ago)
        .and_then(|length| length.before(reference));
    let Some(date) = said.or(days.single()).or(days.earliest) else {
        return Vec::new();
    };
    vec![(
        mention.span,
        "date",
        date.to_string(),
        format!(r#"{{"date": "{date}"}}"#),
    )]
}

fn stretch(mention: &Mention, moment: &Moment, days: Days, reference: Date) -> Vec<Row> {
    let (Some(first), Some(last)) = (days.earliest, days.latest) else {
        return Vec::new();
    };
    // Test sets name the day after the end of a calendar stretch, and count "next 2 days" from tomorrow.
    let (first, end) = match (moment.relation, moment.length) {
        (Relation::Past | Relation::Within, Some(_)) => (first, reference),
        (Relation::Ahead, Some(_)) => (
            first.tomorrow().unwrap_or(first),
            last.tomorrow().unwrap_or(last),
        ),
        (Relation::Span, _) => (first, last),
        _ if last == reference => (first, last),
        _ => (first, last.tomorrow().unwrap_or(last)),
    };
    let value = format!(r#"{{"endDate": "{end}", "startDate": "{first}"}}"#);
    vec![(mention.core, "daterange", timex(moment, Some(first)), value)]
}

fn timex(moment: &Moment, date: Option<Date>) -> String {
    let first = moment.days.and_then(|days| days.earliest);
    let or_x = |year: Option<i16>| year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    match moment.form {
        Form::Day { year, month, day } => {
            let month = month.map_or("XX".to_owned(), |month| format!("{month:02}"));
            format!("{}-{month}-{day:02}", or_x(year))
        }
        Form::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Form::Month { year, month } => format!("{}-{month:02}", or_x(year)),
        Form::Year => first.map_or(String::new(), |first| format!("{:04}", first.year())),
        Form::Week | Form::Weekend => {
            let week = first.map(Date::iso_week_date);
            let end = if moment.form == Form::Weekend {
                "-WE"
            } else {
                ""
            };
            week.map_or(String::new(), |week| {
                format!("{}-W{:02}{end}", week.year(), week.week())
            })
        }
        Form::Counted => date.map_or(String::new(), |date| date.to_string()),
        Form::Stretch => {
            let last = moment.days.and_then(|days| days.latest);
            let between = first
                .zip(last)
                .and_then(|(first, last)| Some((first, last, first.until(last).ok()?.get_days())));
            between.map_or(String::new(), |(first, last, days)| {
                format!("({first},{last},P{days}D)")
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let found = predict(text, date(2026, 3, 16)).unwrap();
        let row = |one: &Prediction| {
            let mention: String = text.chars().take(one.end).skip(one.start).collect();
            format!("{mention} | {} | {} | {}", one.kind, one.timex, one.value)
        };
        found.iter().map(row).collect()
    }

    #[test]
    fn lengths_are_listed_inside_of_times_and_places_are_characters_of_the_original() {
        assert_eq!(
            rows("Café – seen 2 Weeks ago"),
            [
                r#"2 Weeks ago | date | 2026-03-02 | {"date": "2026-03-02"}"#,
                r#"2 Weeks | duration | P2W | {"duration": "1209600"}"#,
            ]
        );
    }

    #[test]
    fn each_kind_has_its_own_form() {
        let expected = [
            (
                "45-year-old",
                r#"45-year-old | age |  | {"unit": "Year", "value": "45"}"#,
            ),
            (
                "over 12 kg",
                r#"12 kg | dimension |  | {"subtype": "Weight", "unit": "Kilogram", "value": "12"}"#,
            ),
            (
                "37.5 °C",
                r#"37.5 °C | temperature |  | {"unit": "C", "value": "37.5"}"#,
            ),
            ("94 %", r#"94 % | percentage |  | {"value": "94%"}"#),
            (
                "90 minutes",
                r#"90 minutes | duration | PT90M | {"duration": "5400"}"#,
            ),
            (
                "in 2019",
                r#"2019 | daterange | 2019 | {"endDate": "2020-01-01", "startDate": "2019-01-01"}"#,
            ),
            (
                "more than 5",
                r#"more than 5 | numberrange |  | {"value": "(5,)"}"#,
            ),
            (
                "30 February",
                r#"30 February | date | XXXX-02-30 | {"date": "0001-01-01"}"#,
            ),
        ];
        for (text, row) in expected {
            assert_eq!(rows(text), [row], "{text}");
        }
    }
}
