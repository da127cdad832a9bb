//! The cover, the reading guide and the page to sign.

use super::document::{Block, Bullet, Chapter, Text, anchor};
use super::{Book, status, worked_form};
use venule_answer::words;
use venule_knowledge::model::Guideline;

/// What the book is called.
pub(super) fn title(book: &Book<'_>) -> String {
    let whole = "Review book: guidelines for leg-vein thrombosis";
    if book.part.is_none() {
        return whole.to_owned();
    }
    let titles: Vec<&str> = guidelines(book).map(|it| it.title.as_str()).collect();
    format!("Part of the review book: {}", titles.join("; "))
}

fn guidelines<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b Guideline> {
    let all = book.guidelines().into_iter();
    all.filter_map(|index| book.knowledge.guidelines.get(index))
}

/// What a part holds and leaves out.
fn part(book: &Book<'_>) -> Option<Block> {
    book.part.as_ref()?;
    let shown: Vec<&str> = guidelines(book).map(|it| &*it.name).collect();
    let all = book.knowledge.guidelines.iter().map(|it| &*it.name);
    let left_out: Vec<&str> = all.filter(|it| !shown.contains(it)).collect();
    let shown = shown.join(", ");
    let text = Text::bold(format!("This is a part of the book: {shown}. ")).and(
        "It holds these guidelines and everything that an approval of them is bound to: definitions, forms, statements, sources and worked cases. ",
    );
    Some(Block::Paragraph(match left_out.is_empty() {
        true => text,
        false => text.and(format!(
            "Not in it: {}. What leads there is plain text here.",
            left_out.join(", ")
        )),
    }))
}

/// What is on the first page.
pub(super) fn cover(book: &Book<'_>) -> Vec<Block> {
    let knowledge = book.knowledge;
    let runs = || book.worked().flat_map(|family| &family.runs);
    let unmet = runs().filter(|run| !run.unmet.is_empty()).count();
    let forms: Vec<_> = worked_form::shown(book).collect();
    let unmet_forms = forms.iter().filter(|it| !it.unmet.is_empty()).count();
    let red = book.rules().filter(|(_, rule)| rule.red_flag).count();
    let statements = knowledge.statements.iter();
    let statements = statements.filter(|it| book.has("statement", &it.name));
    let sources = knowledge.sources.keys();
    let sources = sources.filter(|name| book.has("source", name));
    let mut blocks = vec![Block::Warning(status::of_all(book))];
    blocks.extend(part(book));
    blocks.extend([
        Block::Paragraph(Text::plain(format!(
            "{}, of which {} red flags, in {}; {} of {}; {}{} run.",
            words::count(book.rules().count(), "rule"),
            red,
            words::count(guidelines(book).count(), "guideline"),
            words::count(statements.count(), "statement"),
            words::count(sources.count(), "source"),
            words::count(runs().count(), "worked case"),
            match forms.len() {
                0 => String::new(),
                number => format!(" and {number} worked orders and reports"),
            },
        ))),
        Block::Paragraph(
            Text::plain(
                "The number under \"content\" changes with every edit of what the guideline rests on. \
                 A signature is for that number. The knowledge as a whole, which nobody signs, is ",
            )
            .id(&knowledge.content_hash)
            .and("."),
        ),
    ]);
    if unmet > 0 {
        blocks.push(Block::Warning(Text::plain(format!(
            "{} did not come out as expected. The chapter on worked cases says which.",
            words::count(unmet, "worked case")
        ))));
    }
    if unmet_forms > 0 {
        blocks.push(Block::Warning(Text::plain(format!(
            "Of the worked orders and reports {unmet_forms} did not come out as expected. The chapters on orders and reports say which."
        ))));
    }
    let rows = guidelines(book).map(|guideline| {
        vec![
            Text::default().link(anchor("guideline", &guideline.name), &guideline.title),
            Text::plain(&guideline.version),
            Text::plain(&guideline.updated),
            content_of(guideline),
            status::standing(book, guideline),
        ]
    });
    blocks.push(Block::Table {
        head: vec!["guideline", "version", "updated", "content", "status"],
        rows: rows.collect(),
    });
    blocks
}

/// What an approval of the guideline is bound to: the beginning of its hash.
fn content_of(guideline: &Guideline) -> Text {
    Text::default().id(guideline.bound.hash.chars().take(12).collect::<String>())
}

/// Half a page on how to read it.
pub(super) fn guide() -> Chapter {
    let line = |word: &str, text: &str| Bullet::of(Text::bold(format!("{word} ")).and(text));
    Chapter {
        anchor: anchor("chapter", "guide"),
        title: "How to read this book".to_owned(),
        blocks: vec![
            Block::Paragraph(Text::plain(
                "The book is printed from the files that the program reads, so what you read is what it does. \
                 Each rule is one sentence: when these things hold of a patient, then this is advised. \
                 Beside it stands what it rests on: the statements of the sources in our own words, where sources disagree, and the patients it was tried on.",
            )),
            Block::Bullets(vec![
                line("DO, CONSIDER, AVOID", "is the stance of a rule: strong advice, advice to weigh, advice against. The words in quotation marks are those that the clinician reads."),
                line("Decided", "means that what is known of the patient makes the rule hold, whatever else may turn out."),
                line("Provisional", "means that the rule holds provided that something nobody mentioned is as presumed, mostly that an exception does not apply. The advice names what it rests on and asks for it. \"May presume\" lists what that can be; red flags presume nothing."),
                line("Unknown", "is never \"no\". A rule that waits for something unknown is undecided: it is shown as open, and the question is asked."),
                line("\"yes\" and \"no\"", "after a fact mean that it is so, or is known not to be so. On a screen a fact with dots under it leads to its definition."),
                line("Takes the place of", "means that where this rule holds, the other one is not shown. Nothing else settles two rules that clash: advice for and against one thing is reported as a conflict, and withheld."),
                line("One line with", "names other rules of the guideline that advise the same, such as one that adds a rating. Where several hold, the clinician reads one line with the reason and the date of the most pressing, and the basis of all."),
                line("Carried, narrowed, superseded, background", "say what became of a statement: acted on as it stands, acted on more carefully, shown without being acted on, or no part of the advice."),
            ]),
            Block::Paragraph(
                Text::bold("What is asked of you. ").and(
                    "Tick agree, change or do not know beside each rule, and write what should change. \
                     Name the rule by its id, such as the one behind its heading; ids never change their meaning. \
                     A rule that should exist and does not is worth as much as one that is wrong. \
                     Where the parts of a condition are indented, all lines under one heading belong to it.",
                ),
            ),
        ],
    }
}

/// The page to sign.
pub(super) fn sign_off(book: &Book<'_>) -> Chapter {
    let rows = guidelines(book).map(|guideline| {
        let mut row = vec![
            Text::plain(&guideline.title),
            Text::plain(&guideline.version),
            content_of(guideline),
        ];
        row.extend(std::iter::repeat_n(Text::plain("\u{2610}"), 4));
        row
    });
    let mut blocks = vec![
        Block::Warning(status::of_all(book)),
        Block::Paragraph(Text::plain(
            "I have read the rules of the guidelines below in exactly the content that stands beside each, and my judgment is:",
        )),
    ];
    blocks.push(Block::Table {
        head: vec![
            "guideline",
            "version",
            "content",
            "I approve",
            "not before the changes noted",
            "I do not approve",
            "I did not review it",
        ],
        rows: rows.collect(),
    });
    blocks.push(Block::Blanks(vec![
        "Name",
        "Qualification and specialty",
        "Institution",
        "What I did not review",
        "Conflicts of interest",
        "Date",
        "Signature",
    ]));
    Chapter {
        anchor: anchor("chapter", "sign-off"),
        title: "Sign-off".to_owned(),
        blocks,
    }
}
