//! An answer holds the lines of the assessment and no other advice, whoever reads it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use venule_answer::answer::{About, Asked, Depth, Document, Reader, compose, nobody};
use venule_answer::build::Wishes;
use venule_answer::conversation::hear;
use venule_answer::page::{Advice, Page};
use venule_answer::{html, markdown, terminal};
use venule_engine::assessment::Line;
use venule_engine::case::{Case, Moment};
use venule_engine::example::read_examples;
use venule_engine::plan::{MOST_NODES, Plan, plan_within};
use venule_knowledge::model::Stance;
use venule_knowledge::source::Files;
use venule_text::extract::Reading;
use venule_text::language::ask::Element;

use common::{EXTRACTOR, KNOWLEDGE, LANGUAGE};

const READERS: [Reader; 3] = [Reader::Clinician, Reader::Imaging, Reader::Patient];

fn today() -> Moment {
    Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    }
}

/// Those built in are taken to be right, so they have to be.
#[test]
fn the_words_for_reading_text_have_no_problem() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = venule_text::language::source::from_dir(&KNOWLEDGE, &folder).unwrap();
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
}

/// The cases of all worked cases, every `step`th.
fn cases(step: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for (path, text) in venule_content::cases() {
        let mut files = Files::default();
        let file = files.add(*path, *text);
        let (examples, _) = read_examples(&KNOWLEDGE, &files, file);
        cases.extend(examples.into_iter().map(|it| it.case));
    }
    assert!(cases.len() > 1000, "only {} cases", cases.len());
    cases.into_iter().step_by(step).collect()
}

fn answer(case: &Case, plan: &Plan, reader: Reader, question: &str) -> Document {
    let asks = EXTRACTOR.asks(question).unwrap();
    compose(&Asked {
        knowledge: &KNOWLEDGE,
        text: "",
        reading: &Reading::default(),
        case,
        assessment: &plan.root.assessment,
        plan,
        language: &LANGUAGE,
        asks: &asks,
        about: About::Patient,
        reader,
        changes: None,
        wishes: Wishes::default(),
    })
}

fn advice(document: &Document) -> BTreeSet<Advice> {
    let items = document.parts.iter().flat_map(|part| &part.section.items);
    items.filter_map(|item| item.advice).collect()
}

#[test]
fn every_reader_gets_the_lines_of_the_assessment_and_no_other() {
    for case in cases(7) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let live: BTreeSet<Advice> = plan
            .root
            .assessment
            .lines
            .iter()
            .filter(|line| line.is_live())
            .map(Advice::of)
            .collect();
        for reader in READERS {
            for question in [
                "",
                "How do I treat the DVT, and what follow-up?",
                "Mueller-Weiss disease?",
            ] {
                let document = answer(&case, &plan, reader, question);
                assert_eq!(advice(&document), live, "{:?} {reader:?}", case.title);
            }
        }
    }
}

/// What a guideline says is shown in full to whoever asks about all of it, and advises nobody.
#[test]
fn a_question_about_a_whole_guideline_is_answered_with_all_of_it() {
    let mut shown = 0;
    let about_nobody = nobody(&KNOWLEDGE, today());
    let is_dated = |case: &Case| case.events.iter().any(|it| it.when.is_some());
    let about_somebody = cases(1).into_iter().find(is_dated).unwrap();
    for question in &LANGUAGE.questions {
        for element in &question.answered_by {
            let Element::Guideline(index) = element else {
                continue;
            };
            let parts = |case: &Case, reader: Reader| {
                let plan = plan_within(&KNOWLEDGE, case, 1, 1);
                let document = answer(case, &plan, reader, &question.text);
                let parts = document.parts.into_iter();
                parts
                    .filter(|part| part.id == "guideline")
                    .collect::<Vec<_>>()
            };
            let whole = parts(&about_nobody, Reader::Clinician);
            let items = || whole.iter().flat_map(|part| &part.section.items);
            assert!(items().all(|item| item.advice.is_none()));
            let said: Vec<&str> = items()
                .flat_map(|item| item.remarks.iter().map(|(_, text)| text.as_str()))
                .collect();
            for id in &KNOWLEDGE.guidelines[*index].rules {
                let rule = &KNOWLEDGE.rules[id.0 as usize];
                assert!(said.contains(&rule.why.as_str()), "{}", rule.name);
                shown += 1;
            }
            assert!(parts(&about_somebody, Reader::Clinician).is_empty());
            assert!(parts(&about_nobody, Reader::Patient).is_empty());
        }
    }
    assert!(shown > 50, "only {shown} rules");
}

#[test]
fn an_emergency_stands_above_all_other_parts() {
    let mut seen = 0;
    for case in cases(3) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        if plan
            .root
            .assessment
            .emergencies(&KNOWLEDGE)
            .next()
            .is_none()
        {
            continue;
        }
        seen += 1;
        for reader in READERS {
            let document = answer(&case, &plan, reader, "");
            assert_eq!(document.parts[0].id, "emergency", "{:?}", case.title);
        }
    }
    assert!(seen > 20, "only {seen} emergencies");
}

/// A provisional line is nowhere shown without what it rests on.
#[test]
fn what_a_line_rests_on_stands_with_it_wherever_it_stands() {
    let mut seen = 0;
    for case in cases(11) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let provisional: BTreeSet<Advice> = plan
            .root
            .assessment
            .lines
            .iter()
            .filter(|line| matches!(&line.status, venule_engine::assessment::Status::Provisional { provided } if !provided.is_empty()))
            .map(Advice::of)
            .collect();
        for reader in READERS {
            let document = answer(&case, &plan, reader, "");
            let is_said_once = document.parts.iter().any(|part| part.id == "assumed");
            for item in document.parts.iter().flat_map(|part| &part.section.items) {
                if item.advice.is_some_and(|it| provisional.contains(&it)) {
                    seen += 1;
                    let says = item.remarks.iter().any(|(label, _)| *label == "assumes");
                    // To patients it is said once for all lines.
                    assert!(is_said_once, "{}", item.text);
                    assert!(says || reader == Reader::Patient, "{}", item.text);
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} provisional lines");
}

/// Every source that is cited is in the list, numbered without a gap.
#[test]
fn every_number_leads_to_a_source() {
    let number = |text: &str| -> Vec<usize> {
        let lists = text.split('[').skip(1).filter_map(|it| it.split_once(']'));
        let numbers = lists.flat_map(|(list, _)| list.split(", "));
        numbers.filter_map(|it| it.parse().ok()).collect()
    };
    for case in cases(17) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let document = answer(&case, &plan, Reader::Clinician, "");
        let sources = document.parts.iter().find(|part| part.id == "sources");
        let listed = sources.map_or(0, |part| part.section.items.len());
        for part in document.parts.iter().filter(|part| part.id != "sources") {
            for item in &part.section.items {
                for cited in number(&item.text) {
                    assert!((1..=listed).contains(&cited), "{cited}: {}", item.text);
                }
                if item.advice.is_some() && !number(&item.text).is_empty() {
                    continue;
                }
                let repeats_an_emergency = part.id == "lead" && document.parts[0].id == "emergency";
                assert!(
                    item.advice.is_none() || repeats_an_emergency,
                    "a line without a source: {}",
                    item.text
                );
            }
        }
    }
}

/// Nothing is said twice: no line, no reason, and nothing that lines rest on.
#[test]
fn nothing_is_said_twice() {
    let mut seen = 0;
    for case in cases(29) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        for reader in READERS {
            let document = answer(&case, &plan, reader, "");
            let mut texts: BTreeSet<&str> = BTreeSet::new();
            let parts = [
                "steps",
                "consider",
                "avoid",
                "follow-up",
                "assumed",
                "why",
                "pitfalls",
            ];
            let parts = document.parts.iter().filter(|it| parts.contains(&it.id));
            for item in parts.flat_map(|part| &part.section.items) {
                seen += 1;
                let text = item.text.as_str();
                assert!(
                    text.is_empty() || texts.insert(text),
                    "{:?}: {text}",
                    case.title
                );
            }
        }
    }
    assert!(seen > 1000, "only {seen} texts");
}

/// "Assumes B" leads to a group with that letter, which names the line.
#[test]
fn what_is_referred_to_is_there() {
    let mut seen = 0;
    for case in cases(13) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let document = answer(&case, &plan, Reader::Clinician, "");
        let assumed = document.parts.iter().find(|part| part.id == "assumed");
        let groups = || assumed.into_iter().flat_map(|part| &part.section.items);
        let items = document.parts.iter().flat_map(|part| &part.section.items);
        for item in items.filter(|it| it.mark.is_some() && it.advice.is_some()) {
            let number = item.mark.as_ref().unwrap().trim_end_matches('.');
            let assumes = item.remarks.iter().find(|(label, _)| *label == "assumes");
            let letters = assumes.map_or("", |(_, letters)| letters);
            for letter in letters.split(", ").filter(|it| !it.is_empty()) {
                seen += 1;
                let mark = format!("{letter}.");
                let group = groups().find(|it| it.mark.as_deref() == Some(&*mark));
                let (_, lines) = group.expect(letters).text.rsplit_once('(').unwrap();
                let names = |it: &str| it.split([' ', ',', ')']).any(|word| word == number);
                assert!(names(lines), "{number}: {lines}");
            }
        }
    }
    assert!(seen > 30, "only {seen}");
}

/// The lines that a page prints.
fn shown(page: &Page) -> BTreeSet<Advice> {
    let emergency = page.emergency.iter().map(|it| &it.section);
    let sections = emergency.chain(&page.sections);
    let items = sections.flat_map(|section| &section.items);
    items.filter_map(|item| item.advice).collect()
}

/// In an emergency the first page is short. It has the emergency, what is due now and what to avoid, the same for
/// every reader, and names every other line.
#[test]
fn an_emergency_is_short_and_names_the_rest() {
    const LONGEST: usize = 75;
    let mut lengths = Vec::new();
    for case in cases(7) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let assessment = &plan.root.assessment;
        let Some(first) = assessment.emergencies(&KNOWLEDGE).next() else {
            continue;
        };
        let page = |reader, depth| answer(&case, &plan, reader, "").page(depth);
        let short = page(Reader::Clinician, Depth::First);
        let begins = short.emergency.as_ref().unwrap().section.items.first();
        assert_eq!(begins.unwrap().advice, Some(Advice::of(first)));
        let text = terminal::render(&short, 88, false);
        assert!(text.contains("--all"), "{text}");
        lengths.push(text.lines().count());
        let of_clinician = shown(&short);
        for reader in READERS {
            let (short, full) = (page(reader, Depth::First), page(reader, Depth::All));
            let is_now = |line: &&Line| {
                let is_emergency = line.is_emergency(&KNOWLEDGE);
                line.is_live()
                    && (is_emergency || line.due.is_now() || line.stance == Stance::Avoid)
            };
            let now = assessment.lines.iter().filter(is_now).map(Advice::of);
            assert_eq!(shown(&short), now.collect(), "{:?}", case.title);
            assert_eq!(shown(&short), of_clinician, "{:?}", case.title);
            let text = terminal::render(&short, 88, false);
            let items = full.sections.iter().flat_map(|it| &it.items);
            for item in items.filter(|it| it.advice.is_some()) {
                let mark = item.mark.as_deref().unwrap();
                assert!(text.contains(mark), "{mark}: {text}");
            }
        }
    }
    lengths.sort_unstable();
    let (longest, middle) = (lengths[lengths.len() - 1], lengths[lengths.len() / 2]);
    assert!(longest <= LONGEST && middle <= 40, "{middle}, {longest}");
}

/// Where there is no emergency, the first page has every line of advice.
#[test]
fn the_first_page_has_every_line() {
    let mut seen = 0;
    for case in cases(17) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let assessment = &plan.root.assessment;
        if assessment.emergencies(&KNOWLEDGE).next().is_some() {
            continue;
        }
        for reader in READERS {
            let page = |depth| answer(&case, &plan, reader, "").page(depth);
            assert_eq!(shown(&page(Depth::First)), shown(&page(Depth::All)));
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen}");
}

/// Patients read no numbers of sources, and no sentence that is meant for professionals.
#[test]
fn a_page_for_patients_is_for_patients() {
    for case in cases(37) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let page = answer(&case, &plan, Reader::Patient, "").page(Depth::First);
        let text = terminal::render(&page, 88, false);
        for word in ["For professionals", "SOURCES", "provided", "[1]"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}

/// A condition is a remark about undecided lines only.
#[test]
fn nothing_undecided_looks_decided() {
    let mut seen = 0;
    for case in cases(19) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let assessment = &plan.root.assessment;
        for reader in READERS {
            let document = answer(&case, &plan, reader, "");
            for part in &document.parts {
                for item in part.section.items.iter().filter(|it| it.depends.is_some()) {
                    assert_eq!((part.id, item.advice), ("open", None));
                    assert!(item.strong.starts_with("If "), "{}", item.strong);
                    for line in &item.depends.as_ref().unwrap().lines {
                        seen += 1;
                        let mut lines = assessment.lines.iter();
                        let undecided = lines.any(|it| Advice::of(it) == *line && !it.is_live());
                        assert!(undecided, "{:?}: {line:?}", case.title);
                    }
                }
            }
        }
    }
    assert!(seen > 100, "only {seen}");
}

#[test]
fn every_renderer_prints_every_line() {
    for case in cases(101) {
        let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
        let page = answer(&case, &plan, Reader::Clinician, "").page(Depth::All);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let printed = [
            squeezed(&terminal::render(&page, 60, false)),
            squeezed(
                &html::render(&page)
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"),
            ),
            squeezed(&markdown::render(&page).replace('\\', "")),
        ];
        for item in page.sections.iter().flat_map(|section| &section.items) {
            for text in &printed {
                assert!(text.contains(&squeezed(&item.text)), "{}", item.text);
            }
        }
    }
}

fn read(text: &str) -> Reading {
    EXTRACTOR.read(text, today().date).unwrap()
}

const FIRST: &str = "58F, R calf still painful 2 wks after neg US, now red and warm.";

#[test]
fn a_later_text_adds_and_corrects_and_keeps_the_rest() {
    let first = hear(&KNOWLEDGE, &LANGUAGE, None, FIRST, &read(FIRST), today());
    let text = "She is 59, not 58. D-dimer 900 ng/mL FEU.";
    let then = hear(
        &KNOWLEDGE,
        &LANGUAGE,
        Some(&first.case),
        text,
        &read(text),
        today(),
    );
    let dimer = KNOWLEDGE
        .events
        .iter()
        .position(|kind| &*kind.name == "d_dimer");
    assert!(then.case.events.iter().any(|it| Some(it.kind) == dimer));
    assert_eq!(then.case.events.len(), first.case.events.len() + 1);
    for entry in &first.case.facts {
        assert!(then.case.facts.iter().any(|it| it.fact == entry.fact));
    }
    assert!(first.corrected.is_empty());
}

#[test]
fn a_supposition_leaves_the_case_as_it_is() {
    let first = hear(&KNOWLEDGE, &LANGUAGE, None, FIRST, &read(FIRST), today());
    let text = "And if the repeat scan is negative?";
    let then = hear(
        &KNOWLEDGE,
        &LANGUAGE,
        Some(&first.case),
        text,
        &read(text),
        today(),
    );
    assert!(!then.is_news);
    assert_eq!(then.case.events.len(), first.case.events.len());
    let supposed = then.supposed.unwrap();
    assert_eq!(supposed.case.events.len(), first.case.events.len() + 1);
    // "Red and warm now" was before that scan.
    let new = KNOWLEDGE.fact("symptoms.new_erythema").unwrap().0;
    let known = |case: &Case| {
        let mut facts = case.facts.iter();
        facts.find(|it| it.fact == new).map(|it| it.state.clone())
    };
    assert_ne!(known(&then.case), known(&supposed.case));
}

#[test]
fn a_doubt_does_not_undo_what_was_stated() {
    let text = "She is pregnant.";
    let first = hear(&KNOWLEDGE, &LANGUAGE, None, text, &read(text), today());
    let doubt = "Possibly pregnant?";
    let then = hear(
        &KNOWLEDGE,
        &LANGUAGE,
        Some(&first.case),
        doubt,
        &read(doubt),
        today(),
    );
    let pregnancy = KNOWLEDGE.fact("pregnancy").unwrap().0;
    let stated = |case: &Case| {
        let mut facts = case.facts.iter();
        facts.find(|it| it.fact == pregnancy).unwrap().state.clone()
    };
    assert_eq!(stated(&first.case), stated(&then.case));
}

/// A result that leads to nothing that is due still says what it leads to weighing.
#[test]
fn a_result_with_something_to_consider_does_not_end_there() {
    let text = "Left calf swollen, Wells 3, 50 years old, no scan yet.";
    let heard = hear(&KNOWLEDGE, &LANGUAGE, None, text, &read(text), today());
    let case = heard.case;
    let plan = plan_within(&KNOWLEDGE, &case, 1, MOST_NODES);
    let document = answer(&case, &plan, Reader::Clinician, "");
    let items = document.parts.iter().flat_map(|part| &part.section.items);
    let mut found = items.filter(|item| item.strong.contains("superficial vein thrombosis"));
    let item = found.next().unwrap();
    assert!(item.text.starts_with("to consider: "), "{}", item.text);
}
