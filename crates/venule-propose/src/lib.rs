//! A language model proposes, this crate verifies, nobody but the reader decides (ADR 0010).
//!
//! [`propose`] asks a [`Model`] for facts that the rules did not read, and keeps what stands every check: the key is open,
//! the value is permitted, the words stand in the text letter by letter, and what surrounds them neither denies, asks nor
//! moves them away from the patient or from now. What is left is shown as something to confirm.
//!
//! **Architecture invariant.** No proposal enters a case. What a model answers is read by [`verify`] and nothing else, so
//! that words of a text that are meant for a model can make it propose, and can do no more.
//! **Architecture invariant.** Nothing that a model writes is printed: values are those of the vocabulary, words are those
//! of the text.
//! **Architecture invariant.** All but `client` is pure: no network, no clock, no environment.

mod answer;
#[cfg(feature = "client")]
pub mod client;
mod key;
mod locate;
mod prompt;
mod verify;

use std::fmt::{self, Write};

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use venule_engine::case::Case;
use venule_knowledge::model::Knowledge;
use venule_text::extract::{Extractor, Reading};
use venule_text::proposed::Proposed;

pub use self::key::Key;
pub use self::verify::{MOST_PROPOSALS, Verified};

/// Longest text that is sent, in bytes.
pub const MOST_TEXT: usize = 64 * 1024;

/// Longest answer that is read, in bytes.
pub const MOST_ANSWER: usize = 256 * 1024;

/// Something that answers a prompt.
pub trait Model {
    /// Its name.
    fn name(&self) -> &str;

    /// Where it is asked: the host and its port.
    fn host(&self) -> &str;

    /// What it answers to the body of a request for a chat completion.
    ///
    /// # Errors
    ///
    /// If there is no answer. It is not asked again.
    fn answer(&self, prompt: &str) -> Result<Vec<u8>, NoAnswer>;
}

/// Why a model gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// There was no connection, so nothing was sent.
    NotReached,
    /// TLS failed.
    NotSecure,
    /// It took too long.
    TimedOut,
    /// The connection broke, or what came is no HTTP.
    Broken,
    /// It answered with this status.
    Status(u16),
    /// It sent on to another place, which was not followed.
    SentOn,
    /// Its answer is longer than [`MOST_ANSWER`].
    TooLong,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReached => out.write_str("it could not be reached"),
            Self::NotSecure => out.write_str("there was no secure connection to it"),
            Self::TimedOut => out.write_str("it did not answer in time"),
            Self::Broken => out.write_str("the connection broke"),
            Self::Status(code) => write!(out, "it answered with the error {code}"),
            Self::SentOn => out.write_str("it sent on to another place, which was not followed"),
            Self::TooLong => write!(out, "its answer is longer than {MOST_ANSWER} bytes"),
        }
    }
}

impl std::error::Error for NoAnswer {}

/// A text, and what is known without a model.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The content.
    pub knowledge: &'a Knowledge,
    /// What read the text.
    pub extractor: &'a Extractor<'a>,
    /// The text.
    pub text: &'a str,
    /// What was understood of it.
    pub reading: &'a Reading,
    /// What is known, of this text and those before it.
    pub case: &'a Case,
    /// The day from which days are counted.
    pub reference: Date,
}

/// Asks a model, and checks what it proposes. It is asked once; whatever goes wrong means that there are no proposals.
#[must_use]
pub fn propose(model: &dyn Model, asked: &Asked<'_>) -> Proposed {
    let mut proposed = Proposed {
        model: model.name().to_owned(),
        host: model.host().to_owned(),
        ..Proposed::default()
    };
    let keys = key::open(asked.knowledge, asked.case, asked.reading);
    if let Some(reason) = not_to_send(asked, &keys) {
        proposed.failure = Some(reason);
        return proposed;
    }
    let prompt = prompt::body(model.name(), asked.text, &keys);
    proposed.prompt_hash = hash(prompt.as_bytes());
    let answer = model.answer(&prompt);
    proposed.sent = answer != Err(NoAnswer::NotReached);
    let verified = match answer {
        Ok(answer) => {
            proposed.answer_hash = Some(hash(&answer));
            verify(asked, &answer).map_err(|it| it.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    match verified {
        Ok(verified) => {
            proposed.candidates = verified.candidates;
            proposed.dropped = verified.dropped;
        }
        Err(failure) => proposed.failure = Some(failure),
    }
    proposed
}

/// Checks the answer of a model, whatever it is.
///
/// # Errors
///
/// If it is no chat completion, or its content is not a list of proposals.
pub fn verify(asked: &Asked<'_>, answer: &[u8]) -> Result<Verified, Unreadable> {
    let proposals = answer::read(answer)?;
    let keys = key::open(asked.knowledge, asked.case, asked.reading);
    Ok(verify::verify(asked, &keys, proposals))
}

/// An answer that is no list of proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("its answer is not what it was asked for")
    }
}

impl std::error::Error for Unreadable {}

/// Why a text is not sent, if it is not.
fn not_to_send(asked: &Asked<'_>, keys: &[Key<'_>]) -> Option<String> {
    if !asked.reading.patients.is_empty() {
        Some("the text tells of more than one patient".to_owned())
    } else if asked.text.len() > MOST_TEXT {
        Some(format!("the text is longer than {MOST_TEXT} bytes"))
    } else if keys.is_empty() {
        Some("nothing is left to find out".to_owned())
    } else {
        None
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
