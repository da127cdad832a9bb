//! What one assessment costs, and what loading costs beside it.
//!
//! `cargo bench -p venule-engine` prints both in one run, so that they can be read as a ratio.

use divan::{Bencher, black_box};
use venule_engine::case::Case;
use venule_engine::read::{AsOf, read_case};
use venule_knowledge::embedded;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;

const CASE: &str = r#"
as_of = 2026-03-16
[facts]
patient.age_years = 44
symptoms.laterality = "right"
symptoms.new_erythema = true
symptoms.course = "worsening"
[[event]]
kind = "ultrasound"
days_ago = 14
side = "right"
result = "negative"
"#;

fn main() {
    divan::main();
}

fn case(knowledge: &Knowledge) -> Option<Case> {
    let mut files = Files::default();
    let file = files.add("case.toml", CASE);
    read_case(knowledge, &files, file, AsOf::default()).case
}

#[divan::bench]
fn load_all_knowledge() -> bool {
    embedded::load().knowledge.is_some()
}

#[divan::bench]
fn read_one_case(bencher: Bencher<'_, '_>) {
    let Some(knowledge) = embedded::load().knowledge else {
        return;
    };
    bencher.bench(|| case(black_box(&knowledge)).is_some());
}

#[divan::bench]
fn assess_one_case(bencher: Bencher<'_, '_>) {
    let Some(knowledge) = embedded::load().knowledge else {
        return;
    };
    let Some(case) = case(&knowledge) else { return };
    bencher.bench(|| {
        venule_engine::assess(&knowledge, black_box(&case))
            .lines
            .len()
    });
}
