//! Of whom something is told: not of who treats or reports, nor of a relative.

use std::collections::BTreeMap;

use super::label::{Label, LabelKind, MOST_TOKENS, UNTITLED};
use super::{Text, item, surname, turn};
use crate::language::model::{Direction, ModifierKind};
use crate::language::uses::Use;
use crate::token::Kind;

/// How far from a name the words stand that say what somebody does.
const NEAR: u32 = 3;

/// Most patients that are looked for; a text with more tells of several anyhow.
const MOST_PATIENTS: usize = 64;

/// Most mentions of them that are looked at.
const MOST_MENTIONS: usize = 4096;

/// How far before a place the person stands who is there: "Mrs A., bed 4".
const THERE: u32 = 4;

/// A name with a number for whom it names, the same wherever the same patient is named.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) label: Label,
    pub(super) who: u32,
}

/// The names of those that the text tells of, in order.
pub(super) fn of(text: Text<'_>) -> Vec<Named> {
    let list = item::of(text).filter(|it| it.is_sure);
    let list = list.map(|it| it.items).unwrap_or_default();
    let mut items = [list, surname::of(text), turn::of(text)].concat();
    items.sort_by_key(|it| it.first);
    items.reverse();
    let mut named: Vec<Named> = Vec::new();
    let mut people = People::default();
    let mut aside: Vec<Label> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len()
        && (people.count as usize) + aside.len() < MOST_PATIENTS
        && named.len() < MOST_MENTIONS
    {
        while items.pop_if(|item| item.first < at).is_some() {}
        let item = items.pop_if(|item| item.first == at);
        let Some(label) = item.or_else(|| Label::at(text, at)) else {
            at += 1;
            continue;
        };
        at = label.last;
        let same = |it: &Label| it.is_same(&label);
        // Who was first told of as one who treats does so wherever else they are named.
        if aside.iter().any(same) {
            continue;
        }
        if is_staff(text, &label) && !people.knows(&label) {
            aside.push(label);
        } else if !is_kin(text, &label)
            && !is_taken_back(text, &label)
            && tells(text, &label, named.last().map(|it| &it.label))
        {
            let who = people.who(&label);
            named.push(Named { label, who });
        }
    }
    named
}

/// Those who were named so far: each name as it was written, once, and whose it is.
#[derive(Default)]
struct People {
    known: Vec<(Label, u32)>,
    count: u32,
}

impl People {
    fn knows(&self, label: &Label) -> bool {
        self.known.iter().any(|(it, _)| it.is_same(label))
    }

    /// The number of whoever bears a name: of the only one who may, or a new one.
    fn who(&mut self, label: &Label) -> u32 {
        let mut known = self.known.iter();
        if let Some((_, who)) = known.find(|(it, _)| it.is_written_as(label)) {
            return *who;
        }
        let mut fits: BTreeMap<u32, bool> = BTreeMap::new();
        for (name, who) in self.known.iter().filter(|(it, _)| it.kind == label.kind) {
            *fits.entry(*who).or_insert(true) &= name.is_same(label);
        }
        fits.retain(|_, bears| *bears);
        let who = match fits.first_key_value() {
            Some((one, _)) if fits.len() == 1 => *one,
            _ => {
                self.count += 1;
                self.count
            }
        };
        self.known.push((label.clone(), who));
        who
    }
}

/// Whether there are several, and something is told of two of them.
pub(super) fn are_several(text: Text<'_>, named: &[Named]) -> bool {
    // By kind, from the end: who is named next, and where the next one is named who is somebody else.
    let mut next: BTreeMap<LabelKind, (u32, u32, u32)> = BTreeMap::new();
    let mut told: BTreeMap<LabelKind, u32> = BTreeMap::new();
    for Named { label, who } in named.iter().rev() {
        let end = text.tokens.len();
        let other = match next.get(&label.kind) {
            Some((same, _, behind)) if same == who => *behind,
            Some((_, first, _)) => *first,
            None => end,
        };
        next.insert(label.kind, (*who, label.first, other));
        if text.tells(label.last, other) && *told.entry(label.kind).or_insert(*who) != *who {
            return true;
        }
    }
    false
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
    let sentence = text.layout.sentence_of(label.first);
    let sentence = sentence.and_then(|it| text.layout.sentences.get(it));
    let start = sentence.map_or(0, |it| it.start);
    let before = label.first.saturating_sub(2).max(start)..label.first;
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
fn tells(text: Text<'_>, label: &Label, before: Option<&Label>) -> bool {
    match label.kind {
        LabelKind::Name if label.key.starts_with(UNTITLED) => true,
        LabelKind::Name => tells_of_name(text, label),
        LabelKind::Place(_) => is_where_a_patient_is(text, label, before),
        LabelKind::Number | LabelKind::Item | LabelKind::Initials | LabelKind::Turn => true,
    }
}

fn tells_of_name(text: Text<'_>, label: &Label) -> bool {
    let owns = text
        .written(label.last.saturating_sub(1))
        .contains(['\'', '’']);
    let point = u32::from(text.word(label.last) == ".");
    let next = label.last + point;
    let said =
        text.is(next, Use::Tells) || matches!(text.word(next), ":" | "-" | "," | "(" | ";" | "=");
    let counted = text.tokens.kind(next) == Some(Kind::Number);
    let known = text.is_known(next) || text.side(next).is_some() || owns;
    let asked_about = text.is(label.first.saturating_sub(1), Use::AsksOf);
    said || counted || known || asked_about
}

/// "Bed 4: swollen leg", "the man in room 7 has", "Mrs A., bed 4", but not "moved from bed 2", "scan in room 5".
fn is_where_a_patient_is(text: Text<'_>, label: &Label, before: Option<&Label>) -> bool {
    let from = label.first.saturating_sub(THERE);
    if (label.first.saturating_sub(2)..label.first).any(|at| text.is(at, Use::Moves)) {
        return false;
    }
    let heads = matches!(text.word(label.last), ":" | "-" | ")" | "=");
    let starts = text.starts(label.first) || text.starts(label.first.saturating_sub(1));
    let person = (from..label.first)
        .chain(label.last..label.last + 3)
        .any(|at| text.is_person(at) || matches!(text.word(at), "who" | "has"));
    let named =
        before.is_some_and(|it| it.kind == LabelKind::Name && it.last + THERE > label.first);
    // "Bed 3 L calf swollen, bed 5 R femoral DVT".
    let listed = before.is_some_and(|it| matches!(it.kind, LabelKind::Place(_)))
        && matches!(text.word(label.first.saturating_sub(1)), "," | ";" | "and")
        && (text.side(label.last).is_some() || text.is_known(label.last));
    heads || starts || person || named || listed
}
