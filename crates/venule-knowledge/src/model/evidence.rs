//! Statements, sources, figures, and where sources disagree.

use std::sync::Arc;

use venule_logic::value::Decimal;

use crate::source::Origin;

/// Index of a statement in `Knowledge::statements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// One statement of a source, in this project's words.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Register id, such as `RPT-03`.
    pub name: Arc<str>,
    /// Key of the source.
    pub source: String,
    /// Where in the source.
    pub place: String,
    /// What kind of statement it is.
    pub kind: StatementKind,
    /// What became of it.
    pub disposition: Disposition,
    /// Its numbers with their meaning.
    pub numbers: String,
    /// Citation numbers inside the document.
    pub cites: Vec<u32>,
    /// How well it was checked.
    pub verification: Verification,
    /// What it says.
    pub text: String,
    /// How it was read, and why.
    pub note: String,
    /// Place in the register.
    pub origin: Origin,
}

/// Kinds of statements. The first seven need an executable element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the register's own words")]
pub enum StatementKind {
    Criterion,
    Recommendation,
    Prohibition,
    Timing,
    Rating,
    Protocol,
    Quantity,
    Differential,
    Workflow,
    Presentation,
}

impl StatementKind {
    /// Whether a statement of this kind must be carried by something that executes.
    #[must_use]
    pub fn is_executable(self) -> bool {
        match self {
            Self::Criterion
            | Self::Recommendation
            | Self::Prohibition
            | Self::Timing
            | Self::Rating
            | Self::Protocol => true,
            Self::Quantity | Self::Differential | Self::Workflow | Self::Presentation => false,
        }
    }
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    /// Acted on as it stands.
    Carried,
    /// Acted on more carefully than it stands.
    Narrowed,
    /// Shown, not acted on.
    Superseded,
    /// Not part of advice; the note says why.
    Background,
}

/// How well a statement or figure was checked against its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verification {
    /// Stands in one of the source documents; what that document cites was not read.
    Document,
    /// The primary source was read.
    Verified,
    /// Seen in a summary by someone else.
    Secondary,
    /// From memory; not seen in a source.
    Recall,
    /// The source is not known.
    Untraced,
}

/// A published source.
#[derive(Debug, Clone)]
pub struct Source {
    /// Key.
    pub name: String,
    /// Title.
    pub title: String,
    /// Authors or issuing body.
    pub authors: String,
    /// Year.
    pub year: Option<String>,
    /// Issuing body.
    pub body: Option<String>,
    /// Journal or publisher.
    pub publication: Option<String>,
    /// DOI.
    pub doi: Option<String>,
    /// PubMed id.
    pub pmid: Option<String>,
    /// document, guideline, study, score, review or summary.
    pub kind: String,
    /// How well it was checked.
    pub verification: Verification,
    /// What was and was not seen of it.
    pub note: Option<String>,
    /// Place of its definition.
    pub origin: Origin,
}

/// A numbered citation inside a source document.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Key of the document.
    pub document: String,
    /// Its number there.
    pub number: u32,
    /// Key of the source it most likely means. Without one it is untraced.
    pub likely: Option<String>,
    /// How sure that is.
    pub confidence: Option<String>,
    /// Place of its definition.
    pub origin: Origin,
}

/// A place where sources disagree.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Key, such as `C-9`.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Who says what.
    pub positions: Vec<Position>,
    /// What this project does, and why it is the safer course.
    pub handling: String,
    /// Place of its definition.
    pub origin: Origin,
}

/// One side of a disagreement.
#[derive(Debug, Clone)]
pub struct Position {
    /// What is said.
    pub says: String,
    /// Keys of the sources that say it.
    pub sources: Vec<String>,
}

/// A figure with its numerator and denominator.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// Key.
    pub name: String,
    /// One sentence with the figure.
    pub text: String,
    /// Point value.
    pub value: Option<Decimal>,
    /// Lower end of its range.
    pub low: Option<Decimal>,
    /// Upper end of its range.
    pub high: Option<Decimal>,
    /// Unit of the values.
    pub unit: String,
    /// What was counted.
    pub of: String,
    /// Among whom.
    pub among: String,
    /// The examination it belongs to.
    pub protocol: Option<String>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// How well it was checked.
    pub verification: Verification,
    /// Statements carried.
    pub states: Vec<super::StatementId>,
    /// What must not be read into it.
    pub caution: Option<String>,
    /// Place of its definition.
    pub origin: Origin,
}
