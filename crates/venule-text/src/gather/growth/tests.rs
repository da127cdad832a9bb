//! That gathering takes steps in proportion to the length of a sentence, whatever stands in it.

use std::path::Path;

use jiff::civil::date;
use venule_knowledge::load;

use super::taken_by;
use crate::extract::Extractor;
use crate::language::source;

/// Sentences without an end, each of which was once compared with all of itself.
const SENTENCES: [&str; 4] = [
    "DVT 2 weeks ago on US, since 3 days, ",
    "Denies fever, chills, dyspnea, chest pain, ",
    "no calf swelling or pain and redness ",
    "calf 38 cm vs 34 cm, D-dimer 1,250 ng/mL, 3/12/2026 ",
];

#[test]
fn a_sentence_four_times_as_long_takes_no_more_than_five_times_the_comparisons() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let knowledge = load::from_dir(&root).unwrap().knowledge.unwrap();
    let language = source::from_dir(&knowledge, &root).unwrap();
    let language = language.usable().unwrap();
    let extractor = Extractor::new(&knowledge, &language).unwrap();
    let steps = |text: &str| {
        taken_by(|| {
            extractor.read(text, date(2026, 3, 12)).unwrap();
        })
    };
    for sentence in SENTENCES {
        let (short, long) = (steps(&sentence.repeat(50)), steps(&sentence.repeat(200)));
        assert!(long <= 5 * short + 100, "{sentence:?}: {short} and {long}");
    }
}
