//! Conditions in plain English: "any of these: limb is cold: yes; heart rate: more than 100 per minute".
//!
//! In: a condition of the knowledge. Out: a [`Clause`], a tree of lines under headings such as "all of these", so
//! that no reader has to know which of `and` and `or` binds more tightly. Pages print it as nested bullets,
//! a terminal as an outline. Facts are named by their labels, values by theirs.

mod all;
mod term;
#[cfg(test)]
mod tests;
mod writer;

use venule_knowledge::model::{Condition, Knowledge};
use venule_logic::FactId;
use venule_logic::syntax::parse;

pub use all::all;
pub use term::alternatives;
pub use writer::Writer;

/// A condition, or a part of one, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// One test, in one line.
    Line(Vec<Word>),
    /// Several parts and how they belong together.
    Group {
        /// Such as "all of these".
        head: &'static str,
        /// The parts.
        members: Vec<Clause>,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Plain words.
    Text(String),
    /// The label of a fact.
    Fact(FactId, String),
    /// "yes" or "no" behind a label.
    Answer(&'static str),
}

impl Clause {
    /// The whole clause in one line, with brackets where a page would indent.
    pub fn sentence(&self) -> String {
        plain(&self.words())
    }

    /// The words of [`Self::sentence`].
    pub fn words(&self) -> Vec<Word> {
        match self {
            Self::Line(words) => words.clone(),
            Self::Group { head, members } => {
                let mut words = vec![Word::Text(format!("{head} ("))];
                for (position, member) in members.iter().enumerate() {
                    if position > 0 {
                        words.push(Word::Text("; ".to_owned()));
                    }
                    words.extend(member.words());
                }
                words.push(Word::Text(")".to_owned()));
                words
            }
        }
    }

    /// The clause as an outline: number and line, such as `2.1` and "heart rate: more than 100 per minute".
    ///
    /// The heading of the outermost group is not among the lines; [`Self::head`] is.
    pub fn outline(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        match self {
            Self::Line(words) => lines.push(("1".to_owned(), plain(words))),
            Self::Group { members, .. } => number(members, "", &mut lines),
        }
        lines
    }

    /// How the outermost parts belong together; nothing for a single line.
    pub fn head(&self) -> Option<&'static str> {
        match self {
            Self::Line(_) => None,
            Self::Group { head, .. } => Some(head),
        }
    }
}

fn number(members: &[Clause], before: &str, lines: &mut Vec<(String, String)>) {
    for (position, member) in (1..).zip(members) {
        let mark = format!("{before}{position}");
        match member {
            Clause::Line(words) => lines.push((mark, plain(words))),
            Clause::Group { head, members } => {
                lines.push((mark.clone(), format!("{head}:")));
                number(members, &format!("{mark}."), lines);
            }
        }
    }
}

/// Words without their links.
pub fn plain(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| match word {
            Word::Text(text) | Word::Fact(_, text) => text.as_str(),
            Word::Answer(answer) => answer,
        })
        .collect()
}

/// A condition in words; nothing for `any`, which holds of everybody.
pub fn clause(knowledge: &Knowledge, condition: &Condition) -> Option<Clause> {
    condition.expr.as_ref()?;
    // The condition passed the type check, so its text has a tree.
    let tree = parse(&condition.text).expr?;
    Some(Writer::new(knowledge).clause(&tree))
}
