//! Orders: the one that is asked for, and what is missing from one that the text holds.

use venule_engine::case::State;
use venule_engine::form::{Composed, WrittenOrder, check_order, compose};
use venule_text::language::ask::IntentKind;

use super::{Asked, Composer, sentence};
use crate::order::{check, request};
use crate::page::{Section, Tone};

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
            Some(_) | None => Vec::new(),
        }
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
