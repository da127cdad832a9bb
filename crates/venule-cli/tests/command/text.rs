//! `venule text`: what is read of a text, and what is predicted for tables of them.

use serde_json::Value as Json;

use crate::ask::{DAY, RED_AND_WARM, json};
use crate::support::{Scratch, venule};

#[test]
fn what_was_read_becomes_a_case() {
    let scratch = Scratch::new();
    let case = scratch.at("case.toml");
    let run = venule(&[
        "text",
        "read",
        RED_AND_WARM,
        "--as-of",
        DAY,
        "--save",
        &case,
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let flat = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("\"2 wks after neg US\""), "{flat}");
    let assessed = venule(&["assess", &case, "--format", "json"]);
    let assessed: Json = serde_json::from_str(&assessed.out).expect("JSON");
    assert_eq!(
        assessed["lines"],
        json(RED_AND_WARM, &[])["assessment"]["lines"]
    );
    let nothing = venule(&["text", "read", "zzz qqq"]);
    assert!(nothing.out.contains("NOTHING WAS UNDERSTOOD"));
}

#[test]
fn tables_are_predicted_and_scored() {
    let scratch = Scratch::new();
    let table = scratch.file(
        "context.tsv",
        "id\tsentence\tstart\tend\tnegation\n1\tNo calf pain.\t3\t12\tnegated\n2\tCalf pain.\t0\t9\taffirmed\n",
    );
    let run = venule(&["text", "context", &table]);
    assert_eq!(
        run.out,
        "id\tnegation\ttemporality\texperiencer\n1\tnegated\trecent\tpatient\n2\taffirmed\trecent\tpatient\n"
    );
    assert!(
        run.err.contains("negated: precision 1.000, recall 1.000"),
        "{}",
        run.err
    );
    let bad = scratch.file("bad.tsv", "id\tsentence\tstart\tend\n1\tNo pain.\t3\tx\n");
    let run = venule(&["text", "context", &bad]);
    assert!(run.code == 1 && run.err.contains("line 2"), "{}", run.err);
    let bad = scratch.file("bad2.tsv", "id\ttext\n");
    let run = venule(&["text", "context", &bad]);
    assert!(run.err.contains("no column `sentence`"), "{}", run.err);
    let numbers = scratch.file("numbers.tsv", "id\ttext\nA.0\tswollen for 3 days\n");
    let run = venule(&["text", "numbers", &numbers]);
    assert!(
        run.out.contains("A.0\t3 days\t12\t18\tduration\tP3D"),
        "{}",
        run.out
    );
}
