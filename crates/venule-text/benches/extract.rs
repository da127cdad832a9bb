//! How reading a text grows with its length: bytes per second must be the same for every length.
//!
//! `cargo bench -p venule-text --bench extract`. The lengths stand beside each other in one run, so that their ratio can be
//! trusted on a machine that does other work as well.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_text::extract::Extractor;
use venule_text::gold;
use venule_text::language::model::Language;
use venule_text::language::source;
use venule_text::layout::{Headings, Layout};
use venule_text::number;
use venule_text::scan::{Hits, Scanner};
use venule_text::scope::Scopes;
use venule_text::token::Tokens;
use venule_text::view::View;

fn main() {
    divan::main();
}

/// Bytes of the texts.
const LENGTHS: [usize; 3] = [4 * 1024, 64 * 1024, 1024 * 1024];

const TODAY: Date = date(2026, 3, 12);

struct Loaded {
    knowledge: Knowledge,
    language: Language,
    /// Notes of the development half, one after the other.
    notes: String,
}

static LOADED: LazyLock<Option<Loaded>> = LazyLock::new(loaded);

static EXTRACTOR: LazyLock<Option<Extractor<'static>>> = LazyLock::new(|| {
    let loaded = LOADED.as_ref()?;
    Extractor::new(&loaded.knowledge, &loaded.language).ok()
});

fn loaded() -> Option<Loaded> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let loaded = load::from_dir(&root.join("knowledge")).ok()?;
    let mut files = loaded.files;
    let knowledge = loaded.knowledge?;
    let language = source::from_dir(&knowledge, &root.join("knowledge")).ok()?;
    let mut paths: Vec<_> = fs::read_dir(root.join("gold/notes"))
        .ok()?
        .flatten()
        .map(|it| it.path())
        .collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    let which: Vec<_> = texts.map(|text| files.add("note.toml", text)).collect();
    let (notes, _) = gold::load(&knowledge, &files, which);
    let notes: Vec<_> = notes.into_iter().step_by(2).map(|it| it.text).collect();
    Some(Loaded {
        language: language.usable()?,
        knowledge,
        notes: notes.join("\n\n"),
    })
}

/// A text again and again, up to a length.
fn long(text: &str, length: usize) -> String {
    let whole = text.chars().cycle();
    let mut long = String::with_capacity(length);
    long.extend(whole.take(length.saturating_sub(4)));
    long
}

fn bench(bencher: Bencher<'_, '_>, text: &str) {
    let Some(extractor) = &*EXTRACTOR else { return };
    bencher
        .counter(BytesCount::of_str(text))
        .bench_local(|| extractor.read(black_box(text), TODAY));
}

/// Notes, whole.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn notes(bencher: Bencher<'_, '_>, length: usize) {
    let Some(loaded) = &*LOADED else { return };
    bench(bencher, &long(&loaded.notes, length));
}

/// The words of notes as one sentence.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn one_sentence(bencher: Bencher<'_, '_>, length: usize) {
    let Some(loaded) = &*LOADED else { return };
    let words = loaded.notes.split(|it: char| !it.is_alphabetic());
    let words: Vec<_> = words.filter(|it| !it.is_empty()).collect();
    bench(bencher, &long(&words.join(" "), length));
}

/// One finding after the other, without an end.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn findings(bencher: Bencher<'_, '_>, length: usize) {
    bench(
        bencher,
        &long("no calf swelling or pain and redness ", length),
    );
}

/// Words that change what follows, and nothing else.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn modifiers(bencher: Bencher<'_, '_>, length: usize) {
    bench(bencher, &long("no possible history of ", length));
}

/// Events with dates.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn events(bencher: Bencher<'_, '_>, length: usize) {
    bench(
        bencher,
        &long("DVT 2 weeks ago on US, since 3 days, ", length),
    );
}

/// Numbers with units.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn numbers(bencher: Bencher<'_, '_>, length: usize) {
    bench(
        bencher,
        &long(
            "calf 38 cm vs 34 cm, D-dimer 1,250 ng/mL, 3/12/2026 ",
            length,
        ),
    );
}

/// Words that no phrase has and that are nearly words of one.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn slips(bencher: Bencher<'_, '_>, length: usize) {
    bench(bencher, &long("swelllingg tendernness erythhemma ", length));
}

/// Lists of what is denied.
#[divan::bench(args = LENGTHS, max_time = 3)]
fn lists(bencher: Bencher<'_, '_>, length: usize) {
    bench(
        bencher,
        &long("Denies fever, chills, dyspnea, chest pain, ", length),
    );
}

/// The stages of reading notes, each with what those before it made.
#[divan::bench_group(max_time = 3)]
mod stages {
    use super::*;

    fn with(
        bencher: Bencher<'_, '_>,
        run: impl Fn(&Loaded, &Scanner, &str, &View<'_>, &Tokens, &Layout, &mut Hits),
    ) {
        let Some(loaded) = &*LOADED else { return };
        let text = long(&loaded.notes, 64 * 1024);
        let (Ok(scanner), Ok(view)) = (Scanner::new(&loaded.language), View::new(&text)) else {
            return;
        };
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &Headings::of(&loaded.language.sections));
        let mut hits = Hits::default();
        scanner.scan(&view, &tokens, &layout, &mut hits);
        bencher
            .counter(BytesCount::of_str(&text))
            .bench_local(|| run(loaded, &scanner, &text, &view, &tokens, &layout, &mut hits));
    }

    #[divan::bench]
    fn stage_1_view(bencher: Bencher<'_, '_>) {
        with(bencher, |_, _, text, _, _, _, _| {
            black_box(View::new(text).is_ok());
        });
    }

    #[divan::bench]
    fn stage_2_tokens(bencher: Bencher<'_, '_>) {
        with(bencher, |_, _, _, view, _, _, _| {
            black_box(Tokens::of(view));
        });
    }

    #[divan::bench]
    fn stage_3_layout(bencher: Bencher<'_, '_>) {
        let headings = LOADED
            .as_ref()
            .map(|it| Headings::of(&it.language.sections));
        let headings = headings.unwrap_or_default();
        with(bencher, |_, _, _, view, tokens, _, _| {
            black_box(Layout::of(view, tokens, &headings));
        });
    }

    #[divan::bench]
    fn stage_4_scan(bencher: Bencher<'_, '_>) {
        with(bencher, |_, scanner, _, view, tokens, layout, hits| {
            scanner.scan(view, tokens, layout, hits);
        });
    }

    #[divan::bench]
    fn stage_5_scopes(bencher: Bencher<'_, '_>) {
        with(bencher, |loaded, _, _, view, tokens, layout, hits| {
            black_box(Scopes::of(&loaded.language, view, tokens, layout, hits));
        });
    }

    #[divan::bench]
    fn stage_6_numbers(bencher: Bencher<'_, '_>) {
        with(bencher, |_, _, _, view, _, _, _| {
            black_box(number::find_written(view, TODAY));
        });
    }

    /// All of them, and gathering what was found.
    #[divan::bench]
    fn stage_7_all(bencher: Bencher<'_, '_>) {
        let Some(loaded) = &*LOADED else { return };
        bench(bencher, &long(&loaded.notes, 64 * 1024));
    }
}
