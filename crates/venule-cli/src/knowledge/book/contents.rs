//! The order of the book.

use super::document::{Chapter, Document};
use super::{
    Book, case, event, evidence, fact, front, guideline, index, links, method, open, order_form,
    plan, register, report_form, status,
};

/// The book, or the part of it that was asked for.
pub(super) fn document(book: &Book<'_>) -> Document {
    let mut chapters = vec![front::guide()];
    chapters.extend(index::red_flags(book));
    let guidelines = book.guidelines().into_iter();
    chapters.extend(guidelines.map(|it| guideline::chapter(book, it)));
    let rest: [Option<Chapter>; 18] = [
        guideline::others(book),
        fact::chapter(book),
        event::chapter(book),
        method::scores(book),
        method::protocols(book),
        order_form::chapter(book),
        report_form::chapter(book),
        event::contradictions(book),
        evidence::disagreements(book),
        evidence::figures(book),
        plan::figures(book),
        plan::tests(book),
        register::not_as_they_stand(book),
        open::chapter(book),
        register::chapter(book),
        evidence::sources(book),
        case::chapter(book),
        index::by_action(book),
    ];
    chapters.extend(rest.into_iter().flatten());
    chapters.push(front::sign_off(book));
    let mut document = Document {
        title: front::title(book),
        cover: front::cover(book),
        running: status::running(book),
        chapters,
    };
    if book.part.is_some() {
        links::keep_inside(&mut document);
    }
    document
}
