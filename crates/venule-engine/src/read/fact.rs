//! The `[facts]` table: names, nested or dotted, with plain values or with side, state and source.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Key, Kind, Node};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Derivation, Fact};
use venule_knowledge::nearest;
use venule_knowledge::source::Origin;
use venule_logic::unit::Unit;
use venule_logic::value::Value;
use venule_logic::{FactId, Type};

use super::Reader;
use super::value::{STATES, state_word};
use crate::case::{Case, Entry, State};
use crate::side::Side;

/// What was read so far of one entry.
#[derive(Clone)]
struct Begun<'f> {
    id: FactId,
    fact: &'f Fact,
    origin: Origin,
    side: Option<Side>,
    source: Option<Arc<str>>,
}

impl Begun<'_> {
    /// The entry of its own fact.
    fn entry(&self, state: State) -> Entry {
        self.entry_of(self.id, state)
    }

    /// An entry of another fact that was stated in the same breath.
    fn entry_of(&self, fact: FactId, state: State) -> Entry {
        Entry {
            fact,
            side: self.side,
            state,
            source: self.source.clone(),
            origin: Some(self.origin),
        }
    }
}

/// Keys that stand beside `facts`, and slip below its heading.
const CASE_KEYS: [&str; 8] = [
    "as_of",
    "birth_date",
    "event",
    "none_of",
    "unknown_of",
    "unobtainable_of",
    "title",
    "story",
];

impl Reader<'_> {
    pub(super) fn facts(&self, fields: &Fields<'_>, node: &Node, case: &mut Case) {
        let Kind::Table(entries) = &node.kind else {
            fields.report_kind("facts", node, "a table");
            return;
        };
        self.names(fields, "", entries, case);
        self.check_qualifiers(case);
    }

    /// Follows nested tables until their path names a fact.
    fn names(&self, fields: &Fields<'_>, prefix: &str, entries: &[(Key, Node)], case: &mut Case) {
        for (key, node) in entries {
            let name = if prefix.is_empty() {
                key.text.to_string()
            } else {
                format!("{prefix}.{}", key.text)
            };
            let origin = Origin {
                file: fields.file(),
                span: key.span,
            };
            match (self.knowledge.fact(&name), &node.kind) {
                // An alias may be the stem of other names; then the keys below it decide.
                (_, Kind::Table(inner)) if self.leads_on(&name, inner) => {
                    self.names(fields, &name, inner, case);
                }
                (Some((id, fact)), _) => self.fact(fields, id, fact, origin, node, case),
                (None, Kind::Table(inner)) if self.is_prefix(&name) => {
                    self.names(fields, &name, inner, case);
                }
                (None, _) => self.unknown_fact(&name, origin),
            }
        }
    }

    /// Whether a key below this name leads to a fact.
    fn leads_on(&self, name: &str, inner: &[(Key, Node)]) -> bool {
        inner.iter().any(|(key, _)| {
            let longer = format!("{name}.{}", key.text);
            self.knowledge.fact(&longer).is_some() || self.is_prefix(&longer)
        })
    }

    fn is_prefix(&self, name: &str) -> bool {
        let stem = format!("{name}.");
        self.knowledge
            .fact_index
            .range(stem.clone()..)
            .next()
            .is_some_and(|(fact, _)| fact.starts_with(&stem))
    }

    fn unknown_fact(&self, name: &str, origin: Origin) {
        let message = format!("there is no fact `{name}`");
        let mut problem = Diagnostic::error("unknown-fact", message, origin);
        let misplaced = CASE_KEYS.contains(&name).then(|| {
            format!("`{name}` is of the case itself: write it above `[facts]`, because in TOML whatever follows a heading belongs to it")
        });
        problem.help = misplaced
            .or_else(|| {
                let names = self.knowledge.fact_index.keys().map(String::as_str);
                self.problems.did_you_mean(name, names)
            })
            .or_else(|| Some("`venule knowledge list facts` shows all of them".to_owned()));
        self.problems.add(problem);
    }

    fn fact(
        &self,
        fields: &Fields<'_>,
        id: FactId,
        fact: &Fact,
        origin: Origin,
        node: &Node,
        case: &mut Case,
    ) {
        if let Some(Derivation::View { view, .. }) = &fact.derivation {
            self.is_a_view(fact, *view, origin);
            return;
        }
        let begun = Begun {
            id,
            fact,
            origin,
            side: None,
            source: None,
        };
        let Kind::Table(entries) = &node.kind else {
            self.state(fields, &begun, node, case);
            return;
        };
        let is_leg = |key: &Key| matches!(&*key.text, "left" | "right" | "both");
        if entries.iter().any(|(key, _)| is_leg(key)) {
            for (key, inner) in entries {
                if !is_leg(key) {
                    let origin = Origin {
                        file: fields.file(),
                        span: key.span,
                    };
                    let message = format!("`{}` is not a leg", key.text);
                    let mut problem = Diagnostic::error("unknown-key", message, origin);
                    problem.help = self
                        .problems
                        .did_you_mean(&key.text, ["left", "right", "both"])
                        .or_else(|| {
                            Some("a value by leg has `left`, `right` or `both`".to_owned())
                        });
                    self.problems.add(problem);
                    continue;
                }
                let begun = Begun {
                    side: Side::parse(&key.text),
                    ..begun.clone()
                };
                self.detailed(fields, begun, inner, case);
            }
        } else {
            self.detailed(fields, begun, node, case);
        }
    }

    /// A value, or a table with `value` or `state`, `side` and `source`.
    fn detailed(&self, fields: &Fields<'_>, mut begun: Begun<'_>, node: &Node, case: &mut Case) {
        let Kind::Table(_) = &node.kind else {
            self.state(fields, &begun, node, case);
            return;
        };
        let fact = begun.fact;
        let what = format!("fact `{}`", fact.name);
        let Some(mut detail) = Fields::open(self.problems, fields.file(), what, node) else {
            return;
        };
        begun.source = detail.string("source").map(Arc::from);
        let side = detail.text("side").and_then(|text| {
            let side = Side::parse(text.text);
            if side.is_none() {
                let message = format!("`{}` is not a side", text.text);
                let problem = Diagnostic::error("unknown-value", message, text.origin);
                self.problems
                    .add(problem.help("write `left`, `right` or `both`"));
            }
            side
        });
        begun.side = begun.side.or(side);
        let value = detail.node("value");
        let state = detail.text("state");
        match (value, state) {
            (Some(value), None) => {
                self.state(&detail, &begun, value, case);
            }
            (None, Some(text)) => match state_word(text.text) {
                Some(state) => self.enter(begun.entry(state), fact, case),
                None => {
                    let message = format!("`{}` is not a state", text.text);
                    let problem = Diagnostic::error("unknown-value", message, text.origin);
                    self.problems
                        .add(problem.help(format!("its states are {}", nearest::listed(STATES))));
                }
            },
            (Some(_), Some(text)) => {
                let message = format!("{} has both a value and a state", detail.what());
                self.problems.add(
                    Diagnostic::error("two-values", message, text.origin).help("keep one of them"),
                );
            }
            (None, None) => detail.report_missing("value", None),
        }
        detail.close();
    }

    fn state(&self, fields: &Fields<'_>, begun: &Begun<'_>, node: &Node, case: &mut Case) {
        let fact = begun.fact;
        let qualifier = fact
            .qualifier
            .and_then(|id| Some((id, self.knowledge.facts.get(id.0 as usize)?)));
        let words: Vec<Arc<str>> = qualifier.map(|(_, fact)| choices(fact)).unwrap_or_default();
        let what = format!("fact `{}`", fact.name);
        let Some(stated) = self.value(fields, &what, node, &Shape::of_fact(fact), &words) else {
            return;
        };
        self.enter(begun.entry(stated.state), fact, case);
        if let (Some(word), Some((id, fact))) = (stated.qualifier, qualifier) {
            let state = State::Known(Value::String(Arc::from(word)));
            self.enter(begun.entry_of(id, state), fact, case);
        }
    }

    /// Adds an entry unless the fact already has one for the same leg.
    fn enter(&self, entry: Entry, fact: &Fact, case: &mut Case) {
        let Some(origin) = entry.origin else { return };
        if let Some(side) = entry.side
            && !fact.sided
        {
            let message = format!(
                "fact `{}` does not belong to a leg, and here it is {side}",
                fact.name
            );
            self.problems
                .add(Diagnostic::error("not-sided", message, origin).help("leave the side out"));
            return;
        }
        let twin = case.facts.iter().find(|other| {
            other.fact == entry.fact
                && (other.side == entry.side
                    || matches!(
                        (other.side, entry.side),
                        (Some(Side::Both), Some(_)) | (Some(_), Some(Side::Both))
                    ))
        });
        match twin {
            Some(twin) if twin.state == entry.state => {}
            Some(twin) => {
                self.report_two(fact, origin, twin.origin);
            }
            None => case.facts.push(entry),
        }
    }

    fn report_two(&self, fact: &Fact, second: Origin, first: Option<Origin>) {
        let message = format!("fact `{}` has two values", fact.name);
        let mut problem = Diagnostic::error("two-values", message, second).labeled("the second");
        if let Some(first) = first {
            problem = problem.also(first, "the first");
        }
        self.problems
            .add(problem.help("keep the one that is right"));
    }

    /// What is said of no leg is said of every assessed one, and must agree with what is said of that leg.
    pub(super) fn check_legs(&self, case: &Case) {
        let assessed = case.legs();
        for (at, entry) in case.facts.iter().enumerate() {
            let Some(side) = entry.side else { continue };
            let speaks = side == Side::Both || assessed.iter().any(|leg| side.covers(*leg));
            let plain = case.facts.iter().enumerate().find(|(_, other)| {
                other.fact == entry.fact
                    && other.side.is_none()
                    && other.state != entry.state
                    && other.state != State::Unknown
            });
            let (true, Some((earlier, plain))) = (speaks, plain) else {
                continue;
            };
            let (first, second) = if earlier < at {
                (plain.origin, entry.origin)
            } else {
                (entry.origin, plain.origin)
            };
            let fact = self.knowledge.facts.get(entry.fact.0 as usize);
            if let (Some(fact), Some(second)) = (fact, second) {
                self.report_two(fact, second, first);
            }
        }
    }

    fn is_a_view(&self, fact: &Fact, view: venule_knowledge::model::ViewId, origin: Origin) {
        let kind = self
            .knowledge
            .views
            .get(view.0 as usize)
            .and_then(|view| self.knowledge.events.get(view.event))
            .map_or("the event", |kind| &*kind.name);
        let message = format!(
            "fact `{}` is read from events and cannot be stated",
            fact.name
        );
        let problem = Diagnostic::error("fact-of-an-event", message, origin);
        self.problems.add(problem.help(format!(
            "record it as an event: `[[event]]` with `kind = \"{kind}\"` and what is known of it; \
             if there was none, `none_of = [\"{kind}\"]`"
        )));
    }

    /// A value whose reporting convention is neither stated nor said to be unknown.
    fn check_qualifiers(&self, case: &Case) {
        for entry in &case.facts {
            let Some(fact) = self.knowledge.facts.get(entry.fact.0 as usize) else {
                continue;
            };
            let (Some(qualifier), State::Known(_), Some(origin)) =
                (fact.qualifier, &entry.state, entry.origin)
            else {
                continue;
            };
            let stated = case.facts.iter().any(|other| other.fact == qualifier);
            if let (false, Some(needed)) = (stated, self.knowledge.facts.get(qualifier.0 as usize))
            {
                let words = choices(needed);
                self.missing_qualifier(&fact.name, &needed.name, &words, fact.unit, origin);
            }
        }
    }

    /// Reports a value whose reporting convention is neither stated nor said to be unknown.
    pub(super) fn missing_qualifier(
        &self,
        name: &str,
        needed: &str,
        words: &[Arc<str>],
        unit: Option<Unit>,
        origin: Origin,
    ) {
        let message = format!("`{name}` has no meaning without `{needed}`");
        let words: Vec<&str> = words.iter().map(|word| &**word).collect();
        let problem = Diagnostic::error("missing-qualifier", message, origin)
            .labeled(format!("{}?", words.join(" or ")));
        self.problems.add(problem.help(format!(
            "write it behind the unit, as in `\"... {} {}\"`, or add `{needed}`; \
             if the report does not say, `{needed} = \"unknown\"`",
            unit.map_or("", Unit::code),
            words.first().unwrap_or(&"")
        )));
    }
}

fn choices(fact: &Fact) -> Vec<Arc<str>> {
    match fact.ty {
        Type::Choice(_) => fact
            .choices
            .iter()
            .map(|(word, _)| Arc::clone(word))
            .collect(),
        _ => Vec::new(),
    }
}
