//! Years that stand alone behind what they date: "duplex 2019: no clot", "2015 DVT".

use super::side;
use crate::number::{Doubt, Figure, Form, Mention};
use crate::scan::{Hits, What};
use crate::token::{Kind, Tokens};
use crate::view::View;

/// How far before a number the words of a measure may stand whose value it is, in tokens.
const OF_MEASURE: u32 = 7;

/// Numbers of a text. One that may be a year is one without a doubt where it touches something that a year can be of, and
/// is the value of nothing.
pub(crate) fn dated(
    view: &View<'_>,
    tokens: &Tokens,
    hits: &Hits,
    mut numbers: Vec<Mention>,
) -> Vec<Mention> {
    for index in 0..numbers.len() {
        let Some(mention) = numbers.get(index) else {
            continue;
        };
        if !may_be_year(mention) {
            continue;
        }
        let own = tokens.within(mention.span.start, mention.span.end);
        let word = |at: u32| tokens.text(view, at);
        let valued = hits.all().iter().any(|hit| {
            let near = hit.first < own.end && own.start < hit.last + OF_MEASURE;
            let between = numbers.get(..index).unwrap_or_default().iter();
            let mut between = between.rev().take_while(|it| it.span.start >= hit.end);
            let same = !(hit.last..own.start).any(|at| matches!(word(at), "." | ";"));
            matches!(hit.what, What::Measure(_)) && near && same && between.next().is_none()
        });
        // "Heparin 2000 units", "scan at 1930 h".
        let counts = tokens.kind(own.end) == Some(Kind::Word)
            && matches!(
                word(own.end),
                "units" | "unit" | "iu" | "u" | "h" | "hrs" | "hours" | "hr" | "am" | "pm" | "ml"
            );
        let at = own.start.checked_sub(1).is_some_and(|at| word(at) == "at");
        if valued || counts || at {
            continue;
        }
        let before = own.start.checked_sub(1).map(|at| match word(at) {
            "(" | "," | "-" => at,
            _ => at + 1,
        });
        let after = match word(own.end) {
            ")" | ":" | "-" | "," => own.end + 1,
            _ => own.end,
        };
        let said = |what: What| {
            matches!(
                what,
                What::Concept { .. } | What::Anchor { .. } | What::Site(_) | What::Slot { .. }
            )
        };
        let touches = hits.all().iter().any(|hit| {
            let beside = Some(hit.last) == before || hit.first == after;
            let holds = hit.first < own.start && own.start < hit.last;
            said(hit.what) && (beside || holds)
        });
        let leg = before
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|at| side::of_word(word(at)).is_some());
        if (touches || leg)
            && let Some(place) = numbers.get_mut(index)
        {
            place.doubt = None;
        }
    }
    numbers
}

fn may_be_year(mention: &Mention) -> bool {
    let year = matches!(&mention.figure, Figure::Time(moment) if moment.form == Form::Year);
    year && mention.doubt == Some(Doubt::Ambiguous)
}
