//! The end of an interview in which nobody said anything: nothing is advised, and what is missing is said.

use venule_engine::assessment::Assessment;
use venule_engine::case::Case;
use venule_knowledge::model::Knowledge;

use venule_answer::build::{Part, foot, part};
use venule_answer::cite::Citations;
use venule_answer::page::{Item, Page, Section, Tone};
use venule_answer::{review, words};

/// What is missing, in the place of an assessment: one would presume a complaint that nobody has.
pub(super) fn page(knowledge: &Knowledge, case: &Case, assessment: &Assessment) -> Page {
    let mut about = Section::new("Missing first: what it is about", Tone::Caution);
    let complaints = knowledge.guidelines.iter();
    let complaints = complaints.filter_map(|guideline| guideline.complaint.as_ref());
    about.items = complaints
        .map(|it| Item::plain(it.label.as_str()))
        .collect();
    let cited = &mut Citations::default();
    let asked = part(knowledge, case, assessment, cited, Part::Questions);
    Page {
        title: "venule: nothing was entered".to_owned(),
        lead: vec![
            format!("As of {}.", words::moment(case.as_of)),
            review::of_all(knowledge, case.as_of.date),
            "NOTHING IS ADVISED, because nothing is known of the patient.".to_owned(),
        ],
        sections: std::iter::once(about).chain(asked).collect(),
        foot: foot(knowledge),
        ..Page::default()
    }
}
