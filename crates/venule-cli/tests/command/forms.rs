//! `venule order` and `venule check`, as a user runs them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::json_schema::Validator;
use crate::support::{Scratch, assert_in_order, venule};

fn worked(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    folder.join(path).display().to_string()
}

fn json(arguments: &[&str]) -> Json {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&venule(&all).out).expect("JSON")
}

fn ids(list: &Json, wanted: impl Fn(&Json) -> bool) -> BTreeSet<String> {
    let found = list.as_array().expect("a list").iter();
    found
        .filter(|it| wanted(it))
        .filter_map(|it| it["id"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn an_order_is_composed_to_paste_and_names_what_is_missing() {
    let run = venule(&[
        "order",
        &worked("orders/cases/compose-calcification-with-pain.toml"),
    ]);
    assert_eq!((run.code, run.err.as_str()), (5, ""));
    assert_in_order(
        &run.out,
        &[
            "NOT APPROVED",
            "NOT COMPLETE",
            "REQUEST",
            "Complete duplex ultrasound of the leg veins, right leg",
            "When: Now. Requested on 2026-03-05.",
            "Symptoms: pain; severity of the pain: mild; tenderness; no swelling.",
            "Duration: symptoms for 21 days.",
            "middle third of the calf, posteromedial",
            "Risk factors for DVT: none.",
            "radiograph: nonspecific calcification",
            "Posterior tibial and peroneal veins of the calf",
            "common femoral vein on both sides",
            "popliteal vein, right leg",
            "Focused look at the calcified area",
            "Is there DVT",
            "tendinopathy, bursitis, mass",
            "proximal veins only",
            "MISSING",
            "Appearance of the calcification:",
            "[calcification.characteristics]",
        ],
    );
}

#[test]
fn a_complete_order_says_what_it_is_good_for() {
    let run = venule(&["order", &worked("orders/cases/compose-likely-dvt.toml")]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("The order is complete."), "{}", run.out);
    assert!(!run.out.contains("MISSING"), "{}", run.out);
}

#[test]
fn a_composed_order_passes_its_own_check() {
    let case = worked("orders/cases/compose-likely-dvt.toml");
    let composed = json(&["order", &case]);
    let scratch = Scratch::new();
    let file = scratch.file(
        "order.json",
        json!({ "as_of": "2026-03-05", "order": composed["order"] }).to_string(),
    );
    let run = venule(&["check", "order", &file, "--case", &case]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn no_order_is_composed_against_advice() {
    for (name, why) in [
        ("none-advised-against", "against"),
        ("none-undecided", "undecided"),
        ("none-not-advised", "not_advised"),
    ] {
        let case = worked(&format!("orders/cases/{name}.toml"));
        let run = venule(&["order", &case]);
        assert_eq!(run.code, 6);
        assert!(
            run.out.contains("NO ORDER") && !run.out.contains("REQUEST"),
            "{}",
            run.out
        );
        assert_eq!(json(&["order", &case])["why"], why);
    }
}

#[test]
fn red_flags_stand_above_an_order() {
    let text = fs::read_to_string(worked("orders/cases/compose-likely-dvt.toml")).expect("a case");
    let scratch = Scratch::new();
    let open = scratch.file("open.toml", text.replace("limb_threat = false\n", ""));
    let run = venule(&["order", &open]);
    assert_in_order(&run.out, &["RED FLAGS NOT RULED OUT", "REQUEST"]);
    let threatened = scratch.file(
        "flag.toml",
        text.replace("limb_threat = false", "limb_threat = true"),
    );
    let run = venule(&["order", &threatened]);
    assert!(run.out.contains("EMERGENCY"), "{}", run.out);
    assert!(!run.out.contains("REQUEST"), "{}", run.out);
}

#[test]
fn an_action_that_cannot_be_ordered_is_refused_with_those_that_can() {
    let case = worked("orders/cases/compose-likely-dvt.toml");
    let run = venule(&["order", &case, "--action", "d-dimer"]);
    assert_eq!(run.code, 1);
    assert_in_order(
        &run.err,
        &["there is no order form for `d-dimer`", "complete-duplex"],
    );
    let run = venule(&["order", &case, "--action", "complete-duplx"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("did you mean `complete-duplex`?"),
        "{}",
        run.err
    );
}

#[test]
fn what_an_order_lacks_is_said_with_the_words_to_add() {
    let file = worked("orders/cases/check-calcification-on-a-radiograph.toml");
    let run = venule(&["check", "order", &file]);
    assert_eq!((run.code, run.err.as_str()), (5, ""));
    assert_in_order(
        &run.out,
        &[
            "NOT COMPLETE: 10 required items are missing",
            "Symptoms: not stated.",
            "add: Symptoms: pain",
            "ask: Pain, swelling, tenderness",
            "Place of the calcification: not stated.",
            "of the common femoral veins: not stated.",
            "add: Color and spectral Doppler of the popliteal vein, left leg.",
            "tendinopathy, bursitis, mass",
            "WOULD MAKE IT BETTER",
            "Risk factors for DVT",
            "STATED",
            "Earlier imaging",
        ],
    );
    let check = json(&["check", "order", &file]);
    let missing = ids(&check["items"], |it| it["missing"] == "required");
    assert_eq!(missing.len(), 10, "{missing:?}");
    assert!(
        check["items"]
            .as_array()
            .expect("items")
            .iter()
            .all(|it| it["said"] != "left_out")
    );
}

#[test]
fn the_case_may_stand_in_a_file_of_its_own_but_not_in_both() {
    let scratch = Scratch::new();
    let order = scratch.file("order.toml", "[order]\nside = \"right\"\n");
    let case = scratch.file(
        "case.toml",
        "as_of = 2026-03-05\n[facts]\nsymptoms.laterality = \"left\"\n",
    );
    let check = json(&["check", "order", &order, "--case", &case]);
    assert!(ids(&check["raised"], |_| true).contains("side-differs"));
    let alone = json(&["check", "order", &order, "--as-of", "2026-03-05"]);
    assert!(ids(&alone["raised"], |_| true).is_empty());
    let both = scratch.file(
        "both.toml",
        "[order]\nside = \"right\"\n[facts]\nsymptoms.pain = true\n",
    );
    let run = venule(&["check", "order", &both, "--case", &case]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("keep one of them"), "{}", run.err);
}

#[test]
fn a_report_is_read_vein_by_vein_and_followed_up() {
    let file = worked("reports/cases/calf-not-seen.toml");
    let run = venule(&["check", "report", &file]);
    assert_eq!((run.code, run.err.as_str()), (5, ""));
    assert_in_order(
        &run.out,
        &[
            "THE SCAN OF THE LEFT LEG AMOUNTS TO",
            "technically compromised",
            "not assessed: posterior tibial vein; peroneal vein.",
            "not a complete negative scan",
            "A calf vein was not seen.",
            "What follows for the patient with this scan:",
            "Repeat the complete duplex",
        ],
    );
}

#[test]
fn the_old_name_of_a_deep_vein_is_accepted_and_never_printed() {
    let file = worked("reports/cases/deep-vein-called-superficial.toml");
    let text = fs::read_to_string(&file).expect("a report");
    assert!(text.contains("superficial_femoral"));
    for format in ["text", "json"] {
        let run = venule(&["check", "report", &file, "--format", format]);
        assert_eq!(run.code, 5);
        let lower = run.out.to_lowercase();
        assert!(!lower.contains("superficial_femoral") && !lower.contains("superficial femoral"));
        assert!(lower.contains("proximal"), "{}", run.out);
    }
}

#[test]
fn broken_orders_and_reports_are_refused_at_the_place() {
    let scratch = Scratch::new();
    for (what, text, words) in [
        ("order", "", "has no `order`"),
        ("order", "order = 3", "must be a table"),
        (
            "order",
            "[order]\nincludes_calf_vein = true",
            "did you mean `includes_calf_veins`?",
        ),
        (
            "order",
            "[order]\nincludes_calf_veins = \"yes\"",
            "write `true`, without quotes",
        ),
        ("order", "[order]\nside = \"lft\"", "did you mean `left`?"),
        (
            "order",
            "[order]\nform = \"leg-vein\"",
            "there is no form `leg-vein`",
        ),
        (
            "order",
            "[order]\nside = \"left\"\n[facts]\nsymptoms.pian = true",
            "did you mean `symptoms.pain`?",
        ),
        (
            "order",
            "[order]\nside = \"left\"\n[fact]\nx = 1",
            "has no key `fact`",
        ),
        (
            "order",
            "[order]\nside = \"left\"\nside = \"right\"",
            "toml-syntax",
        ),
        (
            "order",
            "[order]\nside = \"left\"\nincludes_compression_cfv_to_ankle = true\nincludes_compression_inguinal_to_ankle = false",
            "two values",
        ),
        ("report", "", "has no `report`"),
        ("report", "[report]\nresult = \"negative\"", "has no `side`"),
        ("report", "[report]\nside = \"up\"", "is not a side"),
        (
            "report",
            "[report]\nside = \"left\"\ndate = 2999-01-01",
            "lies in the future",
        ),
        (
            "report",
            "[report]\nside = \"left\"\nreslt = \"negative\"",
            "did you mean `result`?",
        ),
        (
            "report",
            "[report]\nside = \"left\"\n[[segment]]\nside = \"left\"",
            "has no `name`",
        ),
        (
            "report",
            "[report]\nside = \"left\"\n[[segment]]\nname = \"poplitea\"\nside = \"left\"",
            "did you mean `popliteal`?",
        ),
        (
            "report",
            "[report]\nside = \"left\"\n[[segment]]\nname = \"popliteal\"\nside = \"left\"\ncompressibility = \"yes\"",
            "its values are",
        ),
        (
            "report",
            "[report]\nside = \"left\"\n[[segment]]\nname = [\"popliteal\", \"popliteal\"]\nside = \"left\"",
            "described twice",
        ),
        (
            "report",
            "[report]\nside = \"left\"\n[[segment]]\nname = \"femoral\"\nside = \"both\"\n[[segment]]\nname = \"superficial_femoral\"\nside = \"left\"",
            "described twice",
        ),
        (
            "report",
            "[report]\nside = \"left\"\nsegment = 3\n",
            "has no key `segment`",
        ),
    ] {
        let path = scratch.file(&format!("{what}.toml"), text);
        let run = venule(&["check", what, &path, "--as-of", "2026-03-05"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}");
        assert!(run.err.contains(words), "{text}\n{}", run.err);
    }
    let many = "[[segment]]\nname = \"popliteal\"\nside = \"left\"\n".repeat(201);
    let path = scratch.file("many.toml", format!("[report]\nside = \"left\"\n{many}"));
    let run = venule(&["check", "report", &path, "--as-of", "2026-03-05"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("too-many-segments"), "{}", run.err);
    let long = format!(
        "as_of = 2026-03-05\n[facts]\nsymptoms.area = \"{}\"\n",
        "x".repeat(501)
    );
    let run = venule(&["assess", &scratch.file("long.toml", long)]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("1 to 500 characters"), "{}", run.err);
}

#[test]
fn words_of_a_case_do_not_obey_on_a_terminal() {
    let text = fs::read_to_string(worked("orders/cases/compose-likely-dvt.toml")).expect("a case");
    let scratch = Scratch::new();
    let hostile = text.replace("calf, inner side", "calf \\u001b[31m\\u0007");
    let run = venule(&["order", &scratch.file("case.toml", hostile)]);
    assert_eq!(run.code, 0);
    assert!(!run.out.contains(['\u{1b}', '\u{7}']), "{:?}", run.out);
}

fn collect(value: &Json, fields: &mut BTreeSet<String>) {
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                fields.insert(key.clone());
                // Described elsewhere: the assessment, its lines, and the facts of an order.
                let elsewhere = [
                    "assessment",
                    "lines",
                    "red_flags",
                    "advised_against",
                    "order",
                    "statements",
                    "knowledge",
                ];
                if !elsewhere.contains(&key.as_str()) {
                    collect(value, fields);
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| collect(item, fields)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[test]
fn every_field_of_an_order_and_a_report_is_described() {
    for (page, runs) in [
        (
            "order.md",
            vec![
                vec!["order", "orders/cases/compose-both-legs.toml"],
                vec!["order", "orders/cases/compose-calf-dvt-followed.toml"],
                vec!["order", "orders/cases/none-not-advised.toml"],
                vec![
                    "check",
                    "order",
                    "orders/cases/check-complete-without-calf.toml",
                ],
                vec!["check", "order", "orders/cases/check-against-advice.toml"],
            ],
        ),
        (
            "report.md",
            vec![vec![
                "check",
                "report",
                "reports/cases/calf-dvt-femoral-not-seen.toml",
            ]],
        ),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/reference")
            .join(page);
        let text = fs::read_to_string(path).expect("a page");
        let mut fields = BTreeSet::new();
        for mut run in runs {
            let file = run.pop().map(worked).expect("a file");
            run.push(&file);
            collect(&json(&run), &mut fields);
        }
        let missing: Vec<&String> = fields
            .iter()
            .filter(|field| !text.contains(&format!("`{field}`")))
            .collect();
        assert!(missing.is_empty(), "{page} does not describe {missing:?}");
    }
}

#[test]
fn examples_of_the_pages_are_read() {
    let scratch = Scratch::new();
    for what in ["order", "report"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/reference")
            .join(format!("{what}.md"));
        let text = fs::read_to_string(path).expect("a page");
        let (_, rest) = text.split_once("```toml\n").expect("an example");
        let (example, _) = rest.split_once("```").expect("its end");
        let run = venule(&[
            "check",
            what,
            &scratch.file(&format!("{what}.toml"), example),
        ]);
        assert_eq!((run.code, run.err.as_str()), (5, ""), "{}", run.out);
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(worked(folder))
        .expect("a folder")
        .map(|it| it.expect("a file").path())
        .collect();
    paths.sort();
    paths
}

#[test]
fn worked_orders_and_reports_are_accepted_by_their_schemas() {
    for (what, folder, prefix) in [
        ("order", "orders/cases", "check-"),
        ("report", "reports/cases", ""),
    ] {
        let run = venule(&["knowledge", "schema", what]);
        let schema: Json = serde_json::from_str(&run.out).expect("JSON");
        let validator = Validator::new(&schema);
        for path in files(folder) {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if !name.starts_with(prefix) {
                continue;
            }
            let text = fs::read_to_string(&path).expect("its text");
            let instance = crate::schema::as_json(&name, &text);
            assert_eq!(validator.refusal(&instance), None, "{name}");
        }
        for broken in [json!({}), json!({ what: { "nothing": true } })] {
            assert!(validator.refusal(&broken).is_some());
        }
    }
}

#[test]
fn a_result_of_the_leg_that_is_not_reported_is_refused() {
    let scratch = Scratch::new();
    let text =
        "[report]\nside = \"left\"\nresult = { left = \"negative\", right = \"proximal_dvt\" }\n";
    let file = scratch.file("report.toml", text);
    let run = venule(&["check", "report", &file]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("other-leg"), "{}", run.err);
}

#[test]
fn a_vein_that_was_not_seen_and_compressed_is_refused() {
    let scratch = Scratch::new();
    for found in ["complete", "none"] {
        let text = format!(
            "[report]\nside = \"left\"\n[[segment]]\nname = \"peroneal\"\nside = \"left\"\nseen = false\ncompressibility = \"{found}\"\n"
        );
        let file = scratch.file("report.toml", &text);
        let run = venule(&["check", "report", &file]);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("contradicts-itself"), "{}", run.err);
    }
}
