//! Whom a text tells of: somebody close to who writes may be the patient.

use super::Text;
use crate::language::model::ModifierKind;
use crate::scan::{Hit, What};
use crate::token::Kind;

/// How far behind "I am" or "my" what the writer tells of themselves begins at most, in tokens.
const TELLS_WITHIN: u32 = 5;

/// How far behind "who" it is told at most what somebody close has now, in tokens.
const CLAUSE_WITHIN: u32 = 12;

/// How far behind "her" or "he" a complaint of theirs ends at most, in tokens.
const COMPLAINT_WITHIN: u32 = 8;

/// How many mentions before a word are looked at for one that reaches over it.
const LONGEST_ROW: usize = 16;

/// The words for somebody close by whom a text without a first person tells of the patient: "my wife's leg is blue",
/// "my mum is short of breath", but not "my mother had a clot" or "my mother is well, I am breathless".
pub(super) fn told_of(text: Text<'_>) -> Vec<u32> {
    let owned = |at: u32| at > 0 && matches!(text.word(at - 1), "my" | "our");
    let opening = behind_greeting(text);
    let complains = begins_with_a_complaint(text, opening);
    let close = |hit: &&Hit| {
        let kind = text.modifier(hit).map(|it| it.kind);
        if kind != Some(ModifierKind::OtherPerson) {
            return false;
        }
        // "Mum's leg is blue", but not "Father has cancer. Calf pain": who comes with a complaint.
        let aged = text.word(hit.last) == "is" && is_number(text, hit.last + 1);
        let begins = hit.first <= opening && (complains || aged);
        let called = || begins || matches!(text.word(hit.first), "my" | "our") || owned(hit.first);
        called()
    };
    let apostrophe = |at: u32| u32::from(matches!(text.word(at), "'" | "’"));
    let now = |hit: &&Hit| {
        let next = hit.last + apostrophe(hit.last);
        let next = next + u32::from(is_name(text, next));
        let next = behind_age(text, next);
        // "My wife's leg", with or without its apostrophe, but not "my brothers had clots".
        let others = matches!(
            text.word(next),
            "have" | "had" | "are" | "were" | "both" | "all" | "and"
        );
        let owns = text.word(hit.last.saturating_sub(1)).ends_with('s') && !others;
        // "Mum, 84, leg gone blue", "my mum in a nursing home, leg gone blue".
        let begins =
            complains && (hit.first <= opening || hit.first == opening + 1 && owned(hit.first));
        let comes = matches!(text.word(next), "," | "in" | "at" | "aged" | "age" | "(");
        let described =
            begins && (comes || is_number(text, next)) || is_asked_about(text, hit) && comes;
        // "My husband who's 54 has a swollen calf".
        let clause = next + 1..next + CLAUSE_WITHIN;
        let is_who = |at: u32| matches!(text.word(at), "who" | "whos");
        let who = (is_who(next) || is_who(hit.last.saturating_sub(1)))
            && clause
                .clone()
                .take_while(|at| !parts(text, *at))
                .any(|at| matches!(text.word(at), "is" | "has" | "cannot" | "woke" | "got"))
            && !clause
                .take_while(|at| !parts(text, *at))
                .any(|at| holds_an_opinion(text, at));
        owns || described
            || who
            || (!others || text.word(next) == "had") && has_a_complaint_of_theirs(text, next)
            || matches!(
                text.word(next),
                "is" | "s"
                    | "has"
                    | "cannot"
                    | "can"
                    | "cant"
                    | "feels"
                    | "looks"
                    | "keeps"
                    | "fell"
                    | "woke"
                    | "says"
                    | "complains"
                    | "gets"
                    | "got"
                    | "shes"
                    | "hes"
                    | "she"
                    | "he"
                    | "started"
                    | "now"
                    | "just"
            )
    };
    let all = text.hits.iter();
    let told: Vec<&Hit> = all.filter(close).filter(now).collect();
    let Some(first) = told.first().map(|hit| hit.first) else {
        return Vec::new();
    };
    // "Swollen calf. My father is on warfarin": what is told before is of whoever writes.
    let mut before = text.hits.iter().take_while(|hit| hit.first < first);
    let mentions = |hit: &Hit| matches!(hit.what, What::Concept { .. } | What::Anchor { .. });
    // "Hello, it's about my mum".
    let about = told.first().is_some_and(|hit| is_asked_about(text, hit));
    if !about && before.any(|hit| mentions(hit) && hit.last + 1 < first) {
        return Vec::new();
    }
    let is_kin = |at: u32| {
        let mut hits = text.hits.iter().filter(close);
        hits.any(|hit| hit.first <= at + 1 && at < hit.last)
    };
    let mut words = 0..text.tokens.len();
    if words.any(|at| tells_of_writer(text, at) && !is_kin(at)) {
        return Vec::new();
    }
    let name = |hit: &&Hit| {
        let small = |at: &u32| matches!(text.word(*at), "my" | "our");
        (hit.first..hit.last).find(|at| !small(at))
    };
    told.iter().filter_map(name).collect()
}

/// Behind an age in brackets: "my dad (82) is".
fn behind_age(text: Text<'_>, at: u32) -> u32 {
    let is_age = text.word(at) == "(" && is_number(text, at + 1) && text.word(at + 2) == ")";
    if is_age { at + 3 } else { at }
}

/// Whether somebody who was named before is told to have a complaint or a danger now: "my wife had a caesarean and her
/// calf hurts", "my dad takes Eliquis and banged his head", but not "my mother had a clot in her leg".
fn has_a_complaint_of_theirs(text: Text<'_>, from: u32) -> bool {
    let theirs = |at: &u32| {
        let is_theirs = matches!(
            text.word(*at),
            "her" | "his" | "she" | "he" | "shes" | "hes"
        );
        is_theirs && !matches!(text.word(at + 1), "was" | "were" | "had" | "used")
    };
    let mut words = from..text.tokens.len();
    words.any(|at| {
        let behind = at + 1..(at + COMPLAINT_WITHIN).min(text.tokens.len());
        let end = behind.clone().find(|it| parts(text, *it));
        let end = end.unwrap_or(behind.end);
        theirs(&at)
            && text.hits.iter().any(|hit| {
                weighs(text, hit) && at < hit.last && hit.last <= end && from <= hit.first
            })
    })
}

/// Whether a mention is of a complaint or a danger.
fn weighs(text: Text<'_>, hit: &Hit) -> bool {
    let What::Concept { id, .. } = hit.what else {
        return false;
    };
    let concept = text.language.concepts.get(usize::from(id.0));
    concept.is_some_and(|it| it.symptom || it.raise)
}

/// "I am worried about my wife", "it's about mum".
fn is_asked_about(text: Text<'_>, hit: &Hit) -> bool {
    let before = hit.first.saturating_sub(2)..hit.first;
    before
        .into_iter()
        .any(|at| matches!(text.word(at), "about" | "regarding"))
}

/// The first word behind a greeting: "Hiya, my husband", "Good morning. My mum".
fn behind_greeting(text: Text<'_>) -> u32 {
    let greets = |at: &u32| {
        matches!(
            text.word(*at),
            "hi" | "hiya"
                | "hello"
                | "hey"
                | "dear"
                | "good"
                | "morning"
                | "afternoon"
                | "evening"
                | "day"
                | "there"
                | "doc"
                | "doctor"
                | "dr"
                | "all"
                | "team"
                | "please"
                | ","
                | "."
                | "!"
                | "-"
        )
    };
    let mut words = 0..text.tokens.len();
    words.find(|at| !greets(at)).unwrap_or_default()
}

fn is_number(text: Text<'_>, at: u32) -> bool {
    text.tokens.kind(at) == Some(Kind::Number)
}

/// Whether a word that nothing knows stands before what a person is or has: "my mother Anna has", "my wife Jo (44)".
fn is_name(text: Text<'_>, at: u32) -> bool {
    if !matches!(text.word(at + 1), "(" | "," | "is" | "has") {
        return false;
    }
    let link = matches!(text.word(at), "who" | "that" | "and" | "also" | "never");
    let letters = text.word(at).chars().all(char::is_alphabetic);
    let behind = text.hits.partition_point(|hit| hit.first <= at);
    let near = behind.saturating_sub(LONGEST_ROW)..behind;
    let mut near = text.hits.get(near).unwrap_or_default().iter();
    letters && !link && !near.any(|hit| at < hit.last)
}

/// Whether a complaint stands before the first sign that ends a statement.
fn begins_with_a_complaint(text: Text<'_>, from: u32) -> bool {
    let mut words = from..text.tokens.len();
    let end = words.find(|at| matches!(text.word(*at), "." | ";" | "?" | "!"));
    let hits = text.hits.iter();
    let mut begin = hits.take_while(|hit| end.is_none_or(|end| hit.first < end));
    begin.any(|hit| match hit.what {
        What::Concept { id, .. } => {
            let concept = text.language.concepts.get(usize::from(id.0));
            concept.is_some_and(|it| it.symptom)
        }
        _ => false,
    })
}

/// Whether the words at a token begin what the writer tells of themselves: "my leg", "I have a swollen calf", "im 27", but
/// not "I think her leg is swollen", "my home monitor".
fn tells_of_writer(text: Text<'_>, at: u32) -> bool {
    let starts = |at: u32| {
        let first = text.hits.partition_point(|hit| hit.first < at);
        let hits = text.hits.get(first..).unwrap_or_default().iter();
        hits.take_while(move |hit| hit.first == at)
    };
    let told = |hit: &Hit| {
        matches!(
            hit.what,
            What::Concept { .. } | What::Anchor { .. } | What::Site(_)
        )
    };
    // Who is worried tells nothing of themselves yet.
    let symptom = |hit: &Hit| match hit.what {
        What::Concept { id, .. } => {
            let concept = text.language.concepts.get(usize::from(id.0));
            concept.is_some_and(|it| it.symptom)
        }
        _ => told(hit),
    };
    let other = |at: u32| {
        matches!(
            text.word(at),
            "she" | "he" | "shes" | "hes" | "her" | "his" | "him" | "they" | "their" | "them"
        )
    };
    match text.word(at) {
        "myself" | "mine" => true,
        "my" | "our" => (at + 1..at + 3).any(|at| starts(at).any(told)),
        "ive" => true,
        "i" | "im" => {
            let says = text.word(at) == "im"
                || matches!(
                    text.word(at + 1),
                    "am" | "have"
                        | "had"
                        | "m"
                        | "feel"
                        | "felt"
                        | "got"
                        | "get"
                        | "take"
                        | "was"
                        | "also"
                        | "'"
                        | "’"
                );
            let behind = at + 1..(at + TELLS_WITHIN).min(text.tokens.len());
            let mut behind = behind.take_while(|at| !other(*at) && !parts(text, *at));
            let takes = text.word(at + 1) == "take" || text.word(at + 2) == "on";
            says && behind.any(|at| {
                is_number(text, at) || starts(at).any(|hit| symptom(hit) || takes && told(hit))
            })
        }
        _ => false,
    }
}

/// "My father who has cancer thinks it is a clot": what is told of him is beside the matter, and the leg may be another's.
/// "My father who has cancer says his calf is swollen" tells of him.
fn holds_an_opinion(text: Text<'_>, at: u32) -> bool {
    let next = at + 1 + u32::from(text.word(at + 1) == "that");
    let thinks = matches!(
        text.word(at),
        "thinks" | "says" | "believes" | "reckons" | "insists" | "worries" | "suspects" | "wonders"
    );
    thinks
        && matches!(
            text.word(next),
            "it" | "its" | "this" | "i" | "im" | "my" | "we"
        )
}

/// Whether a sign ends what is told.
fn parts(text: Text<'_>, at: u32) -> bool {
    matches!(text.word(at), "." | ";" | "?" | "!" | ",")
}
