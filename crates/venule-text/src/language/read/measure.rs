//! `[[measure]]`: a number with a unit, and what it is the value of.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::Fields;
use venule_knowledge::nearest;

use super::Reader;
use crate::language::model::{Frame, MeasureEntry, Measured};

impl Reader<'_> {
    pub(super) fn measure(&self, mut fields: Fields<'_>, frames: &[Frame]) -> Option<MeasureEntry> {
        let id = self.id(&mut fields, "measure");
        let phrases = self.phrases_if_any(&mut fields, "phrases");
        let difference = fields.flag("difference");
        let at = self.sites(&mut fields, "at");
        let not_at = self.sites(&mut fields, "not_at");
        let items = fields.flag("items");
        let passing = fields.flag("passing");
        let limit = fields.flag("limit");
        let follows = fields.text("follows").map(|id| Arc::from(id.text));
        let beside = fields.texts("beside").into_iter();
        let beside = beside.map(|id| Arc::from(id.text)).collect();
        let bare = fields.text("bare").map(|unit| Arc::from(unit.text));
        let of = self.measured(&mut fields, frames);
        let event = of
            .as_ref()
            .and_then(|(_, kind)| self.knowledge.events.get((*kind)?));
        let (above, below) = match event {
            Some(event) => (
                self.attributes(&mut fields, "above", event),
                self.attributes(&mut fields, "below", event),
            ),
            None => (Vec::new(), Vec::new()),
        };
        let tables = fields.tables("qualifier", &format!("a qualifier of measure `{id}`"));
        fields.close();
        let (of, kind) = of?;
        let qualifiers = tables.into_iter().filter_map(|it| {
            let Some(event) = kind.and_then(|kind| self.knowledge.events.get(kind)) else {
                let message = format!("measure `{id}` is a fact: it has no attributes to qualify");
                self.problems
                    .add(Diagnostic::error("qualifier", message, it.origin()));
                return None;
            };
            Some(self.anchor(it, event))
        });
        Some(MeasureEntry {
            qualifiers: qualifiers.collect(),
            id: Arc::clone(&id),
            phrases,
            of,
            bare,
            difference,
            at,
            not_at,
            items,
            passing,
            limit,
            follows,
            beside,
            above,
            below,
        })
    }

    /// What the number is the value of, and the event it belongs to.
    fn measured(
        &self,
        fields: &mut Fields<'_>,
        frames: &[Frame],
    ) -> Option<(Measured, Option<usize>)> {
        let named = fields.text("frame");
        let attribute = fields.text("attribute");
        if fields.flag("nothing") {
            return Some((Measured::Nothing, None));
        }
        if fields.has("fact") == named.is_some() {
            let message = format!("{} must have one of `fact`, `frame`", fields.what());
            self.problems
                .add(Diagnostic::error("measure", message, fields.origin()));
        }
        if let Some((fact, _)) = self.fact(fields, "fact") {
            return Some((Measured::Fact(fact), None));
        }
        let (named, attribute) = (named?, attribute?);
        let frame = self.names.frame(self.problems, named)?;
        let kind = frames.iter().find(|it| *it.id == *named.text)?.kind;
        let event = self.knowledge.events.get(kind)?;
        if !event
            .attributes
            .iter()
            .any(|it| *it.name == *attribute.text)
        {
            let message = format!("event `{}` has no `{}`", event.name, attribute.text);
            let names = event.attributes.iter().map(|it| &*it.name);
            self.problems.add(
                Diagnostic::error("unknown-key", message, attribute.origin)
                    .help(format!("it has {}", nearest::listed(names))),
            );
            return None;
        }
        let attribute = Arc::from(attribute.text);
        Some((Measured::Attribute { frame, attribute }, Some(kind)))
    }
}
