//! `venule knowledge list`: one line for each element of a kind, its id first.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use venule_knowledge::load::words;
use venule_knowledge::model::Knowledge;

use super::columns::Layout;
use super::names::{self, Shape};
use crate::exit::{Exit, Failure};
use venule_answer::json::stance;
use venule_answer::review;
use venule_answer::timing;

/// Arguments of `venule knowledge list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
    /// Only what has this text in its id or its words, whatever the case of letters
    #[arg(long, value_name = "TEXT")]
    matching: Option<String>,
    #[command(flatten)]
    layout: Layout,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// What can be known of a patient
    Facts,
    /// What can have happened, with what is recorded of it
    Events,
    /// The looks that facts take at the list of events
    Views,
    /// What advice can say to do, consider or avoid
    Actions,
    /// When what is advised
    Rules,
    /// Clinical scores
    Scores,
    /// What examinations must contain
    Protocols,
    /// What orders must say
    Orders,
    /// What reports must show
    Reports,
    /// Pathways with their review status
    Guidelines,
    /// Published sources
    Sources,
    /// Figures with their denominators
    Estimates,
    /// Where sources disagree
    Disagreements,
}

impl List {
    /// Runs the command.
    pub(crate) fn run(&self, knowledge: &Knowledge) -> Result<Exit, Failure> {
        let mut rows = rows(knowledge, self.kind);
        if let Some(text) = &self.matching {
            let text = text.to_lowercase();
            rows.retain(|row| row.iter().any(|cell| cell.to_lowercase().contains(&text)));
        }
        if rows.is_empty() {
            writeln!(io::stderr().lock(), "nothing found")?;
        }
        let table = self.layout.with_status(knowledge, &rows);
        io::stdout().lock().write_all(table.as_bytes())?;
        Ok(Exit::Done)
    }
}

fn rows(knowledge: &Knowledge, kind: Kind) -> Vec<[String; 4]> {
    let row = |cells: [&str; 4]| cells.map(str::to_owned);
    match kind {
        Kind::Facts => knowledge
            .facts
            .iter()
            .map(|fact| {
                row([
                    &fact.name,
                    Shape::of_fact(fact).word(),
                    names::origin(fact),
                    &fact.label,
                ])
            })
            .collect(),
        Kind::Events => knowledge
            .events
            .iter()
            .map(|event| {
                let attributes: Vec<&str> = event.attributes.iter().map(|it| &*it.name).collect();
                let sided = if event.sided { "per leg" } else { "" };
                row([&event.name, sided, &event.label, &attributes.join(", ")])
            })
            .collect(),
        Kind::Views => knowledge
            .views
            .iter()
            .map(|view| {
                let event = knowledge
                    .events
                    .get(view.event)
                    .map_or("", |event| &*event.name);
                row([&view.name, event, &view.label, ""])
            })
            .collect(),
        Kind::Actions => knowledge
            .actions
            .iter()
            .map(|action| {
                row([
                    &action.name,
                    words::word(words::CATEGORY, &action.category),
                    &action.label,
                    "",
                ])
            })
            .collect(),
        Kind::Rules => knowledge
            .rules
            .iter()
            .map(|rule| {
                let action = knowledge
                    .actions
                    .get(rule.action.0 as usize)
                    .map_or("", |action| &*action.name);
                let name = format!(
                    "{}/{}",
                    names::guideline(knowledge, rule.guideline),
                    rule.name
                );
                let due = rule
                    .timing
                    .as_ref()
                    .map(|due| timing::words(knowledge, due))
                    .unwrap_or_default();
                row([&name, stance(rule.stance), action, &due])
            })
            .collect(),
        Kind::Scores => knowledge
            .scores
            .iter()
            .map(|score| {
                let fact = knowledge
                    .facts
                    .get(score.fact.0 as usize)
                    .map_or("", |fact| &*fact.name);
                row([
                    &score.name,
                    fact,
                    &format!("{} items", score.items.len()),
                    &score.label,
                ])
            })
            .collect(),
        Kind::Protocols => knowledge
            .protocols
            .iter()
            .map(|protocol| {
                row([
                    &protocol.name,
                    &format!("{} items", protocol.items.len()),
                    &protocol.label,
                    "",
                ])
            })
            .collect(),
        Kind::Orders => knowledge
            .orders
            .iter()
            .map(|form| {
                row([
                    &form.name,
                    &format!("{} items", form.items.len()),
                    &form.label,
                    "",
                ])
            })
            .collect(),
        Kind::Reports => knowledge
            .reports
            .iter()
            .map(|form| {
                let segments = format!("{} segments", form.segments.len());
                row([&form.name, &segments, &form.label, ""])
            })
            .collect(),
        Kind::Guidelines => knowledge
            .guidelines
            .iter()
            .map(|it| {
                let rules = format!("{} rules", it.rules.len());
                [
                    it.name.to_string(),
                    format!(
                        "{} {}",
                        it.version,
                        review::words(&it.standing(review::today()))
                    ),
                    rules,
                    it.title.clone(),
                ]
            })
            .collect(),
        Kind::Sources => knowledge
            .sources
            .values()
            .map(|source| {
                let year = source.year.as_deref().unwrap_or("no year");
                row([
                    &source.name,
                    &source.kind,
                    &format!(
                        "{year}, {}",
                        words::word(words::VERIFICATION, &source.verification)
                    ),
                    &source.title,
                ])
            })
            .collect(),
        Kind::Estimates => knowledge
            .estimates
            .values()
            .map(|it| {
                row([
                    &it.name,
                    words::word(words::VERIFICATION, &it.verification),
                    &it.text,
                    "",
                ])
            })
            .collect(),
        Kind::Disagreements => knowledge
            .disagreements
            .values()
            .map(|it| row([&it.name, &it.summary, "", ""]))
            .collect(),
    }
}
