//! What the stages from the view to scope cost, for a language of realistic size and notes of several lengths.
//!
//! `cargo bench -p venule-text` prints bytes per second, with one language and one set of buffers for all texts.

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use venule_knowledge::load;
use venule_text::language::model::Language;
use venule_text::language::read;
use venule_text::layout::{Headings, Layout};
use venule_text::scan::{Hits, Scanner};
use venule_text::scope::Scopes;
use venule_text::token::Tokens;
use venule_text::view::View;

fn main() {
    divan::main();
}

/// A note with findings, denials, history, a list and a plan.
const NOTE: &str = "HPI: 62 year old woman who presents with pain and swelling of the left calf for 3 days.\n\
    She denies chest pain, dyspnea, or hemoptysis. No trauma, no recent surgery; the calf is warm and tender.\n\
    PMH: hypertension, history of DVT of the right leg in 2019, status post knee surgery.\n\
    FH: mother had PE at the age of 50.\n\
    EXAM: Left calf 38 cm, right calf 34 cm. Pitting edema (+), erythema (-). Homans: neg. No cords palpable.\n\
    Foot pulses present on both sides, no ulcer, no sign of cellulitis or lymphangitis.\n\
    IMPRESSION: Possible DVT of the left leg. PE is unlikely. Cannot exclude a ruptured cyst.\n\
    PLAN: 1) ultrasound today 2) if negative, repeat in one week 3) return if dyspnea or chest pain develops.\n\n";

static LANGUAGE: LazyLock<Option<Language>> = LazyLock::new(language);

/// The modifiers, headings and sites of the knowledge, and concepts with some thousand phrases.
fn language() -> Option<Language> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).ok()?;
    let mut files = loaded.files.clone();
    let mut text = String::new();
    let heads = [
        "pain", "swelling", "edema", "redness", "warmth", "dvt", "thrombus", "cyst", "ulcer",
        "cord",
    ];
    let places = [
        "calf", "thigh", "knee", "ankle", "foot", "groin", "shin", "vein", "arm", "chest",
    ];
    let kinds = [
        "",
        "acute ",
        "deep ",
        "old ",
        "small ",
        "large ",
        "pitting ",
        "tender ",
        "distal ",
        "proximal ",
    ];
    for head in heads {
        let all = |words: &[&str]| words.join("|");
        text.push_str(&format!(
            "[[concept]]\nid = \"{head}\"\nphrases = [\"{head}\", \"({}){head} (in|of|at) the ({})\", \"({}) {head}[s]\"]\n\
             [[concept.means]]\nfact = \"symptoms.swelling\"\n",
            all(&kinds),
            all(&places),
            all(&places),
        ));
    }
    let mut which = vec![files.add("concepts.toml", text)];
    for name in [
        "modifiers.toml",
        "sections.toml",
        "sites.toml",
        "words.toml",
    ] {
        let text = std::fs::read_to_string(folder.join("language").join(name)).ok()?;
        which.push(files.add(name, text));
    }
    let language = read::load(loaded.knowledge.as_ref()?, &files, which).0;
    let phrases: u128 = language
        .concepts
        .iter()
        .map(|it| it.phrases.wording.count())
        .sum();
    assert!(phrases > 3_000, "{phrases} phrases");
    Some(language)
}

#[divan::bench]
fn build(bencher: Bencher<'_, '_>) {
    let Some(language) = &*LANGUAGE else { return };
    bencher.bench(|| Scanner::new(black_box(language)).is_ok());
}

/// All stages of a text, for notes of 0.7 kB, 7 kB and so on.
#[divan::bench(args = [1, 10, 100, 1_000])]
fn view_to_scope(bencher: Bencher<'_, '_>, copies: usize) {
    let Some(language) = &*LANGUAGE else { return };
    let Ok(scanner) = Scanner::new(language) else {
        return;
    };
    let headings = Headings::of(&language.sections);
    let text = NOTE.repeat(copies);
    let (mut tokens, mut layout) = (Tokens::default(), Layout::default());
    let (mut hits, mut scopes) = (Hits::default(), Scopes::default());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let Ok(view) = View::new(black_box(&text)) else {
            return 0;
        };
        tokens.read(&view);
        layout.read(&view, &tokens, &headings);
        scanner.scan(&view, &tokens, &layout, &mut hits);
        scopes.read(language, &view, &tokens, &layout, &hits);
        hits.all().len()
    });
}

/// One stage after the other, on 700 kB.
#[divan::bench(args = ["view", "tokens", "layout", "scan", "scope"])]
fn stage(bencher: Bencher<'_, '_>, stage: &str) {
    let Some(language) = &*LANGUAGE else { return };
    let Ok(scanner) = Scanner::new(language) else {
        return;
    };
    let headings = Headings::of(&language.sections);
    let text = NOTE.repeat(1_000);
    let Ok(view) = View::new(&text) else { return };
    let mut tokens = Tokens::of(&view);
    let mut layout = Layout::of(&view, &tokens, &headings);
    let mut hits = Hits::default();
    scanner.scan(&view, &tokens, &layout, &mut hits);
    let mut scopes = Scopes::default();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| match stage {
            "view" => drop(black_box(View::new(&text))),
            "tokens" => tokens.read(&view),
            "layout" => layout.read(&view, &tokens, &headings),
            "scan" => scanner.scan(&view, &tokens, &layout, &mut hits),
            _ => scopes.read(language, &view, &tokens, &layout, &hits),
        });
}
