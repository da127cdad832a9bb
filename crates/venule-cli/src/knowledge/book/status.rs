//! Whether a guideline was approved, in words. Everything in the book that says so asks here.

use venule_knowledge::load::words;
use venule_knowledge::model::{Guideline, Status};

use super::document::Text;

/// The review status of a guideline.
pub(super) fn standing(guideline: &Guideline) -> Text {
    let word = words::word(words::STATUS, &guideline.status).replace('-', " ");
    match guideline.status {
        Status::Draft | Status::Submitted | Status::UnderReview => {
            Text::bold(format!("{word}, NOT APPROVED by a clinician"))
        }
        Status::Approved => Text::bold(format!(
            "{word}, says the file; whether a named person approved exactly this content, this book does not know"
        )),
    }
}
