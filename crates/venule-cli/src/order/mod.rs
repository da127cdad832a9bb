//! `venule order`: the order for the examination that a case is advised.

mod json;

pub(crate) use json::{FORMAT, applies};

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use venule_engine::form::{Composed, compose};
use venule_knowledge::model::{ActionId, Knowledge};
use venule_knowledge::nearest;
use venule_knowledge::printable::printable;

use crate::assess::{color, width};
use crate::exit::{Exit, Failure};
use crate::input::{CaseSource, KnowledgeSource};
use venule_answer::order::request;
use venule_answer::terminal;

/// Arguments of `venule order`.
#[derive(Debug, Args)]
pub(crate) struct Order {
    #[command(flatten)]
    case: CaseSource,
    /// Order this examination, where several are advised
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// How to print the order
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

/// How an order or a check is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading and pasting
    Text,
    /// Everything, for programs; see docs/reference/order.md and docs/reference/report.md
    Json,
}

impl Order {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let wanted = self.wanted(knowledge)?;
        let loaded = self.case.load(knowledge)?;
        let composed = compose(knowledge, &loaded.case, wanted);
        let text = match self.format {
            Format::Json => json::render(knowledge, &loaded.case, &composed),
            Format::Text => {
                let color = color();
                let page = request::page(knowledge, &loaded.case, &composed, loaded.as_of_assumed);
                terminal::render(&page, width(), color)
            }
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(match composed {
            Composed::Order(draft) if draft.is_complete() => Exit::Done,
            Composed::Order(_) => Exit::Incomplete,
            Composed::None(_) => Exit::NoOrder,
        })
    }

    fn wanted(&self, knowledge: &Knowledge) -> Result<Option<ActionId>, Failure> {
        let Some(name) = &self.action else {
            return Ok(None);
        };
        let can_be_ordered = |protocol: Option<usize>| {
            protocol.is_some_and(|it| knowledge.orders.iter().any(|form| form.protocol == it))
        };
        let names = || {
            let actions = knowledge.actions.iter();
            actions
                .filter(|action| can_be_ordered(action.protocol))
                .map(|action| &*action.name)
        };
        let refuse = |what: &str| {
            let help = nearest::did_you_mean(name, names())
                .unwrap_or_else(|| format!("these can be ordered: {}", nearest::listed(names())));
            Failure::CouldNotRun(format!("{what} `{}`\nhelp: {help}", printable(name)))
        };
        let (id, action) = knowledge
            .action(name)
            .ok_or_else(|| refuse("there is no action"))?;
        if !can_be_ordered(action.protocol) {
            return Err(refuse("there is no order form for"));
        }
        Ok(Some(id))
    }
}
