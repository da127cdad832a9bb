//! A total of a score that was told before items of it were.

use venule_engine::case::{Case, Entry, State};
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Score};
use venule_logic::Value;

/// Totals told before, with the points of items that only this text tells of: whoever told the total did not count them
/// as far as anybody said, and the higher total is the safer one.
pub(super) fn raised(knowledge: &Knowledge, before: &Case, told: &Case) -> Vec<Entry> {
    let raised = |score: &Score| {
        if told.facts.iter().any(|it| it.fact == score.fact) {
            return None;
        }
        let mut known = before.facts.iter();
        let total = known.find(|it| it.fact == score.fact)?;
        let State::Known(Value::Integer(points)) = &total.state else {
            return None;
        };
        let items = score.items.iter().filter(|it| it.points > 0);
        let new = items.filter(|item| {
            let of_leg = |it: &&Entry| match (it.side, total.side.or(before.side)) {
                (Some(one), Some(other)) => one == other || Side::Both == other,
                _ => true,
            };
            let is_so = |case: &Case| {
                let mut facts = case.facts.iter().filter(|it| it.fact == item.fact);
                facts.any(|it| of_leg(&it) && is_true(&it.state))
            };
            is_so(told) && !is_so(before)
        });
        let gained: i32 = new.map(|it| it.points).sum();
        (gained > 0).then(|| Entry {
            state: State::Known(Value::Integer(points + gained)),
            ..total.clone()
        })
    };
    knowledge.scores.iter().filter_map(raised).collect()
}

fn is_true(state: &State) -> bool {
    matches!(state, State::Known(Value::Boolean(true)))
}
