//! `[[intent]]`, `[[topic]]` and `[[question]]`: what a text may ask, and what of the knowledge answers it.

use std::collections::BTreeMap;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};
use venule_knowledge::model::{RuleId, Statement};
use venule_knowledge::nearest;
use venule_knowledge::source::Origin;

use super::{Reader, wording};
use crate::language::ask::{Element, INTENTS, Intent, Outside, Question, Topic};
use crate::language::model::Weighty;
use crate::token::{self, Kind};
use crate::view;

/// Ways to ask a question besides the one that is shown.
const FEWEST_WORDINGS: usize = 2;

/// What an element is called in a file, with what it is looked up in.
const ELEMENTS: &str = "it is `guideline.`, `fact.`, `rule.`, `note.`, `exclusion.`, `score.`, `protocol.`, `order.` or `statement.` and a name";

impl Reader<'_> {
    pub(super) fn intent(&self, mut fields: Fields<'_>) -> Option<Intent> {
        let kind = fields.required_text("id");
        if let Some(kind) = kind {
            fields.call(format!("intent `{}`", kind.text));
        }
        let kind = kind.and_then(|text| self.known("id", text, &INTENTS));
        let phrases = self.phrases(&mut fields, "phrases");
        let asked = self.phrases_if_any(&mut fields, "asked");
        let origin = fields.origin();
        fields.close();
        Some(Intent {
            kind: kind?,
            phrases: phrases.unwrap_or_else(|| wording::none(origin)),
            asked,
        })
    }

    pub(super) fn weighty(&self, mut fields: Fields<'_>) -> Weighty {
        let id = self.id(&mut fields, "words of weight");
        let phrases = self.phrases(&mut fields, "phrases");
        let not = self.phrases_if_any(&mut fields, "not");
        let doubts = self.facts(&mut fields, "doubts");
        let beside = fields.flag("beside");
        let origin = fields.origin();
        fields.close();
        Weighty {
            id,
            phrases: phrases.unwrap_or_else(|| wording::none(origin)),
            not,
            doubts,
            beside,
        }
    }

    pub(super) fn topic(&self, mut fields: Fields<'_>) -> Topic {
        let id = self.id(&mut fields, "topic");
        let phrases = self.phrases(&mut fields, "phrases");
        let not = self.phrases_if_any(&mut fields, "not");
        let inside = fields.flag("inside");
        let dismissed = match inside {
            true => self.phrases_if_any(&mut fields, "dismissed"),
            false => None,
        };
        let outside = if inside {
            None
        } else {
            Some(Outside {
                says: self.sentence(&mut fields, "says"),
                signpost: self.sentence(&mut fields, "signpost"),
                urgent: fields.flag("urgent"),
                always: fields.flag("always"),
                same_as: self.elements(&mut fields, "same_as"),
            })
        };
        let origin = fields.origin();
        fields.close();
        Topic {
            phrases: phrases.unwrap_or_else(|| wording::none(origin)),
            id,
            not,
            dismissed,
            outside,
        }
    }

    pub(super) fn question(&self, mut fields: Fields<'_>) -> Option<Question> {
        let id = self.id(&mut fields, "question");
        let text = fields.required_text("text");
        if let Some(text) = text.filter(|it| !it.text.ends_with('?')) {
            let message = format!("{} does not end with a question mark", fields.what());
            self.problems
                .add(Diagnostic::error("question", message, text.origin));
        }
        let wordings = fields.strings("wordings");
        if wordings.len() < FEWEST_WORDINGS {
            let message = format!(
                "{} is put in {} other ways, and {FEWEST_WORDINGS} are needed",
                fields.what(),
                wordings.len()
            );
            let place = fields.place_of("wordings");
            let problem = Diagnostic::error("question", message, place);
            self.problems
                .add(problem.help("add `wordings` as people write them"));
        }
        let guideline = self.guideline(&mut fields);
        let answered_by = self.elements(&mut fields, "answered_by");
        if answered_by.is_empty() && !fields.has("answered_by") {
            fields.report_missing("answered_by", Some(ELEMENTS.to_owned()));
        }
        let answer = fields.has("answer").then(|| {
            let place = fields.place_of("answer");
            let answer = self.sentence(&mut fields, "answer");
            // What is made already was checked when it was made.
            if !self.phrasing.is_made() {
                self.refuse_unstated(&fields, &answer, place, &answered_by);
            }
            answer
        });
        let origin = fields.place_of("id");
        fields.close();
        Some(Question {
            id,
            text: text?.text.to_owned(),
            wordings,
            guideline: guideline?,
            answered_by,
            answer,
            origin,
        })
    }

    /// Reports questions that are asked with the same words.
    pub(super) fn refuse_same_wordings(&self, questions: &[Question]) {
        let mut seen: BTreeMap<String, &Question> = BTreeMap::new();
        for question in questions {
            for wording in question.all_wordings() {
                let words = view::normalize_phrase(wording);
                let words = words.trim_end_matches(['?', '.', ' ']).to_owned();
                let Some(first) = seen.insert(words, question) else {
                    continue;
                };
                let message = format!(
                    "\"{wording}\" is asked by `{}` and by `{}`",
                    first.id, question.id
                );
                self.problems.add(
                    Diagnostic::error("shared-wording", message, question.origin)
                        .also(first.origin, "asked here too"),
                );
            }
        }
    }

    /// A text that is shown as it stands: it has to end like a sentence.
    fn sentence(&self, fields: &mut Fields<'_>, key: &'static str) -> String {
        let Some(text) = fields.required_text(key) else {
            return String::new();
        };
        if !text.text.ends_with('.') {
            let message = format!("`{key}` of {} does not end with a full stop", fields.what());
            self.problems
                .add(Diagnostic::error("sentence", message, text.origin));
        }
        text.text.to_owned()
    }

    fn guideline(&self, fields: &mut Fields<'_>) -> Option<usize> {
        let name = fields.required_text("guideline")?;
        let names = || self.knowledge.guidelines.iter().map(|it| &*it.name);
        self.find("guideline", name, name.text, names())
    }

    fn elements(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Element> {
        let named = fields.texts(key).into_iter();
        named.filter_map(|name| self.element(name)).collect()
    }

    fn element(&self, name: Text<'_>) -> Option<Element> {
        let Some((kind, id)) = name.text.split_once('.') else {
            return self.report_element(name);
        };
        let knowledge = self.knowledge;
        match kind {
            "guideline" => {
                let names = knowledge.guidelines.iter().map(|it| &*it.name);
                self.find(kind, name, id, names).map(Element::Guideline)
            }
            "fact" => {
                let names = knowledge.facts.iter().map(|it| &*it.name);
                let index = self.find(kind, name, id, names)?;
                let index = u32::try_from(index).ok()?;
                Some(Element::Fact(venule_logic::FactId(index)))
            }
            "rule" => {
                let (guideline, rule) = self.within(name, id)?;
                let rules = &knowledge.guidelines.get(guideline)?.rules;
                let named = |it: &RuleId| knowledge.rules.get(it.0 as usize).map(|it| &*it.name);
                let names = rules.iter().filter_map(named);
                let index = self.find(kind, name, rule, names)?;
                rules.get(index).copied().map(Element::Rule)
            }
            "note" => {
                let (guideline, note) = self.within(name, id)?;
                let notes = knowledge.guidelines.get(guideline)?.notes.iter();
                let index = self.find(kind, name, note, notes.map(|it| &*it.name))?;
                Some(Element::Note(guideline, index))
            }
            "exclusion" => {
                let (guideline, exclusion) = self.within(name, id)?;
                let all = knowledge.guidelines.get(guideline)?.scope.exclusions.iter();
                let index = self.find(kind, name, exclusion, all.map(|it| &*it.name))?;
                Some(Element::Exclusion(guideline, index))
            }
            "score" => {
                let names = knowledge.scores.iter().map(|it| &*it.name);
                self.find(kind, name, id, names).map(Element::Score)
            }
            "protocol" => {
                let names = knowledge.protocols.iter().map(|it| &*it.name);
                self.find(kind, name, id, names).map(Element::Protocol)
            }
            "order" => {
                let names = knowledge.orders.iter().map(|it| &*it.name);
                self.find(kind, name, id, names).map(Element::Order)
            }
            "statement" => {
                let names = knowledge.statements.iter().map(|it| &*it.name);
                let index = self.find(kind, name, id, names)?;
                let index = u32::try_from(index).ok()?;
                Some(Element::Statement(venule_knowledge::model::StatementId(
                    index,
                )))
            }
            _ => self.report_element(name),
        }
    }

    fn report_element(&self, name: Text<'_>) -> Option<Element> {
        let message = format!("`{}` is not a kind and a name", name.text);
        self.problems
            .add(Diagnostic::error("unknown-name", message, name.origin).help(ELEMENTS));
        None
    }

    /// The guideline before the `/`, and the name after it.
    fn within<'n>(&self, place: Text<'_>, name: &'n str) -> Option<(usize, &'n str)> {
        let Some((guideline, rest)) = name.split_once('/') else {
            self.report_element(place);
            return None;
        };
        let names = self.knowledge.guidelines.iter().map(|it| &*it.name);
        Some((self.find("guideline", place, guideline, names)?, rest))
    }

    fn find<'n>(
        &self,
        what: &str,
        place: Text<'_>,
        name: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let found = names.clone().position(|it| it == name);
        if found.is_none() {
            let message = format!("there is no {what} `{name}`");
            let mut problem = Diagnostic::error("unknown-name", message, place.origin);
            problem.help = nearest::did_you_mean(name, names);
            self.problems.add(problem);
        }
        found
    }

    /// Reports numbers of an answer that none of the statements has by which it is answered.
    fn refuse_unstated(
        &self,
        fields: &Fields<'_>,
        answer: &str,
        place: Origin,
        answered_by: &[Element],
    ) {
        let statements = answered_by
            .iter()
            .flat_map(|it| it.statements(self.knowledge));
        let stated: Vec<String> = statements.flat_map(numbers_of).collect();
        for number in numbers(answer) {
            if stated.contains(&number) {
                continue;
            }
            let message = format!(
                "the number {number} stands in no statement by which {} is answered",
                fields.what()
            );
            let help = "name the statement under `answered_by`, or leave the number out";
            self.problems
                .add(Diagnostic::error("number-without-source", message, place).help(help));
        }
    }
}

fn numbers_of(statement: &Statement) -> Vec<String> {
    let mut all = numbers(&statement.numbers);
    all.append(&mut numbers(&statement.text));
    all
}

/// The numbers of a text that stand by themselves: not that in "B12".
fn numbers(text: &str) -> Vec<String> {
    let text = view::normalize_phrase(text);
    let mut end = None;
    let mut found = Vec::new();
    for token in token::cut(&text) {
        let apart = end != Some(token.start);
        end = (token.kind == Kind::Word).then_some(token.end);
        if token.kind == Kind::Number && apart {
            let digits = text.get(token.start as usize..token.end as usize);
            found.extend(digits.map(str::to_owned));
        }
    }
    found
}
