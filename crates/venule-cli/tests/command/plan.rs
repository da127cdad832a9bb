//! `venule plan`: worked plans, every format, hostile titles, and what the pages say of it.

use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, ParsingOptions};
use serde_json::Value as Json;

use crate::support::{Scratch, assert_in_order, command, venule};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans")
}

fn example() -> String {
    let path = "../../examples/calf-pain-after-negative-scan.toml";
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(path)
        .display()
        .to_string()
}

/// The worked plans by name.
fn worked() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(folder())
        .expect("worked plans")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, path.display().to_string())
        })
        .collect();
    found.push(("example".to_owned(), example()));
    found.sort();
    found
}

/// Compares with the file, or writes it with `BLESS=1`. The last line names the content's hash, which every change of
/// the content changes.
fn assert_as_before(name: &str, printed: &str) {
    let path = folder().join(name);
    let kept = printed
        .trim_end()
        .rsplit_once('\n')
        .map_or(printed, |(kept, _)| kept);
    let kept = format!("{kept}\n");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, kept).expect("a snapshot");
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        before, kept,
        "{name}: run `BLESS=1 cargo test -p venule-cli --test command plan` and read the difference"
    );
}

#[test]
fn worked_plans_are_as_before() {
    for (name, path) in worked() {
        let steps = if name == "wells-one-point" { "3" } else { "2" };
        let run = venule(&["plan", &path, "--steps", steps]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        assert_as_before(&format!("{name}.txt"), &run.out);
    }
}

#[test]
fn a_plan_in_markdown_is_as_before() {
    let path = folder()
        .join("choice-after-negative-scan.toml")
        .display()
        .to_string();
    let run = venule(&["plan", &path, "--steps", "1", "--format", "markdown"]);
    assert_as_before("choice-after-negative-scan.md", &run.out);
}

#[test]
fn every_format_says_that_nobody_approved_it_and_of_when_it_is() {
    for (name, path) in worked() {
        for format in ["text", "markdown", "svg", "json"] {
            let out = venule(&["plan", &path, "--steps", "1", "--format", format]).out;
            let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
            let warned =
                flat.contains("NOT APPROVED") || flat.contains("\"status\": \"submitted\"");
            assert!(warned, "{name} as {format}");
            assert!(flat.contains("2026-0"), "{name} as {format}");
            assert!(flat.contains("knowledge"), "{name} as {format}");
        }
    }
}

#[test]
fn every_picture_is_whole_and_nothing_overlaps() {
    for (name, path) in worked() {
        let out = venule(&["plan", &path, "--format", "svg"]).out;
        let picture = Document::parse(&out).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = picture.root_element();
        assert_eq!(root.tag_name().name(), "svg");
        let size = |key: &str| {
            root.attribute(key)
                .and_then(|it| it.parse::<f64>().ok())
                .expect("a size")
        };
        let (wide, high) = (size("width"), size("height"));
        for named in ["title", "desc"] {
            let element = root
                .children()
                .find(|it| it.has_tag_name((root.tag_name().namespace().unwrap_or(""), named)));
            let element = element.unwrap_or_else(|| panic!("{name} has no {named}"));
            let id = element.attribute("id").expect("an id");
            assert!(
                root.attribute("aria-labelledby")
                    .expect("a label")
                    .contains(id)
            );
        }
        let mut last = 0.0;
        for text in root
            .descendants()
            .filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        {
            let at = |key: &str| {
                text.attribute(key)
                    .and_then(|it| it.parse::<f64>().ok())
                    .expect("a place")
            };
            assert!(
                at("y") > last && at("y") <= high,
                "{name}: lines overlap at {}",
                at("y")
            );
            assert!(at("x") >= 0.0 && at("x") < wide);
            last = at("y");
        }
        for card in root.descendants().filter(|it| {
            it.attribute("class")
                .is_some_and(|it| it.starts_with("card"))
        }) {
            let at = |key: &str| {
                card.attribute(key)
                    .and_then(|it| it.parse::<f64>().ok())
                    .expect("a place")
            };
            assert!(
                at("x") + at("width") <= wide && at("y") + at("height") <= high,
                "{name}"
            );
        }
        let elsewhere = ["href", "src=", "@import", "url("];
        assert!(
            elsewhere.iter().all(|it| !out.contains(it)),
            "{name} needs something else"
        );
        assert!(out.contains("prefers-color-scheme:dark"));
    }
}

#[test]
fn two_results_deep_if_nothing_is_said_and_what_goes_on_is_said() {
    let path = folder().join("wells-one-point.toml").display().to_string();
    let plan = |more: &[&str]| venule(&[&["plan", &path], more].concat()).out;
    let (two, three) = (plan(&["--steps", "2"]), plan(&["--steps", "3"]));
    assert_eq!(plan(&[]), two);
    let further = ["It goes on: `--steps 3` shows the next.", "then: goes on"];
    assert_in_order(&two, &further);
    assert!(further.iter().all(|it| !three.contains(it)));
    assert!(two.lines().count() < 250 && three.lines().count() < 420);
    let svg = plan(&["--format", "svg"]);
    let markdown = plan(&["--format", "markdown"]);
    for out in [svg, markdown] {
        assert!(out.contains("--steps 3"));
    }
}

/// The words of a plan, without what a format puts around them.
fn bare(text: &str) -> Vec<String> {
    let kept = |letter: char| !"()*\\#│├└─".contains(letter);
    let words = text
        .split_whitespace()
        .map(|word| word.chars().filter(|it| kept(*it)).collect());
    let words = words.map(|it: String| it.to_lowercase());
    words
        .filter(|it| !it.is_empty() && it.chars().any(|it| it != '-'))
        .collect()
}

#[test]
fn text_markdown_and_picture_say_the_same() {
    for (name, path) in worked() {
        for steps in ["2", "3"] {
            let print =
                |format: &str| venule(&["plan", &path, "--steps", steps, "--format", format]).out;
            let text = bare(&print("text"));
            let markdown = bare(&print("markdown").replacen("## Plan", "", 1));
            let svg = print("svg");
            let picture = Document::parse(&svg).expect("XML");
            let drawn: Vec<&str> = picture
                .descendants()
                .filter(|it| {
                    it.is_text()
                        && it
                            .ancestors()
                            .any(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "text")))
                })
                .filter_map(|it| it.text())
                .collect();
            assert_eq!(text, markdown, "{name}, {steps} steps");
            assert_eq!(text, bare(&drawn.join(" ")), "{name}, {steps} steps");
        }
    }
}

/// Every branch with its number, and what it refers to.
fn branches(node: &Json) -> Vec<&Json> {
    let tests = node["tests"].as_array().expect("tests");
    let own = tests
        .iter()
        .flat_map(|it| it["branches"].as_array().expect("branches"));
    own.flat_map(|it| std::iter::once(it).chain(branches(&it["then"])))
        .collect()
}

#[test]
fn a_branch_refers_to_one_that_says_the_same_and_an_emergency_to_none() {
    let mut folded = 0;
    for (name, path) in worked() {
        let json = venule(&["plan", &path, "--steps", "3", "--format", "json"]).out;
        let plan: Json = serde_json::from_str(&json).expect("JSON");
        let text = venule(&["plan", &path, "--steps", "3"]).out;
        let all = branches(&plan["now"]);
        let mut hidden: Vec<String> = Vec::new();
        for branch in &all {
            let number = branch["number"].as_str().expect("a number");
            let is_hidden = hidden.iter().any(|it| number.starts_with(it.as_str()));
            assert_eq!(
                text.contains(&format!("─ {number} If ")),
                !is_hidden,
                "{name} {number}"
            );
            let Some(other) = branch["same_as"].as_str() else {
                continue;
            };
            folded += 1;
            hidden.push(format!("{number}."));
            assert_eq!(branch["then"]["state"], "open", "{name} {number}");
            let twin = all
                .iter()
                .find(|it| it["number"] == other)
                .expect("the other");
            assert!(twin["same_as"].is_null(), "{name} {number}");
            let said = |branch: &Json| -> Vec<String> {
                let lines =
                    ["lines", "undecided"].map(|it| branch["then"][it].as_array().expect("lines"));
                let lines = lines.into_iter().flatten();
                let line = |it: &Json| {
                    ["action", "side", "stance", "status"]
                        .map(|key| it[key].to_string())
                        .join(" ")
                };
                lines.map(line).collect()
            };
            let (mut one, mut other) = (said(branch), said(twin));
            one.sort();
            other.sort();
            assert_eq!(one, other, "{name} {number}");
        }
    }
    assert!(folded > 40, "only {folded} branches are folded");
}

#[test]
fn what_is_advised_already_would_be_sooner_and_nothing_is_denied_twice() {
    assert_in_order(
        &venule(&["plan", &example()]).out,
        &[
            "do: Between 2026-03-07",
            "undecided: sooner: Repeat the complete duplex",
        ],
    );
    for (name, path) in worked() {
        let out = venule(&["plan", &path]).out;
        for jargon in ["against:", "does not take its place", "none of these"] {
            assert!(!out.contains(jargon), "{name}: {jargon}");
        }
    }
}

#[test]
fn a_hostile_title_stays_a_title() {
    let scratch = Scratch::new();
    let title = r#"</title><script>alert(1)</script> & ]]> \u0000 \u001b[31m * [x](y) \ud7ff"#;
    for title in [
        title.replace("\\u0000", "").replace("\\ud7ff", ""),
        "w".repeat(3000),
        "\u{202e}\u{fffe}a".to_owned(),
    ] {
        let case = serde_json::json!({ "as_of": "2026-03-09", "title": title, "facts": { "wells.score": 1 } });
        let path = scratch.file("hostile.json", case.to_string());
        let out = venule(&["plan", &path, "--format", "svg"]).out;
        let picture = Document::parse_with_options(&out, ParsingOptions::default());
        let picture = picture.unwrap_or_else(|error| panic!("{error}"));
        assert!(
            !picture
                .descendants()
                .any(|it| it.tag_name().name() == "script")
        );
        for format in ["text", "markdown"] {
            let out = venule(&["plan", &path, "--format", format]).out;
            assert!(!out.contains('\u{1b}'), "{format}");
            assert!(format == "text" || !out.contains("<script>"), "{format}");
        }
    }
}

#[test]
fn without_utf8_the_tree_is_drawn_with_plain_letters() {
    let run = |locale: &str| {
        let output = command(&["plan", &example(), "--steps", "1"])
            .env("LC_ALL", locale)
            .output();
        String::from_utf8(output.expect("it runs").stdout).expect("text")
    };
    let (boxes, plain) = (run("C.UTF-8"), run("C"));
    assert!(boxes.contains("├─") && !plain.contains('├'));
    assert!(plain.contains("|- ") && plain.contains("`- "));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 88] {
        let output = command(&["plan", &example(), "--steps", "2"])
            .env("COLUMNS", width.to_string())
            .output();
        let text = String::from_utf8(output.expect("it runs").stdout).expect("text");
        for line in text.lines().skip(1).filter(|line| !line.contains("doi:")) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn exit_codes_are_those_of_assess() {
    let scratch = Scratch::new();
    let nothing = scratch.file(
        "nothing.toml",
        "as_of = 2026-03-09\n[facts]\ndvt.suspected = \"unknown\"\n",
    );
    for path in [nothing, example()] {
        assert_eq!(
            venule(&["plan", &path]).code,
            venule(&["assess", &path]).code
        );
    }
    let wrong = scratch.file(
        "wrong.toml",
        "as_of = 2026-03-09\n[facts]\nno.such = true\n",
    );
    let run = venule(&["plan", &wrong]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(venule(&["plan", &example(), "--steps", "4"]).code, 1);
}

#[test]
fn every_field_of_a_plan_is_described() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference");
    let page = |name: &str| fs::read_to_string(root.join(name)).expect("a page");
    let pages = format!("{}{}", page("plan.md"), page("assessment.md"));
    for (name, path) in worked() {
        let out = venule(&["plan", &path, "--format", "json", "--steps", "2"]).out;
        let plan: Json = serde_json::from_str(&out).expect("JSON");
        assert_eq!(plan["format"], 1);
        each_key(
            &plan,
            &mut |key, parent| {
                let described =
                    pages.contains(&format!("`{key}`")) || pages.contains(&format!("\"{key}\""));
                assert!(
                    described || parent == "results",
                    "{name}: `{key}` is not described"
                );
            },
            "",
        );
    }
}

fn each_key(value: &Json, check: &mut impl FnMut(&str, &str), parent: &str) {
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                check(key, parent);
                each_key(value, check, key);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| each_key(item, check, parent)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// A scan and a D-dimer that are late, so that an interim dose is due.
const LATE: &str = "as_of = 2026-03-05\nnone_of = ['ultrasound', 'd_dimer']\n\
     facts = { pe.symptoms = false, shock = false, limb_threat = false, dvt.suspected = true, patient.age_years = 60, \
     symptoms.laterality = 'left', wells.score = 3, ultrasound.expected_within_4_hours = false, \
     contraindication.anticoagulation_absolute = false }\n";

#[test]
fn a_plan_says_that_it_does_not_know_what_becomes_of_an_interim_dose() {
    let scratch = Scratch::new();
    let case = scratch.file("late.toml", LATE);
    let run = venule(&["plan", &case, "--steps", "1"]);
    let (now, branches) = run.out.split_once("1 If negative").expect("a branch");
    assert!(now.contains("Give interim therapeutic"), "{now}");
    assert!(!now.contains("begun above"), "{now}");
    assert_in_order(
        branches,
        &[
            "begun above: Give interim therapeutic anticoagulation",
            "the plan does not carry it forward",
            "2 If",
            "3 If proximal DVT (popliteal vein or above) [acute, or indeterminate]",
            "Start therapeutic anticoagulation now",
            "4 If",
        ],
    );
    let (_, treated) = branches.split_once("3 If proximal").expect("a branch");
    let (treated, _) = treated.split_once("4 If").expect("a branch");
    assert!(!treated.contains("begun above"), "{treated}");
    let json = venule(&["plan", &case, "--steps", "1", "--format", "json"]).out;
    assert!(
        json.contains("\"left_open\": [\n") && json.contains("\"left_open\": []"),
        "{json}"
    );
}
