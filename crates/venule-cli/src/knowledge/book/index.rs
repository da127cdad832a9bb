//! Ways in: the red flags, and the rules by action.

use venule_knowledge::load::words;
use venule_knowledge::model::{ActionId, Category, RuleId, Stance};

use super::document::{Block, Chapter, Text, anchor, bullets};
use super::{Book, presented};
use venule_answer::sentence;

/// The red flags on one page.
pub(super) fn red_flags(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let list = bullets(
        book.rules()
            .filter(|(_, rule)| rule.red_flag)
            .map(|(id, rule)| {
                presented::rule(knowledge, id).and(format!(
                    ". {}. {}",
                    sentence::advice(knowledge, rule),
                    rule.why
                ))
            }),
    )?;
    Some(Chapter {
        anchor: anchor("chapter", "red-flags"),
        title: "Red flags".to_owned(),
        blocks: vec![
            Block::Paragraph(Text::plain(
                "They come before everything, hand over to a person, and are never presumed absent: while one is not ruled out the program says so above its advice.",
            )),
            list,
        ],
    })
}

const CATEGORIES: [Category; 9] = [
    Category::Emergency,
    Category::Conclusion,
    Category::Assessment,
    Category::Imaging,
    Category::Lab,
    Category::Treatment,
    Category::Referral,
    Category::FollowUp,
    Category::Differential,
];

/// Every action with the rules about it.
pub(super) fn by_action(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut rows = Vec::new();
    for category in CATEGORIES {
        for (id, action) in (0..).map(ActionId).zip(&knowledge.actions) {
            if action.category != category || !book.has("action", &action.name) {
                continue;
            }
            let of = |stance: Stance| {
                let rules: Vec<RuleId> = book
                    .rules()
                    .filter(|(_, rule)| rule.action == id && rule.stance == stance)
                    .map(|(rule, _)| rule)
                    .collect();
                presented::rules(knowledge, &rules)
            };
            rows.push(vec![
                Text::plain(words::word(words::CATEGORY, &category)),
                Text::bold(&action.label)
                    .and(" (")
                    .id(&*action.name)
                    .and(")"),
                of(Stance::Do),
                of(Stance::Consider),
                of(Stance::Avoid),
            ]);
        }
    }
    (!rows.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "by-action"),
        title: "Index of rules by action".to_owned(),
        blocks: vec![Block::Table {
            head: vec!["kind", "action", "do", "consider", "avoid"],
            rows,
        }],
    })
}
