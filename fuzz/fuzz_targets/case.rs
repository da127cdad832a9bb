//! Any bytes as a case file: read or refused with a diagnostic that renders, and what was read can be assessed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use venule_engine::read::{AsOf, read_case};
use venule_fuzz::KNOWLEDGE;
use venule_knowledge::render;
use venule_knowledge::source::{Files, decode};

fuzz_target!(|bytes: &[u8]| {
    for name in ["case.toml", "case.json"] {
        let Ok(text) = decode(name, bytes) else { continue };
        let mut files = Files::default();
        let file = files.add(name, text);
        let read = read_case(&KNOWLEDGE, &files, file, AsOf::default());
        for diagnostic in &read.diagnostics {
            assert!(!render::full(&files, diagnostic, false).is_empty());
        }
        match read.case {
            Some(case) => {
                let assessment = venule_engine::assess(&KNOWLEDGE, &case);
                assert_eq!(assessment.essence(), venule_engine::assess(&KNOWLEDGE, &case).essence());
            }
            None => assert!(!read.diagnostics.is_empty(), "refused without a reason"),
        }
    }
});
