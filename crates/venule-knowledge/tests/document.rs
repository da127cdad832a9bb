//! TOML and JSON as one tree, and what neither accepts.

use proptest::prelude::*;
use serde_json::Value as Json;
use venule_knowledge::document::{self, Kind, MAX_NESTING, Node};
use venule_knowledge::source::{Files, MAX_FILE_SIZE, decode};

fn read(path: &str, text: &str) -> (Option<Node>, Vec<&'static str>) {
    let mut files = Files::default();
    let file = files.add(path, text);
    let (node, problems) = document::read(&files, file);
    (node, problems.iter().map(|problem| problem.id).collect())
}

/// A tree without places, with the keys of tables in order of the alphabet.
#[derive(Debug, PartialEq, Eq)]
enum Bare {
    Table(Vec<(String, Bare)>),
    Array(Vec<Bare>),
    Leaf(Kind),
}

fn bare(node: Node) -> Bare {
    match node.kind {
        Kind::Table(entries) => {
            let mut entries: Vec<_> = entries
                .into_iter()
                .map(|(key, node)| (key.text.into_owned(), bare(node)))
                .collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            Bare::Table(entries)
        }
        Kind::Array(nodes) => Bare::Array(nodes.into_iter().map(bare).collect()),
        leaf => Bare::Leaf(leaf),
    }
}

fn depth(node: &Node) -> usize {
    match &node.kind {
        Kind::Table(entries) => {
            1 + entries
                .iter()
                .map(|(_, node)| depth(node))
                .max()
                .unwrap_or(0)
        }
        Kind::Array(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[test]
fn what_json_does_not_allow_is_refused() {
    for text in [
        "",
        "{",
        "// comment\n{}",
        "{} // comment",
        "/* comment */ {}",
        "{\"a\": 1,}",
        "[1,]",
        "[1 2]",
        "[1\u{a0},2]",
        "{a: 1}",
        "{'a': 1}",
        "[0x10]",
        "[+1]",
        "[.5]",
        "[01]",
        "[NaN]",
        "[\"a\nb\"]",
        "[\"a\tb\"]",
        "[\"\\x41\"]",
        "[\"\\ud800\"]",
        "{} {}",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 1, \"\\u0061\": 2}",
    ] {
        let (_, problems) = read("case.json", text);
        assert_eq!(
            problems.first(),
            Some(&"json-syntax"),
            "{text:?} {problems:?}"
        );
    }
}

#[test]
fn every_syntax_error_of_a_toml_file_is_reported() {
    let (node, problems) = read("case.toml", "a = \nb = 1\nc = [1, 2\nd = \"x");
    assert!(problems.len() >= 3, "{problems:?}");
    assert!(problems.iter().all(|id| *id == "toml-syntax"));
    assert!(node.is_some());
}

#[test]
fn numbers_beyond_64_bits_are_refused() {
    assert_eq!(
        read("a.toml", "a = 9223372036854775808").1,
        ["number-too-large"]
    );
    assert_eq!(
        read("a.json", "[9223372036854775808]").1,
        ["number-too-large"]
    );
    assert_eq!(read("a.json", "[9223372036854775807]").1, [""; 0]);
}

#[test]
fn decimals_keep_their_digits() {
    let (node, _) = read("a.json", "[0.10, 1e3]");
    let Some(Kind::Array(nodes)) = node.map(|node| node.kind) else {
        unreachable!()
    };
    let kinds: Vec<_> = nodes.into_iter().map(|node| node.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Decimal("0.10".into()), Kind::Decimal("1e3".into())]
    );
}

#[test]
fn the_format_follows_the_extension_and_then_the_first_character() {
    assert_eq!(read("case", " {\"a\": 1}").1, [""; 0]);
    assert_eq!(read("case", "a = 1").1, [""; 0]);
    assert_eq!(read("case.json", "a = 1").1, ["json-syntax"]);
    assert_eq!(
        read("case.toml", "{\"a\": 1}").1.first(),
        Some(&"toml-syntax")
    );
}

#[test]
fn nesting_bombs_are_refused_without_using_the_stack() {
    let many = 500_000;
    for (path, text) in [
        ("a.json", "[".repeat(many)),
        ("a.json", "{\"a\":".repeat(many)),
        ("a.toml", format!("a = {}", "[".repeat(many))),
        ("a.toml", format!("a = {}", "{a=".repeat(many))),
        ("a.toml", format!("{}a = 1", "a.".repeat(many))),
        ("a.toml", format!("[{}a]", "a.".repeat(many))),
        ("a.toml", format!("[[{}a]]", "a.".repeat(many))),
        ("a.toml", format!("a = [{}", "}[".repeat(many))),
        ("a.toml", format!("a = b\"\"\"{}", "[".repeat(many))),
    ] {
        let (node, problems) = read(path, &text);
        assert_eq!(problems, ["nested-too-deep"]);
        assert!(node.is_none());
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let message = |bytes: &[u8]| decode("a.toml", bytes).unwrap_err().message;
    assert_eq!(
        message(b"a = 1\nb = '\xff'"),
        "a.toml is not UTF-8 text: byte 11, on line 2"
    );
    assert_eq!(
        message(b"a = 1\nb = '\0'"),
        "a.toml holds a NUL character: byte 11, on line 2"
    );
    assert_eq!(
        decode("a.toml", &vec![b' '; MAX_FILE_SIZE + 1])
            .unwrap_err()
            .id,
        "file-too-large"
    );
    assert!(decode("a.toml", &vec![b' '; MAX_FILE_SIZE]).is_ok());
}

/// Data that both formats can say: TOML has no null, and its root is a table.
fn data() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-1_000_000_i32..1_000_000).prop_map(|n| Json::from(f64::from(n) / 64.0 + 0.5 / 64.0)),
        "\\PC{0,8}".prop_map(Json::from),
    ];
    let value = leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map("\\PC{0,5}", inner, 0..5)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    });
    prop::collection::btree_map("[a-z\"\\. é]{1,6}", value, 0..5)
        .prop_map(|map| Json::Object(map.into_iter().collect()))
}

/// A TOML inline value. JSON's escapes are TOML's, and so are its numbers.
fn toml_value(value: &Json) -> String {
    match value {
        Json::Object(map) => {
            let entries: Vec<_> = map
                .iter()
                .map(|(key, value)| format!("{} = {}", Json::from(key.as_str()), toml_value(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Json::Array(values) => {
            let values: Vec<_> = values.iter().map(toml_value).collect();
            format!("[{}]", values.join(", "))
        }
        leaf => leaf.to_string(),
    }
}

proptest! {
    #[test]
    fn both_formats_give_the_same_tree(value in data()) {
        let Json::Object(map) = &value else { unreachable!() };
        let lines: Vec<_> = map.iter().map(|(key, value)| format!("{} = {}\n", Json::from(key.as_str()), toml_value(value))).collect();
        let (toml, toml_problems) = read("a.toml", &lines.concat());
        let (json, json_problems) = read("a.json", &value.to_string());
        prop_assert_eq!(&toml_problems, &json_problems);
        prop_assert!(json_problems.is_empty());
        prop_assert_eq!(toml.map(bare), json.map(bare));
    }

    #[test]
    fn json_is_accepted_exactly_when_serde_json_accepts_it(text in "[\\[\\]{}:,\"\\\\a1.e+ \n/\u{a0}-]{0,16}") {
        let strict = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        let (node, problems) = read("a.json", &text);
        // A key that comes twice and a number that is too large are this reader's own refusals.
        let twice_or_large = problems.contains(&"number-too-large") || text.matches(':').count() > 1;
        prop_assert!(problems.is_empty() == strict || twice_or_large, "{:?} {} {:?}", text, strict, problems);
        prop_assert!(node.is_some() || !problems.is_empty());
    }

    #[test]
    fn no_tree_is_deeper_than_the_limit(text in "[\\[\\]{}=.,\"'#\n\\\\ab ]{0,300}") {
        for path in ["a.toml", "a.json"] {
            let (node, _) = read(path, &text);
            // A key inside a value adds its own parts to those that the scan counted for the bracket around it.
            prop_assert!(node.is_none_or(|node| depth(&node) <= 2 * MAX_NESTING));
        }
    }
}
