//! The order of the book.

use super::document::{Chapter, Document};
use super::{Book, case, event, evidence, fact, front, guideline, index, method, open, register};

/// The whole book.
pub(super) fn document(book: &Book<'_>) -> Document {
    let mut chapters = vec![front::guide()];
    chapters.extend(index::red_flags(book));
    let order = guideline::order(book.knowledge);
    chapters.extend(order.into_iter().map(|it| guideline::chapter(book, it)));
    let rest: [Option<Chapter>; 13] = [
        fact::chapter(book),
        event::chapter(book),
        method::scores(book),
        method::protocols(book),
        event::contradictions(book),
        evidence::disagreements(book),
        evidence::figures(book),
        register::not_as_they_stand(book),
        open::chapter(book),
        register::chapter(book),
        evidence::sources(book),
        case::chapter(book),
        index::by_action(book),
    ];
    chapters.extend(rest.into_iter().flatten());
    chapters.push(front::sign_off(book));
    Document {
        title: "Review book: guidelines for leg-vein thrombosis".to_owned(),
        cover: front::cover(book),
        chapters,
    }
}
