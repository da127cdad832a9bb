//! `score-range`: a score whose total its fact cannot hold.
//!
//! **What it checks.** The `range` of a score's fact covers the lowest and the highest total that its items allow.
//!
//! **Why it matters.** With unknown items a total is a range. If the fact cut it off, a cut-off near the end would look
//! decided before it is.
//!
//! **Example.** Nine items of one point each and one of minus two, in a fact with `range = [0, 9]`: the total can be -2.
//!
//! **Use instead.** `range = [-2, 9]`.

use venule_logic::value::Decimal;

use crate::diagnostic::Diagnostic;
use crate::document::Text;
use crate::model::ScoreItem;

/// The problem of a score called `what`, whose fact is named at `fact` and permits `range`.
pub(crate) fn check(
    what: &str,
    fact: Text<'_>,
    range: Option<(Decimal, Decimal)>,
    items: &[ScoreItem],
) -> Option<Diagnostic> {
    let points = || items.iter().map(|item| i64::from(item.points));
    let lowest: i64 = points().filter(|points| *points < 0).sum();
    let highest: i64 = points().filter(|points| *points > 0).sum();
    let (low, high) = range?;
    let covered = low <= Decimal::from(lowest) && Decimal::from(highest) <= high;
    (!covered).then(|| {
        let message = format!(
            "{what} gives totals from {lowest} to {highest}, and `{}` permits {low} to {high}",
            fact.text
        );
        Diagnostic::error("score-range", message, fact.origin)
            .help(format!("give the fact `range = [{lowest}, {highest}]`"))
    })
}
