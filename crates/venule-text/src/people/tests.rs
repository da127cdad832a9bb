//! Whoever looks for names only where one may begin finds all of them.

use proptest::prelude::*;

use super::label::Label;
use super::{Stages, Text};
use crate::language::model::Language;
use crate::language::uses::USES;
use crate::layout::{Headings, Layout};
use crate::scan::{Hits, Scanner};
use crate::scope::Scopes;
use crate::testing::concept;
use crate::token::Tokens;
use crate::view::View;

/// Words with what they are asked for.
const WORDS: &[(&str, &[&str])] = &[
    ("mr", &["title_he"]),
    ("mrs", &["title_she"]),
    ("mx", &["title_they"]),
    ("and", &["no_name", "filler"]),
    ("gp", &["no_initials"]),
    ("bed", &["bed"]),
    ("bay", &["bay"]),
    ("room", &["room"]),
    ("side", &["before_room"]),
    ("no", &["number"]),
    ("pt", &["counted"]),
    ("lady", &["person"]),
    ("first", &["first", "ordinal"]),
    ("a", &["first"]),
    ("1", &["first"]),
    ("2", &["second"]),
    ("has", &["tells"]),
    ("re", &["asks_of"]),
    ("days", &["lasts"]),
];

/// Pieces of a text in which names may stand.
const PIECES: &[&str] = &[
    "Mr ",
    "Mrs. ",
    "mx ",
    "Khan ",
    "J. ",
    "JS ",
    "JS: ",
    "and ",
    "GP ",
    "bed ",
    "Bay ",
    "C ",
    "side room ",
    "no ",
    "4 ",
    "4: ",
    "Pt ",
    "pt ",
    "1",
    "2nd ",
    "2 ",
    "first ",
    "lady ",
    "A ",
    "a ",
    "has ",
    "re ",
    "for ",
    "days ",
    "#",
    "(",
    ") ",
    ". ",
    ": ",
    "\n",
    "\n\n",
    "- ",
    "swollen calf ",
    "AB ",
    "Ab ",
    "ÄB ",
    "% ",
    "/",
];

fn language() -> Language {
    let mut language = Language {
        concepts: vec![concept("swelling", &["swollen calf"])],
        ..Language::default()
    };
    for (word, uses) in WORDS {
        for (name, one) in USES {
            if uses.contains(&name) {
                language.used.add(word, one);
            }
        }
    }
    language
}

proptest! {
    #[test]
    fn a_name_begins_only_where_it_may(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..40)
    ) {
        let language = language();
        let text = pieces.concat();
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &Headings::default());
        let mut hits = Hits::default();
        let scanner = Scanner::new(&language).unwrap();
        scanner.scan(&view, &tokens, &layout, &mut hits);
        let scopes = Scopes::of(&language, &view, &tokens, &layout, &hits);
        let text = Text::of(Stages {
            language: &language,
            view: &view,
            tokens: &tokens,
            layout: &layout,
            hits: &hits,
            scopes: &scopes,
            scanner: &scanner,
        });
        for at in 0..tokens.len() + 1 {
            prop_assert_eq!(Label::at(text, at), Label::that_begins(text, at));
        }
    }
}
