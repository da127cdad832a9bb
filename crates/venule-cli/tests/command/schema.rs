//! The JSON Schema of cases accepts what the reader accepts, and refuses what it refuses.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use venule_knowledge::document::{self, Kind, Node};
use venule_knowledge::source::Files;

use crate::json_schema::Validator;
use crate::support::{Scratch, tiny, tiny_knowledge, venule};

fn schema(run: crate::support::Run) -> Json {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_str(&run.out).expect("the schema is JSON")
}

/// A TOML file as the JSON that says the same: dates are text.
pub(crate) fn as_json(path: &str, text: &str) -> Json {
    let mut files = Files::default();
    let file = files.add(path, text);
    let (tree, problems) = document::read(&files, file);
    assert!(problems.is_empty(), "{path}: {problems:?}");
    node(&tree.expect("a file without problems has a tree"))
}

fn node(it: &Node) -> Json {
    match &it.kind {
        Kind::Table(entries) => entries
            .iter()
            .map(|(key, value)| (key.text.clone(), node(value)))
            .collect(),
        Kind::Array(items) => items.iter().map(node).collect(),
        Kind::String(text) | Kind::Date(text) | Kind::DateTime(text) => json!(text),
        Kind::Integer(number) => json!(number),
        Kind::Decimal(text) => text
            .parse::<serde_json::Number>()
            .map(Json::Number)
            .expect("a number"),
        Kind::Boolean(value) => json!(value),
        Kind::Null => Json::Null,
    }
}

#[test]
fn every_worked_case_is_accepted() {
    let schema = schema(venule(&["knowledge", "schema"]));
    let validator = Validator::new(&schema);
    let refused: Vec<String> = venule_content::cases()
        .iter()
        .filter_map(|(path, text)| {
            Some(format!(
                "{path}{}",
                validator.refusal(&as_json(path, text))?
            ))
        })
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(!venule_content::cases().is_empty());
}

/// The reader and the schema over toy knowledge.
struct Both {
    schema: Json,
    scratch: Scratch,
    folder: PathBuf,
}

impl Both {
    fn new() -> Self {
        Self {
            schema: schema(tiny_knowledge(&["schema"])),
            scratch: Scratch::new(),
            folder: tiny(),
        }
    }

    /// Whether the schema accepts the case, and whether the reader does.
    fn accept(&self, case: &Json) -> (bool, bool) {
        let path = self.scratch.file("case.json", case.to_string());
        let run = venule(&["assess", &path, "--knowledge", &display(&self.folder)]);
        assert!(matches!(run.code, 0 | 2 | 4), "{}", run.err);
        (
            Validator::new(&self.schema).refusal(case).is_none(),
            run.code != 2,
        )
    }
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn forms_of_facts_that_are_accepted() {
    let both = Both::new();
    for facts in [
        json!({ "splinter.visible": true }),
        json!({ "splinter": { "visible": true } }),
        json!({ "visible": true }),
        json!({ "splinter": { "redness": "spreading", "length": 4 }, "splinter.visible": "not_done" }),
        json!({ "splinter.length": "4 mm" }),
        json!({ "splinter.length": "0.4 cm" }),
        json!({ "splinter.length": { "value": 4.5, "source": "patient" } }),
        json!({ "splinter.length": { "state": "unobtainable" } }),
        json!({ "splinter.redness": { "left": "none", "right": { "value": "spreading", "source": "nurse" } } }),
        json!({ "splinter": { "visible": { "value": false, "side": "left" } } }),
        json!({ "splinter": { "visible": { "both": true } } }),
        json!({ "age": 30, "side": "bilateral", "fever": "unknown" }),
        json!({ "worry.points": 1 }),
        json!({}),
    ] {
        let case = json!({ "as_of": "2026-03-05", "facts": facts });
        assert_eq!(both.accept(&case), (true, true), "{case}");
    }
}

#[test]
fn forms_of_facts_that_are_refused() {
    let both = Both::new();
    for facts in [
        json!({ "splinter.visibel": true }),
        json!({ "splinter": { "visibel": true } }),
        json!({ "splinter.visible": "yes" }),
        json!({ "splinter.visible": 1 }),
        json!({ "splinter.redness": "red" }),
        json!({ "splinter.length": "4" }),
        json!({ "splinter.length": "4 kg" }),
        json!({ "splinter.length": 51 }),
        json!({ "splinter.length": { "left": 4 } }),
        json!({ "splinter.length": { "value": 4, "state": "unknown" } }),
        json!({ "splinter.length": {} }),
        json!({ "splinter.redness": { "left": "none", "up": "none" } }),
        json!({ "splinter.visible": { "value": true, "side": "top" } }),
        json!({ "fever": { "value": true, "side": "left" } }),
        json!({ "fever": null }),
        json!({ "age": 30.5 }),
        json!({ "age": 121 }),
        json!({ "soak.done": true }),
        json!([]),
    ] {
        let case = json!({ "as_of": "2026-03-05", "facts": facts });
        assert_eq!(both.accept(&case), (false, false), "{case}");
    }
}

#[test]
fn forms_of_events_that_are_accepted() {
    let both = Both::new();
    for event in [
        json!({ "kind": "soak" }),
        json!({ "kind": "soak", "date": "2026-03-01", "side": "left", "source": "patient" }),
        json!({ "kind": "soak", "date": "2026-02" }),
        json!({ "kind": "soak", "date": "2025" }),
        json!({ "kind": "soak", "days_ago": 2 }),
        json!({ "kind": "soak", "days_ago": [2, 4] }),
        json!({ "kind": "soak", "earliest": "2026-03-01", "latest": "2026-03-02" }),
        json!({ "kind": "soak", "temperature": "37 Cel bath" }),
        json!({ "kind": "soak", "temperature": "37 Cel{bath}" }),
        json!({ "kind": "soak", "temperature": 37, "scale": "kitchen" }),
        json!({ "kind": "soak", "temperature": "unknown" }),
    ] {
        let case = json!({ "as_of": "2026-03-05", "event": [event] });
        assert_eq!(both.accept(&case), (true, true), "{case}");
    }
    let none =
        json!({ "as_of": "2026-03-05T14:30", "birth_date": "1990-01-02", "none_of": ["soak"] });
    assert_eq!(both.accept(&none), (true, true));
}

#[test]
fn forms_of_events_that_are_refused() {
    let both = Both::new();
    for event in [
        json!({}),
        json!({ "kind": "bath" }),
        json!({ "kind": "soak", "warmth": 37 }),
        json!({ "kind": "soak", "side": "middle" }),
        json!({ "kind": "soak", "date": "yesterday" }),
        json!({ "kind": "soak", "date": "05.03.2026" }),
        json!({ "kind": "soak", "days_ago": -1 }),
        json!({ "kind": "soak", "days_ago": [1, 2, 3] }),
        json!({ "kind": "soak", "date": "2026-03-01", "days_ago": 4 }),
        json!({ "kind": "soak", "earliest": "2026-03-01" }),
        json!({ "kind": "soak", "temperature": 37 }),
        json!({ "kind": "soak", "temperature": "37 Cel" }),
        json!({ "kind": "soak", "temperature": 60, "scale": "bath" }),
    ] {
        let case = json!({ "as_of": "2026-03-05", "event": [event] });
        assert_eq!(both.accept(&case), (false, false), "{case}");
    }
    for case in [
        json!({ "as_of": "today" }),
        json!({ "as_of": "2026-03-05", "none_of": ["bath"] }),
        json!({ "as_of": "2026-03-05", "birth_date": "1990" }),
        json!({ "as_of": "2026-03-05", "fact": {} }),
        json!([]),
    ] {
        assert_eq!(both.accept(&case), (false, false), "{case}");
    }
}

/// Such a case reads well and says something impossible. It takes a calendar to see that.
#[test]
fn dates_are_left_to_the_reader() {
    let both = Both::new();
    let case =
        json!({ "as_of": "2026-03-05", "event": [{ "kind": "soak", "date": "2026-03-06" }] });
    assert_eq!(both.accept(&case), (true, false));
}

#[test]
fn expectations_are_part_of_the_schema() {
    let schema = schema(tiny_knowledge(&["schema"]));
    let validator = Validator::new(&schema);
    let case = |expect: Json| json!({ "expect": expect });
    for expect in [
        json!({ "lines": [{ "action": "pull", "stance": "do", "timing": "2026-03-05..2026-03-06" }] }),
        json!({ "absent": ["tweezers"], "ask": ["visible"], "out_of_scope": ["splinter"] }),
        json!({ "facts": { "worry.points": 1, "soak.done": "unknown" }, "contradictions": ["invisible-and-long"] }),
    ] {
        assert_eq!(validator.refusal(&case(expect.clone())), None, "{expect}");
    }
    for expect in [
        json!({ "lines": [{ "action": "pull" }] }),
        json!({ "lines": [{ "action": "push", "stance": "do" }] }),
        json!({ "lines": [{ "action": "pull", "stance": "do", "timing": "soon" }] }),
        json!({ "ask": ["elbow"] }),
        json!({ "facts": { "elbow": true } }),
    ] {
        assert!(
            validator.refusal(&case(expect.clone())).is_some(),
            "{expect}"
        );
    }
    let variant = json!({ "variant": [{ "title": "x", "without": ["fever"], "facts": { "age": 2 }, "expect": {} }] });
    assert_eq!(validator.refusal(&variant), None);
    assert!(
        validator
            .refusal(&json!({ "variant": [{ "title": "x", "witout": [], "expect": {} }] }))
            .is_some()
    );
}
