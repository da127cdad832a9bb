//! `[[concept]]`: words, and what their presence or absence means.

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};
use venule_knowledge::load::Shape;
use venule_knowledge::nearest;
use venule_logic::types::Type;

use super::{Reader, wording};
use crate::language::model::{
    Concept, Degree, Effect, InPlan, Meaning, Near, Polarity, SiteId, Tense, Trend,
};

impl Reader<'_> {
    pub(super) fn concept(&self, mut fields: Fields<'_>) -> Concept {
        let id = self.id(&mut fields, "concept");
        let phrases = self.phrases(&mut fields, "phrases");
        let concept = Concept {
            phrases: phrases.unwrap_or_else(|| wording::none(fields.origin())),
            not: self.phrases_if_any(&mut fields, "not"),
            near: self.near(&mut fields, "near"),
            denied: self.phrases_if_any(&mut fields, "denied"),
            raise: fields.flag("raise"),
            in_doubt: fields.flag("in_doubt"),
            alone: fields.flag("alone"),
            beside: fields.flag("beside"),
            compares: fields.flag("compares"),
            passing: fields.flag("passing"),
            lists: fields.flag("lists"),
            weak: fields.flag("weak"),
            lay: fields.flag("lay"),
            symptom: fields.flag("symptom"),
            in_plan: self
                .word(&mut fields, "in_plan", &IN_PLAN)
                .unwrap_or_default(),
            means: fields
                .tables("means", &format!("a meaning of concept `{id}`"))
                .into_iter()
                .filter_map(|it| self.meaning(it))
                .collect(),
            id,
        };
        fields.close();
        concept
    }

    fn meaning(&self, mut fields: Fields<'_>) -> Option<Meaning> {
        let when = self.word(&mut fields, "when", &POLARITIES);
        let at = self.sites(&mut fields, "at");
        let not_at = self.sites(&mut fields, "not_at");
        let trend = self.words(&mut fields, "trend", &TRENDS);
        let degree = self.words(&mut fields, "degree", &DEGREES);
        let time = self.word(&mut fields, "time", &TENSES);
        let within_days = self.days(&mut fields, "within_days");
        let new_within_days = self.days(&mut fields, "new_within_days");
        let near = self.near(&mut fields, "near");
        let with = self.near(&mut fields, "with");
        let unless = self.near(&mut fields, "unless");
        let unless_told = self.near(&mut fields, "unless_told");
        let told = unless_told.into_iter().filter_map(|it| match it {
            Near::Concept(id) => Some(id),
            Near::Site(_) | Near::Frame(_) => None,
        });
        let unless_told = told.collect();
        let single = fields.flag("single");
        let only = fields.flag("only");
        let doubted = fields.flag("doubted");
        let then = self.effect(&mut fields);
        fields.close();
        Some(Meaning {
            when,
            at,
            not_at,
            trend,
            degree,
            time: time.unwrap_or(Tense::Now),
            within_days,
            new_within_days,
            near,
            with,
            unless,
            unless_told,
            single,
            only,
            doubted,
            then: then?,
        })
    }

    fn days(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<u16> {
        let place = fields.place_of(key);
        let stated = fields.integer(key)?;
        let days = u16::try_from(stated).ok().filter(|it| *it > 0);
        if days.is_none() {
            let message = format!("`{key}` cannot be {stated} days");
            let problem = Diagnostic::error("out-of-range", message, place);
            self.problems.add(problem.help("it is from 1 to 65535"));
        }
        days
    }

    pub(super) fn effect(&self, fields: &mut Fields<'_>) -> Option<Effect> {
        let named = ["fact", "event", "no_event"]
            .into_iter()
            .filter(|key| fields.has(key))
            .count();
        if named != 1 {
            let message = format!(
                "{} must have one of `fact`, `event`, `no_event`",
                fields.what()
            );
            self.problems
                .add(Diagnostic::error("meaning", message, fields.origin()));
            for key in ["fact", "value", "event", "sets", "no_event"] {
                fields.node(key);
            }
            return None;
        }
        if let Some((kind, _)) = self.event(fields, "no_event") {
            return Some(Effect::NoEvent { kind });
        }
        if let Some((kind, event)) = self.event(fields, "event") {
            let attributes = self.attributes(fields, "sets", event);
            return Some(Effect::Event { kind, attributes });
        }
        let stated = self.fact(fields, "fact");
        let node = fields.node("value");
        let (fact, described) = stated?;
        let Some(node) = node else {
            if described.ty != Type::Boolean {
                let message = format!(
                    "`{}` is not a yes or no: its value is missing",
                    described.name
                );
                self.problems.add(
                    Diagnostic::error("missing-key", message, fields.origin())
                        .help("add `value = ...`"),
                );
                return None;
            }
            return Some(Effect::Fact { fact, value: None });
        };
        let what = format!("fact `{}`", described.name);
        let value = Shape::of_fact(described).value(self.problems, fields.file(), &what, node)?;
        Some(Effect::Fact {
            fact,
            value: Some(value),
        })
    }

    fn near(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Near> {
        let names = fields.texts(key).into_iter();
        names
            .filter_map(|name| self.names.near(self.problems, name))
            .collect()
    }

    pub(super) fn sites(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<SiteId> {
        fields
            .texts(key)
            .into_iter()
            .filter_map(|name| self.names.site(self.problems, name))
            .collect()
    }

    /// One word of a closed list.
    pub(super) fn word<T: Copy>(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let text = fields.text(key)?;
        self.known(key, text, known)
    }

    fn words<T: Copy>(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Vec<T> {
        fields
            .texts(key)
            .into_iter()
            .filter_map(|text| self.known(key, text, known))
            .collect()
    }

    pub(super) fn known<T: Copy>(
        &self,
        key: &str,
        text: Text<'_>,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(word, _)| *word == text.text);
        if found.is_none() {
            let message = format!("`{key}` cannot be `{}`", text.text);
            let words = nearest::listed(known.iter().map(|(word, _)| *word));
            self.problems.add(
                Diagnostic::error("unknown-value", message, text.origin)
                    .help(format!("it is one of {words}")),
            );
        }
        found.map(|(_, value)| *value)
    }
}

const IN_PLAN: [(&str, InPlan); 3] = [
    ("act", InPlan::Act),
    ("told", InPlan::Told),
    ("orders", InPlan::Orders),
];

const POLARITIES: [(&str, Polarity); 2] =
    [("present", Polarity::Present), ("absent", Polarity::Absent)];

const TRENDS: [(&str, Trend); 5] = [
    ("new", Trend::New),
    ("worse", Trend::Worse),
    ("better", Trend::Better),
    ("unchanged", Trend::Unchanged),
    ("resolved", Trend::Resolved),
];

const DEGREES: [(&str, Degree); 3] = [
    ("mild", Degree::Mild),
    ("moderate", Degree::Moderate),
    ("severe", Degree::Severe),
];

const TENSES: [(&str, Tense); 3] = [
    ("now", Tense::Now),
    ("before", Tense::Before),
    ("lately", Tense::Lately),
];
