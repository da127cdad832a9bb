//! Any text and any answer of a model: what is kept has to be confirmed, quotes the text, and enters no case.
//!
//! The input is the text, a zero byte, and the answer: whole, and as the content of a chat completion.

#![no_main]

use libfuzzer_sys::fuzz_target;
use venule_engine::case::Moment;
use venule_fuzz::{EXTRACTOR, KNOWLEDGE};
use venule_propose::{Asked, verify};
use venule_text::candidate::{Doubt, Standing};

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (text, answer) = bytes.split_at(at);
    let Ok(text) = std::str::from_utf8(text) else { return };
    let as_of = Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    };
    let Ok(reading) = EXTRACTOR.read(text, as_of.date) else { return };
    let case = reading.case(&KNOWLEDGE, as_of);
    let asked = Asked {
        knowledge: &KNOWLEDGE,
        extractor: &EXTRACTOR,
        text,
        reading: &reading,
        case: &case,
        reference: as_of.date,
    };
    let content = String::from_utf8_lossy(answer.get(1..).unwrap_or_default());
    let completion = serde_json::json!({ "choices": [{ "message": { "content": content } }] });
    for answer in [answer, completion.to_string().as_bytes()] {
        let Ok(verified) = verify(&asked, answer) else { continue };
        for candidate in verified.candidates {
            assert_eq!(candidate.standing, Standing::ToConfirm(Doubt::Proposed));
            assert!(candidate.proof.spans.iter().all(|span| !span.of(text).is_empty()));
            assert!(reading.facts.iter().all(|it| it.fact != candidate.fact));
        }
    }
});
