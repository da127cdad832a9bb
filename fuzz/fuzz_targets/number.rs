//! Any bytes as numbers and times: mentions in order, none over another, each a part of the text.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use venule_text::number;
use venule_text::view::View;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let view = View::new(&text).expect("the text is short");
    let found = number::find(view.text(), date(2026, 3, 12));
    let mut last = 0;
    for mention in &found {
        let (start, end) = (mention.span.start, mention.span.end);
        assert!(last <= start && start < end, "{mention:?}");
        assert!(view.text().get(start as usize..end as usize).is_some());
        let written = view.span(start..end);
        assert!(text.get(written.start as usize..written.end as usize).is_some());
        last = end;
    }
});
