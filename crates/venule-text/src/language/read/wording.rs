//! Phrases as the files have them.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};
use venule_knowledge::nearest;
use venule_knowledge::source::Origin;

use super::Reader;
use crate::language::model::{Phrases, WordInPlan, Wording};
use crate::language::uses::{USES, UsedWords};

/// Most words with a name in one phrase, those within each other included.
const MOST_NESTED: usize = 64;

/// No phrase at all, after a problem that was reported.
pub(super) fn none(origin: Origin) -> Phrases {
    Phrases {
        wording: Wording::default(),
        origin,
    }
}

/// What `[[words]]` say that is no part of a phrase.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) ordinary: Wording,
    pub(super) adjectives: Vec<Arc<str>>,
    pub(super) in_plans: Vec<(Arc<str>, WordInPlan)>,
    pub(super) used: UsedWords,
}

const IN_PLAN: [(&str, WordInPlan); 6] = [
    ("instructs", WordInPlan::Instructs),
    ("tells", WordInPlan::Tells),
    ("does", WordInPlan::Does),
    ("aims", WordInPlan::Aims),
    ("puts_off", WordInPlan::PutsOff),
    ("behind", WordInPlan::Behind),
];

impl Reader<'_> {
    /// Phrases that have to be there.
    pub(super) fn phrases(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<Phrases> {
        let phrases = self.phrases_if_any(fields, key);
        if phrases.is_none() && !fields.has(key) {
            fields.report_missing(key, None);
        }
        phrases
    }

    /// Phrases that may be left out.
    pub(super) fn phrases_if_any(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Option<Phrases> {
        let origin = fields.place_of(key);
        if fields.has(key)
            && let Some(wording) = self.phrasing.next(origin)
        {
            fields.node(key);
            return Some(Phrases { wording, origin });
        }
        let written = fields.texts(key);
        if written.is_empty() {
            return None;
        }
        let mut wording = Wording::default();
        for text in written {
            let Some(whole) = self.written_out(text) else {
                continue;
            };
            if let Err(error) = wording.add(&whole) {
                let message = format!(
                    "the phrase `{}` cannot be read: {}",
                    text.text,
                    error.message()
                );
                let problem = Diagnostic::error("phrase", message, text.origin);
                let help = "`(a|b)` is a choice, `[a]` may be missing, `#` is a number, `_` is any one word";
                self.problems.add(problem.help(help));
            }
        }
        self.phrasing.keep(origin, &wording);
        Some(Phrases { wording, origin })
    }

    /// Checks the phrases of `[[words]]`, which other phrases name. What is ordinary, what are adjectives, what
    /// words say below a plan and what single words are used as is kept.
    pub(super) fn words_entry(&self, mut fields: Fields<'_>, kept: &mut Kept) {
        self.id(&mut fields, "words");
        let phrases = self.phrases(&mut fields, "phrases");
        let written = fields.texts("phrases").into_iter();
        if let Some(says) = self.word(&mut fields, "in_plan", &IN_PLAN) {
            let words = written.clone().map(|it| (Arc::from(it.text), says));
            kept.in_plans.extend(words);
            kept.in_plans
                .sort_unstable_by(|one, other| one.0.cmp(&other.0));
        }
        if let Some(one) = self.word(&mut fields, "used_as", &USES) {
            for it in written.clone() {
                self.single_word(it);
                kept.used.add(it.text, one);
            }
        }
        if fields.flag("adjectives") {
            kept.adjectives.extend(written.map(|it| Arc::from(it.text)));
            kept.adjectives.sort_unstable();
        }
        if let (true, Some(phrases)) = (fields.flag("ordinary"), phrases) {
            kept.ordinary = phrases.wording;
        }
        fields.close();
    }

    /// Reports a phrase that is no single word, where single words are asked for.
    fn single_word(&self, text: Text<'_>) {
        if text.text.chars().all(char::is_alphanumeric) && !text.text.is_empty() {
            return;
        }
        let message = format!("`{}` is not a single word", text.text);
        let problem = Diagnostic::error("words", message, text.origin);
        self.problems.add(
            problem.help("`used_as` asks for one word at a time: write each of them by itself"),
        );
    }

    /// A phrase with what `{name}` stands for in its place.
    fn written_out(&self, text: Text<'_>) -> Option<String> {
        let mut whole = text.text.to_owned();
        for _ in 0..MOST_NESTED {
            let Some((before, rest)) = whole.split_once('{') else {
                return Some(whole);
            };
            let Some((name, after)) = rest.split_once('}') else {
                break;
            };
            let known = &self.names.words;
            let Some(words) = known.get(name) else {
                let message = format!("there are no words `{name}`");
                let mut problem = Diagnostic::error("unknown-name", message, text.origin);
                problem.help = nearest::did_you_mean(name, known.keys().map(String::as_str));
                self.problems.add(problem);
                return None;
            };
            whole = format!("{before}{words}{after}");
        }
        let message = format!("the words that `{}` names cannot be written out", text.text);
        let problem = Diagnostic::error("phrase", message, text.origin);
        let help = "write `{name}` with the id of a `[[words]]` that does not name itself";
        self.problems.add(problem.help(help));
        None
    }
}
