//! Runs a directory of official CQL test files and says how each file came out.
//!
//! ```text
//! cargo run -p venule-logic --features conformance --example cql_conformance -- DIR
//! ```
//!
//! One line per file and one in total: passed, failed, outside of the list. Below a file stand
//! its tests that are outside, with the construct, and those that failed, with the difference.
//! Exits with 0 when nothing failed, 1 when it could not run and 2 when a test failed.

#![expect(clippy::print_stdout, reason = "a report for people")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use venule_logic::conformance::{Counts, Report, Verdict, run};

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("usage: cql_conformance DIR");
        return ExitCode::from(1);
    };
    match reports(Path::new(&directory)) {
        Ok(reports) => print(&reports),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
    }
}

/// Every test file of the directory, in order of their names.
fn reports(directory: &Path) -> Result<Vec<Report>, String> {
    let problem = |error| format!("cannot read {}: {error}", directory.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("no .xml file in {}", directory.display()));
    }
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| error.to_string());
        let report = text.and_then(|text| run(&text).map_err(|error| error.to_string()));
        report.map_err(|error| format!("{}: {error}", path.display()))
    };
    files.iter().map(read).collect()
}

fn print(reports: &[Report]) -> ExitCode {
    let mut total = Counts::default();
    for report in reports {
        let counts = report.counts();
        println!("{:<36} {}", report.name, line(counts));
        for outcome in &report.outcomes {
            let name = format!("{}/{}", outcome.group, outcome.name);
            match &outcome.verdict {
                Verdict::Passed => {}
                Verdict::Outside { construct } => println!("  outside {name}: {construct}"),
                Verdict::Failed { expected, found } => {
                    println!("  FAILED  {name}: {}", outcome.expression);
                    println!("          expected {expected}, found {found}");
                }
            }
        }
        total.passed += counts.passed;
        total.failed += counts.failed;
        total.outside += counts.outside;
    }
    println!("{:<36} {}", "total", line(total));
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}

fn line(counts: Counts) -> String {
    let Counts {
        passed,
        failed,
        outside,
    } = counts;
    format!("{passed:>4} passed {failed:>4} failed {outside:>4} outside")
}
