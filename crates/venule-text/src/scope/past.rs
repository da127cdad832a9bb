//! What below the heading of a past history is so now: "PMH: AF on apixaban, CKD, 20 weeks pregnant".
//!
//! Of what the language knows as a thing of the past, the past is meant. What else stands there goes on as far as anybody
//! knows: it counts where words say so, and is asked where nothing does.

use super::context::YEAR_DIGITS;
use super::plan::{Part, Stand};
use super::{Context, Text, Within};
use crate::language::model::{ConceptId, Meaning, Polarity, Tense, WordInPlan};
use crate::scan::{Hit, What};
use crate::token::Kind;

/// How a mention that stands below a past history is meant.
pub(super) fn stand(text: Text<'_>, within: Within<'_>, hit: &Hit, context: &Context) -> Stand {
    let goes_on = match hit.what {
        What::Concept { id, .. } => goes_on(text, id),
        _ => false,
    };
    let part = Part::around(text, within, hit);
    if !goes_on || part.tokens.clone().any(|at| is_long_ago(text, at)) {
        return Stand::ByDefault;
    }
    let tells = part.tokens.clone().any(|at| {
        let word = part.word(at);
        matches!(word, Some(WordInPlan::Tells | WordInPlan::Does)) && text.word(at) != "had"
    });
    if tells || part.is_denied(context) || part.holds_a_number() {
        Stand::Told
    } else {
        Stand::Open
    }
}

/// Whether the language knows nothing that its past would mean.
fn goes_on(text: Text<'_>, id: ConceptId) -> bool {
    let concept = text.language.concepts.get(id.0 as usize);
    concept.is_some_and(|it| {
        let mut means = it.means.iter();
        let of_now = |it: &Meaning| it.time == Tense::Now || it.when == Some(Polarity::Absent);
        means.all(of_now) && !it.symptom && !it.passing
    })
}

/// "2009", "10 years ago".
fn is_long_ago(text: Text<'_>, at: u32) -> bool {
    let word = text.word(at);
    match text.tokens.kind(at) {
        Some(Kind::Number) => {
            word.len() == YEAR_DIGITS && (word.starts_with("19") || word.starts_with("20"))
        }
        Some(Kind::Word) => matches!(
            word,
            "years" | "yrs" | "yr" | "year" | "childhood" | "cured" | "remission" | "resolved"
        ),
        _ => false,
    }
}
