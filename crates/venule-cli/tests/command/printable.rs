//! Nothing that somebody wrote is obeyed by a terminal, hides, or becomes structure of a page.

use venule_knowledge::printable::hides;

use crate::support::{Scratch, venule};

/// An escape sequence, C1 controls, directions, zero width, and line ends that would start a heading.
const EVIL: &str = "x\\u001b[31mred\\u009b1m\\u007f\\u202eabc\\u2066\\u200b\\u200d\\ufeff\\n# Heading\\r\\n## EMERGENCY";

const RAW: &str = "x\u{1b}[31mred\u{9b}1m\u{202e}abc\u{200b}\nerror: y";

fn assert_clean(arguments: &[&str], text: &str) {
    let found: Vec<char> = text
        .chars()
        .filter(|it| hides(*it) && *it != '\n')
        .collect();
    assert!(found.is_empty(), "{arguments:?}: {found:?} in\n{text}");
    let heading = text
        .lines()
        .find(|line| line.starts_with("# Heading") || line.starts_with("## EMERGENCY"));
    assert_eq!(heading, None, "{arguments:?}");
}

fn case(more: &str) -> String {
    format!(
        "title = \"{EVIL}\"\nas_of = 2026-03-05\nnone_of = [\"d_dimer\"]\n{more}[facts]\npatient.age_years = 62\n\
         symptoms.laterality = \"left\"\nwells.score = 3\npe.symptoms = false\nshock = false\nlimb_threat = false\n\
         symptoms.area = \"{EVIL}\"\nimaging.earlier_findings = \"{EVIL}\"\n\
         symptoms.pain = {{ value = true, source = \"{EVIL}\" }}\n"
    )
}

#[test]
fn in_every_format_of_every_command() {
    let scratch = Scratch::new();
    let file = scratch.file("case.toml", case(""));
    let order = scratch.file(
        "order.toml",
        case("[order]\nexam = \"complete_duplex\"\nside = \"left\"\n"),
    );
    let report = scratch.file("report.toml", case("[report]\nside = \"left\"\n"));
    let mut runs: Vec<Vec<&str>> = vec![
        vec!["assess", &file, "--explain"],
        vec!["why-not", "complete-duplex", &file],
        vec!["order", &file, "--format", "json"],
        vec!["order", &file],
        vec!["check", "order", &order],
        vec!["check", "order", &order, "--format", "json"],
        vec!["check", "report", &report],
        vec!["check", "report", &report, "--format", "json"],
    ];
    for format in ["text", "markdown", "json"] {
        runs.push(vec!["assess", &file, "--format", format]);
    }
    for format in ["text", "markdown", "json", "svg"] {
        runs.push(vec!["plan", &file, "--format", format]);
    }
    for arguments in runs {
        let run = venule(&arguments);
        assert!(!run.out.is_empty(), "{arguments:?}: {}", run.err);
        assert_clean(&arguments, &run.out);
        assert_clean(&arguments, &run.err);
    }
}

/// What a text says is still what was written.
#[test]
fn json_loses_nothing() {
    let scratch = Scratch::new();
    let file = scratch.file("case.toml", case(""));
    let run = venule(&["order", &file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert!(json.to_string().contains('\u{202e}'), "{}", run.out);
}

#[test]
fn in_messages_about_arguments_and_files() {
    let scratch = Scratch::new();
    let good = scratch.file(
        "case.toml",
        "as_of = 2026-03-05\n[facts]\npregnancy = false\n",
    );
    for arguments in [
        vec!["knowledge", "show", RAW],
        vec!["knowledge", "statements", "--source", RAW],
        vec!["knowledge", "book", "--guideline", RAW],
        vec!["knowledge", "status", RAW],
        vec!["why-not", RAW, &good],
        vec!["order", &good, "--action", RAW],
        vec!["assess", RAW],
        vec!["assess", &good, RAW],
        vec!["assess", &good, "--as-of", RAW],
        vec!["assess", &good, "--knowledge", RAW],
        vec![RAW],
    ] {
        let run = venule(&arguments);
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.err);
        assert_clean(&arguments, &run.err);
    }
    let at_line_start = venule(&["knowledge", "show", RAW]);
    assert!(
        !at_line_start.err.contains("\nerror: y"),
        "{}",
        at_line_start.err
    );
}

#[test]
fn in_findings_about_a_file() {
    let scratch = Scratch::new();
    for content in [
        "as_of = 2026-03-05\n[facts]\n\"a\u{202e}\u{200b}b\" = 1 # \u{1b}[31m\u{9b}\n".to_owned(),
        format!("as_of = 2026-03-05\n[facts]\n\"{EVIL}\" = 1\nsymptoms.laterality = \"{EVIL}\"\n"),
        format!("{{\"as_of\": \"{}\"}}", EVIL.replace("\\u007f", "")),
    ] {
        let name = if content.starts_with('{') {
            "a.json"
        } else {
            "a.toml"
        };
        let file = scratch.file(name, content);
        let run = venule(&["assess", &file]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert_clean(&["assess"], &run.err);
    }
}
