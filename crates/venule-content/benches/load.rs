//! How long loading takes: the whole of `venule assess` has 10 ms.
//!
//! `cargo bench -p venule-knowledge`

use divan::{Bencher, black_box};
use venule_knowledge::{check, document, load, source::Files};

fn main() {
    divan::main();
}

/// The built-in knowledge, from bytes to checked conditions.
#[divan::bench]
fn embedded_knowledge() -> load::Loaded {
    venule_content::load()
}

/// Of that, turning TOML into trees.
#[divan::bench]
fn embedded_toml(bencher: Bencher) {
    let mut files = Files::default();
    let toml = venule_content::files()
        .iter()
        .filter(|(path, _)| path.ends_with(".toml"));
    let ids: Vec<_> = toml.map(|(path, text)| files.add(*path, *text)).collect();
    bencher.bench(|| {
        for id in &ids {
            black_box(document::read(&files, *id));
        }
    });
}

/// The search for conditions that never or always hold, which loading leaves out.
#[divan::bench]
fn embedded_semantic_checks(bencher: Bencher) {
    if let Some(knowledge) = venule_content::load().knowledge {
        bencher.bench(|| check::semantic(black_box(&knowledge)));
    }
}
