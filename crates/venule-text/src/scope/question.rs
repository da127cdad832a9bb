//! What a question mark asks for, and sentences that only suppose.

use std::ops::Range;

use super::{By, Reason, Text, Within};
use crate::language::model::ModifierKind;
use crate::token::Kind;
use crate::view::count;

/// The clause that a question mark ends, and what becomes of the mentions in it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) clause: Range<u32>,
    pub(super) reason: Reason,
}

/// What the question mark of a sentence asks for: the last clause, if no word of it asks for something else
/// ("swollen calf, DVT?", but not "DVT, which drug?"). "Any redness? No." is answered.
pub(super) fn asked(text: Text<'_>, within: Within<'_>) -> Option<Asked> {
    let sentence = within.sentence;
    if !sentence.asks {
        return None;
    }
    let divides = |at: &u32| matches!(text.word(*at), "," | ":" | "." | "-");
    let start = (sentence.body..sentence.end).rev().find(divides);
    let start = start.map_or(sentence.body, |at| at + 1);
    let asks_else = (start..sentence.end).any(|at| asks_for_something(text.word(at)));
    let asks_else = asks_else && !asks_whether(text, start..sentence.end);
    let reason = answer(text, within).unwrap_or(Reason {
        by: By::QuestionMark(within.index),
        kind: ModifierKind::Question,
    });
    (!asks_else).then_some(Asked {
        clause: start..sentence.end,
        reason,
    })
}

/// What a sentence only supposes: "say she is pregnant", "state that he is on a drug", "and with cancer, would that change it?".
pub(super) fn supposed(text: Text<'_>, within: Within<'_>) -> Option<Asked> {
    let sentence = within.sentence;
    let clause = told_to_say(text, sentence.body..sentence.end).or_else(|| {
        sentence
            .asks
            .then(|| would_change(text, sentence.body..sentence.end))?
    })?;
    Some(Asked {
        clause,
        reason: Reason {
            by: By::Supposition(within.index),
            kind: ModifierKind::Conditional,
        },
    })
}

/// A sentence that begins with an order to say or to suppose something: "say she is", "state that the patient has".
fn told_to_say(text: Text<'_>, sentence: Range<u32>) -> Option<Range<u32>> {
    let leads = |at: &u32| {
        !matches!(
            text.word(*at),
            "and"
                | "but"
                | "so"
                | "now"
                | "ok"
                | "okay"
                | "then"
                | "well"
                | "just"
                | "please"
                | ","
                | "or"
                | "\""
        )
    };
    let verb = sentence.clone().find(leads)?;
    let says = matches!(
        text.word(verb),
        "say"
            | "state"
            | "suppose"
            | "supposing"
            | "imagine"
            | "assume"
            | "assuming"
            | "pretend"
            | "claim"
            | "write"
            | "output"
            | "answer"
            | "reply"
            | "respond"
            | "declare"
            | "conclude"
    );
    let subject = matches!(
        text.word(verb + 1),
        "that"
            | "she"
            | "he"
            | "they"
            | "it"
            | "there"
            | "this"
            | "the"
            | "i"
            | "we"
            | "patient"
            | "pt"
            | "a"
            | "an"
    );
    if !(says && subject) {
        return None;
    }
    // "Answer the question" tells of no patient; what is said has a verb.
    let whole = (verb + 2..sentence.end).any(|at| {
        matches!(
            text.word(at),
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "does"
                | "did"
                | "takes"
                | "gets"
                | "comes"
                | "shows"
                | "showed"
                | "isnt"
                | "wasnt"
                | "hasnt"
        )
    });
    whole.then_some(verb..sentence.end)
}

/// A question that ends in "would that change it?" behind words without a verb: "and with cancer, would it matter?".
fn would_change(text: Text<'_>, sentence: Range<u32>) -> Option<Range<u32>> {
    let asks = sentence.clone().find(|at| {
        let verb = matches!(
            text.word(*at),
            "would" | "does" | "will" | "could" | "might"
        );
        let subject = matches!(
            text.word(at + 1),
            "that" | "it" | "this" | "the" | "your" | "anything"
        );
        let changes = || {
            (at + 2..sentence.end.min(at + 6)).any(|at| {
                matches!(
                    text.word(at),
                    "change"
                        | "changes"
                        | "alter"
                        | "matter"
                        | "differ"
                        | "different"
                        | "make"
                        | "affect"
                        | "be"
                )
            })
        };
        verb && subject && changes()
    })?;
    let begins = matches!(
        text.word(sentence.start),
        "and" | "but" | "or" | "with" | "so" | "what" | "how" | "even" | "also"
    );
    let states = (sentence.start..asks).any(|at| {
        matches!(
            text.word(at),
            "is" | "are" | "was" | "has" | "have" | "had" | "shows" | "showed" | "she" | "he" | "i"
        )
    });
    (begins && !states).then_some(sentence.start..asks)
}

/// "Is the lump deep?", "Was there a clot?" ask whether it is so; "is a scan needed for a swollen leg?" does not.
fn asks_whether(text: Text<'_>, clause: Range<u32>) -> bool {
    let verb = |word| matches!(word, "is" | "are" | "was" | "were" | "has" | "have" | "had");
    let other = |word: &str| {
        matches!(
            word,
            "need"
                | "needed"
                | "needs"
                | "necessary"
                | "indicated"
                | "useful"
                | "safe"
                | "enough"
                | "required"
                | "ok"
                | "okay"
                | "worth"
                | "helpful"
                | "reliable"
                | "warranted"
                | "reasonable"
                | "better"
                | "best"
                | "appropriate"
                | "sufficient"
                | "to"
                | "should"
                | "do"
                | "can"
                | "after"
                | "for"
                | "if"
                | "when"
                | "despite"
                | "with"
                | "without"
                | "what"
                | "which"
                | "how"
                | "why"
                | "who"
                | "where"
        )
    };
    let mut words = clause.clone().map(|at| text.word(at));
    words.next().is_some_and(verb) && !words.any(other)
}

/// A word that asks for something else than whether a finding is there. "Does she have" stands in the language files.
fn asks_for_something(word: &str) -> bool {
    matches!(
        word,
        "what"
            | "which"
            | "how"
            | "when"
            | "who"
            | "why"
            | "where"
            | "should"
            | "can"
            | "do"
            | "does"
            | "is"
            | "are"
            | "has"
            | "have"
            | "did"
            | "will"
            | "would"
            | "could"
            | "may"
            | "need"
            | "next"
    )
}

/// The answer that the next sentence is.
fn answer(text: Text<'_>, within: Within<'_>) -> Option<Reason> {
    let next = text.layout.sentences.get(within.index as usize + 1)?;
    let rest = text.hits.get(within.last..).unwrap_or_default();
    let here = (within.last..).zip(rest);
    let mut here = here.take_while(|(_, hit)| hit.first == next.body);
    let (index, hit) = here.find(|(_, hit)| {
        let modifier = text.modifier(hit);
        modifier.is_some_and(|it| it.kind == ModifierKind::Negation)
    })?;
    let whole = (hit.last..next.end).all(|at| {
        let kind = text.tokens.kind(at);
        matches!(kind, Some(Kind::Punctuation | Kind::LineBreak))
    });
    whole.then_some(Reason {
        by: By::Hit(count(index)),
        kind: ModifierKind::Negation,
    })
}
