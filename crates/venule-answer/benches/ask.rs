//! What `venule ask` does from its start to the printed answer, step by step.
//!
//! `cargo bench -p venule-answer`. What a process does once is `load`, what it does for each text is `extract`, `assess`
//! and `compose`; `whole` is all of it, except for the start of the process.

use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use jiff::civil::date;
use venule_answer::answer::{About, Asked, Depth, Reader, compose};
use venule_answer::build::Wishes;
use venule_answer::conversation::hear;
use venule_answer::terminal;
use venule_engine::assess;
use venule_engine::case::{Case, Moment};
use venule_engine::plan::{MOST_NODES, Plan, plan_within};
use venule_knowledge::model::Knowledge;
use venule_text::ask::Asks;
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::language::source;
use venule_text::tables::Tables;

fn main() {
    divan::main();
}

/// A question as somebody in a hurry types it.
const TEXT: &str = "58F, R calf still painful 2 wks after neg US, now red and warm. next step?";

/// Columns of the terminal.
const WIDTH: usize = 100;

struct Loaded {
    knowledge: &'static Knowledge,
    language: &'static Language,
    extractor: Extractor<'static>,
    reading: Reading,
    case: Case,
    asks: Asks,
    plan: Plan,
}

static LOADED: LazyLock<Option<Loaded>> = LazyLock::new(loaded);

fn now() -> Moment {
    Moment {
        date: date(2026, 3, 12),
        time: None,
    }
}

fn knowledge_of() -> Option<&'static Knowledge> {
    let knowledge = venule_content::load().knowledge?;
    Some(Box::leak(Box::new(knowledge)))
}

fn words_of(knowledge: &Knowledge) -> Option<(&'static Language, Arc<Tables>)> {
    let (texts, compiled) = (
        venule_content::language(),
        venule_content::compiled_language(),
    );
    let loaded = source::built_in(knowledge, texts, compiled);
    let (language, tables) = loaded.ready().ok()??;
    Some((Box::leak(Box::new(language)), Arc::new(tables)))
}

fn heard(knowledge: &Knowledge, language: &Language, reading: &Reading) -> Case {
    hear(knowledge, language, None, TEXT, reading, now()).case
}

fn loaded() -> Option<Loaded> {
    let knowledge = knowledge_of()?;
    let (language, tables) = words_of(knowledge)?;
    let extractor = Extractor::with(knowledge, language, tables);
    let reading = extractor.read(TEXT, now().date).ok()?;
    let case = heard(knowledge, language, &reading);
    Some(Loaded {
        asks: extractor.asks(TEXT).ok()?,
        plan: plan_within(knowledge, &case, 1, MOST_NODES),
        knowledge,
        language,
        extractor,
        reading,
        case,
    })
}

fn printed(loaded: &Loaded) -> String {
    let document = compose(&Asked {
        knowledge: loaded.knowledge,
        text: TEXT,
        reading: &loaded.reading,
        case: &loaded.case,
        assessment: &loaded.plan.root.assessment,
        plan: &loaded.plan,
        language: loaded.language,
        asks: &loaded.asks,
        about: About::of(loaded.knowledge, &loaded.case, &loaded.asks),
        reader: Reader::of(loaded.knowledge, &loaded.case),
        changes: None,
        wishes: Wishes::default(),
    });
    terminal::render(&document.page(Depth::All), WIDTH, false)
}

/// The built-in knowledge.
#[divan::bench(max_time = 2)]
fn load_1_knowledge(bencher: Bencher<'_, '_>) {
    bencher.bench(|| venule_content::load().knowledge);
}

/// The built-in words for reading free text, with the tables that find them.
#[divan::bench(max_time = 2)]
fn load_2_language(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    let (texts, compiled) = (
        venule_content::language(),
        venule_content::compiled_language(),
    );
    bencher.bench(|| source::built_in(loaded.knowledge, texts, compiled));
}

/// The words from their texts, as a folder is read, without the tables.
#[divan::bench(max_time = 2)]
fn load_3_language_from_text(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| source::built_in(loaded.knowledge, venule_content::language(), &[]));
}

/// The tables from the words.
#[divan::bench(max_time = 2)]
fn load_4_tables_from_text(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| Extractor::new(loaded.knowledge, black_box(loaded.language)));
}

/// What the text says, by tables that have not seen a text before.
#[divan::bench(max_time = 2)]
fn extract_1_first(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher
        .with_inputs(|| Extractor::new(loaded.knowledge, loaded.language))
        .bench_refs(|extractor| {
            let extractor = extractor.as_ref().ok()?;
            extractor.read(TEXT, now().date).ok()
        });
}

/// What the text says, by tables that have seen it before.
#[divan::bench(max_time = 2)]
fn extract_2_again(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| loaded.extractor.read(black_box(TEXT), now().date));
}

/// What the text asks, the first time: questions of the knowledge are prepared for it.
#[divan::bench(max_time = 2)]
fn extract_3_asks(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher
        .with_inputs(|| Extractor::new(loaded.knowledge, loaded.language))
        .bench_refs(|extractor| extractor.as_ref().ok()?.asks(TEXT).ok());
}

#[divan::bench(max_time = 2)]
fn assess_1_case(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| assess(loaded.knowledge, black_box(&loaded.case)));
}

/// With one result ahead, as an answer has it.
#[divan::bench(max_time = 2)]
fn assess_2_plan(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| plan_within(loaded.knowledge, black_box(&loaded.case), 1, MOST_NODES));
}

/// From what was assessed to the printed page.
#[divan::bench(max_time = 2)]
fn compose_page(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| printed(black_box(loaded)));
}

/// Everything, from nothing to the printed page.
#[divan::bench(max_time = 4)]
fn whole() -> Option<String> {
    Some(printed(&loaded()?))
}
