//! What an answer says of a language model that was asked: where the text went, and what came of it (ADR 0010).

use serde_json::{Value as Json, json};
use venule_engine::case::{Entry, State};
use venule_knowledge::model::Knowledge;
use venule_text::proposed::Proposed;

use crate::stated;

/// One paragraph, above the answer.
pub(super) fn notice(knowledge: &Knowledge, proposed: &Proposed) -> String {
    let Proposed { model, host, .. } = proposed;
    let who = format!("the language model {model} at {host}");
    match (&proposed.failure, proposed.sent) {
        (Some(failure), false) => {
            return format!("This text was not sent to {who}: {failure}. There are no proposals.");
        }
        (Some(failure), true) => {
            return format!(
                "This text was sent to {who}, or may have been: {failure}. There are no proposals."
            );
        }
        (None, _) => {}
    }
    let stated = proposed.candidates.iter().map(|candidate| {
        let state = State::Known(candidate.value.clone());
        let entry = candidate.entry();
        stated::stated_fact(knowledge, &Entry { state, ..entry })
    });
    let stated: Vec<String> = stated.collect();
    let proposes = match stated.join("; ").as_str() {
        "" => "It proposes nothing to confirm".to_owned(),
        stated => format!("It proposes, to be confirmed and not used until then: {stated}"),
    };
    let dropped = match proposed.dropped() {
        0 => String::new(),
        1 => "; 1 proposal failed the checks and is not shown".to_owned(),
        many => format!("; {many} proposals failed the checks and are not shown"),
    };
    format!("This text was sent to {who}. {proposes}{dropped}.")
}

/// The same for programs.
pub(super) fn json(proposed: &Proposed) -> Json {
    let dropped = proposed.dropped.iter();
    let dropped = dropped.map(|(why, count)| (why.name().to_owned(), Json::from(*count)));
    json!({
        "model": proposed.model,
        "host": proposed.host,
        "sent": proposed.sent,
        "failure": proposed.failure,
        "kept": proposed.candidates.len(),
        "dropped": dropped.collect::<serde_json::Map<_, _>>(),
        "prompt_sha256": proposed.prompt_hash,
        "answer_sha256": proposed.answer_hash,
    })
}
