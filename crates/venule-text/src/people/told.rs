//! Of whom something is told: not of who treats or reports, nor of a relative.

use super::Text;
use super::label::{Label, LabelKind, MOST_TOKENS};
use crate::language::model::{Direction, ModifierKind};

/// How far from a name the words stand that say what somebody does.
const NEAR: u32 = 3;

/// Most patients that are looked for; a text with more tells of several anyhow.
const MOST_PATIENTS: usize = 64;

/// Most mentions of them that are looked at.
const MOST_MENTIONS: usize = 4096;

/// How far before a place the person stands who is there: "Mrs A., bed 4".
const THERE: u32 = 4;

/// The names of those that the text tells of, in order.
pub(super) fn of(text: Text<'_>) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    // Each of them once.
    let mut known: Vec<Label> = Vec::new();
    let mut aside: Vec<Label> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len()
        && known.len() + aside.len() < MOST_PATIENTS
        && labels.len() < MOST_MENTIONS
    {
        let Some(label) = Label::at(text, at) else {
            at += 1;
            continue;
        };
        at = label.last;
        let same = |it: &Label| it.kind == label.kind && it.may_be(&label);
        // Who was first told of as one who treats does so wherever else they are named.
        if aside.iter().any(same) {
            continue;
        }
        let is_known = known.iter().any(same);
        if is_staff(text, &label) && !is_known {
            aside.push(label);
        } else if !is_kin(text, &label)
            && !is_taken_back(text, &label)
            && tells(text, &label, &labels)
        {
            if !is_known {
                known.push(label.clone());
            }
            labels.push(label);
        }
    }
    labels
}

/// Whether there are several, and something is told of two of them.
pub(super) fn are_several(text: Text<'_>, labels: &[Label]) -> bool {
    let told: Vec<&Label> = labels
        .iter()
        .enumerate()
        .filter(|(index, label)| {
            let others = labels.iter().skip(index + 1);
            let next = others
                .filter(|it| !it.may_be(label))
                .map(|it| it.first)
                .next();
            text.tells(label.last, next.unwrap_or(text.tokens.len()))
        })
        .map(|(_, label)| label)
        .collect();
    told.iter()
        .enumerate()
        .any(|(index, one)| told.iter().skip(index + 1).any(|other| !one.may_be(other)))
}

/// "seen by Mr Fox", "Mr Fox (vascular) advises".
fn is_staff(text: Text<'_>, label: &Label) -> bool {
    if label.kind != LabelKind::Name {
        return false;
    }
    let from = label.first.saturating_sub(NEAR);
    let staff = |first: u32, last: u32, direction: Direction| {
        let mut hits = text.hits_within(first, last).iter();
        hits.any(|hit| {
            let of_kind = text
                .modifier(hit)
                .filter(|it| it.kind == ModifierKind::Staff);
            of_kind.is_some_and(|it| it.direction == direction)
                && (from <= hit.last || direction == Direction::Backward)
        })
    };
    let before = staff(
        label.first.saturating_sub(MOST_TOKENS),
        label.first,
        Direction::Forward,
    );
    let behind = staff(label.last, label.last + NEAR, Direction::Backward);
    before || behind
}

/// "Her husband Mr Ali", "Mr Ali (husband)".
fn is_kin(text: Text<'_>, label: &Label) -> bool {
    let before = label.first.saturating_sub(2)..label.first;
    let mut before = before.filter(|at| text.is_in(*at, ModifierKind::OtherPerson));
    let bracket = text.word(label.last) == "(" || text.word(label.last) == ",";
    let behind = || bracket && text.is_in(label.last + 1, ModifierKind::OtherPerson);
    label.kind == LabelKind::Name && (before.next().is_some() || behind())
}

/// "It belongs to the man in bed 3": nothing else is told of him.
fn is_taken_back(text: Text<'_>, label: &Label) -> bool {
    text.is_in(label.first, ModifierKind::Retraction)
}

/// Whether something follows that is told of who is named.
fn tells(text: Text<'_>, label: &Label, before: &[Label]) -> bool {
    match label.kind {
        LabelKind::Name => tells_of_name(text, label),
        LabelKind::Place(_) => is_where_a_patient_is(text, label, before),
        LabelKind::Number | LabelKind::Initials => true,
    }
}

fn tells_of_name(text: Text<'_>, label: &Label) -> bool {
    let owns = text
        .written(label.last.saturating_sub(1))
        .contains(['\'', '’']);
    let point = u32::from(text.word(label.last) == ".");
    let next = label.last + point;
    let said = matches!(
        text.word(next),
        ":" | "-"
            | ","
            | "("
            | ";"
            | "="
            | "has"
            | "had"
            | "have"
            | "is"
            | "was"
            | "with"
            | "who"
            | "s"
            | "needs"
            | "came"
            | "comes"
            | "presents"
            | "presented"
            | "complains"
            | "takes"
            | "took"
            | "on"
            | "in"
            | "aged"
            | "age"
            | "got"
            | "gets"
            | "now"
            | "also"
            | "still"
            | "developed"
            | "underwent"
            | "reports"
            | "fell"
            | "remains"
            | "does"
            | "did"
            | "at"
            | "post"
    );
    let counted = text.tokens.kind(next) == Some(crate::token::Kind::Number);
    let known = text.is_known(next) || owns;
    let asked_about = matches!(
        text.word(label.first.saturating_sub(1)),
        "is" | "patient"
            | "pt"
            | "re"
            | "about"
            | "regarding"
            | "for"
            | "lady"
            | "gentleman"
            | "man"
            | "woman"
    );
    said || counted || known || asked_about
}

/// "Bed 4: swollen leg", "the man in room 7 has", "Mrs A., bed 4", but not "moved from bed 2", "scan in room 5".
fn is_where_a_patient_is(text: Text<'_>, label: &Label, before: &[Label]) -> bool {
    let from = label.first.saturating_sub(THERE);
    let moved = (label.first.saturating_sub(2)..label.first).any(|at| {
        matches!(
            text.word(at),
            "from" | "to" | "into" | "onto" | "back" | "via" | "until" | "previously" | "was"
        )
    });
    if moved {
        return false;
    }
    let heads = matches!(text.word(label.last), ":" | "-" | ")" | "=");
    let starts = text.starts(label.first) || text.starts(label.first.saturating_sub(1));
    let person = (from..label.first)
        .chain(label.last..label.last + 3)
        .any(|at| is_person(text.word(at)));
    let named = before
        .iter()
        .any(|it| it.kind == LabelKind::Name && it.last + THERE > label.first);
    heads || starts || person || named
}

fn is_person(word: &str) -> bool {
    matches!(
        word,
        "man"
            | "woman"
            | "lady"
            | "gentleman"
            | "patient"
            | "pt"
            | "pat"
            | "chap"
            | "male"
            | "female"
            | "girl"
            | "boy"
            | "guy"
            | "resident"
            | "who"
            | "has"
            | "m"
            | "f"
    )
}
