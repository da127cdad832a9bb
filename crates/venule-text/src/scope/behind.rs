//! What stands behind a comma of a list that is denied: the next of the list, or what the patient comes with.
//!
//! "No ulcers, calf pain on walking" denies no pain, "no redness, warmth, swelling" denies all three. The same holds of what
//! is doubted: "possible compression, left DVT".

use super::edges::Edges;
use super::role::Role;
use super::{Text, Within};
use crate::language::model::ModifierKind;
use crate::scan::{Hit, What};
use crate::token::Kind;

/// What stands behind a comma, up to the next thing that joins or divides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Behind {
    /// It is a mention and nothing else: "plaster".
    pub(super) bare: bool,
    /// It mentions something.
    pub(super) mentions: bool,
    /// It begins with a side or a part of the leg: "left calf pain".
    pub(super) sited: bool,
    /// It says since when, when or how much: "for 3 days", "when walking".
    pub(super) placed: bool,
}

/// Notes at each comma behind a denial or a doubt what follows it.
pub(super) fn read(text: Text<'_>, within: Within<'_>, edges: &mut Edges) {
    let reaches_on = |hit: &Hit| {
        let kind = text.modifier(hit).map(|it| it.kind);
        kind.is_some_and(|it| it == ModifierKind::Negation || is_doubt(it))
    };
    let Some(first) = text.hits_of(within).find(|(_, hit)| reaches_on(hit)) else {
        return;
    };
    let sentence = within.sentence;
    for comma in first.1.first..sentence.end {
        if edges.at(comma).is_none_or(|it| it.role != Role::Comma) {
            continue;
        }
        let ends = |at: &u32| edges.at(*at).is_none_or(|it| ends_part(it.role));
        let end = (comma + 1..sentence.end).find(ends);
        let behind = of_part(text, within, comma + 1, end.unwrap_or(sentence.end));
        if let Some(place) = edges.at_mut(comma) {
            place.behind = behind;
        }
    }
}

/// Whether words of a kind doubt what follows them.
pub(super) fn is_doubt(kind: ModifierKind) -> bool {
    matches!(
        kind,
        ModifierKind::Possible | ModifierKind::Probable | ModifierKind::Question
    )
}

/// "With left DVT": whether a side begins behind a word.
pub(super) fn is_sided_behind(text: Text<'_>, at: u32) -> bool {
    let next = if is_small(text.word(at + 1)) {
        at + 2
    } else {
        at + 1
    };
    is_side(text.word(next))
}

fn ends_part(role: Role) -> bool {
    role.joins() || role.divides()
}

fn of_part(text: Text<'_>, within: Within<'_>, from: u32, to: u32) -> Behind {
    let silent = |at: &u32| matches!(text.tokens.kind(*at), Some(Kind::LineBreak));
    let stop = |at: &u32| text.word(*at) == "." || silent(at);
    let end = (from..to)
        .rev()
        .find(|at| !stop(at))
        .map_or(from, |at| at + 1);
    let start = (from..end).find(|at| !is_small(text.word(*at)));
    let start = start.unwrap_or(from);
    let hits = text.hits.get(within.first..within.last).unwrap_or_default();
    let first = hits.partition_point(|hit| hit.first < from);
    let there = || {
        let rest = hits.get(first..).unwrap_or_default().iter();
        rest.take_while(|hit| hit.first < end)
    };
    let mention = |hit: &Hit| matches!(hit.what, What::Concept { .. } | What::Marked);
    Behind {
        bare: there().any(|hit| mention(hit) && hit.first == from && hit.last == end),
        mentions: there().any(mention),
        sited: is_side(text.word(start))
            || there().any(|hit| hit.first == start && is_of_leg(text, hit)),
        placed: (start..end).any(|at| says_when(text, at)),
    }
}

fn is_of_leg(text: Text<'_>, hit: &Hit) -> bool {
    let What::Site(id) = hit.what else {
        return false;
    };
    let site = text.language.sites.get(id.0 as usize);
    site.is_some_and(|it| !it.elsewhere)
}

/// Whether words between a denial and a comma name a side or a part of the leg.
pub(super) fn names_leg(text: Text<'_>, within: Within<'_>, from: u32, to: u32) -> bool {
    let hits = text.hits.get(within.first..within.last).unwrap_or_default();
    let first = hits.partition_point(|hit| hit.first < from);
    let mut there = hits.get(first..).unwrap_or_default().iter();
    (from..to).any(|at| is_side(text.word(at)))
        || there.any(|hit| hit.first < to && is_of_leg(text, hit))
}

fn is_side(word: &str) -> bool {
    matches!(
        word,
        "left" | "right" | "l" | "r" | "lt" | "rt" | "lle" | "rle" | "bilateral" | "both"
    )
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "her" | "his" | "my" | "some" | "mild" | "new"
    )
}

fn says_when(text: Text<'_>, at: u32) -> bool {
    let walking = || text.word(at + 1).ends_with("ing");
    let night = || matches!(text.word(at + 1), "night" | "nights" | "rest");
    text.tokens.kind(at) == Some(Kind::Number)
        || match text.word(at) {
            "since" | "when" | "while" | "whilst" | "after" | "x" | "yesterday" | "today" => true,
            "on" => walking(),
            "at" => night(),
            _ => false,
        }
}
