use proptest::prelude::*;

use super::{Headings, Layout};
use crate::language::model::Section;
use crate::testing;
use crate::token::Tokens;
use crate::view::View;

fn headings() -> Headings {
    let sections: Vec<Section> = [
        vec!["family history", "fh"],
        vec!["history of present illness"],
        vec!["complications"],
        vec!["diagnosis"],
        vec!["plan"],
    ]
    .into_iter()
    .map(|words| Section {
        of: Vec::new(),
        aside: false,
        id: words[0].into(),
        phrases: testing::phrases(&words),
        defaults: Vec::new(),
        leads: false,
        today: false,
        amends: false,
        tells: false,
    })
    .collect();
    Headings::of(&sections)
}

fn text_of(view: &View<'_>, tokens: &Tokens, start: u32, end: u32) -> String {
    match (
        tokens.get(start),
        end.checked_sub(1).and_then(|at| tokens.get(at)),
    ) {
        (Some(first), Some(last)) if end > start => {
            view.part(first.start, last.end).trim().to_owned()
        }
        _ => String::new(),
    }
}

fn sentences(text: &str) -> Vec<String> {
    let view = View::new(text).unwrap();
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &headings());
    let all = layout.sentences.iter();
    all.map(|it| text_of(&view, &tokens, it.start, it.end))
        .collect()
}

/// Each part: which section it is, and what stands below its heading.
fn parts(text: &str) -> Vec<(Option<u16>, String)> {
    let view = View::new(text).unwrap();
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &headings());
    let all = layout.parts.iter();
    all.map(|it| (it.section, text_of(&view, &tokens, it.start, it.end)))
        .filter(|(section, text)| section.is_some() || !text.is_empty())
        .collect()
}

fn part(section: u16, text: &str) -> (Option<u16>, String) {
    (Some(section), text.to_owned())
}

#[test]
fn full_stops_end_sentences_and_short_words_do_not() {
    assert_eq!(sentences("No pain. Red calf."), ["no pain.", "red calf."]);
    for whole in [
        "Seen by Dr. Smith today",
        "INR was 2.5 today",
        "aspirin q.d. since then",
        "L. calf is red",
        "pain, e.g. in the calf",
        "s/p knee surgery",
        "warfarin vs. apixaban",
    ] {
        assert_eq!(sentences(whole).len(), 1, "{whole}");
    }
    assert_eq!(sentences("no swelling.Calf red").len(), 2);
}

#[test]
fn a_closing_quotation_mark_belongs_to_what_it_closes() {
    for text in [
        "'No DVT.' Red calf.",
        "\"No DVT.\" Red calf.",
        "'No DVT?' Red calf.",
    ] {
        let found = sentences(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1], "red calf.");
    }
    let view = View::new("'Is it a DVT?' Red calf.").unwrap();
    let tokens = Tokens::of(&view);
    let asks = Layout::of(&view, &tokens, &headings()).sentences;
    assert!(asks[0].asks && !asks[1].asks);
    assert_eq!(sentences("It reads 'no DVT' and no more").len(), 1);
    assert_eq!(sentences("her leg's sore. 'Fine' she says").len(), 2);
}

#[test]
fn a_line_that_was_broken_for_want_of_room_goes_on() {
    assert_eq!(sentences("No redness\nCalf swollen").len(), 2);
    assert_eq!(sentences("No redness\ncalf swollen").len(), 2);
    assert_eq!(sentences("No redness,\nwarmth").len(), 1);
    assert_eq!(sentences("No redness or\nwarmth").len(), 1);
    let long = "She was well until three days ago when she first noticed a pain in the left\n";
    assert_eq!(sentences(&format!("{long}calf")).len(), 1);
    assert_eq!(sentences(&format!("{long}Calf")).len(), 2);
    assert_eq!(sentences(&format!("{long}\ncalf")).len(), 2);
}

#[test]
fn list_items_stand_apart() {
    assert_eq!(sentences("- no pain\n- red calf").len(), 2);
    assert_eq!(
        sentences("1. no pain 2. red calf"),
        ["1. no pain", "2. red calf"]
    );
    assert_eq!(sentences("(1) no pain (2) red calf").len(), 2);
    assert_eq!(sentences("1) no pain 2) red calf").len(), 2);
    assert_eq!(sentences("size (3 cm) and grade 2) so").len(), 1);
    assert_eq!(sentences("Wells score is 3. Calf is red").len(), 2);
}

#[test]
fn question_marks_ask_behind_and_doubt_in_front() {
    assert_eq!(sentences("Does she have a DVT? Calf red").len(), 2);
    assert_eq!(sentences("swollen leg ?DVT").len(), 1);
    assert_eq!(sentences("swollen leg ? DVT").len(), 1);
    assert_eq!(sentences("DVT ?\nCalf red").len(), 2);
}

#[test]
fn headings_divide() {
    assert_eq!(
        parts("Calf red. FH: mother had PE\nPlan:\nscan"),
        [
            (None, "calf red.".to_owned()),
            part(0, "mother had pe"),
            part(4, "scan")
        ]
    );
    assert_eq!(
        parts("COMPLICATIONS: None  DIAGNOSIS: 1) DVT"),
        [part(2, "none"), part(3, "1) dvt")]
    );
    assert_eq!(
        parts("Family history\nmother had PE"),
        [part(0, "mother had pe")]
    );
    assert_eq!(parts("Plan - scan today"), [part(4, "scan today")]);
    assert_eq!(parts("History of present illness: well"), [part(1, "well")]);
    assert_eq!(parts("a plan for her family history").len(), 1);
}

#[test]
fn unknown_headings_in_capitals_end_a_part() {
    let text = "FH: mother had PE\nLEGS: swollen";
    assert_eq!(
        parts(text),
        [part(0, "mother had pe"), (None, "legs: swollen".to_owned())]
    );
    assert_eq!(parts("FH: mother had PE\nLegs: swollen").len(), 1);
    assert_eq!(parts("seen at 10:30 with pain").len(), 1);
}

#[test]
fn phrases_do_not_stand_across_sentences() {
    let view = View::new("blood\nclot and blood. clot").unwrap();
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &Headings::default());
    assert!(!layout.together(&(4..7)));
    assert!(layout.together(&(2..5)));
}

#[test]
fn a_text_without_full_stops_is_read_in_pieces_that_end_at_commas() {
    let text = "no swelling in that leg, ".repeat(1000);
    let found = sentences(&text);
    assert!(found.len() > 5, "{}", found.len());
    assert!(found.iter().all(|it| it.ends_with(',')), "{found:?}");
    let tokens = |it: &String| it.split_whitespace().count() + it.matches(',').count();
    assert!(found.iter().all(|it| tokens(it) <= 768));
    assert_eq!(found.iter().map(tokens).sum::<usize>(), 6000);
    let text = "leg ".repeat(2000);
    let found = sentences(&text);
    assert!(found.len() > 1 && found.iter().all(|it| tokens(it) <= 768));
    let usual = format!("{}end.", "no swelling in that leg, ".repeat(100));
    assert_eq!(sentences(&usual).len(), 1);
}

proptest! {
    /// What is looked up is what the order of the sentences says.
    #[test]
    fn the_sentence_of_a_token_is_the_one_it_stands_in(
        words in prop::collection::vec(
            prop::sample::select(&[
                "no swelling", ". ", "\n", "\n\n", "FH:", "Plan:\n", "- ", "1) ", "2.5", "? ", "; ", ", ", "12/3/2026", " ",
            ][..]),
            0..60,
        )
    ) {
        let text = words.concat();
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &headings());
        for token in 0..tokens.len() + 2 {
            let after = layout.sentences.partition_point(|it| it.start <= token);
            let holds = |at: &usize| layout.sentences.get(*at).is_some_and(|it| token < it.end);
            let slow = after.checked_sub(1).filter(holds);
            prop_assert_eq!(layout.sentence_of(token), slow, "{}", text);
        }
    }
}
