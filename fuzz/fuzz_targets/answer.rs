//! Any bytes as a question: its answer shows the text as text, whatever it is printed as.

#![no_main]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use venule_answer::answer::{About, Asked, Reader, compose, json};
use venule_answer::build::Wishes;
use venule_answer::conversation::hear;
use venule_answer::{html, markdown, terminal};
use venule_engine::case::Moment;
use venule_engine::plan::plan_within;
use venule_knowledge::model::Knowledge;
use venule_text::extract::Extractor;
use venule_text::language::model::Language;
use venule_text::language::source::built_in;
use venule_text::tables::Tables;

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| venule_content::load().knowledge.expect("the built-in knowledge loads"));

static WORDS: LazyLock<(Language, Arc<Tables>)> = LazyLock::new(|| {
    let (texts, compiled) = (venule_content::language(), venule_content::compiled_language());
    let ready = built_in(&KNOWLEDGE, texts, compiled).ready().expect("its tables are built");
    let (language, tables) = ready.expect("the built-in words load");
    (language, Arc::new(tables))
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (language, tables) = &*WORDS;
    let as_of = Moment { date: date(2026, 3, 12), time: None };
    let extractor = Extractor::with(&KNOWLEDGE, language, Arc::clone(tables));
    let reading = extractor.read(&text, as_of.date).expect("the text is short");
    let asks = extractor.asks(&text).expect("the text is short");
    let case = hear(&KNOWLEDGE, None, &text, &reading, as_of).case;
    // No steps: what a plan adds is none of the text.
    let plan = plan_within(&KNOWLEDGE, &case, 0, 1);
    let asked = Asked {
        knowledge: &KNOWLEDGE,
        text: &text,
        reading: &reading,
        case: &case,
        assessment: &plan.root.assessment,
        plan: &plan,
        language,
        asks: &asks,
        about: About::of(&case, &asks),
        reader: Reader::of(&KNOWLEDGE, &case),
        changes: None,
        wishes: Wishes::default(),
    };
    let document = compose(&asked);
    let written = json::render(&asked, &document);
    assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
    let page = document.page();
    let shown = terminal::render(&page, 80, false);
    assert!(!shown.contains(|it: char| it.is_control() && it != '\n'), "{shown:?}");
    assert!(!html::render(&page).contains("<script"));
    let markdown = markdown::render(&page).replace("\\<", "");
    assert!(!markdown.contains("<script"));
});
