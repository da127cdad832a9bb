//! Any bytes as an order file: read or refused with a diagnostic that renders, and what was read can be checked.

#![no_main]

use libfuzzer_sys::fuzz_target;
use venule_engine::form::check_order;
use venule_engine::read::{AsOf, read_order};
use venule_fuzz::KNOWLEDGE;
use venule_knowledge::render;
use venule_knowledge::source::{Files, decode};

fuzz_target!(|bytes: &[u8]| {
    for name in ["order.toml", "order.json"] {
        let Ok(text) = decode(name, bytes) else { continue };
        let mut files = Files::default();
        let file = files.add(name, text);
        let read = read_order(&KNOWLEDGE, &files, file, AsOf::default());
        for diagnostic in &read.diagnostics {
            assert!(!render::full(&files, diagnostic, false).is_empty());
        }
        match read.order {
            Some(written) => {
                let once = check_order(&KNOWLEDGE, &written);
                let again = check_order(&KNOWLEDGE, &written);
                assert_eq!(once.is_complete(), again.is_complete());
                assert_eq!(once.raised, again.raised);
            }
            None => assert!(!read.diagnostics.is_empty(), "refused without a reason"),
        }
    }
});
