//! The `venule` command, run as a user runs it. One program holds all of these tests, so that it is linked once.

mod check;
mod hostile_cases;
mod knowledge;
mod support;
