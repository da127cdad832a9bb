//! Numbered sources: every line cites statements, every statement names its source.

use venule_knowledge::model::{Knowledge, Source, Statement, StatementId, Verification};

/// The sources of one page, numbered in order of first use.
#[derive(Debug, Default)]
pub struct Citations {
    keys: Vec<String>,
    /// Statements by the place of their source, as far as they were cited by number only.
    behind: Vec<(usize, StatementId)>,
}

impl Citations {
    /// Statements with the numbers of their sources, such as `RPT-02, RPT-14 [1]; SRU18-9 [2]`.
    pub fn cite(&mut self, knowledge: &Knowledge, statements: &[StatementId]) -> String {
        let mut by_source: Vec<(usize, Vec<&str>)> = Vec::new();
        for statement in statements
            .iter()
            .filter_map(|id| knowledge.statements.get(id.0 as usize))
        {
            let number = self.number(&statement.source);
            match by_source.iter_mut().find(|(other, _)| *other == number) {
                Some((_, names)) if names.contains(&&*statement.name) => {}
                Some((_, names)) => names.push(&statement.name),
                None => by_source.push((number, vec![&statement.name])),
            }
        }
        let parts: Vec<String> = by_source
            .into_iter()
            .map(|(number, names)| format!("{} [{number}]", names.join(", ")))
            .collect();
        parts.join("; ")
    }

    /// The numbers of the sources of statements, such as `[1, 3]`; nothing for none.
    pub fn numbers(&mut self, knowledge: &Knowledge, statements: &[StatementId]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for id in statements {
            let Some(statement) = knowledge.statements.get(id.0 as usize) else {
                continue;
            };
            let number = self.number(&statement.source);
            numbers.push(number);
            if !self.behind.contains(&(number, *id)) {
                self.behind.push((number, *id));
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        match numbers.as_slice() {
            [] => String::new(),
            some => format!("[{}]", some.join(", ")),
        }
    }

    /// Source keys with their numbers.
    pub fn cite_sources(&mut self, keys: &[String]) -> String {
        let numbers: Vec<String> = keys
            .iter()
            .map(|key| format!("[{}]", self.number(key)))
            .collect();
        numbers.join(" ")
    }

    fn number(&mut self, key: &str) -> usize {
        match self.keys.iter().position(|other| other == key) {
            Some(position) => position + 1,
            None => {
                self.keys.push(key.to_owned());
                self.keys.len()
            }
        }
    }

    /// The names of the statements that were cited by the number of their source only.
    pub fn behind<'k>(&self, knowledge: &'k Knowledge, number: usize) -> Vec<&'k str> {
        let of_source = self.behind.iter().filter(|(it, _)| *it == number);
        let mut names: Vec<&str> = of_source
            .filter_map(|(_, id)| knowledge.statements.get(id.0 as usize))
            .map(|it| &*it.name)
            .collect();
        names.sort_unstable();
        names
    }

    /// The numbered list.
    pub fn list<'k>(&self, knowledge: &'k Knowledge) -> Vec<(String, &'k Source)> {
        self.keys
            .iter()
            .enumerate()
            .filter_map(|(index, key)| {
                Some((format!("[{}]", index + 1), knowledge.sources.get(key)?))
            })
            .collect()
    }
}

/// How a source is written in a list.
pub fn reference(source: &Source) -> String {
    let mut text = match source.authors.trim_end_matches('.') {
        "not stated" | "not seen" => String::new(),
        authors => format!("{authors}. "),
    };
    text.push_str(&format!("{}.", source.title.trim_end_matches('.')));
    if let Some(publication) = &source.publication {
        text.push_str(&format!(" {}.", publication.trim_end_matches('.')));
    }
    if let Some(year) = &source.year {
        text.push_str(&format!(" {year}."));
    }
    if let Some(doi) = &source.doi {
        text.push_str(&format!(" doi:{doi}."));
    }
    text.push_str(&format!(" ({})", verification(source.verification)));
    text
}

/// How well something was checked, in words.
pub fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::Document => "source document; what it cites was not read",
        Verification::Verified => "text read",
        Verification::Secondary => "seen only in a summary by others",
        Verification::Recall => "from memory, not read",
        Verification::Untraced => "source not traced",
    }
}

/// The weakest check behind some statements, if it is weaker than a document.
pub fn doubt(knowledge: &Knowledge, statements: &[StatementId]) -> Option<&'static str> {
    let checks = statements
        .iter()
        .filter_map(|id| knowledge.statements.get(id.0 as usize))
        .map(|statement: &Statement| statement.verification);
    match checks.max() {
        Some(weak @ (Verification::Secondary | Verification::Recall | Verification::Untraced)) => {
            Some(verification(weak))
        }
        Some(Verification::Document | Verification::Verified) | None => None,
    }
}
