//! Whether a guideline was approved, in words. Everything in the book that says so asks here.

use venule_knowledge::model::{Guideline, Status};

use super::Book;
use super::document::Text;
use venule_answer::review;

/// The review status of a guideline.
pub(super) fn standing(book: &Book<'_>, guideline: &Guideline) -> Text {
    let standing = guideline.standing(book.as_of);
    let words = review::words(&standing);
    Text::bold(match standing.status {
        Status::Approved => words,
        Status::Draft | Status::Submitted | Status::UnderReview => {
            format!("{words}, NOT APPROVED by a clinician")
        }
    })
}

/// What stands at the foot of every page.
pub(super) fn running(book: &Book<'_>) -> &'static str {
    review::Approval::of(book.knowledge, &book.guidelines(), book.as_of)
        .warning()
        .unwrap_or_default()
}

/// The same of all guidelines of the book, and what follows from it.
pub(super) fn of_all(book: &Book<'_>) -> Text {
    let all = book.guidelines();
    let said = review::of_these(book.knowledge, &all, book.as_of);
    Text::plain(
        match review::Approval::of(book.knowledge, &all, book.as_of) {
            review::Approval::All => said,
            review::Approval::None | review::Approval::Part => format!(
                "{said} Until a signature is recorded for exactly this content it stays that way, and it must not be used for patients."
            ),
        },
    )
}
