//! What a report consists of, whatever it is printed as.

use venule_engine::assessment::Line;
use venule_engine::depends::Supposed;
use venule_engine::side::Side;
use venule_knowledge::model::{ActionId, Stance};

/// A report.
#[derive(Debug, Default)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// Where somebody has to act before reading on.
    pub emergency: Option<Emergency>,
    /// Shown right under the title: status, moment, provisos.
    pub lead: Vec<String>,
    /// In order.
    pub sections: Vec<Section>,
    /// Shown last, smaller.
    pub foot: Vec<String>,
}

/// What stands above everything else, and all that may stand above it.
#[derive(Debug)]
pub struct Emergency {
    /// How far the content is approved.
    pub status: Option<String>,
    /// What to do.
    pub section: Section,
}

/// A heading with what stands under it. Sections without content are not printed.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it is about, for color.
    pub tone: Tone,
    /// A sentence under the heading.
    pub intro: Option<String>,
    /// Its entries, in order.
    pub items: Vec<Item>,
    /// Lines to copy as they stand; printed without indentation.
    pub verbatim: Vec<String>,
}

/// One entry of a section.
#[derive(Debug, Default, PartialEq)]
pub struct Item {
    /// What stands in front: a number or nothing.
    pub mark: Option<String>,
    /// The line itself; `strong` is set apart.
    pub strong: String,
    /// What follows it.
    pub text: String,
    /// Labelled remarks under it.
    pub remarks: Vec<Remark>,
    /// The line of advice that it prints, if it is one.
    pub advice: Option<Advice>,
    /// Whether it is due at once, or holds options that are.
    pub is_now: bool,
    /// Its first words, for where it is only named.
    pub brief: Option<String>,
    /// When lines hold that are not decided, if it says so. They are no advice.
    pub depends: Option<Depends>,
}

/// When some lines hold that are not decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Depends {
    /// All of these answers are needed.
    pub answers: Vec<Supposed>,
    /// The lines that hold then.
    pub lines: Vec<Advice>,
}

/// Which line of advice something prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    /// What is advised.
    pub action: ActionId,
    /// How.
    pub stance: Stance,
    /// The leg.
    pub side: Option<Side>,
}

impl Advice {
    /// That of a line.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        Self {
            action: line.action,
            stance: line.stance,
            side: line.side,
        }
    }
}

/// What a section is about; color only repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A danger: a person has to act now.
    Emergency,
    /// What to do.
    Advice,
    /// What not to do, or what is not certain.
    Caution,
    /// Everything else.
    Plain,
}

impl Section {
    /// A section without an introduction.
    pub fn new(heading: &str, tone: Tone) -> Self {
        Self {
            heading: heading.to_owned(),
            tone,
            intro: None,
            items: Vec::new(),
            verbatim: Vec::new(),
        }
    }

    /// Whether there is nothing to print under its heading.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.verbatim.is_empty()
    }
}

/// Remarks that stand on the line they belong to where they are short, and how many letters that is.
const BESIDE: [&str; 2] = ["assumes", "because"];
const SHORT: usize = 12;

/// A labelled remark.
pub type Remark = (&'static str, String);

impl Item {
    /// What follows the line in brackets: its short remarks, such as "(assumes B)".
    pub fn beside(&self) -> String {
        let short = self.remarks.iter().filter(|it| is_short(it));
        short
            .map(|(label, text)| format!(" ({label} {text})"))
            .collect()
    }

    /// The remarks that stand below it.
    pub fn below(&self) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(|it| !is_short(it))
    }

    /// An entry that is one sentence.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

fn is_short((label, text): &Remark) -> bool {
    BESIDE.contains(label) && text.len() <= SHORT
}
