//! What holds when any text at all is read with all words, and when any text at all is taken for a language file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use venule_knowledge::load::from_dir;
use venule_knowledge::model::Knowledge;
use venule_knowledge::render;
use venule_knowledge::source::Files;
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::language::{read, source};
use venule_text::span::Span;

const TODAY: Date = date(2026, 3, 12);

static DATA: LazyLock<(Knowledge, Language)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let knowledge = from_dir(&folder).unwrap().knowledge.unwrap();
    let language = source::from_dir(&knowledge, &folder).unwrap();
    (knowledge, language.usable().unwrap())
});
static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&DATA.0, &DATA.1).unwrap());

/// What texts of patients are made of, and what they should not be made of.
const PIECES: [&str; 56] = [
    "58F",
    "left",
    "R",
    "calf",
    "thigh",
    "swelling",
    "red and warm",
    "no",
    "denies",
    "possible",
    "DVT",
    "US",
    "negative",
    "D-dimer",
    "740 ng/mL",
    "cut-off",
    "Wells",
    "2",
    "38 cm",
    "v",
    "34",
    "2 weeks ago",
    "since",
    "for",
    "3 days",
    "on 3/1",
    "that day",
    "mother",
    "if",
    "?",
    ".",
    ",",
    ";",
    ":",
    "(",
    ")",
    "\n",
    "\r\n",
    "\n\n",
    "\"",
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200f}",
    "\u{301}\u{301}\u{301}",
    "\u{feff}",
    "שלום",
    "مرحبا",
    "深部静脈",
    "🦵🏽",
    "İ",
    "ﬀ",
    "99999999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000001",
    "1e400",
    "-",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9]{1,40}",
    ];
    let blank = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((piece, blank), 0..50)
        .prop_map(|all| all.into_iter().map(|(one, blank)| one + blank).collect())
}

/// All places that a reading shows.
fn spans(reading: &Reading) -> Vec<Span> {
    let facts = reading.facts.iter().chain(&reading.facts_aside);
    let events = reading.events.iter().chain(&reading.events_aside);
    let proofs = facts
        .map(|it| &it.proof)
        .chain(events.map(|it| &it.proof))
        .chain(reading.none_of.iter().map(|(_, _, proof)| proof))
        .chain(reading.side.iter().map(|(_, proof)| proof));
    let shown = proofs.flat_map(|it| it.spans.iter().copied());
    let patients = reading.patients.iter().map(|it| it.span);
    let named = patients.chain(reading.unread.iter().copied());
    shown.chain(named).collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let reading = EXTRACTOR.read(text, TODAY).unwrap();
    let asks = EXTRACTOR.asks(text).unwrap();
    let topics = asks.inside.iter().chain(&asks.outside).chain(&asks.beside);
    let asked = topics.map(|it| it.span);
    let asked = asked.chain(asks.intents.iter().map(|(_, span)| *span));
    for span in spans(&reading).into_iter().chain(asked) {
        let words = text.get(span.start as usize..span.end as usize);
        prop_assert!(words.is_some(), "{span:?} is no part of {text:?}");
    }
    let again = EXTRACTOR.read(text, TODAY).unwrap();
    prop_assert_eq!(format!("{reading:?}"), format!("{again:?}"));
    Ok(())
}

/// A language file has problems that can be shown, or none; it never ends the program.
fn check_language(text: &str) -> Result<(), TestCaseError> {
    let mut files = Files::default();
    let file = files.add("any.toml", text.to_owned());
    let (_, diagnostics) = read::load(&DATA.0, &files, [file]);
    for diagnostic in &diagnostics {
        prop_assert!(!render::full(&files, diagnostic, false).is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn words_of_patients_in_any_order_are_read(text in texts()) {
        check(&text)?;
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_text_is_a_language_file_or_has_a_problem(text in texts()) {
        check_language(&text)?;
    }

    #[test]
    fn any_phrase_is_read_or_has_a_problem(phrase in "[a-z|\\[\\](){}#_ ,.é\u{301}0-9]{0,40}") {
        let text = format!("[[site]]\nid = \"any\"\nphrases = ['{phrase}']\n");
        check_language(&text)?;
    }
}

/// What stands without a full stop is one sentence, however long; nothing in it may be worked out by going in.
#[test]
fn long_rows_of_one_thing_are_read() {
    for piece in [
        "R 1 L 2 ",
        "ABI R 1.08, L 0.74, ",
        "740 ng/mL cut-off 500, D-dimer ",
        "D-dimer ( 5 ",
        "calf and thigh and ",
        "no possible history of ",
        "US negative ",
        "((((((((((((",
        "58F ",
        "to the ",
    ] {
        check(&piece.repeat(4_000 / piece.len())).unwrap();
    }
    for (heading, piece) in [
        ("P: ", "scan with thrombus and "),
        ("PMH: ", "apixaban and cancer "),
    ] {
        check(&format!("{heading}{}", piece.repeat(40_000 / piece.len()))).unwrap();
    }
}
