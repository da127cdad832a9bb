//! Questions answered with the arrow keys, in a terminal.

use std::io::{self, Write};

use dialoguer::{Input, Select};
use venule_engine::answer::Answer;
use venule_engine::case::{Moment, State};

use super::reply::{self, Reply};
use super::{Asked, Prompt};

/// Asks on the terminal.
#[derive(Debug, Default)]
pub(super) struct Arrows {}

/// What every list of choices ends with.
const ALWAYS: [&str; 4] = [
    "not known",
    "cannot be obtained",
    "skip this question",
    "stop here",
];

impl Prompt for Arrows {
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply> {
        let choices = reply::choices(asked.fact);
        let title = format!("[{} open] {}", asked.open, asked.text);
        if choices.is_empty() {
            return typed(asked, &title, today);
        }
        let labels = choices
            .iter()
            .map(|(_, label)| label.as_str())
            .chain(ALWAYS);
        let labels: Vec<&str> = labels.collect();
        let picked = Select::new()
            .with_prompt(title)
            .items(&labels)
            .default(0)
            .interact_opt();
        let picked = picked.map_err(io::Error::from)?;
        Ok(match picked {
            None => Reply::Stop,
            Some(at) => match (choices.get(at), at.saturating_sub(choices.len())) {
                (Some((value, _)), _) => Reply::Answer(Answer::State(State::Known(value.clone()))),
                (None, 0) => Reply::Answer(Answer::State(State::Unknown)),
                (None, 1) => Reply::Answer(Answer::State(State::Unobtainable)),
                (None, 2) => Reply::Pass,
                (None, _) => Reply::Stop,
            },
        })
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "  -> {text}")
    }
}

/// A number or a date.
fn typed(asked: &Asked<'_>, title: &str, today: Moment) -> io::Result<Reply> {
    let title = format!(
        "{title} ({}; or: {})",
        reply::hint(asked.fact),
        reply::WORDS
    );
    let text: String = Input::new()
        .with_prompt(title)
        .allow_empty(true)
        .validate_with(|text: &String| reply::read(asked.fact, text, today).map(|_| ()))
        .interact_text()
        .map_err(io::Error::from)?;
    reply::read(asked.fact, &text, today).map_err(io::Error::other)
}
