//! What the targets share: the built-in knowledge, its words, and an extractor with both.

use std::sync::{Arc, LazyLock};

use venule_knowledge::model::Knowledge;
use venule_text::extract::Extractor;
use venule_text::language::model::Language;
use venule_text::language::source::built_in;
use venule_text::tables::Tables;

/// The built-in knowledge.
pub static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| venule_content::load().knowledge.expect("the built-in knowledge loads"));

static WORDS: LazyLock<(Language, Arc<Tables>)> = LazyLock::new(|| {
    let (texts, compiled) = (venule_content::language(), venule_content::compiled_language());
    let ready = built_in(&KNOWLEDGE, texts, compiled).ready().expect("its tables are built");
    let (language, tables) = ready.expect("the built-in words load");
    (language, Arc::new(tables))
});

/// The built-in words.
pub static LANGUAGE: LazyLock<&Language> = LazyLock::new(|| &WORDS.0);

/// Reads with all of them.
pub static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::with(&KNOWLEDGE, &WORDS.0, Arc::clone(&WORDS.1)));
