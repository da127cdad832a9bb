//! What a model answered, as a list of proposals. Nothing is repaired.

use serde_json::{Map, Value as Json};

use crate::Unreadable;

/// A proposal as it came.
#[derive(Debug)]
pub(crate) struct Proposal {
    pub(crate) key: String,
    pub(crate) value: Json,
    pub(crate) quote: String,
    /// Characters of the text before the quote.
    pub(crate) start: u64,
}

/// The proposals of a chat completion, in order; nothing in place of one that does not have the form.
///
/// # Errors
///
/// If the bytes are no JSON of a chat completion, or its content is no JSON with a list `proposals`.
pub(crate) fn read(answer: &[u8]) -> Result<Vec<Option<Proposal>>, Unreadable> {
    let completion: Json = serde_json::from_slice(answer).map_err(|_| Unreadable)?;
    let content = completion.pointer("/choices/0/message/content");
    let content = content.and_then(Json::as_str).ok_or(Unreadable)?;
    let mut content: Json = serde_json::from_str(content).map_err(|_| Unreadable)?;
    match content.get_mut("proposals").map(Json::take) {
        Some(Json::Array(proposals)) => Ok(proposals.into_iter().map(proposal).collect()),
        _ => Err(Unreadable),
    }
}

fn proposal(json: Json) -> Option<Proposal> {
    let Json::Object(mut fields) = json else {
        return None;
    };
    let text = |fields: &mut Map<String, Json>, name| match fields.remove(name) {
        Some(Json::String(text)) => Some(text),
        _ => None,
    };
    let proposal = Proposal {
        key: text(&mut fields, "key")?,
        quote: text(&mut fields, "quote")?,
        start: fields.remove("start")?.as_u64()?,
        value: fields.remove("value")?,
    };
    fields.is_empty().then_some(proposal)
}
