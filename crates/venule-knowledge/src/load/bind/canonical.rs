//! Each element's table in a form that only its content decides, hashed.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::super::layout::Role;
use crate::document::{Key, Kind, Node};
use crate::load::words;
use crate::model::{Knowledge, Statement};
use crate::source::FileId;

/// Hashes of elements, by kind and name such as `fact pregnancy`.
pub(super) struct Digests(HashMap<String, [u8; 32]>);

impl Digests {
    /// Hashes every element of these files.
    pub(super) fn of(knowledge: &Knowledge, trees: &[(Role<'_>, FileId, Node)]) -> Self {
        let mut digests = Self(HashMap::new());
        for (role, _, tree) in trees {
            match role {
                Role::Vocabulary => digests.lists(
                    tree,
                    "",
                    &[
                        ("fact", "fact"),
                        ("event", "event"),
                        ("view", "view"),
                        ("contradiction", "contradiction"),
                        ("action", "action"),
                        ("one_of", "group"),
                    ],
                ),
                Role::Score => digests.file(tree, "score"),
                Role::Protocol => digests.file(tree, "protocol"),
                Role::Order => digests.file(tree, "order"),
                Role::Report => digests.file(tree, "report"),
                Role::Sources => {
                    digests.lists(
                        tree,
                        "",
                        &[("source", "source"), ("disagreement", "disagreement")],
                    );
                    for citation in list(tree, "citation") {
                        let number = match field(citation, "number").map(|node| &node.kind) {
                            Some(Kind::Integer(number)) => *number,
                            _ => continue,
                        };
                        let name = format!("citation {} {number}", text(citation, "document"));
                        digests.insert(name, of_node(citation));
                    }
                }
                Role::Estimates => digests.lists(tree, "", &[("estimate", "estimate")]),
                Role::Probability => {
                    digests.insert("probability figures".to_owned(), of_node(tree))
                }
                Role::Guideline(folder) => digests.guideline(tree, folder),
                Role::Register | Role::Review(_) | Role::NotKnowledge | Role::Misplaced => {}
            }
        }
        for statement in &knowledge.statements {
            digests.insert(format!("statement {}", statement.name), row(statement));
        }
        digests
    }

    /// The hash of an element. One that is not there would be a slip of this module; it then counts as empty.
    pub(super) fn get(&self, name: &str) -> [u8; 32] {
        self.0.get(name).copied().unwrap_or_default()
    }

    fn insert(&mut self, name: String, digest: [u8; 32]) {
        self.0.insert(name, digest);
    }

    /// The tables under each key, as elements of a kind, each called by its id behind a prefix.
    fn lists(&mut self, tree: &Node, prefix: &str, kinds: &[(&str, &str)]) {
        for (key, kind) in kinds {
            for table in list(tree, key) {
                let name = format!("{kind} {prefix}{}", text(table, "id"));
                self.insert(name, of_node(table));
            }
        }
    }

    /// A file that is one element.
    fn file(&mut self, tree: &Node, kind: &str) {
        if let Some(head) = field(tree, kind) {
            self.insert(format!("{kind} {}", text(head, "id")), of_node(tree));
        }
    }

    /// A guideline in parts, so that a review can say which of them changed.
    fn guideline(&mut self, tree: &Node, folder: &str) {
        let prefix = format!("{folder}/");
        let rules = list(tree, "rule").iter().map(|rule| text(rule, "id"));
        let mut head = Sha256::new();
        if let Some(table) = field(tree, "guideline") {
            write(&mut head, table);
        }
        // The order of rules is the order of equal lines.
        for rule in rules {
            write_text(&mut head, b's', rule);
        }
        self.insert(format!("guideline {folder}"), head.finalize().into());
        if let Some(Kind::Table(entries)) = field(tree, "scope").map(|node| &node.kind) {
            let mut scope = Sha256::new();
            write_table(&mut scope, entries, "exclude");
            self.insert(format!("scope {folder}"), scope.finalize().into());
        }
        if let Some(scope) = field(tree, "scope") {
            self.lists(scope, &prefix, &[("exclude", "exclusion")]);
        }
        self.lists(tree, &prefix, &[("rule", "rule"), ("note", "note")]);
    }
}

fn of_node(node: &Node) -> [u8; 32] {
    let mut hash = Sha256::new();
    write(&mut hash, node);
    hash.finalize().into()
}

/// A row of the register, column by column. The pattern names every column, so that none is forgotten.
fn row(statement: &Statement) -> [u8; 32] {
    let Statement {
        name,
        source,
        place,
        kind,
        disposition,
        numbers,
        cites,
        verification,
        text,
        note,
        origin: _,
    } = statement;
    let mut hash = Sha256::new();
    let cites: Vec<String> = cites.iter().map(u32::to_string).collect();
    for column in [
        name,
        source.as_str(),
        place,
        words::word(words::KIND, kind),
        words::word(words::DISPOSITION, disposition),
        numbers,
        &cites.join(" "),
        words::word(words::VERIFICATION, verification),
        text,
        note,
    ] {
        write_text(&mut hash, b's', column);
    }
    hash.finalize().into()
}

/// A letter for the kind, a length, the content: no two values have the same bytes.
fn write(hash: &mut Sha256, node: &Node) {
    match &node.kind {
        Kind::Table(entries) => write_table(hash, entries, ""),
        Kind::Array(values) => {
            hash.update(b"a");
            hash.update((values.len() as u64).to_le_bytes());
            for value in values {
                write(hash, value);
            }
        }
        Kind::String(text) => write_text(hash, b's', text),
        Kind::Integer(number) => write_text(hash, b'i', &number.to_string()),
        Kind::Decimal(number) => write_text(hash, b'd', number),
        Kind::Boolean(value) => write_text(hash, b'b', if *value { "1" } else { "0" }),
        Kind::Date(text) => write_text(hash, b'D', text),
        Kind::DateTime(text) => write_text(hash, b'T', text),
        Kind::Null => write_text(hash, b'n', ""),
    }
}

/// In order of keys, leaving one out.
fn write_table(hash: &mut Sha256, entries: &[(Key, Node)], without: &str) {
    let mut entries: Vec<&(Key, Node)> = entries
        .iter()
        .filter(|(key, _)| key.text != without)
        .collect();
    entries.sort_by_key(|(key, _)| &key.text);
    hash.update(b"t");
    hash.update((entries.len() as u64).to_le_bytes());
    for (key, value) in entries {
        write_text(hash, b'k', &key.text);
        write(hash, value);
    }
}

fn write_text(hash: &mut Sha256, kind: u8, text: &str) {
    hash.update([kind]);
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Kind::Table(entries) = &node.kind else {
        return None;
    };
    let found = entries.iter().find(|(candidate, _)| candidate.text == key);
    found.map(|(_, value)| value)
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    match field(node, key).map(|node| &node.kind) {
        Some(Kind::Array(values)) => values,
        _ => &[],
    }
}

fn text<'n>(node: &'n Node, key: &str) -> &'n str {
    match field(node, key).map(|node| &node.kind) {
        Some(Kind::String(text)) => text,
        _ => "",
    }
}
