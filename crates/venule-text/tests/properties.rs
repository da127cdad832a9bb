//! What holds for any text at all: places lead back, nothing panics, and the same text gives the same result.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use venule_knowledge::load;
use venule_text::language::model::Language;
use venule_text::language::read;
use venule_text::layout::{Headings, Layout};
use venule_text::scan::{Hits, Scanner};
use venule_text::scope::Scopes;
use venule_text::token::Tokens;
use venule_text::view::{View, normalize_phrase};

static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).unwrap();
    let mut files = loaded.files.clone();
    let which = [
        "modifiers.toml",
        "sections.toml",
        "sites.toml",
        "words.toml",
    ]
    .map(|name| {
        let text = std::fs::read_to_string(folder.join("language").join(name)).unwrap();
        files.add(name, text)
    });
    read::load(loaded.knowledge.as_ref().unwrap(), &files, which).0
});
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(&LANGUAGE).unwrap());

/// Words and signs that the rules are about, among whatever else there is.
fn texts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "no",
        "denies",
        "calf",
        "left leg",
        ",",
        " and ",
        " or ",
        ".",
        "?",
        "\n",
        "\n\n",
        "PMH:",
        "FH:",
        "1)",
        "- ",
        "(-)",
        "(",
        ")",
        "is",
        "ruled out",
        "history of",
        "if",
        "but",
        "mother",
        "2.5",
        "q.d.",
        ":",
        " - ",
        "’",
        "–",
        "é",
        "Œ",
        "\u{301}",
        "…",
        "①",
        "İ",
        "mild",
        "worse",
        "possible",
        "  ",
    ]);
    let piece = prop_oneof![
        4 => known.prop_map(|piece| format!("{piece} ")),
        1 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Everything that the stages make of a text, written out.
fn all_of(text: &str) -> String {
    let view = View::new(text).unwrap();
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &Headings::of(&LANGUAGE.sections));
    let mut hits = Hits::default();
    SCANNER.scan(&view, &tokens, &layout, &mut hits);
    let scopes = Scopes::of(&LANGUAGE, &view, &tokens, &layout, &hits);
    let contexts: Vec<_> = (0..hits.all().len())
        .map(|at| {
            (
                scopes.context(at),
                scopes.reasons(&scopes.context(at)).to_vec(),
            )
        })
        .collect();
    format!("{tokens:?}{layout:?}{:?}{contexts:?}", hits.all())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn places_lead_back_to_edges_of_characters(text in texts()) {
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        for index in 0..tokens.len() {
            let token = tokens.get(index).unwrap();
            let span = view.span(token.start..token.end);
            let written = text.get(span.start as usize..span.end as usize);
            prop_assert!(written.is_some_and(|it| !it.is_empty()));
        }
        for place in 0..=view.len() {
            let span = view.span(place..view.len());
            prop_assert!(text.is_char_boundary(span.start as usize));
            prop_assert!(text.is_char_boundary(span.end as usize));
        }
    }

    #[test]
    fn words_are_the_same_there_and_back(text in texts()) {
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        for index in 0..tokens.len() {
            let token = tokens.get(index).unwrap();
            let written = view.span(token.start..token.end).of(&text);
            // A sign in brackets and an ellipsis are one thing in the original and several tokens in the view.
            let again = normalize_phrase(written);
            // An arrow stands for a colon only behind a letter.
            prop_assert!(written == "->" || again.contains(tokens.text(&view, index).trim()), "{written:?}");
        }
    }

    #[test]
    fn an_original_place_is_found_again(text in texts()) {
        let view = View::new(&text).unwrap();
        let mut last = 0;
        for (at, _) in text.char_indices() {
            let place = view.place(u32::try_from(at).unwrap());
            prop_assert!(place >= last && place <= view.len());
            last = place;
        }
    }

    #[test]
    fn sentences_cover_the_text(text in texts()) {
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &Headings::of(&LANGUAGE.sections));
        let mut next = 0;
        for sentence in &layout.sentences {
            prop_assert_eq!(sentence.start, next);
            prop_assert!(sentence.start <= sentence.body && sentence.body <= sentence.end);
            prop_assert!(sentence.end > sentence.start);
            next = sentence.end;
        }
        prop_assert_eq!(next, tokens.len());
    }

    #[test]
    fn the_same_text_gives_the_same_result(text in texts()) {
        prop_assert_eq!(all_of(&text), all_of(&text));
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        all_of(&text);
    }
}

#[test]
fn a_denial_reaches_no_farther_than_any_may() {
    let text = format!("no {}calf", "leg, ".repeat(2_000));
    assert!(!all_of(&text).is_empty());
}
