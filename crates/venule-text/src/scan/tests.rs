use super::{Hits, Scanner, What};
use crate::language::model::{ConceptId, Direction, Language, ModifierKind};
use crate::layout::{Headings, Layout};
use crate::testing::{self, concept, modifier, site};
use crate::token::Tokens;
use crate::view::View;

fn language() -> Language {
    let mut swelling = concept("swelling", &["swelling", "leg swelling"]);
    swelling.not = Some(testing::phrases(&["swelling of the face"]));
    swelling.denied = Some(testing::phrases(&["calves equal"]));
    let forward = |id, kind, words: &[&str]| modifier(id, kind, Direction::Forward, 8, words);
    Language {
        sites: vec![site("leg", &["leg"]), site("face", &["face"])],
        concepts: vec![
            swelling,
            concept("gone", &["gone by day #", "# of # days", "blood clot"]),
        ],
        modifiers: vec![
            forward("no", ModifierKind::Negation, &["no", "no evidence of"]),
            forward(
                "pseudo",
                ModifierKind::Pseudo,
                &["no change in", "not only"],
            ),
            forward("for", ModifierKind::Negation, &["negative for"]),
            modifier(
                "was",
                ModifierKind::Negation,
                Direction::Backward,
                4,
                &["was negative"],
            ),
            forward("?", ModifierKind::Question, &["?"]),
            forward("-", ModifierKind::Negation, &["-ve"]),
        ],
        ..Language::default()
    }
}

fn hits(text: &str) -> Vec<(String, What)> {
    hits_of(&language(), text)
}

fn hits_of(language: &Language, text: &str) -> Vec<(String, What)> {
    let view = View::new(text).unwrap();
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &Headings::default());
    let mut hits = Hits::default();
    Scanner::new(language)
        .unwrap()
        .scan(&view, &tokens, &layout, &mut hits);
    let text = |start, end| view.part(start, end).to_owned();
    hits.all()
        .iter()
        .map(|hit| (text(hit.start, hit.end), hit.what))
        .collect()
}

fn words(text: &str) -> Vec<String> {
    hits(text).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn the_longest_of_a_kind_stays_beside_other_kinds() {
    assert_eq!(words("leg swelling"), ["leg swelling", "leg"]);
    assert_eq!(
        words("no evidence of swelling"),
        ["no evidence of", "swelling"]
    );
}

#[test]
fn words_end_where_the_phrase_does() {
    assert_eq!(words("nose, legs, swellings"), Vec::<String>::new());
    assert_eq!(words("é-no, éno"), ["no"]);
    assert_eq!(words("?swelling -ve"), ["?", "swelling", "-ve"]);
}

#[test]
fn a_not_phrase_removes_its_concept_only() {
    assert_eq!(words("swelling of the face"), ["face"]);
    assert_eq!(words("swelling of the leg"), ["swelling", "leg"]);
}

#[test]
fn words_may_deny_themselves() {
    let denied = What::Concept {
        id: ConceptId(0),
        denied: true,
    };
    assert_eq!(hits("calves equal"), [("calves equal".to_owned(), denied)]);
}

#[test]
fn a_pseudo_phrase_removes_what_it_covers() {
    assert_eq!(words("no change in swelling"), ["no change in", "swelling"]);
    assert_eq!(words("no swelling"), ["no", "swelling"]);
}

#[test]
fn overlapping_modifiers_both_stay() {
    assert_eq!(words("was negative for"), ["was negative", "negative for"]);
}

#[test]
fn a_number_stands_for_itself() {
    assert_eq!(words("gone by day 3"), ["gone by day 3"]);
    assert_eq!(
        words("gone by day 2.5, 3 of 14 days"),
        ["gone by day 2.5", "3 of 14 days"]
    );
    assert_eq!(
        words("gone by day three, gone by day 3rd"),
        Vec::<String>::new()
    );
}

#[test]
fn phrases_stand_across_lines_but_not_across_sentences() {
    assert_eq!(words("She had a blood\nclot"), Vec::<String>::new());
    let long = "She was told some years ago by another doctor that she had a large blood\nclot";
    assert_eq!(words(long), ["blood\nclot"]);
    assert_eq!(words("blood\n\nclot"), Vec::<String>::new());
}

#[test]
fn what_is_denied_as_a_whole_says_nothing_in_its_parts() {
    let meaning = testing::tells;
    let mut clot = concept("clot", &["clot"]);
    clot.means = vec![meaning(1)];
    let mut vein = concept("vein", &["vein"]);
    vein.means = vec![meaning(2)];
    let mut suspicion = concept("suspicion", &["suspect a clot"]);
    suspicion.beside = true;
    suspicion.means = vec![meaning(1)];
    suspicion.denied = Some(testing::phrases(&["nobody suspects a clot in a vein"]));
    let language = Language {
        concepts: vec![clot, vein, suspicion],
        ..Language::default()
    };
    let words = |text| {
        let found = hits_of(&language, text).into_iter();
        found.map(|(words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(
        words("nobody suspects a clot in a vein"),
        ["nobody suspects a clot in a vein", "vein"]
    );
    assert_eq!(words("they suspect a clot"), ["suspect a clot", "clot"]);
}
