//! The last text as a whole is taken back: it was of somebody else.

use venule_engine::case::{Case, Entry, State};
use venule_knowledge::model::Knowledge;

use crate::stated;

/// What was known before the last text, and, in words, all that is gone with that text.
#[must_use]
pub fn without_the_last(
    knowledge: &Knowledge,
    case: &Case,
    earlier: Option<&Case>,
) -> (Case, Vec<String>) {
    let earlier = earlier.map_or_else(|| Case::new(case.as_of), Clone::clone);
    let before = all_stated(knowledge, &earlier);
    let mut gone = all_stated(knowledge, case);
    gone.retain(|it| !before.contains(it));
    (earlier, gone)
}

/// All that is known of a case, in words.
fn all_stated(knowledge: &Knowledge, case: &Case) -> Vec<String> {
    let known = |it: &&Entry| matches!(it.state, State::Known(_));
    let facts = case.facts.iter().filter(known);
    let facts = facts.map(|it| stated::stated_fact(knowledge, it));
    let events = 0..case.events.len();
    let events = events.filter_map(|index| stated::stated_event(knowledge, case, index));
    facts.chain(events).collect()
}
