//! The built-in content and words, read once for a test program.

use std::sync::LazyLock;

use venule_knowledge::model::Knowledge;
use venule_text::extract::Extractor;
use venule_text::language::model::Language;
use venule_text::language::source::built_in;

pub(crate) static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| venule_content::load().knowledge.unwrap());
pub(crate) static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
    built_in(
        &KNOWLEDGE,
        venule_content::language(),
        venule_content::compiled_language(),
    )
    .usable()
    .unwrap()
});
pub(crate) static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&KNOWLEDGE, &LANGUAGE).unwrap());
