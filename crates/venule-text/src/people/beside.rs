//! A patient whom nothing names beside one who is named, and a man beside a woman.

use super::label::{Label, LabelKind};
use super::told::Named;
use super::{By, Patient, Text, item};
use crate::language::model::ModifierKind;
use crate::language::uses::Use;
use crate::number::Sex;
use crate::span::Span;
use crate::token::Kind;

/// How far before a person the words stand that begin the statement: "a 60 year old man".
const LEADS: u32 = 6;

/// How far before a name the words stand that join it to what is told before: "also the lady".
const JOINS: u32 = 3;

/// How far behind a person it stands that it is a relative: "the man next to her is her husband".
const KIN: u32 = 6;

/// Words that tell of another patient beside those who are named.
pub(super) fn of(text: Text<'_>, named: &[Named], introduced: &[(Sex, Span)]) -> Vec<Patient> {
    let of_other_sex = of_other_sex(text, named, introduced);
    if !of_other_sex.is_empty() {
        return of_other_sex;
    }
    if let Some(one) = unnamed(text, named) {
        return vec![one];
    }
    let items = item::of(text).filter(|it| !it.is_sure && named.is_empty());
    match items {
        Some(list) => list
            .items
            .iter()
            .map(|it| perhaps(text, it.first, it.last))
            .collect(),
        None => of_headings(text),
    }
}

/// Words that may tell of another patient.
fn perhaps(text: Text<'_>, first: u32, last: u32) -> Patient {
    Patient {
        span: text.span(first, last),
        by: By::Perhaps,
        who: None,
    }
}

/// Somebody of whom a sentence tells, and whose sex is said.
struct Sexed {
    sex: Sex,
    sentence: Option<usize>,
    patient: Option<Patient>,
}

/// The words for persons, if they are of both sexes. Two in one sentence may be a slip: "Mrs Khan, 71M".
fn of_other_sex(text: Text<'_>, named: &[Named], introduced: &[(Sex, Span)]) -> Vec<Patient> {
    let place = |span: Span, at: u32, sex: Sex, by: Option<By>| Sexed {
        sex,
        sentence: text.layout.sentence_of(at),
        patient: by.map(|by| Patient {
            span,
            by,
            who: None,
        }),
    };
    let names = named.iter().filter_map(|it| {
        let sex = sex_of(&it.label)?;
        let span = text.span(it.label.first, it.label.last);
        Some(place(span, it.label.first, sex, None))
    });
    let persons = (0..text.tokens.len()).filter_map(|at| {
        let (sex, first, by) = person(text, at)?;
        Some(place(text.span(first, at + 1), at, sex, Some(by)))
    });
    let ages = introduced.iter().map(|(sex, span)| {
        let at = text.at(*span);
        place(*span, at, *sex, Some(By::Age))
    });
    let all: Vec<Sexed> = names.chain(persons).chain(ages).collect();
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let apart = all
        .iter()
        .any(|it| it.sex != first.sex && it.sentence != first.sentence);
    let patients = all.iter().filter_map(|it| it.patient);
    if apart {
        patients.collect()
    } else {
        Vec::new()
    }
}

/// The sex that a title says.
fn sex_of(label: &Label) -> Option<Sex> {
    match label.key.split_once(' ')?.0 {
        "he" if label.kind == LabelKind::Name => Some(Sex::Male),
        "she" if label.kind == LabelKind::Name => Some(Sex::Female),
        _ => None,
    }
}

/// The sex of a person of whom a sentence tells what they come with, and where the words for them begin: "Young man with
/// ...", "; the lady opposite has ...". Of whom only a test is told, it may be another patient; who works somewhere tells of
/// the test: "the man from radiology says the duplex is negative".
fn person(text: Text<'_>, at: u32) -> Option<(Sex, u32, By)> {
    let sex = match (text.is(at, Use::PersonHe), text.is(at, Use::PersonShe)) {
        (true, _) => Sex::Male,
        (_, true) => Sex::Female,
        _ => return None,
    };
    let sentence = text.sentence(at).filter(|it| !it.asks)?;
    let from = at.saturating_sub(LEADS).max(sentence.body);
    let clause = (from..at)
        .rev()
        .find(|at| matches!(text.word(*at), ";" | "," | "and" | "but"));
    let first = clause.map_or(from, |it| it + 1);
    let begins = clause.is_some() || from == sentence.body;
    let plain = |at: u32| {
        let goes_on = matches!(
            text.word(at),
            "of" | "for"
                | "by"
                | "to"
                | "with"
                | "from"
                | "in"
                | "his"
                | "her"
                | "their"
                | "as"
                | "than"
                | "other"
        );
        let born = text.is(at, Use::NoPatients);
        !goes_on && !born && text.word(at) != "." && !text.is_symptom(at)
    };
    let kin =
        |first: u32, last: u32| (first..last).any(|at| text.is_in(at, ModifierKind::OtherPerson));
    let of_relative = || kin(sentence.start, at) || kin(at + 1, (at + KIN).min(sentence.end));
    let told = begins && (first..at).all(plain) && text.presents(at + 1, sentence.end);
    let aged = at > 0 && text.tokens.kind(at - 1) == Some(Kind::Number);
    let has = (at + 1..at + KIN).any(|at| text.is(at, Use::Lives));
    let by = match aged || complains(text, at + 1, sentence.end) {
        true => By::Words,
        false if works(text, at) => return None,
        false if has => By::Words,
        false => By::Perhaps,
    };
    (told && !of_relative()).then_some((sex, first, by))
}

/// Whether somebody comes with a complaint.
fn complains(text: Text<'_>, first: u32, last: u32) -> bool {
    let mut hits = text.hits_within(first, last).iter();
    hits.any(|hit| text.is_complaint(hit))
}

/// "Female sonographer", "the man from radiology", but not "the man in bed 4".
fn works(text: Text<'_>, at: u32) -> bool {
    let staff = (at + 1..at + 3).any(|at| text.is_in(at, ModifierKind::Staff));
    let lies = |at: u32| {
        let uses = [Use::Bed, Use::Bay, Use::Room, Use::BeforeRoom];
        uses.iter().any(|it| text.is(at, *it))
    };
    let somewhere = matches!(text.word(at + 1), "from" | "in" | "at" | "on");
    staff || somewhere && !(at + 2..at + 5).any(lies)
}

/// The only one who is named, where somebody is told of before: "Left calf swollen. Also Mr Jones: DVT on the right."
fn unnamed(text: Text<'_>, named: &[Named]) -> Option<Patient> {
    let one = named.first()?;
    let is_named = matches!(
        one.label.kind,
        LabelKind::Name | LabelKind::Place(_) | LabelKind::Number
    );
    let alone = named
        .iter()
        .all(|it| it.who == one.who || it.label.kind != one.label.kind);
    let label = &one.label;
    let sentence = text.sentence(label.first)?;
    let before = sentence.body..label.first;
    let joined = before.clone().any(|at| text.is(at, Use::Joins));
    let joins =
        |at: u32| text.is(at, Use::Joins) || matches!(text.word(at), "," | "the" | "my" | "-");
    let starts = label.first - sentence.body <= JOINS && before.clone().all(joins);
    let end = text.tokens.len();
    let both = text.presents(0, sentence.start) && text.presents(label.last, end);
    if !is_named || !alone || !starts || !both || sentence.start == 0 {
        return None;
    }
    let sides = text
        .one_side(0, sentence.start)
        .zip(text.one_side(label.last, end));
    let apart = sides.is_some_and(|(one, other)| one != other);
    let by = match joined {
        true => label.kind.by(),
        false if apart => By::Perhaps,
        false => return None,
    };
    let span = text.span(label.first, label.last);
    let who = Some(one.who);
    Some(Patient { span, by, who })
}

/// "First: left calf swollen. Second: DVT on the right": two patients, or two legs of one.
fn of_headings(text: Text<'_>) -> Vec<Patient> {
    let heads = |at: &u32, turn: Use| {
        let ordinal = text.is(*at, turn) && text.is(*at, Use::Ordinal);
        ordinal && text.word(*at + 1) == ":" && text.starts(*at)
    };
    let end = text.tokens.len();
    let Some(one) = (0..end).find(|at| heads(at, Use::First)) else {
        return Vec::new();
    };
    let Some(other) = (one..end).find(|at| heads(at, Use::Second)) else {
        return Vec::new();
    };
    let told = text.presents(one, other) && text.presents(other, end);
    let sides = text.one_side(one, other).zip(text.one_side(other, end));
    let apart = told && sides.is_some_and(|(one, other)| one != other);
    let both = [one, other].into_iter().filter(|_| apart);
    both.map(|at| perhaps(text, at, at + 1)).collect()
}
