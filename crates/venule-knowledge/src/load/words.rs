//! Closed lists of words, such as categories and review states.

use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::model::{
    Category, DataElement, Disposition, Level, Obtain, OrderPart, Pick, StatementKind, Status,
    Verification,
};
use crate::nearest;

/// A closed list: the words and what each means, in the order in which they are offered.
pub type Words<T> = &'static [(&'static str, T)];

/// Words for [`Obtain`].
pub const OBTAIN: Words<Obtain> = &[
    ("record", Obtain::Record),
    ("ask", Obtain::Ask),
    ("examine", Obtain::Examine),
    ("lab", Obtain::Lab),
    ("imaging", Obtain::Imaging),
];

pub(super) const PICK: Words<Pick> = &[("latest", Pick::Latest), ("first", Pick::First)];

/// What a fact takes from a view as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Exists,
    DaysSince,
}

pub(super) const MEASURE: Words<Whole> =
    &[("exists", Whole::Exists), ("days_since", Whole::DaysSince)];

pub(super) const FLAG: Words<()> = &[("red", ())];

/// Words for [`Category`].
pub const CATEGORY: Words<Category> = &[
    ("emergency", Category::Emergency),
    ("conclusion", Category::Conclusion),
    ("imaging", Category::Imaging),
    ("lab", Category::Lab),
    ("treatment", Category::Treatment),
    ("referral", Category::Referral),
    ("assessment", Category::Assessment),
    ("follow-up", Category::FollowUp),
    ("differential", Category::Differential),
];

/// Words for [`Level`].
pub const LEVEL: Words<Level> = &[
    ("required", Level::Required),
    ("recommended", Level::Recommended),
];

/// Words for [`OrderPart`].
pub const ORDER_PART: Words<OrderPart> = &[
    ("clinical", OrderPart::Clinical),
    ("examination", OrderPart::Examination),
    ("question", OrderPart::Question),
    ("notice", OrderPart::Notice),
];

/// Words for [`Status`].
pub const STATUS: Words<Status> = &[
    ("draft", Status::Draft),
    ("submitted", Status::Submitted),
    ("under-review", Status::UnderReview),
    ("approved", Status::Approved),
];

/// Words for [`DataElement`].
pub const DATA_ELEMENT: Words<DataElement> = &[
    ("race", DataElement::Race),
    ("ethnicity", DataElement::Ethnicity),
    ("language", DataElement::Language),
    ("sexual_orientation", DataElement::SexualOrientation),
    ("gender_identity", DataElement::GenderIdentity),
    ("sex", DataElement::Sex),
    ("date_of_birth", DataElement::DateOfBirth),
    ("social_determinants", DataElement::SocialDeterminants),
    ("health_status", DataElement::HealthStatus),
];

/// Words for [`StatementKind`].
pub const KIND: Words<StatementKind> = &[
    ("criterion", StatementKind::Criterion),
    ("recommendation", StatementKind::Recommendation),
    ("prohibition", StatementKind::Prohibition),
    ("timing", StatementKind::Timing),
    ("rating", StatementKind::Rating),
    ("protocol", StatementKind::Protocol),
    ("quantity", StatementKind::Quantity),
    ("differential", StatementKind::Differential),
    ("workflow", StatementKind::Workflow),
    ("presentation", StatementKind::Presentation),
];

/// Words for [`Disposition`].
pub const DISPOSITION: Words<Disposition> = &[
    ("carried", Disposition::Carried),
    ("narrowed", Disposition::Narrowed),
    ("superseded", Disposition::Superseded),
    ("background", Disposition::Background),
];

/// Words for [`Verification`].
pub const VERIFICATION: Words<Verification> = &[
    ("document", Verification::Document),
    ("verified", Verification::Verified),
    ("secondary", Verification::Secondary),
    ("recall", Verification::Recall),
    ("untraced", Verification::Untraced),
];

pub(super) const SOURCE_KIND: Words<()> = &[
    ("document", ()),
    ("guideline", ()),
    ("study", ()),
    ("score", ()),
    ("review", ()),
    ("summary", ()),
];

pub(super) const RATING: Words<()> = &[
    ("usually_appropriate", ()),
    ("may_be_appropriate", ()),
    ("usually_not_appropriate", ()),
];

/// The meaning of a word. Reports one that is not on the list.
pub(super) fn read<T: Copy>(
    problems: &Problems,
    key: &str,
    words: Words<T>,
    word: Text<'_>,
) -> Option<T> {
    let meaning = words
        .iter()
        .find(|(candidate, _)| *candidate == word.text)
        .map(|(_, meaning)| *meaning);
    if meaning.is_none() {
        let names = || words.iter().map(|(name, _)| *name);
        let mut problem = Diagnostic::error(
            "unknown-word",
            format!("`{}` is not a {key}", word.text),
            word.origin,
        );
        problem.help = nearest::did_you_mean(word.text, names())
            .or_else(|| Some(format!("it is one of {}", nearest::listed(names()))));
        problems.add(problem);
    }
    meaning
}

/// The word under a key that must be there.
pub(super) fn required<T: Copy>(
    fields: &mut Fields<'_>,
    key: &'static str,
    words: Words<T>,
) -> Option<T> {
    let help = format!(
        "it is one of {}",
        nearest::listed(words.iter().map(|(name, _)| *name))
    );
    if !fields.has(key) {
        fields.node(key);
        fields.report_missing(key, Some(help));
        return None;
    }
    optional(fields, key, words)
}

/// The word under a key that may be absent.
pub(super) fn optional<T: Copy>(
    fields: &mut Fields<'_>,
    key: &'static str,
    words: Words<T>,
) -> Option<T> {
    let word = fields.text(key)?;
    read(fields.problems(), key, words, word)
}

/// The word for a value of a closed list.
#[must_use]
pub fn word<T: PartialEq>(words: Words<T>, value: &T) -> &'static str {
    words
        .iter()
        .find(|(_, candidate)| candidate == value)
        .map_or("", |(word, _)| *word)
}
