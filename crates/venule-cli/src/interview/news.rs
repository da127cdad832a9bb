//! What an answer changed, in one sentence each.

use venule_engine::assessment::{Assessment, Kind, Line};
use venule_engine::case::Moment;
use venule_knowledge::model::{Knowledge, Stance};

use crate::report::words;

/// The advice that is new since the last answer, and what no longer stands.
pub(super) fn decided_now(
    knowledge: &Knowledge,
    before: &Assessment,
    now: &Assessment,
    as_of: Moment,
) -> Vec<String> {
    let same = |one: &Line, other: &Line| {
        one.action == other.action
            && one.side == other.side
            && one.stance == other.stance
            && one.due == other.due
            && one.status.kind() == other.status.kind()
    };
    let is_new = |line: &&Line| !before.lines.iter().any(|old| same(old, line));
    let is_gone = |line: &&Line| !now.lines.iter().any(|new| same(new, line));
    let words_of = |line: &Line| {
        let action = knowledge.actions.get(line.action.0 as usize)?;
        let label = match (line.stance, &action.avoid_label) {
            (Stance::Avoid, Some(label)) => label,
            (Stance::Do | Stance::Consider | Stance::Avoid, _) => &action.label,
        };
        let due = words::due(&line.due, knowledge, as_of.date);
        let due = if due.is_empty() {
            due
        } else {
            format!(" ({})", due.to_lowercase())
        };
        let sure = match line.status.kind() {
            Kind::Decided => "decided",
            Kind::Provisional => "provisional",
            Kind::Undecided => return None,
        };
        Some(format!("{sure}: {}{due}", label.trim_end_matches('.')))
    };
    let mut news: Vec<String> = now
        .lines
        .iter()
        .filter(|line| line.is_live())
        .filter(is_new)
        .filter_map(words_of)
        .collect();
    let replaced = |line: &&Line| {
        !now.lines
            .iter()
            .any(|new| new.is_live() && new.action == line.action)
    };
    news.extend(
        before
            .lines
            .iter()
            .filter(|line| line.is_live())
            .filter(is_gone)
            .filter(replaced)
            .filter_map(words_of)
            .map(|text| {
                format!(
                    "no longer: {}",
                    text.split_once(": ").map_or("", |(_, rest)| rest)
                )
            }),
    );
    news
}
