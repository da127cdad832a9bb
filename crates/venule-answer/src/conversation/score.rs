//! A total of a score that was told before items of it were.

use venule_engine::case::{Case, Entry, State};
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Score};
use venule_logic::Value;

/// Totals told before, with the points of items that only this text tells of: whoever told the total did not count them
/// as far as anybody said, and the higher total is the safer one.
pub(super) fn raised(knowledge: &Knowledge, before: &Case, told: &Case) -> Vec<Entry> {
    let raised = |score: &Score, total: &Entry| {
        let again = |it: &Entry| it.fact == score.fact && Side::may_be_same(it.side, total.side);
        if told.facts.iter().any(again) {
            return None;
        }
        let State::Known(Value::Integer(points)) = &total.state else {
            return None;
        };
        let items = score.items.iter().filter(|it| it.points > 0);
        let new = items.filter(|item| {
            let of_leg = |it: &&Entry| Side::may_be_same(it.side, total.side.or(before.side));
            let is_so = |case: &Case| {
                let mut facts = case.facts.iter().filter(|it| it.fact == item.fact);
                facts.any(|it| of_leg(&it) && is_true(&it.state))
            };
            is_so(told) && !is_so(before)
        });
        let gained: i32 = new.map(|it| it.points).sum();
        let all = score.items.iter().map(|it| it.points.max(0)).sum();
        let points_now = points.saturating_add(gained).min(all);
        (points_now > *points).then(|| Entry {
            state: State::Known(Value::Integer(points_now)),
            ..total.clone()
        })
    };
    let of_score = |score: &Score| -> Vec<Entry> {
        let totals = before.facts.iter().filter(|it| it.fact == score.fact);
        totals.filter_map(|it| raised(score, it)).collect()
    };
    knowledge.scores.iter().flat_map(of_score).collect()
}

fn is_true(state: &State) -> bool {
    matches!(state, State::Known(Value::Boolean(true)))
}
