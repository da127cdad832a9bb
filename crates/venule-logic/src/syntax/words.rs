//! Words with a meaning, on the list and off it.

/// Words that cannot begin a name.
pub(super) const RESERVED: &[&str] = &[
    "and", "as", "between", "case", "else", "end", "false", "if", "implies", "in", "is", "not",
    "null", "or", "then", "true", "when", "xor",
];

/// Words that may follow an operand, to suggest for a misspelt one.
pub(super) const OPERATORS: &[&str] = &["and", "or", "xor", "implies", "in", "between", "is", "as"];

/// Names of functions on the list, to suggest for a misspelt one.
pub(super) const FUNCTIONS: &[&str] = &["IsNull", "IsTrue", "IsFalse", "Coalesce"];

/// CQL words that stand before an operand and are off the list.
pub(super) const OFF_LIST_PREFIXES: &[&str] = &[
    "Code", "Concept", "Tuple", "all", "cast", "collapse", "convert", "define", "distinct",
    "exists", "expand", "flatten", "from", "let", "maximum", "minimum",
];

/// CQL words that stand after an operand and are off the list.
pub(super) const OFF_LIST_INFIXES: &[&str] = &[
    "after",
    "before",
    "contains",
    "display",
    "div",
    "during",
    "ends",
    "except",
    "from",
    "included",
    "includes",
    "intersect",
    "meets",
    "mod",
    "occurs",
    "of",
    "on",
    "overlaps",
    "per",
    "properly",
    "same",
    "starts",
    "to",
    "union",
    "within",
];

/// Words that make what stands before them a query.
pub(super) const QUERY: &[&str] = &[
    "aggregate",
    "let",
    "return",
    "sort",
    "where",
    "with",
    "without",
];

/// Words people write for an operator that the language spells differently.
pub(super) const SYNONYMS: &[(&str, &str)] = &[
    ("AND", "and"),
    ("OR", "or"),
    ("equals", "="),
    ("eq", "="),
    ("ne", "!="),
    ("lt", "<"),
    ("le", "<="),
    ("gt", ">"),
    ("ge", ">="),
];
