//! `venule knowledge statements`: the register as a table, with what carries each statement.

use std::io::{self, Write};

use clap::Args;
use clap::builder::PossibleValuesParser;
use venule_knowledge::load::words;
use venule_knowledge::model::Knowledge;
use venule_knowledge::nearest;
use venule_knowledge::printable::printable;

use super::columns::Layout;
use super::uses;
use crate::exit::{Exit, Failure};

const DISPOSITIONS: [&str; 4] = ["carried", "narrowed", "superseded", "background"];

/// Arguments of `venule knowledge statements`.
#[derive(Debug, Args)]
pub(crate) struct Statements {
    /// Only those of this source, such as DOC-000
    #[arg(long, value_name = "KEY")]
    source: Option<String>,
    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(words::KIND.iter().map(|(word, _)| *word)))]
    kind: Option<String>,
    /// Only those of which this became
    #[arg(long, value_name = "DISPOSITION", value_parser = PossibleValuesParser::new(DISPOSITIONS))]
    disposition: Option<String>,
    /// Only those that nothing carries
    #[arg(long)]
    not_carried: bool,
    #[command(flatten)]
    layout: Layout,
}

impl Statements {
    /// Runs the command.
    pub(crate) fn run(&self, knowledge: &Knowledge) -> Result<Exit, Failure> {
        if let Some(key) = self
            .source
            .as_ref()
            .filter(|key| !knowledge.sources.contains_key(*key))
        {
            let help = nearest::did_you_mean(key, knowledge.sources.keys().map(String::as_str))
                .unwrap_or_else(|| "`venule knowledge list sources` shows all of them".to_owned());
            return Err(Failure::CouldNotRun(format!(
                "there is no source `{}`\nhelp: {help}",
                printable(key)
            )));
        }
        let carriers = uses::all_carriers(knowledge);
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == found)
        };
        let rows: Vec<[String; 4]> = knowledge
            .statements
            .iter()
            .zip(carriers)
            .filter(|(statement, carriers)| {
                is(&self.source, &statement.source)
                    && is(&self.kind, words::word(words::KIND, &statement.kind))
                    && is(
                        &self.disposition,
                        words::word(words::DISPOSITION, &statement.disposition),
                    )
                    && (carriers.is_empty() || !self.not_carried)
            })
            .map(|(statement, carriers)| {
                let carried = if carriers.is_empty() {
                    "nothing".to_owned()
                } else {
                    carriers.join("; ")
                };
                [
                    statement.name.to_string(),
                    words::word(words::KIND, &statement.kind).to_owned(),
                    words::word(words::DISPOSITION, &statement.disposition).to_owned(),
                    carried,
                ]
            })
            .collect();
        let table = self.layout.with_status(knowledge, &rows);
        io::stdout().lock().write_all(table.as_bytes())?;
        let total = knowledge.statements.len();
        writeln!(io::stderr().lock(), "{} of {total} statements", rows.len())?;
        Ok(Exit::Done)
    }
}
