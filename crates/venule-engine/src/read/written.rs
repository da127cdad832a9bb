//! Files that hold an order or a report, and beside it, if wanted, the case it is about.
//!
//! What is written under `[order]` or `[report]` are facts; the rest of the file is a case file.
//! A word `not_stated` says no more than leaving the key out.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Key, Kind, Node};
use venule_knowledge::model::Knowledge;
use venule_knowledge::nearest;
use venule_knowledge::source::Origin;
use venule_logic::FactId;

/// The word for what an order or report does not say.
pub(super) const NOT_STATED: &str = "not_stated";

/// Keys that may stand in a table, with the facts they state.
pub(super) struct Keys {
    /// Key and fact; aliases after the names.
    facts: Vec<(Arc<str>, FactId)>,
}

impl Keys {
    /// Each fact by the last part of its name, and of its other names.
    pub(super) fn by_last_part(knowledge: &Knowledge, facts: impl Iterator<Item = FactId>) -> Self {
        let mut keys: Vec<(Arc<str>, FactId)> = Vec::new();
        let mut aliases: Vec<(Arc<str>, FactId)> = Vec::new();
        let last = |name: &str| Arc::from(name.rsplit('.').next().unwrap_or(name));
        for id in facts {
            let Some(fact) = knowledge.facts.get(id.0 as usize) else {
                continue;
            };
            if keys.iter().any(|(_, known)| *known == id) {
                continue;
            }
            keys.push((last(&fact.name), id));
            aliases.extend(fact.aliases.iter().map(|alias| (last(alias), id)));
        }
        keys.extend(aliases);
        Self { facts: keys }
    }

    /// These keys.
    pub(super) fn of(facts: &[(Arc<str>, FactId)]) -> Self {
        Self {
            facts: facts.to_vec(),
        }
    }

    /// The facts that a table states, as a `facts` table of a case would have them. Keys in `also` are for the caller.
    pub(super) fn read(
        &self,
        knowledge: &Knowledge,
        fields: &Fields<'_>,
        also: &[&str],
    ) -> Vec<(Key, Node)> {
        let mut found = Vec::new();
        for (key, node) in fields.entries() {
            if also.contains(&&*key.text) {
                continue;
            }
            let known = self.facts.iter().find(|(name, _)| **name == *key.text);
            let fact = known.and_then(|(_, id)| knowledge.facts.get(id.0 as usize));
            let Some(fact) = fact else {
                self.report_unknown(fields, key, also);
                continue;
            };
            if matches!(&node.kind, Kind::String(text) if text == NOT_STATED) {
                continue;
            }
            let key = Key {
                text: fact.name.to_string().into(),
                span: key.span,
            };
            found.push((key, node.clone()));
        }
        found
    }

    fn report_unknown(&self, fields: &Fields<'_>, key: &Key, also: &[&str]) {
        let names = || {
            self.facts
                .iter()
                .map(|(name, _)| &**name)
                .chain(also.iter().copied())
        };
        let message = format!("{} has no key `{}`", fields.what(), key.text);
        let origin = Origin {
            file: fields.file(),
            span: key.span,
        };
        let mut problem = Diagnostic::error("unknown-key", message, origin);
        problem.help = fields
            .problems()
            .did_you_mean(&key.text, names())
            .or_else(|| Some(format!("its keys are {}", nearest::listed(names()))));
        fields.problems().add(problem);
    }
}

/// The case part of a file: what is left without some keys, with further facts put in.
pub(super) fn case_part(tree: &Node, without: &[&str], facts: Vec<(Key, Node)>) -> Node {
    let Kind::Table(entries) = &tree.kind else {
        return tree.clone();
    };
    let mut kept: Vec<(Key, Node)> = entries
        .iter()
        .filter(|(key, _)| !without.contains(&&*key.text))
        .cloned()
        .collect();
    let own = kept.iter_mut().find(|(key, _)| key.text == "facts");
    match own.map(|(_, node)| &mut node.kind) {
        Some(Kind::Table(entries)) => entries.extend(facts),
        // Something else than a table is reported by whoever reads the case.
        Some(_) => {}
        None => kept.push((
            Key {
                text: "facts".into(),
                span: tree.span,
            },
            Node {
                span: tree.span,
                kind: Kind::Table(facts),
            },
        )),
    }
    Node {
        span: tree.span,
        kind: Kind::Table(kept),
    }
}

/// Whether a file says anything of the patient beside the order or report.
pub(super) fn has_case(tree: &Node) -> bool {
    let Kind::Table(entries) = &tree.kind else {
        return false;
    };
    entries
        .iter()
        .any(|(key, _)| matches!(&*key.text, "facts" | "event" | "none_of" | "birth_date"))
}

/// The form that a table names, or the only one there is. Reports one that cannot be told.
pub(super) fn form<'n>(
    fields: &mut Fields<'_>,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<usize> {
    let Some(wanted) = fields.text("form") else {
        if names.clone().count() == 1 {
            return Some(0);
        }
        let help = format!("it is one of {}", nearest::listed(names));
        fields.report_missing("form", Some(help));
        return None;
    };
    let found = names.clone().position(|name| name == wanted.text);
    if found.is_none() {
        let message = format!("there is no form `{}`", wanted.text);
        let mut problem = Diagnostic::error("unknown-form", message, wanted.origin);
        problem.help = nearest::did_you_mean(wanted.text, names.clone())
            .or_else(|| Some(format!("it is one of {}", nearest::listed(names))));
        fields.problems().add(problem);
    }
    found
}
