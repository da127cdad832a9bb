//! `none_of`, `unknown_of`, `unobtainable_of`: what is said of kinds of events of which none is listed.

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Node, Text};
use venule_knowledge::model::EventKind;

use super::Reader;
use crate::case::{Case, Unlisted};
use crate::side::Side;

impl Reader<'_> {
    /// The kinds of events of which a key such as `none_of` says something: by name, or with the one leg that it
    /// is said of.
    ///
    /// Of a leg one such key at most says it, and none if an event of that leg is listed. What is said without a leg
    /// is said of all.
    pub(super) fn unlisted(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        case: &Case,
    ) -> Vec<Unlisted> {
        let mut found = Vec::new();
        for node in fields.list(key) {
            let Some((name, said, event)) = self.kind_and_side(fields, key, node) else {
                continue;
            };
            let overlaps = |side: Option<Side>| match (side, said.side) {
                (Some(one), Some(other)) => {
                    one == other || one == Side::Both || other == Side::Both
                }
                (None, _) | (_, None) => true,
            };
            let mut before = case.none_of.iter().chain(&case.unknown_of);
            let mut listed = case.events.iter();
            let message = if listed.any(|it| it.kind == said.kind && overlaps(it.side)) {
                format!("`{key}` names `{}`, and one is listed", event.name)
            } else if before.any(|it| it.kind == said.kind && overlaps(it.side)) {
                format!(
                    "`{key}` names `{}`, and so does a key before it",
                    event.name
                )
            } else {
                found.push(said);
                continue;
            };
            let problem = Diagnostic::error("event-and-none", message, name.origin);
            self.problems
                .add(problem.help("keep the one that is right"));
        }
        found
    }

    fn kind_and_side<'n>(
        &self,
        fields: &Fields<'n>,
        key: &'static str,
        node: &'n Node,
    ) -> Option<(Text<'n>, Unlisted, &EventKind)> {
        if !matches!(node.kind, Kind::Table(_)) {
            let name = fields.as_text(key, "each of ", node)?;
            let (kind, event) = self.event_kind(name)?;
            return Some((name, Unlisted { kind, side: None }, event));
        }
        let what = format!("an entry of `{key}`");
        let mut entry = Fields::open(fields.problems(), fields.file(), what, node)?;
        let name = entry.required_text("kind");
        let side = entry.required_text("side");
        entry.close();
        let name = name?;
        let (kind, event) = self.event_kind(name)?;
        let side = Some(self.side_of(side?, event)?);
        Some((name, Unlisted { kind, side }, event))
    }
}
