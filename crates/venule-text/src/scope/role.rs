//! What a token does in the build of a sentence.

use super::Text;
use crate::language::model::{Language, WordInPlan};
use crate::language::uses::Uses;
use crate::layout::is_dash;
use crate::token::Kind;

/// What a token does in the build of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A word or number that counts.
    Plain,
    /// A verb that makes a clause.
    Verb,
    /// A word that says of what stands before it that it was looked for: "no redness or warmth is seen".
    Found,
    /// A word that says of what stands before it that it is there: "no redness, swelling present".
    Present,
    /// A comma.
    Comma,
    /// "and".
    And,
    /// "or", "nor", "/".
    Or,
    /// A colon, but not in a time or a ratio.
    Colon,
    /// A dash.
    Dash,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// What does not count: line breaks, quotes, the full stop.
    Silent,
}

impl Role {
    /// Whether it joins what a list is made of.
    pub(super) fn joins(self) -> bool {
        matches!(self, Self::Comma | Self::And | Self::Or)
    }

    /// Whether nothing goes on over it.
    pub(super) fn divides(self) -> bool {
        matches!(self, Self::Colon | Self::Dash)
    }
}

/// What a word does wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// That of a colon is another one in a ratio, and that of a dash without blanks.
    role: Role,
    adjective: bool,
    /// What it stands at the start of may go on about whom the clause before is about.
    same_subject: bool,
    in_plan: Option<WordInPlan>,
    uses: Uses,
}

impl Known {
    /// What the word says below the heading of a plan.
    pub(super) fn in_plan(&self) -> Option<WordInPlan> {
        self.in_plan
    }

    /// What else the word is asked for.
    pub(super) fn uses(&self) -> Uses {
        self.uses
    }

    pub(super) fn of(language: &Language, text: &str, kind: Kind) -> Self {
        let known = &language.adjectives;
        let in_plans = &language.in_plans;
        let in_plan = in_plans.binary_search_by(|(it, _)| (**it).cmp(text));
        let role = match kind {
            Kind::Word => word(text),
            Kind::Punctuation => punctuation(text),
            Kind::Symbol => symbol(text),
            Kind::Number => Role::Plain,
            Kind::LineBreak => Role::Silent,
        };
        Self {
            in_plan: in_plan.ok().and_then(|at| Some(in_plans.get(at)?.1)),
            uses: language.used.of(text),
            role,
            same_subject: role == Role::Verb || is_pronoun(text),
            adjective: known.binary_search_by(|it| (**it).cmp(text)).is_ok(),
        }
    }
}

/// The role of a token.
#[inline]
pub(super) fn of(text: Text<'_>, at: u32) -> Role {
    read(text, at).0
}

/// The role of a token, and whether it says how something is.
#[inline]
pub(super) fn read(text: Text<'_>, at: u32) -> (Role, bool) {
    let Some(known) = text.known(at) else {
        return (Role::Silent, false);
    };
    let role = match known.role {
        Role::Colon if is_ratio(text, at) => Role::Plain,
        Role::Dash if !is_dash(text.view, text.tokens, at) => Role::Plain,
        role => role,
    };
    (role, known.adjective)
}

fn punctuation(sign: &str) -> Role {
    match sign {
        "," => Role::Comma,
        ":" => Role::Colon,
        "(" | "[" | "{" => Role::Open,
        ")" | "]" | "}" => Role::Close,
        _ => Role::Silent,
    }
}

fn symbol(sign: &str) -> Role {
    match sign {
        "&" => Role::And,
        "/" | "|" => Role::Or,
        "-" => Role::Dash,
        _ => Role::Plain,
    }
}

fn word(word: &str) -> Role {
    match word {
        "and" | "plus" => Role::And,
        "or" | "nor" => Role::Or,
        "is" | "are" | "was" | "were" | "am" | "has" | "have" | "had" | "does" | "do" | "did"
        | "will" | "would" | "can" | "could" | "should" | "must" | "may" | "might" | "isnt"
        | "arent" | "wasnt" | "werent" | "remains" | "remained" | "appears" | "appeared"
        | "looks" | "looked" | "feels" | "felt" | "seems" | "seemed" | "became" | "becomes"
        | "got" | "gets" => Role::Verb,
        "present" => Role::Present,
        "seen" | "noted" | "found" | "identified" | "detected" | "observed" | "evident"
        | "visible" | "shown" | "demonstrated" | "reported" => Role::Found,
        _ => Role::Plain,
    }
}

/// "10:30", "1:2".
fn is_ratio(text: Text<'_>, at: u32) -> bool {
    let number = |at: Option<u32>| at.and_then(|at| text.tokens.kind(at)) == Some(Kind::Number);
    let apart = text.tokens.get(at).is_none_or(|token| {
        let next = text.tokens.get(at + 1);
        next.is_none_or(|next| next.start > token.end)
    });
    !apart && number(at.checked_sub(1)) && number(Some(at + 1))
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "it" | "this" | "that" | "she" | "he" | "they")
}

/// Whether a verb or a word for whom or what is told of stands at a token.
pub(super) fn is_of_same_subject(text: Text<'_>, at: u32) -> bool {
    text.known(at).is_some_and(|it| it.same_subject)
}

/// Whether a word says how something is, and stands with a noun or by itself.
pub(super) fn is_adjective(text: Text<'_>, at: u32) -> bool {
    text.known(at).is_some_and(|it| it.adjective)
}
