//! Which file holds what (ADR 0003).

/// What a file is for, by its path under the knowledge folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// `vocabulary/*.toml`
    Vocabulary,
    /// `scores/*.toml`
    Score,
    /// `protocols/*.toml`
    Protocol,
    /// `orders/*.toml`
    Order,
    /// `reports/*.toml`
    Report,
    /// `evidence/sources.toml`
    Sources,
    /// `evidence/estimates.toml`
    Estimates,
    /// `evidence/probability.toml`
    Probability,
    /// `evidence/statements.tsv`
    Register,
    /// `guidelines/ID/guideline.toml`, with its folder.
    Guideline(&'a str),
    /// `guidelines/ID/review.toml`, with its folder.
    Review(&'a str),
    /// Worked cases, words for reading free text (ADR 0008), and what is written for people only.
    NotKnowledge,
    /// A file in a place where nobody would read it.
    Misplaced,
}

/// The role of a path.
pub(super) fn role(path: &str) -> Role<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    let toml = path.ends_with(".toml");
    match parts.as_slice() {
        ["vocabulary", _] if toml => Role::Vocabulary,
        ["scores", _] if toml => Role::Score,
        ["protocols", _] if toml => Role::Protocol,
        ["orders", _] if toml => Role::Order,
        ["reports", _] if toml => Role::Report,
        ["evidence", "sources.toml"] => Role::Sources,
        ["evidence", "estimates.toml"] => Role::Estimates,
        ["evidence", "probability.toml"] => Role::Probability,
        ["evidence", "statements.tsv"] => Role::Register,
        ["guidelines", folder, "guideline.toml"] => Role::Guideline(folder),
        ["guidelines", folder, "review.toml"] => Role::Review(folder),
        ["language", _] => Role::NotKnowledge,
        ["guidelines", _, "cases", ..] | ["orders" | "reports", "cases", ..] => Role::NotKnowledge,
        _ if toml || path.ends_with(".tsv") => Role::Misplaced,
        _ => Role::NotKnowledge,
    }
}

/// Whether the folder `name` below `under` holds worked cases.
pub(super) fn holds_cases(under: &str, name: &str) -> bool {
    name == "cases" && (under.starts_with("guidelines/") || matches!(under, "orders" | "reports"))
}

/// Where files may stand, for a help line.
pub(super) const PLACES: &str = "files stand at `vocabulary/*.toml`, `scores/*.toml`, `protocols/*.toml`, \
     `orders/*.toml`, `reports/*.toml`, `evidence/sources.toml`, `evidence/estimates.toml`, \
     `evidence/probability.toml`, `evidence/statements.tsv`, `language/*.toml`, `guidelines/ID/guideline.toml` and `guidelines/ID/review.toml`";
