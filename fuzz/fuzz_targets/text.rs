//! Any bytes as a text: read with all words, the same each time, and every place is a part of the text.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use venule_fuzz::EXTRACTOR;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let today = date(2026, 3, 12);
    let reading = EXTRACTOR.read(&text, today).expect("the text is short");
    let asks = EXTRACTOR.asks(&text).expect("the text is short");
    let facts = reading.facts.iter().chain(&reading.facts_aside).map(|it| &it.proof);
    let events = reading.events.iter().chain(&reading.events_aside).map(|it| &it.proof);
    let none = reading.none_of.iter().map(|(_, _, proof)| proof);
    let side = reading.side.iter().map(|(_, proof)| proof);
    let proofs = facts.chain(events).chain(none).chain(side);
    let topics = asks.inside.iter().chain(&asks.outside).chain(&asks.beside);
    let spans = proofs
        .flat_map(|proof| &proof.spans)
        .chain(&reading.patients)
        .chain(&reading.unread)
        .copied()
        .chain(topics.map(|it| it.span))
        .chain(asks.intents.iter().map(|(_, span)| *span));
    for span in spans {
        let words = text.get(span.start as usize..span.end as usize);
        assert!(words.is_some(), "{span:?} is no part of the text");
    }
    let again = EXTRACTOR.read(&text, today).expect("the text is short");
    assert_eq!(format!("{reading:?}"), format!("{again:?}"));
});
