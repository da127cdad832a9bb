//! "Pain better, swelling not": a bare denial behind a change denies that change and not the finding.

use super::edges::Edges;
use super::reach::Reach;
use super::role::Role;
use super::{MOST_REACH, Text, Within};
use crate::language::model::ModifierKind;
use crate::scan::{Hit, What};
use crate::token::is_not;

/// Farthest that a finding begins before one of its tokens.
const LONGEST: u32 = 16;

/// Drops the denials of a sentence that deny what was said of another finding before: that it is better, gone, worse.
pub(super) fn drop(text: Text<'_>, within: Within<'_>, edges: &Edges, reaches: &mut Vec<Reach>) {
    let change = |it: &Reach| matches!(it.kind, ModifierKind::Trend(_));
    let Some(changed) = reaches.iter().find(|it| change(it)).map(|it| it.last) else {
        return;
    };
    reaches.retain(|reach| {
        let denies = reach.kind == ModifierKind::Negation && reach.first >= changed;
        let clause = || {
            let ahead = follows_bare(text, within, edges, reach);
            let subject = ahead.or_else(|| precedes_noun(text, within, edges, reach))?;
            let from = subject.saturating_sub(MOST_REACH);
            (from.max(within.sentence.body)..subject)
                .rev()
                .find(|at| parts_clauses(text, edges, *at))
        };
        !(denies && clause().is_some_and(|edge| edge >= changed))
    });
}

/// Whatever longer phrase stands there: "better, swelling not" may be one.
fn parts_clauses(text: Text<'_>, edges: &Edges, at: u32) -> bool {
    let place = edges.at(at);
    place.is_some_and(|it| parts(it.role) || it.stops_forward)
        || matches!(
            text.word(at),
            "," | "but" | "and" | "though" | "while" | "whereas"
        )
}

fn parts(role: Role) -> bool {
    role.joins() || role.divides()
}

/// "Swelling not", "the swelling hasn't": where what is denied begins, if nothing but the denial follows it.
fn follows_bare(text: Text<'_>, within: Within<'_>, edges: &Edges, reach: &Reach) -> Option<u32> {
    let sentence = within.sentence;
    let hit = text.hits.get(reach.hit as usize)?;
    let only = (hit.first..hit.last).all(|at| is_denial(text.word(at)));
    let rest = (hit.last..sentence.end).find(|at| !is_denial(text.word(*at)));
    let ends = rest.is_none_or(|at| ends_clause(text, edges, at));
    if !only || !ends {
        return None;
    }
    let before = (sentence.body..hit.first).rev();
    let mut before = before.skip_while(|at| is_denial(text.word(*at)));
    let last = before.next()?;
    let hits = findings(text, within, last);
    let named = hits.filter(|hit| hit.last == last + 1);
    named.map(|hit| hit.first).min()
}

/// "Not the swelling", "but not swelling": where the denial stands, if nothing but a noun follows it.
fn precedes_noun(text: Text<'_>, within: Within<'_>, edges: &Edges, reach: &Reach) -> Option<u32> {
    let hit = text.hits.get(reach.hit as usize)?;
    let not = hit.last - hit.first == 1 && text.word(hit.first) == "not";
    let determined = matches!(text.word(hit.last), "the" | "her" | "his" | "my" | "their");
    let start = hit.last + u32::from(determined);
    let hits = findings(text, within, start);
    let mention = hits
        .filter(|hit| hit.first == start)
        .max_by_key(|hit| hit.last)?;
    let adjective = edges.at(mention.last - 1).is_some_and(|it| it.adjective);
    let ends = mention.last >= within.sentence.end || ends_clause(text, edges, mention.last);
    let begins = hit.first > 0 && parts_clauses(text, edges, hit.first - 1);
    (not && begins && ends && (determined || !adjective)).then_some(hit.first)
}

/// The findings that stand over a token.
fn findings<'a>(text: Text<'a>, within: Within<'_>, at: u32) -> impl Iterator<Item = &'a Hit> {
    let hits = text.hits.get(within.first..within.last).unwrap_or_default();
    let behind = hits.partition_point(|hit| hit.first <= at);
    let near = hits.get(..behind).unwrap_or_default().iter().rev();
    let near = near.take_while(move |hit| at - hit.first <= LONGEST);
    near.filter(move |hit| {
        let finding = matches!(hit.what, What::Concept { .. } | What::Marked);
        finding && at < hit.last
    })
}

fn ends_clause(text: Text<'_>, edges: &Edges, at: u32) -> bool {
    let role = edges.at(at).map(|it| it.role);
    let silent = role == Some(Role::Silent);
    silent
        || role.is_some_and(parts)
        || edges.at(at).is_some_and(|it| it.stops_forward)
        || matches!(text.word(at), "." | ";" | "!" | "but")
}

/// Words of a denial that leaves out what it denies.
fn is_denial(word: &str) -> bool {
    is_not(word)
        || matches!(
            word,
            "not"
                | "has"
                | "have"
                | "is"
                | "are"
                | "really"
                | "yet"
                | "at"
                | "all"
                | "so"
                | "far"
                | "much"
        )
}
