//! A checked order as a page.

use venule_engine::case::Case;
use venule_engine::form::{CheckedItem, OrderCheck, Said, WrittenOrder};
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Level, OrderForm};

use super::raised;
use super::told;
use crate::build::{self, Part, foot, sources};
use crate::cite::Citations;
use crate::page::{Item, Page, Section, Tone};
use crate::{review, words};

/// The page of a checked order.
pub fn page(
    knowledge: &Knowledge,
    written: &WrittenOrder,
    check: &OrderCheck,
    as_of_assumed: bool,
) -> Page {
    let Some(form) = knowledge.orders.get(check.form) else {
        return Page::default();
    };
    let mut cited = Citations::default();
    let case = &written.case;
    let mut sections = match &check.assessment {
        Some(assessment) => build::part(knowledge, case, assessment, &mut cited, Part::Warnings),
        None => Vec::new(),
    };
    sections.extend(findings(knowledge, case, check, &mut cited));
    sections.push(sources(knowledge, &cited));
    Page {
        title: title(written),
        emergency: None,
        lead: lead(knowledge, written, form, check, as_of_assumed),
        sections,
        foot: foot(knowledge),
    }
}

/// What has to be corrected, what is missing, what would make it better, and what is stated.
pub fn findings(
    knowledge: &Knowledge,
    case: &Case,
    check: &OrderCheck,
    cited: &mut Citations,
) -> Vec<Section> {
    let Some(form) = knowledge.orders.get(check.form) else {
        return Vec::new();
    };
    let mut sections = Vec::new();
    let mut wrong = Section::new("Must be corrected", Tone::Caution);
    wrong.items = raised::items(knowledge, &form.checks, &check.raised, cited, |_| true);
    sections.push(wrong);
    for (heading, tone, level) in [
        (
            "Missing: the order is not complete without it",
            Tone::Caution,
            Level::Required,
        ),
        ("Would make it better", Tone::Plain, Level::Recommended),
    ] {
        let mut section = Section::new(heading, tone);
        for item in check.items.iter().filter(|it| it.missed == Some(level)) {
            let item = missing(knowledge, case, form, (item, check.side), cited);
            section.items.extend(item);
        }
        sections.push(section);
    }
    sections.push(stated(form, check));
    sections
}

fn title(written: &WrittenOrder) -> String {
    let title = words::title(&written.case).unwrap_or("order".into());
    format!("venule check: {title}")
}

/// Whether the order is complete, in one sentence.
pub fn verdict(form: &OrderForm, check: &OrderCheck) -> String {
    let missing = check
        .items
        .iter()
        .filter(|it| it.missed == Some(Level::Required))
        .count();
    if check.keeps_its_promise() {
        format!("The order is complete. {}", form.purpose)
    } else if check.is_complete() {
        "The order is complete: nothing required is missing. What would make it better stands below."
            .to_owned()
    } else if missing == 1 {
        "The order is NOT COMPLETE: 1 required item is missing.".to_owned()
    } else if missing > 1 {
        format!("The order is NOT COMPLETE: {missing} required items are missing.")
    } else if !check.raised.is_empty() {
        "The order CANNOT STAND as it is.".to_owned()
    } else if check.emergency {
        "The order states what it must, and it CANNOT STAND while the emergency lasts.".to_owned()
    } else {
        "The order is complete, and the examination is ADVISED AGAINST for this patient.".to_owned()
    }
}

fn lead(
    knowledge: &Knowledge,
    written: &WrittenOrder,
    form: &OrderForm,
    check: &OrderCheck,
    as_of_assumed: bool,
) -> Vec<String> {
    let assessed = check.assessment.as_ref();
    let mut lead: Vec<String> = assessed
        .and_then(|it| build::emergency_first(knowledge, it))
        .into_iter()
        .collect();
    lead.push(verdict(form, check));
    lead.push(review::of_all(knowledge, written.case.as_of.date));
    lead.extend(assessed.and_then(|it| build::red_flags_open(knowledge, &written.case, it)));
    if written.has_case {
        let assumed = if as_of_assumed {
            " (today: the case does not say)"
        } else {
            ""
        };
        let as_of = words::moment(written.case.as_of);
        lead.push(format!("Compared with the case as of {as_of}{assumed}."));
    } else {
        lead.push(
            "Nothing is known of the patient; with `--case` the order is compared with a case."
                .to_owned(),
        );
    }
    lead
}

fn missing(
    knowledge: &Knowledge,
    case: &Case,
    form: &OrderForm,
    (checked, ordered): (&CheckedItem, Option<Side>),
    cited: &mut Citations,
) -> Option<Item> {
    let item = checked.of(form)?;
    let how = match checked.said {
        Said::LeftOut => "left out.",
        Said::NotStated | Said::Stated => "not stated.",
    };
    let mut remarks = Vec::new();
    let known = told::texts(knowledge, case, item, &checked.told);
    if let Some(text) = told::to_paste(item, ordered) {
        remarks.push(("add", text));
    } else if !known.is_empty() {
        remarks.push(("add", format!("{}: {}", item.label, known.join("; "))));
    }
    if item.text.is_none() && (checked.asks || known.is_empty()) {
        remarks.extend(item.ask.clone().map(|ask| ("ask", ask)));
    }
    if checked.missed == Some(Level::Required) {
        remarks.extend(item.consequence.clone().map(|text| ("why", text)));
        remarks.push(("basis", cited.cite(knowledge, &item.states)));
    }
    Some(Item {
        strong: format!("{}:", words::capitalized(&item.label)),
        text: how.to_owned(),
        remarks,
        ..Item::default()
    })
}

/// What the order says, in one line.
fn stated(form: &OrderForm, check: &OrderCheck) -> Section {
    let mut section = Section::new("Stated", Tone::Plain);
    let labels: Vec<&str> = check
        .items
        .iter()
        .filter(|it| it.said == Said::Stated)
        .filter_map(|it| it.of(form))
        .map(|item| item.label.as_str())
        .collect();
    if !labels.is_empty() {
        section
            .items
            .push(Item::plain(format!("{}.", labels.join("; "))));
    }
    section
}
