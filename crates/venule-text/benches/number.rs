//! How fast numbers and times are found: text with few of them, as most text is, and notes dense with them.
//!
//! `cargo bench -p venule-text --bench number`

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::civil::date;
use venule_text::number;

const PROSE: &str = "the patient came with her daughter because the left leg has been heavy and painful on walking. there was \
    no fall and no injury that she can remember, and she has not been on a long journey. she takes her usual tablets every \
    morning, has no allergies that are known, and lives at home with her husband who helps with the shopping. on examination \
    she is well, the skin is warm and the foot is pink; both ankles are a little swollen but the calves are soft. ";

const NOTE: &str = "58f, 3 day history of calf pain, since monday. bp 120/80, hr 92 bpm, spo2 97%, temp 37.2 c. calf 38 cm v 34 cm. \
    d dimer 780 ng/ml (ref <500). seen 2 weeks ago, scan on 05/03/2026 negative, repeat in 5-7 days. ";

fn main() {
    divan::main();
}

#[divan::bench]
fn prose(bencher: Bencher) {
    run(bencher, &PROSE.repeat(200));
}

#[divan::bench]
fn note(bencher: Bencher) {
    run(bencher, &NOTE.repeat(200));
}

fn run(bencher: Bencher, view: &str) {
    let reference = date(2026, 3, 16);
    bencher
        .counter(BytesCount::of_str(view))
        .bench(|| number::find(black_box(view), reference));
}
