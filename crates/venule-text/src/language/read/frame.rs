//! `[[frame]]`: an event, the words that name it, and the words for its attributes.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Attribute, EventKind};
use venule_knowledge::nearest;
use venule_logic::Value;

use super::{Reader, wording};
use crate::language::model::{Against, Anchor, Effect, Frame, Order, Said, Slot};

impl Reader<'_> {
    pub(super) fn frame(&self, mut fields: Fields<'_>) -> Option<Frame> {
        let id = self.id(&mut fields, "frame");
        if !fields.has("event") {
            fields.report_missing("event", None);
        }
        let event = self.event(&mut fields, "event");
        let none = self.phrases_if_any(&mut fields, "none");
        let pending = self.phrases_if_any(&mut fields, "pending");
        let done = self.phrases_if_any(&mut fields, "done");
        let not_at = self.sites(&mut fields, "not_at");
        let anchors = fields.tables("anchor", &format!("an anchor of frame `{id}`"));
        let slots = fields.tables("slot", &format!("a slot of frame `{id}`"));
        let scale = fields.texts("scale");
        let how = fields.texts("how");
        let lasting = fields.texts("lasting");
        let worst = fields.tables("worst", &format!("values of frame `{id}`, worst first"));
        let orders = fields.tables("order", &format!("an order of frame `{id}`"));
        let against = fields.tables("against", &format!("a contradiction of frame `{id}`"));
        let of_symptoms = fields.flag("of_symptoms");
        let later = fields.tables("later", &format!("what is new after frame `{id}`"));
        let shows = fields.flag("shows");
        let at_visit = fields.flag("at_visit");
        fields.close();
        let (kind, event) = event?;
        let attribute = |name: Text<'_>| {
            let found = event.attributes.iter().find(|it| *it.name == *name.text);
            if found.is_none() {
                self.report_attribute(event, &name);
            }
            found.map(|attribute| Arc::clone(&attribute.name))
        };
        Some(Frame {
            kind,
            none,
            pending,
            done,
            not_at,
            of_symptoms,
            later: later.into_iter().filter_map(|it| self.later(it)).collect(),
            shows,
            at_visit,
            scale: scale.into_iter().filter_map(attribute).collect(),
            how: how.into_iter().filter_map(attribute).collect(),
            lasting: lasting.into_iter().filter_map(attribute).collect(),
            worst: worst
                .into_iter()
                .filter_map(|it| self.order(it, event))
                .collect(),
            orders: orders
                .into_iter()
                .filter_map(|it| self.order(it, event))
                .collect(),
            against: against
                .into_iter()
                .filter_map(|it| self.against(it, event))
                .collect(),
            anchors: anchors
                .into_iter()
                .map(|it| self.anchor(it, event))
                .collect(),
            slots: slots
                .into_iter()
                .flat_map(|it| self.slot(it, event))
                .collect(),
            id,
        })
    }

    fn later(&self, mut fields: Fields<'_>) -> Option<Effect> {
        let effect = self.effect(&mut fields);
        fields.close();
        effect
    }

    /// Values of an attribute, those that go before others first.
    fn order(&self, mut fields: Fields<'_>, event: &EventKind) -> Option<Order> {
        let attribute = self.attribute(&mut fields, event);
        let order = attribute.map(|attribute| Order {
            attribute: Arc::clone(&attribute.name),
            values: self.values(&mut fields, "values", event, attribute),
        });
        fields.close();
        order
    }

    /// What was found and what was concluded that do not hold together.
    fn against(&self, mut fields: Fields<'_>, event: &EventKind) -> Option<Against> {
        let attribute = self.attribute(&mut fields, event);
        let against = attribute.map(|attribute| Against {
            attribute: Arc::clone(&attribute.name),
            found: self.values(&mut fields, "found", event, attribute),
            concluded: self.values(&mut fields, "concluded", event, attribute),
            only: fields.flag("only"),
            sets: self.attributes(&mut fields, "sets", event),
        });
        fields.close();
        against
    }

    /// The attribute that a table names.
    fn attribute<'e>(
        &self,
        fields: &mut Fields<'_>,
        event: &'e EventKind,
    ) -> Option<&'e Attribute> {
        let name = fields.required_text("attribute")?;
        let found = event.attributes.iter().find(|it| *it.name == *name.text);
        if found.is_none() {
            self.report_attribute(event, &name);
        }
        found
    }

    /// Values of an attribute.
    fn values(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        event: &EventKind,
        attribute: &Attribute,
    ) -> Vec<Value> {
        if !fields.has(key) {
            fields.report_missing(key, None);
        }
        let values = fields.list(key);
        let what = format!("`{}` of event `{}`", attribute.name, event.name);
        let shape = Shape::of_attribute(attribute);
        let file = fields.file();
        let values = values.iter();
        values
            .filter_map(|it| shape.value(self.problems, file, &what, it))
            .collect()
    }

    fn report_attribute(&self, event: &EventKind, name: &Text<'_>) {
        let message = format!("event `{}` has no `{}`", event.name, name.text);
        let names = event.attributes.iter().map(|it| &*it.name);
        self.problems.add(
            Diagnostic::error("unknown-key", message, name.origin)
                .help(format!("it has {}", nearest::listed(names))),
        );
    }

    /// Words with the attributes that they settle.
    pub(super) fn anchor(&self, mut fields: Fields<'_>, event: &EventKind) -> Anchor {
        let phrases = self.phrases(&mut fields, "phrases");
        let anchor = Anchor {
            phrases: phrases.unwrap_or_else(|| wording::none(fields.origin())),
            sets: self.attributes(&mut fields, "sets", event),
            again: fields.flag("again"),
        };
        fields.close();
        anchor
    }

    /// Words or concepts with the attributes that they settle: a slot for each of them.
    fn slot(&self, mut fields: Fields<'_>, event: &EventKind) -> Vec<Slot> {
        let words = self.phrases_if_any(&mut fields, "phrases");
        let concepts = fields.text("concept").into_iter();
        let concepts: Vec<Text<'_>> = concepts.chain(fields.texts("concepts")).collect();
        let at = self.sites(&mut fields, "at");
        let sets = self.attributes(&mut fields, "sets", event);
        let denied = self.attributes(&mut fields, "denied", event);
        let alone = fields.flag("alone");
        let weak = fields.flag("weak");
        let concludes = fields.flag("concludes");
        let below = fields.flag("below");
        let keys = ["phrases", "concept", "concepts"];
        if keys.into_iter().filter(|key| fields.has(key)).count() != 1 {
            let message = format!(
                "{} must have one of `phrases`, `concept`, `concepts`",
                fields.what()
            );
            self.problems
                .add(Diagnostic::error("slot", message, fields.origin()));
        }
        fields.close();
        let named = concepts.into_iter();
        let named = named.filter_map(|name| self.names.concept(self.problems, name));
        let said = words.map(Said::Words).into_iter();
        said.chain(named.map(Said::Concept))
            .map(|said| Slot {
                said,
                at: at.clone(),
                sets: sets.clone(),
                denied: denied.clone(),
                alone,
                weak,
                concludes,
                below,
            })
            .collect()
    }
}
