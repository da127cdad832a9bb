//! What one assessment and one plan cost, and what loading costs beside them.
//!
//! `cargo bench -p venule-engine` prints all in one run, so that they can be read as ratios.

use divan::{Bencher, black_box};
use venule_engine::case::Case;
use venule_engine::plan::{MOST_NODES, plan_within};
use venule_engine::read::{AsOf, read_case};
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
    read(knowledge, CASE)
}

fn read(knowledge: &Knowledge, text: &str) -> Option<Case> {
    let mut files = Files::default();
    let file = files.add("case.toml", text);
    read_case(knowledge, &files, file, AsOf::default()).case
}

#[divan::bench]
fn load_all_knowledge() -> bool {
    venule_content::load().knowledge.is_some()
}

#[divan::bench]
fn read_one_case(bencher: Bencher<'_, '_>) {
    let Some(knowledge) = venule_content::load().knowledge else {
        return;
    };
    bencher.bench(|| case(black_box(&knowledge)).is_some());
}

#[divan::bench]
fn assess_one_case(bencher: Bencher<'_, '_>) {
    let Some(knowledge) = venule_content::load().knowledge else {
        return;
    };
    let Some(case) = case(&knowledge) else { return };
    bencher.bench(|| {
        venule_engine::assess(&knowledge, black_box(&case))
            .lines
            .len()
    });
}

/// Two tests one after the other: each result of the first leads to results of the second.
const PLANNED: &str = r#"
as_of = 2026-03-09
none_of = ["ultrasound", "d_dimer"]
[facts]
patient.age_years = 46
symptoms.laterality = "left"
symptoms.course = "unchanged"
wells.score = 1
d_dimer.unreliable_setting = false
[[event]]
kind = "symptom_onset"
date = 2026-03-05
"#;

#[divan::bench(args = [1, 2, 3])]
fn plan_one_case(bencher: Bencher<'_, '_>, steps: usize) {
    let Some(knowledge) = venule_content::load().knowledge else {
        return;
    };
    let Some(case) = read(&knowledge, PLANNED) else {
        return;
    };
    bencher.bench(|| plan_within(&knowledge, black_box(&case), steps, MOST_NODES).assessed);
}
