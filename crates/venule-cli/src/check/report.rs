//! A checked report as a page.

use venule_engine::form::{LegReport, ReportCheck, WrittenReport};
use venule_knowledge::model::{FormCheck, Knowledge, Level, ReportForm};
use venule_logic::Value;

use crate::input::Written;
use venule_answer::build::{self, Part, foot, sources};
use venule_answer::cite::Citations;
use venule_answer::order::raised;
use venule_answer::page::{Item, Page, Section, Tone};
use venule_answer::{review, words};

/// The sections of what was raised, with which of it each holds.
type Wanted = fn(&FormCheck) -> bool;
const PARTS: [(&str, Tone, Wanted); 3] = [
    ("Contradicts itself or the case", Tone::Caution, |it| {
        it.contradiction
    }),
    ("Missing, or further than was shown", Tone::Caution, |it| {
        !it.contradiction && it.level == Level::Required
    }),
    ("Would make it better", Tone::Plain, |it| {
        !it.contradiction && it.level == Level::Recommended
    }),
];

/// The page of a checked report.
pub(super) fn page(
    knowledge: &Knowledge,
    loaded: &Written<WrittenReport>,
    check: &ReportCheck,
) -> Page {
    let Some(form) = knowledge.reports.get(check.form) else {
        return Page::default();
    };
    let mut cited = Citations::default();
    let part = |part, cited: &mut Citations| {
        build::part(knowledge, &check.case, &check.assessment, cited, part)
    };
    let mut sections = part(Part::Emergency, &mut cited);
    sections.extend(
        check
            .legs
            .iter()
            .map(|leg| amounts_to(knowledge, form, leg)),
    );
    for (heading, tone, wanted) in PARTS {
        let mut section = Section::new(heading, tone);
        section.items = raised::items(knowledge, &form.checks, &check.raised, &mut cited, wanted);
        sections.push(section);
    }
    // Of a patient of whom nothing else is known everything would be asked.
    let rest = if loaded.it.has_case {
        Part::Advice
    } else {
        Part::AdviceOnly
    };
    // The emergency stands first already.
    let mut advice = part(rest, &mut cited).split_off(1);
    if let Some(section) = advice.iter_mut().find(|section| !section.is_empty()) {
        section.intro = Some("What follows for the patient with this scan:".to_owned());
    }
    sections.push(done(knowledge, check));
    sections.extend(advice);
    sections.push(sources(knowledge, &cited));
    let title = words::title(&loaded.it.case).unwrap_or("report".into());
    Page {
        title: format!("venule check: {title}"),
        emergency: None,
        lead: lead(knowledge, loaded, check),
        sections,
        foot: foot(knowledge),
    }
}

fn lead(
    knowledge: &Knowledge,
    loaded: &Written<WrittenReport>,
    check: &ReportCheck,
) -> Vec<String> {
    let verdict = if check.is_complete() {
        "The report is complete, and its conclusion is supported."
    } else {
        "The report is NOT COMPLETE, or goes further than what it shows."
    };
    let day = loaded.it.case.as_of.date;
    let mut lead: Vec<String> = build::emergency_first(knowledge, &check.assessment)
        .into_iter()
        .collect();
    lead.extend([verdict.to_owned(), review::of_all(knowledge, day)]);
    let assumed = if loaded.as_of_assumed {
        " (today: the file does not say)"
    } else {
        ""
    };
    let as_of = words::moment(loaded.it.case.as_of);
    lead.extend(
        build::red_flags_open(knowledge, &check.case, &check.assessment)
            .filter(|_| loaded.it.has_case),
    );
    lead.push(if loaded.it.has_case {
        format!("With the case as of {as_of}{assumed}.")
    } else {
        format!("As of {as_of}{assumed}. Nothing else is known of the patient; `--case` adds it.")
    });
    lead
}

/// What was advised and is done with the scan.
fn done(knowledge: &Knowledge, check: &ReportCheck) -> Section {
    let mut section = Section::new("Done with this scan", Tone::Plain);
    let lines = check.done.iter().filter(|line| line.is_live());
    section.items = lines
        .map(|line| {
            let action = words::action(knowledge, line.action, line.stance);
            let leg = line
                .side
                .map(|side| format!(", {}", words::leg(Some(side))));
            Item::plain(format!("{action}{}.", leg.unwrap_or_default()))
        })
        .collect();
    section
}

/// What the scan of one leg amounts to, and vein by vein why.
fn amounts_to(knowledge: &Knowledge, form: &ReportForm, leg: &LegReport) -> Section {
    let heading = match words::leg(leg.side) {
        "" => "The scan amounts to".to_owned(),
        side => format!("The scan of the {side} amounts to"),
    };
    let mut section = Section::new(&heading, Tone::Advice);
    for (name, fact) in &form.attributes {
        let known = leg.amounts_to.iter().find(|(it, _)| it == name);
        let text = match known {
            Some((_, known)) => words::value(knowledge, *fact, known),
            None => "cannot be told from this report".to_owned(),
        };
        let attributes = knowledge
            .events
            .get(form.event)
            .map(|event| &event.attributes);
        let attribute = attributes.and_then(|all| all.iter().find(|it| it.name == *name));
        section.items.extend(attribute.map(|attribute| Item {
            strong: format!("{}:", attribute.label),
            text: format!("{text}."),
            ..Item::default()
        }));
    }
    let mut by_finding: Vec<(String, Vec<&str>)> = Vec::new();
    for it in &leg.segments {
        let finding = match &it.finding {
            Value::Null if it.described => "recorded, and the finding cannot be told".to_owned(),
            Value::Null => "not described".to_owned(),
            known => words::value(knowledge, form.finding.0, known),
        };
        let label = form
            .segments
            .get(it.segment)
            .map_or("", |it| it.label.as_str());
        match by_finding.iter_mut().find(|(other, _)| *other == finding) {
            Some((_, labels)) => labels.push(label),
            None => by_finding.push((finding, vec![label])),
        }
    }
    for (finding, labels) in by_finding {
        section.items.push(Item {
            strong: format!("{finding}:"),
            text: format!("{}.", labels.join("; ")),
            ..Item::default()
        });
    }
    section
}
