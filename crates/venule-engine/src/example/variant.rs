//! A variant of a worked case: the same tree with some facts replaced, added or left out.

use venule_knowledge::document::{Fields, Key, Kind, Node};

/// The value of a key of a table.
pub(super) fn entry<'a>(tree: &'a Node, key: &str) -> Option<&'a Node> {
    match &tree.kind {
        Kind::Table(entries) => entries
            .iter()
            .find(|(candidate, _)| candidate.text == key)
            .map(|(_, node)| node),
        _ => None,
    }
}

/// The keys of a variant that take the place of the same key of the case.
const REPLACED: [&str; 8] = [
    "as_of",
    "birth_date",
    "event",
    "none_of",
    "unknown_of",
    "unobtainable_of",
    "expect",
    "story",
];

/// The case with a variant's changes, and its title.
///
/// `facts` are merged one by one, `without` names facts to leave out, everything else replaces the key it names.
/// The expectation is never inherited.
pub(super) fn changed(base: &Node, mut variant: Fields<'_>) -> Option<(String, Node)> {
    let title = variant.required_text("title")?.text.to_owned();
    let without = variant.strings("without");
    let facts = variant.node("facts");
    let replaced: Vec<(&'static str, Node)> = REPLACED
        .into_iter()
        .filter_map(|key| variant.node(key).map(|node| (key, node.clone())))
        .collect();
    let Kind::Table(entries) = &base.kind else {
        return None;
    };
    let mut merged: Vec<(Key, Node)> = entries
        .iter()
        .filter(|(key, _)| !matches!(&*key.text, "expect" | "variant" | "facts"))
        .filter(|(key, _)| replaced.iter().all(|(name, _)| *name != key.text))
        .cloned()
        .collect();
    let mut all = Vec::new();
    for table in [entry(base, "facts"), facts].into_iter().flatten() {
        for (name, node) in flat(table, "") {
            all.retain(|(other, _): &(String, Node)| *other != name);
            all.push((name, node));
        }
    }
    all.retain(|(name, _)| !without.contains(name));
    let key = |text: &str, node: &Node| Key {
        text: text.to_owned().into(),
        span: node.span,
    };
    let facts: Vec<(Key, Node)> = all
        .iter()
        .map(|(name, node)| (key(name, node), node.clone()))
        .collect();
    merged.push((
        key("facts", base),
        Node {
            span: base.span,
            kind: Kind::Table(facts),
        },
    ));
    for (name, node) in &replaced {
        merged.push((key(name, node), node.clone()));
    }
    let full = match entry(base, "title").map(|node| &node.kind) {
        Some(Kind::String(base)) => format!("{base}: {title}"),
        _ => title,
    };
    variant.close();
    Some((
        full,
        Node {
            span: base.span,
            kind: Kind::Table(merged),
        },
    ))
}

/// Facts by their dotted names. Tables that say how a value was stated are left whole.
fn flat(node: &Node, prefix: &str) -> Vec<(String, Node)> {
    let Kind::Table(entries) = &node.kind else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in entries {
        let name = if prefix.is_empty() {
            key.text.to_string()
        } else {
            format!("{prefix}.{}", key.text)
        };
        let is_detail = |word: &str| {
            matches!(
                word,
                "value" | "state" | "side" | "source" | "left" | "right" | "both"
            )
        };
        match &value.kind {
            Kind::Table(inner) if !inner.iter().all(|(key, _)| is_detail(&key.text)) => {
                found.extend(flat(value, &name));
            }
            _ => found.push((name, value.clone())),
        }
    }
    found
}
