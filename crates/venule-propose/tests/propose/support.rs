//! The built-in content, and answers as a model gives them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value as Json, json};
use venule_engine::case::{Case, Moment};
use venule_knowledge::model::Knowledge;
use venule_propose::{Asked, Unreadable, Verified, verify};
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::language::source::built_in;
use venule_text::proposed::Dropped;

pub(crate) static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| venule_content::load().knowledge.unwrap());
pub(crate) static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
    let texts = venule_content::language();
    let loaded = built_in(&KNOWLEDGE, texts, venule_content::compiled_language());
    loaded.usable().unwrap()
});
pub(crate) static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&KNOWLEDGE, &LANGUAGE).unwrap());

/// The day of all these texts.
pub(crate) fn today() -> Moment {
    Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    }
}

/// A text with what the rules make of it.
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) reading: Reading,
    pub(crate) case: Case,
}

impl Told {
    pub(crate) fn new(text: &str) -> Self {
        let reading = EXTRACTOR.read(text, today().date).unwrap();
        let case = reading.case(&KNOWLEDGE, today());
        Self {
            text: text.to_owned(),
            reading,
            case,
        }
    }

    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            knowledge: &KNOWLEDGE,
            extractor: &EXTRACTOR,
            text: &self.text,
            reading: &self.reading,
            case: &self.case,
            reference: today().date,
        }
    }

    pub(crate) fn verify(&self, proposals: &Json) -> Result<Verified, Unreadable> {
        verify(&self.asked(), &completion(&content(proposals)))
    }
}

/// The content of an answer with these proposals.
pub(crate) fn content(proposals: &Json) -> String {
    json!({ "proposals": proposals }).to_string()
}

/// A chat completion with this content.
pub(crate) fn completion(content: &str) -> Vec<u8> {
    let message = json!({ "role": "assistant", "content": content });
    json!({ "choices": [{ "index": 0, "message": message }] })
        .to_string()
        .into_bytes()
}

pub(crate) fn proposal(key: &str, value: impl Into<Json>, quote: &str) -> Json {
    json!({ "key": key, "value": value.into(), "quote": quote, "start": 0 })
}

/// What becomes of one proposal: nothing if it is kept, with its value and the right words.
pub(crate) fn fate(text: &str, key: &str, value: impl Into<Json>, quote: &str) -> Option<Dropped> {
    let told = Told::new(text);
    let proposals = json!([proposal(key, value, quote)]);
    let verified = told.verify(&proposals).unwrap();
    match verified.candidates.as_slice() {
        [one] => {
            assert_eq!(verified.dropped, BTreeMap::new(), "{text}");
            assert_eq!(one.proof.spans[0].of(text), quote, "{text}");
            assert_eq!(&*KNOWLEDGE.facts[one.fact.0 as usize].name, key, "{text}");
            None
        }
        [] => {
            let dropped: Vec<_> = verified.dropped.into_iter().collect();
            assert_eq!(dropped.len(), 1, "{text}: {dropped:?}");
            Some(dropped[0].0)
        }
        more => panic!("{} candidates of one proposal", more.len()),
    }
}
