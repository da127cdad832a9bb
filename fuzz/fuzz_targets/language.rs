//! Any bytes as a language file: read, or refused with diagnostics that render. What was read has tables.

#![no_main]

use libfuzzer_sys::fuzz_target;
use venule_fuzz::KNOWLEDGE;
use venule_knowledge::diagnostic::Severity;
use venule_knowledge::render;
use venule_knowledge::source::{Files, decode};
use venule_text::language::read;
use venule_text::tables::Tables;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode("any.toml", bytes) else { return };
    let mut files = Files::default();
    let file = files.add("any.toml", text);
    let (language, diagnostics) = read::load(&KNOWLEDGE, &files, [file]);
    for diagnostic in &diagnostics {
        assert!(!render::full(&files, diagnostic, false).is_empty());
    }
    if diagnostics.iter().all(|it| it.severity != Severity::Error) {
        assert!(Tables::new(&language).is_ok());
    }
});
