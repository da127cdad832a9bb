//! Orders and reports: the order that is asked for, what is missing from one that the text holds, and what to look for
//! in a report that it holds.

use venule_engine::case::State;
use venule_engine::form::{Composed, WrittenOrder, check_order, compose};
use venule_text::language::ask::IntentKind;

use super::advice::with_numbers;
use super::{Asked, Composer, sentence};
use crate::order::{check, request};
use crate::page::{Item, Section, Tone};
use crate::stated::stated_event;

/// The published names of the parts.
const ORDER: [&str; 3] = ["order", "order-missing", "order-better"];
const CHECK: [&str; 5] = [
    "check",
    "check-wrong",
    "check-missing",
    "check-better",
    "check-stated",
];

impl Composer<'_, '_> {
    /// The order that the text asks for, or what is to be said of the one it holds.
    pub(super) fn orders(&mut self) -> Vec<(&'static str, Section)> {
        let asked = self.asked;
        let wants = |wanted: IntentKind| {
            let mut intents = asked.asks.intents.iter();
            intents.any(|(intent, _)| *intent == wanted)
        };
        match written(asked) {
            Some(form) if wants(IntentKind::Check) || !wants(IntentKind::Order) => {
                self.checked(form)
            }
            Some(_) | None if wants(IntentKind::Order) => self.composed(),
            Some(_) | None if wants(IntentKind::Check) => self.report(),
            Some(_) | None => Vec::new(),
        }
    }

    /// What was read of a report that the text holds, and what a complete one shows. Running text is not read vein by
    /// vein, so nothing is said to be missing.
    fn report(&mut self) -> Vec<(&'static str, Section)> {
        let knowledge = self.builder.knowledge;
        let case = self.builder.case;
        let reported = knowledge.reports.iter().find_map(|form| {
            let mut events = case.events.iter();
            let at = events.position(|event| event.kind == form.event)?;
            Some((form, at))
        });
        let Some((form, at)) = reported else {
            return Vec::new();
        };
        let mut read = sentence(
            "The report as it is written",
            Tone::Caution,
            format!(
                "Read of it: {}.",
                stated_event(knowledge, case, at).unwrap_or_default()
            ),
        );
        read.items.push(Item::plain(
            "Running text is not checked vein by vein. `venule check report FILE` does that; docs/reference/report.md says how a report is written down.",
        ));
        let mut shows = Section::new("A complete report shows this: look for it", Tone::Plain);
        let required = form.segments.iter().filter(|it| it.when.is_some());
        let required: Vec<&str> = required.map(|it| it.label.as_str()).collect();
        shows.items.push(Item {
            strong: "Each of these by itself, with what was found or as not seen:".to_owned(),
            text: format!("{}.", required.join("; ")),
            ..Item::default()
        });
        let protocols = &self.builder.assessment.protocols;
        let is_shown = protocols.iter().any(|it| it.protocol == form.protocol);
        let protocol = knowledge.protocols.get(form.protocol);
        for item in protocol
            .iter()
            .filter(|_| !is_shown)
            .flat_map(|it| &it.items)
        {
            let numbers = self.builder.cited.numbers(knowledge, &item.states);
            shows
                .items
                .push(Item::plain(with_numbers(&item.text, &numbers)));
        }
        vec![("check", read), ("check-better", shows)]
    }

    fn composed(&self) -> Vec<(&'static str, Section)> {
        let knowledge = self.builder.knowledge;
        let case = self.builder.case;
        let Composed::Order(draft) = compose(knowledge, case, None) else {
            return Vec::new();
        };
        let Some(form) = knowledge.orders.get(draft.form) else {
            return Vec::new();
        };
        let mut section = Section::new("The order, to paste", Tone::Advice);
        section.verbatim = request::text(knowledge, case, form, &draft);
        let sections =
            std::iter::once(section).chain(request::missing(knowledge, case, form, &draft));
        ORDER.into_iter().zip(sections).collect()
    }

    fn checked(&mut self, form: usize) -> Vec<(&'static str, Section)> {
        let knowledge = self.builder.knowledge;
        let case = self.builder.case;
        let written = WrittenOrder {
            form,
            case: case.clone(),
            has_case: true,
        };
        let check = check_order(knowledge, &written);
        let Some(form) = knowledge.orders.get(form) else {
            return Vec::new();
        };
        let verdict = sentence(
            "The order as it is written",
            Tone::Caution,
            check::verdict(form, &check),
        );
        let findings = check::findings(knowledge, case, &check, &mut self.builder.cited);
        let sections = std::iter::once(verdict).chain(findings);
        CHECK.into_iter().zip(sections).collect()
    }
}

/// The form of an order that the text holds: it states something that only an order does.
fn written(asked: &Asked<'_>) -> Option<usize> {
    let stated = |fact| {
        let mut facts = asked.case.facts.iter();
        facts.any(|entry| entry.fact == fact && matches!(entry.state, State::Known(_)))
    };
    let orders = asked.knowledge.orders.iter();
    orders
        .map(|form| {
            let mut items = form.items.iter().filter_map(|item| item.fact.as_ref());
            items.any(|(fact, _)| stated(*fact))
        })
        .position(|is_written| is_written)
}
