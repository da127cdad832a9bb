//! What holds when any text at all is answered: it is shown as text, never as a part of the page it stands in.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use venule_answer::answer::{About, Asked, Depth, Reader, compose, json};
use venule_answer::build::Wishes;
use venule_answer::conversation::hear;
use venule_answer::{html, markdown, terminal};
use venule_engine::case::Moment;
use venule_engine::plan::{MOST_NODES, plan_within};
use venule_knowledge::model::Knowledge;
use venule_text::extract::Extractor;
use venule_text::language::model::Language;
use venule_text::language::source::built_in;
use venule_text::tables::Tables;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| venule_content::load().knowledge.unwrap());
static WORDS: LazyLock<(Language, Arc<Tables>)> = LazyLock::new(|| {
    let (texts, compiled) = (
        venule_content::language(),
        venule_content::compiled_language(),
    );
    let ready = built_in(&KNOWLEDGE, texts, compiled).ready().unwrap();
    let (language, tables) = ready.unwrap();
    (language, Arc::new(tables))
});

/// Words that are understood, and what could be taken for markup or for a command of a terminal.
const PIECES: [&str; 28] = [
    "58F",
    "left calf swelling",
    "US negative 2 weeks ago",
    "next step?",
    "possible DVT",
    "no",
    "<script>alert(1)</script>",
    "</p>",
    "&amp;",
    "\"",
    "'",
    "<!--",
    "]]>",
    "`",
    "```",
    "**",
    "|",
    "# ",
    "[a](javascript:b)",
    "\u{1b}[31m",
    "\u{7}",
    "\u{0}",
    "\u{202e}",
    "\u{2066}",
    "\u{301}",
    "\u{9b}2J",
    "\n",
    "🦵🏽",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..20).prop_map(|all| all.join(" "))
}

/// Ends what the reader of a terminal sees, or turns it around.
fn is_command(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_shown_as_text(text in texts(), reader in 0..3_usize) {
        let (language, tables) = &*WORDS;
        let as_of = Moment { date: jiff::civil::date(2026, 3, 16), time: None };
        let extractor = Extractor::with(&KNOWLEDGE, language, Arc::clone(tables));
        let reading = extractor.read(&text, as_of.date).unwrap();
        let asks = extractor.asks(&text).unwrap();
        let case = hear(&KNOWLEDGE, language, None, &text, &reading, as_of).case;
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let asked = Asked {
            knowledge: &KNOWLEDGE,
            text: &text,
            reading: &reading,
            case: &case,
            assessment: &plan.root.assessment,
            plan: &plan,
            language,
            asks: &asks,
            about: About::of(&KNOWLEDGE, &case, &asks),
            reader: [Reader::Clinician, Reader::Imaging, Reader::Patient][reader],
            changes: None,
            wishes: Wishes::default(),
        };
        let document = compose(&asked);
        let json = json::render(&asked, &document);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
        let page = document.page(Depth::All);
        let terminal = terminal::render(&page, 80, false);
        prop_assert!(!terminal.contains(is_command), "{terminal:?}");
        let html = html::render(&page);
        prop_assert!(!html.contains("<script") && !html.contains("<!--"), "{html}");
        prop_assert_eq!(html.matches("<p").count(), html.matches("</p>").count());
        let markdown = markdown::render(&page);
        prop_assert!(!markdown.replace("\\<", "").contains("<script"), "{markdown}");
    }
}
