//! The toy knowledge as a site keeps it: submitted, approved and edited in a folder of its own.
//!
//! Names of people are made up and stand in folders that are gone afterwards.

use std::fs;

use serde_json::Value as Json;

use crate::support::{Run, Scratch, copy, tiny, venule};

/// The toy knowledge in a folder of its own.
pub(crate) struct Site(pub(crate) Scratch);

impl Site {
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new();
        copy(&tiny(), scratch.path());
        Self(scratch)
    }

    /// The folder, as an argument.
    pub(crate) fn folder(&self) -> String {
        self.0.path().display().to_string()
    }

    /// Runs `venule knowledge ...` over it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let folder = self.folder();
        let mut all = vec!["knowledge"];
        all.extend(arguments);
        all.extend(["--knowledge", &folder]);
        venule(&all)
    }

    pub(crate) fn submit(&self) {
        let run = self.run(&["submit", "--all", "--by", "the toy makers"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }

    pub(crate) fn approve(&self, more: &[&str]) -> Run {
        self.approve_as("Reviewer One", more)
    }

    /// Approves what is there as a nurse of this name, unless another hash or role is given.
    pub(crate) fn approve_as(&self, by: &str, more: &[&str]) -> Run {
        let hash = self.hash();
        let mut all = vec!["approve", "splinter", "--by", by];
        for (option, value) in [("--role", "nurse"), ("--hash", &hash)] {
            if !more.contains(&option) {
                all.extend([option, value]);
            }
        }
        all.extend(more);
        self.run(&all)
    }

    /// The first digits of the hash of what is there.
    pub(crate) fn hash(&self) -> String {
        let run = self.run(&["status", "splinter", "--format", "json"]);
        let status: Json = serde_json::from_str(&run.out).unwrap_or_default();
        let hash = status.pointer("/guidelines/0/hash").and_then(Json::as_str);
        hash.map_or_else(|| "0".repeat(12), |it| it[..12].to_owned())
    }

    pub(crate) fn approved(&self) {
        self.submit();
        let run = self.approve(&[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }

    pub(crate) fn edit(&self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert!(text.contains(old), "{file} has no {old}");
        self.0.file(file, text.replacen(old, new, 1));
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap_or_default()
    }

    pub(crate) fn json(&self, more: &[&str]) -> Json {
        let mut all = vec!["status", "--format", "json"];
        all.extend(more);
        let run = self.run(&all);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        serde_json::from_str(&run.out).expect("JSON")
    }

    pub(crate) fn status(&self) -> String {
        let all = self.json(&[]);
        let status = all.pointer("/guidelines/0/status").and_then(Json::as_str);
        status.expect("a status").to_owned()
    }
}
