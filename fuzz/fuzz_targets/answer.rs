//! Any bytes as a question: its answer shows the text as text, whatever it is printed as.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use venule_answer::answer::{About, Asked, Reader, compose, json};
use venule_answer::build::Wishes;
use venule_answer::conversation::hear;
use venule_answer::{html, markdown, terminal};
use venule_engine::case::Moment;
use venule_engine::plan::plan_within;
use venule_fuzz::{EXTRACTOR, KNOWLEDGE, LANGUAGE};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let as_of = Moment { date: date(2026, 3, 12), time: None };
    let reading = EXTRACTOR.read(&text, as_of.date).expect("the text is short");
    let asks = EXTRACTOR.asks(&text).expect("the text is short");
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
        language: &LANGUAGE,
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
