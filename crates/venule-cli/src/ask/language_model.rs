//! `venule ask --language-model`: a model proposes facts to confirm, and the text is sent to it (ADR 0010).

use std::io::{self, Write};
use std::time::Duration;

use clap::Args;
use venule_engine::case::Moment;
use venule_propose::client::{Client, Endpoint};

use super::talk::{Reply, Talk};
use crate::exit::Failure;

/// The environment variable with the key, so that no list of processes shows it.
const KEY: &str = "VENULE_LANGUAGE_MODEL_KEY";

/// Arguments for asking a model. Without them nothing is sent anywhere.
#[derive(Debug, Args)]
pub(crate) struct LanguageModel {
    /// SEND THE TEXT to the language model below this address (OpenAI-compatible, such as https://host/v1), which may
    /// propose facts to confirm; a key is taken from VENULE_LANGUAGE_MODEL_KEY
    #[arg(long = "language-model", value_name = "URL", value_parser = Endpoint::below, requires = "model")]
    endpoint: Option<Endpoint>,
    /// Name of the language model
    #[arg(long, value_name = "NAME", requires = "endpoint")]
    model: Option<String>,
    /// Seconds to wait for the language model
    #[arg(long, value_name = "SECONDS", default_value_t = 30, requires = "endpoint", value_parser = clap::value_parser!(u64).range(1..=600))]
    model_wait: u64,
}

impl LanguageModel {
    /// Adds what the model proposes to a reply, if one is to be asked.
    pub(super) fn propose<'a>(
        &self,
        talk: &Talk<'a>,
        reply: Reply<'a>,
        as_of: Moment,
    ) -> Result<Reply<'a>, Failure> {
        let (Some(endpoint), Some(name)) = (&self.endpoint, &self.model) else {
            return Ok(reply);
        };
        let unusable = |message: &dyn std::fmt::Display| Failure::CouldNotRun(message.to_string());
        let key = match std::env::var(KEY) {
            Ok(key) => Some(key),
            Err(std::env::VarError::NotPresent) => None,
            Err(std::env::VarError::NotUnicode(_)) => {
                return Err(unusable(&format!("{KEY} is no text")));
            }
        };
        let wait = Duration::from_secs(self.model_wait);
        let client = Client::new(endpoint.clone(), name, key.as_deref(), wait)
            .map_err(|error| unusable(&error))?;
        let reply = talk.propose(&client, reply, as_of);
        log(&reply)?;
        Ok(reply)
    }
}

/// What was asked and answered, as hashes: no word of the text and none of the model.
fn log(reply: &Reply<'_>) -> Result<(), Failure> {
    let Some(it) = reply.proposed() else {
        return Ok(());
    };
    let none = "none";
    let prompt = if it.prompt_hash.is_empty() {
        none
    } else {
        &it.prompt_hash
    };
    let failure = it.failure.as_deref();
    let failure = failure.map_or(String::new(), |failure| format!("; {failure}"));
    writeln!(
        io::stderr(),
        "language model: {} at {}; prompt sha256 {prompt}; answer sha256 {}; {} kept, {} dropped{failure}",
        it.model,
        it.host,
        it.answer_hash.as_deref().unwrap_or(none),
        it.candidates.len(),
        it.dropped(),
    )?;
    Ok(())
}
