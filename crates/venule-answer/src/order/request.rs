//! A composed order as a page: the request to paste, and what is missing from it.

use venule_engine::assessment::{Line, Status};
use venule_engine::case::Case;
use venule_engine::form::{Composed, Draft, Filled, Gap, NoOrder, Why};
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Level, OrderForm, OrderItem, OrderPart, Stance};

use super::told;
use crate::build::{self, Part, foot, sentence_end, sources};
use crate::cite::Citations;
use crate::page::{Item, Page, Section, Tone};
use crate::{review, words};

/// The page of what came of composing.
pub fn page(knowledge: &Knowledge, case: &Case, composed: &Composed, as_of_assumed: bool) -> Page {
    let assumed = if as_of_assumed {
        " (today: the case does not say)"
    } else {
        ""
    };
    let lead = vec![
        format!("As of {}{assumed}.", words::moment(case.as_of)),
        review::of_all(knowledge, case.as_of.date),
    ];
    match composed {
        Composed::Order(draft) => order(knowledge, case, draft, lead),
        Composed::None(none) => no_order(knowledge, case, none, lead),
    }
}

fn order(knowledge: &Knowledge, case: &Case, draft: &Draft, mut lead: Vec<String>) -> Page {
    let Some(form) = knowledge.orders.get(draft.form) else {
        return Page::default();
    };
    let mut cited = Citations::default();
    lead.push(if draft.missing.is_empty() {
        format!("The order is complete. {}", form.purpose)
    } else if draft.is_complete() {
        "The order is complete: nothing required is missing. What would make it better stands below it."
            .to_owned()
    } else {
        "The order is NOT COMPLETE: what is missing stands below it.".to_owned()
    });
    if !draft.others.is_empty() {
        let others: Vec<&str> = draft
            .others
            .iter()
            .filter_map(|id| knowledge.actions.get(id.0 as usize))
            .map(|action| &*action.name)
            .collect();
        lead.push(format!(
            "Advised as well: {}; `--action` orders it instead.",
            others.join(", ")
        ));
    }
    lead.extend(provided(knowledge, draft));
    if let Some(emergency) = build::emergency_first(knowledge, &draft.assessment) {
        lead.insert(0, emergency);
    }
    lead.extend(build::red_flags_open(knowledge, case, &draft.assessment));
    let mut sections = build::part(
        knowledge,
        case,
        &draft.assessment,
        &mut cited,
        Part::Emergency,
    );
    let mut request = Section::new("Request", Tone::Advice);
    request.verbatim = text(knowledge, case, form, draft);
    sections.push(request);
    sections.push(build::some_lines(
        knowledge,
        case,
        &draft.assessment,
        &mut cited,
        (
            "Advised as well, and not in this order: request it by itself",
            &draft.beside,
        ),
    ));
    sections.extend(missing(knowledge, case, form, draft));
    sections.push(sources(knowledge, &cited));
    Page {
        title: format!("venule order: {}", form.label),
        emergency: None,
        lead,
        sections,
        foot: foot(knowledge),
    }
}

/// What is missing: what the order is not complete without, and what would make it better.
pub fn missing(
    knowledge: &Knowledge,
    case: &Case,
    form: &OrderForm,
    draft: &Draft,
) -> [Section; 2] {
    let gaps = |level: Level| {
        let gaps = draft.missing.iter().filter(move |gap| gap.level == level);
        gaps.map(|gap| gap_item(knowledge, case, form, gap))
            .collect()
    };
    let mut missing = Section::new(
        "Missing: the order is not complete without it",
        Tone::Caution,
    );
    missing.items = gaps(Level::Required);
    let mut better = Section::new("Would make it better", Tone::Plain);
    better.items = gaps(Level::Recommended);
    [missing, better]
}

/// The request itself, line by line.
pub fn text(knowledge: &Knowledge, case: &Case, form: &OrderForm, draft: &Draft) -> Vec<String> {
    let leg = draft.side.map_or("side: ______".to_owned(), |side| {
        words::leg(Some(side)).to_owned()
    });
    let mut lines = vec![format!("{}, {leg}", form.label)];
    lines.extend(
        draft
            .lines
            .iter()
            .map(|line| when(knowledge, case, draft, line)),
    );
    lines.push(format!("Reason: {}", reason(knowledge, form, draft)));
    lines.extend(beside(knowledge, draft));
    let of = |part: OrderPart| {
        draft.items.iter().filter_map(move |filled| {
            let item = form.items.get(filled.item)?;
            (item.part == part).then_some((item, filled))
        })
    };
    let known: Vec<String> = of(OrderPart::Clinical)
        .flat_map(|(item, filled)| clinical(knowledge, case, item, filled))
        .collect();
    if !known.is_empty() {
        lines.push(String::new());
        lines.push("CLINICAL INFORMATION".to_owned());
        lines.extend(known);
    }
    for (part, heading) in [
        (OrderPart::Examination, "EXAMINATION"),
        (OrderPart::Question, "QUESTIONS"),
        (OrderPart::Notice, "PLEASE NOTE"),
    ] {
        let said = of(part).filter_map(|(item, _)| told::to_paste(item, draft.side));
        let said: Vec<String> = said.map(|text| format!("- {text}")).collect();
        if !said.is_empty() {
            lines.push(String::new());
            lines.push(heading.to_owned());
            lines.extend(said);
        }
    }
    lines
}

/// What is known, one line for each leg where the legs differ.
fn clinical(knowledge: &Knowledge, case: &Case, item: &OrderItem, filled: &Filled) -> Vec<String> {
    filled
        .told
        .iter()
        .map(|told| {
            let text = told::text(knowledge, case, item, told);
            format!(
                "{}{}: {}",
                item.label,
                of_leg(told.side),
                sentence_end(&text)
            )
        })
        .collect()
}

fn of_leg(side: Option<Side>) -> String {
    side.map_or_else(String::new, |side| format!(", {}", words::leg(Some(side))))
}

/// What the advice behind the order rests on, if on anything that nobody mentioned.
fn provided(knowledge: &Knowledge, draft: &Draft) -> Option<String> {
    draft.lines.iter().find_map(|line| match &line.status {
        Status::Provisional { provided } => Some(format!(
            "What the examination is advised on, where nobody said otherwise: {}.",
            words::provisos(knowledge, provided)
        )),
        Status::Decided | Status::Undecided { .. } => None,
    })
}

fn when(knowledge: &Knowledge, case: &Case, draft: &Draft, line: &Line) -> String {
    let due = words::due(&line.due, knowledge, case.as_of.date);
    let due = match due.as_str() {
        "" => "no date is set".to_owned(),
        _ => due,
    };
    let considered = match line.stance {
        Stance::Do => "",
        Stance::Consider | Stance::Avoid => " (to be considered)",
    };
    let leg = line
        .side
        .filter(|_| draft.lines.len() > 1)
        .map_or(String::new(), |side| {
            format!(", {}", words::leg(Some(side)))
        });
    format!(
        "When{leg}: {due}{considered}. Requested on {}.",
        words::moment(case.as_of)
    )
}

/// The reasons that hold, or else that of the rule behind the first line.
fn reason(knowledge: &Knowledge, form: &OrderForm, draft: &Draft) -> String {
    let reasons: Vec<&str> = draft
        .reasons
        .iter()
        .filter_map(|index| form.reasons.get(*index))
        .map(|reason| reason.text.as_str())
        .collect();
    if !reasons.is_empty() {
        return reasons.join(" ");
    }
    let rules = draft.lines.iter().flat_map(|line| &line.rules);
    rules
        .filter_map(|trace| knowledge.rules.get(trace.rule.0 as usize))
        .map(|rule| rule.why.clone())
        .next()
        .unwrap_or_default()
}

/// What is to be done as well, so that whoever reads the request knows of it.
fn beside(knowledge: &Knowledge, draft: &Draft) -> Option<String> {
    let mut listed: Vec<&Line> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    let label = |line: &Line| {
        let leg = line
            .side
            .map(|side| format!(", {}", words::leg(Some(side))));
        let action = words::action(knowledge, line.action, line.stance);
        format!("{action}{}", leg.unwrap_or_default())
    };
    // What rests on a presumption stands beside the request, not in it.
    let decided = |line: &&Line| line.status == Status::Decided;
    for line in draft.beside.iter().filter(decided) {
        if listed.contains(&line) {
            continue;
        }
        let options = draft.assessment.options(line);
        if options.len() > 1 {
            let labels = options.iter().map(|it| words::within(&label(it)));
            let labels: Vec<String> = labels.collect();
            parts.push(format!("one of these: {}", labels.join(", or ")));
            listed.extend(options);
        } else {
            parts.push(label(line));
        }
    }
    (!parts.is_empty()).then(|| {
        format!(
            "Advised as well, requested by itself: {}.",
            parts.join("; ")
        )
    })
}

/// What is missing, with the question that fills it.
fn gap_item(knowledge: &Knowledge, case: &Case, form: &OrderForm, gap: &Gap) -> Item {
    let Some(item) = form.items.get(gap.item) else {
        return Item::default();
    };
    let leg = gap.side.map_or(String::new(), |side| {
        format!(", {}", words::leg(Some(side)))
    });
    let mut asked: Vec<String> = Vec::new();
    if gap.events.is_empty() || !gap.facts.is_empty() {
        asked.extend(item.ask.clone());
    }
    for (event, lacks) in &gap.events {
        let what = words::event(knowledge, case, *event).unwrap_or_default();
        asked.push(format!("Of the {what} is not known: {}.", lacks.join(", ")));
    }
    let names: Vec<&str> = gap
        .facts
        .iter()
        .filter_map(|id| knowledge.facts.get(id.0 as usize))
        .map(|fact| &*fact.name)
        .collect();
    let names = if names.is_empty() {
        String::new()
    } else {
        format!(" [{}]", names.join(", "))
    };
    Item {
        strong: format!("{}{leg}:", item.label),
        text: format!("{}{names}", asked.join(" ")),
        ..Item::default()
    }
}

fn no_order(knowledge: &Knowledge, case: &Case, none: &NoOrder, mut lead: Vec<String>) -> Page {
    let emergency = build::emergency_first(knowledge, &none.assessment);
    lead.push(match none.why {
        _ if emergency.is_some() => "NO ORDER: the emergency comes first.",
        Why::Against => "NO ORDER: the examination is advised against, or advice for and against it is withheld.",
        Why::Undecided => "NO ORDER yet: whether the examination is due cannot be decided.",
        Why::NotAdvised => "NO ORDER: nothing asks for the examination at present.",
    }.to_owned());
    if none.assessment.is_out_of_scope(knowledge) && emergency.is_none() {
        lead.push("No guideline here covers this patient; `venule assess` says why.".to_owned());
    }
    let actions: Vec<&str> = none
        .actions
        .iter()
        .filter_map(|id| knowledge.actions.get(id.0 as usize))
        .map(|action| &*action.name)
        .collect();
    if let Some(first) = actions.first() {
        lead.push(format!(
            "`venule why-not {first} CASE` says rule by rule why; so for {}.",
            actions.join(", ")
        ));
    }
    if let Some(emergency) = emergency {
        lead.insert(0, emergency);
    }
    lead.extend(build::red_flags_open(knowledge, case, &none.assessment));
    let mut cited = Citations::default();
    let mut sections = build::part(knowledge, case, &none.assessment, &mut cited, Part::Advice);
    sections.push(sources(knowledge, &cited));
    Page {
        title: "venule order: no order".to_owned(),
        emergency: None,
        lead,
        sections,
        foot: foot(knowledge),
    }
}
