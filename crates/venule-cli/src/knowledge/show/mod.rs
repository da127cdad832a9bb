//! `venule knowledge show`: everything a reviewer needs about one element, by its id.
//!
//! One id may name several things, such as an examination and its protocol; then all of them are shown.

mod action;
mod event;
mod evidence;
mod fact;
mod form;
mod guideline;
mod rule;
mod score;
pub(super) mod sheet;

use std::io::{self, Write};

use clap::Args;
use venule_knowledge::model::{Contradiction, Knowledge};
use venule_knowledge::nearest;
use venule_knowledge::printable::{printable, shortened};

use super::names;
use crate::assess::{color, width};
use crate::exit::{Exit, Failure};
use venule_answer::page::Page;
use venule_answer::{review, terminal};

/// At most this many other ids are offered for one that does not exist.
const OFFERED: usize = 8;

/// A longer id is not repeated in full.
const LONGEST_ID: usize = 200;

/// Arguments of `venule knowledge show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id or other name of anything that `venule knowledge list` shows, or of a statement
    #[arg(value_name = "ID")]
    id: String,
}

impl Show {
    /// Runs the command.
    pub(crate) fn run(&self, knowledge: &Knowledge) -> Result<Exit, Failure> {
        let mut pages = pages(knowledge, &self.id);
        if pages.is_empty() {
            return Err(Failure::CouldNotRun(unknown(knowledge, &self.id)));
        }
        let status = review::of_all(knowledge, review::today());
        for page in &mut pages {
            page.foot.push(status.clone());
        }
        let color = color();
        let pages: Vec<String> = pages
            .iter()
            .map(|page| terminal::render(page, width(), color))
            .collect();
        io::stdout()
            .lock()
            .write_all(pages.join("\n\n").as_bytes())?;
        Ok(Exit::Done)
    }
}

/// A page for everything of this name.
fn pages(knowledge: &Knowledge, id: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    if let Some((id, it)) = knowledge.fact(id) {
        pages.push(fact::page(knowledge, id, it));
    }
    pages.extend(
        knowledge
            .events
            .iter()
            .filter(|it| *it.name == *id)
            .map(|it| event::page(knowledge, it)),
    );
    pages.extend(
        (0..)
            .zip(&knowledge.views)
            .filter(|(_, it)| *it.name == *id)
            .map(|(index, it)| event::view(knowledge, index, it)),
    );
    if let Some((id, it)) = knowledge.action(id) {
        pages.push(action::page(knowledge, id, it));
    }
    pages.extend(
        knowledge
            .one_ofs
            .iter()
            .filter(|it| *it.name == *id)
            .map(|it| action::group(knowledge, it)),
    );
    pages.extend(
        knowledge
            .scores
            .iter()
            .filter(|it| *it.name == *id)
            .map(|it| score::page(knowledge, it)),
    );
    pages.extend(
        (0..)
            .zip(&knowledge.protocols)
            .filter(|(_, it)| *it.name == *id)
            .map(|(index, it)| score::protocol(knowledge, index, it)),
    );
    let orders = knowledge.orders.iter().filter(|it| *it.name == *id);
    pages.extend(orders.map(|it| form::order(knowledge, it)));
    let reports = knowledge.reports.iter().filter(|it| *it.name == *id);
    pages.extend(reports.map(|it| form::report(knowledge, it)));
    pages.extend(
        (0..)
            .zip(&knowledge.guidelines)
            .filter(|(_, it)| *it.name == *id)
            .map(|(index, it)| guideline::page(knowledge, index, it)),
    );
    for (index, it) in knowledge.rules.iter().enumerate() {
        let full = format!("{}/{}", names::guideline(knowledge, it.guideline), it.name);
        if *it.name == *id || full == id {
            pages.push(rule::page(knowledge, index, it));
        }
    }
    let contradictions = knowledge.contradictions.iter();
    pages.extend(
        contradictions
            .filter(|it| contradiction_name(it) == id)
            .map(|it| event::contradiction(knowledge, it)),
    );
    if let Some(statement) = knowledge.statement_index.get(id) {
        pages.extend(evidence::statement(knowledge, *statement));
    }
    pages.extend(
        knowledge
            .sources
            .get(id)
            .map(|it| evidence::source(knowledge, it)),
    );
    pages.extend(
        knowledge
            .estimates
            .get(id)
            .map(|it| evidence::estimate(knowledge, it)),
    );
    pages.extend(
        knowledge
            .disagreements
            .get(id)
            .map(|it| evidence::disagreement(knowledge, it)),
    );
    pages
}

fn contradiction_name(contradiction: &Contradiction) -> &str {
    let (Contradiction::Facts { name, .. } | Contradiction::Events { name, .. }) = contradiction;
    name
}

/// Every id and other name that [`pages`] finds something for.
fn all_names(knowledge: &Knowledge) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    names.extend(knowledge.fact_index.keys().map(String::as_str));
    names.extend(knowledge.action_index.keys().map(String::as_str));
    names.extend(knowledge.rules.iter().map(|it| &*it.name));
    names.extend(knowledge.guidelines.iter().map(|it| &*it.name));
    names.extend(knowledge.events.iter().map(|it| &*it.name));
    names.extend(knowledge.views.iter().map(|it| &*it.name));
    names.extend(knowledge.one_ofs.iter().map(|it| &*it.name));
    names.extend(knowledge.scores.iter().map(|it| &*it.name));
    names.extend(knowledge.protocols.iter().map(|it| &*it.name));
    names.extend(knowledge.orders.iter().map(|it| &*it.name));
    names.extend(knowledge.reports.iter().map(|it| &*it.name));
    names.extend(knowledge.contradictions.iter().map(contradiction_name));
    names.extend(knowledge.statement_index.keys().map(String::as_str));
    names.extend(knowledge.sources.keys().map(String::as_str));
    names.extend(knowledge.estimates.keys().map(String::as_str));
    names.extend(knowledge.disagreements.keys().map(String::as_str));
    names.sort_unstable();
    names.dedup();
    names
}

fn unknown(knowledge: &Knowledge, id: &str) -> String {
    let names = all_names(knowledge);
    let last = id.rsplit('/').next().unwrap_or(id);
    let mut help: Vec<String> = nearest::did_you_mean(last, names.iter().copied())
        .into_iter()
        .collect();
    let containing: Vec<&str> = names
        .into_iter()
        .filter(|name| id.len() > 2 && name.contains(id))
        .take(OFFERED)
        .collect();
    if !containing.is_empty() {
        help.push(format!(
            "these have it in their name: {}",
            nearest::listed(containing)
        ));
    }
    if help.is_empty() {
        help.push("`venule knowledge list KIND` shows the ids; KIND is `facts`, `events`, `actions`, `rules` and so on".to_owned());
    }
    format!(
        "nothing is called `{}`\nhelp: {}",
        printable(&shortened(id, LONGEST_ID)),
        help.join("\nhelp: ")
    )
}
