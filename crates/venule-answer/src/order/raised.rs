//! The checks of a form that were raised, as sections of a page.

use venule_engine::form::Raised;
use venule_knowledge::model::{FormCheck, Knowledge};

use crate::cite::Citations;
use crate::page::Item;
use crate::words;

/// The items of the checks that are wanted.
pub fn items(
    knowledge: &Knowledge,
    checks: &[FormCheck],
    raised: &[Raised],
    cited: &mut Citations,
    wanted: impl Fn(&FormCheck) -> bool,
) -> Vec<Item> {
    let of = |it: &Raised| Some((checks.get(it.check)?, it.side));
    raised
        .iter()
        .filter_map(of)
        .filter(|(check, _)| wanted(check))
        .map(|(check, side)| {
            let leg = side.map_or(String::new(), |side| {
                format!(" ({})", words::leg(Some(side)))
            });
            Item {
                strong: format!("{}{leg}", check.text),
                text: check.consequence.clone(),
                remarks: vec![("basis", cited.cite(knowledge, &check.states))],
                ..Item::default()
            }
        })
        .collect()
}
