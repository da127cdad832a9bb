//! What texts ask, with the words of `knowledge/language/`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use venule_knowledge::document::{self, Kind, Node};
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;
use venule_text::ask::{Asks, Mention};
use venule_text::extract::Extractor;
use venule_text::language::ask::IntentKind;
use venule_text::language::model::Language;
use venule_text::language::source::from_dir;

fn paths() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/language");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

static DATA: LazyLock<(Knowledge, Language)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).unwrap();
    let knowledge = loaded.knowledge.unwrap();
    let read = from_dir(&knowledge, &folder).unwrap();
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let language = read.language;
    (knowledge, language)
});

static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&DATA.0, &DATA.1).unwrap());

fn asks(text: &str) -> Asks {
    EXTRACTOR.asks(text).unwrap()
}

fn ids(mentions: &[Mention]) -> Vec<&'static str> {
    let mut ids: Vec<&str> = mentions
        .iter()
        .map(|it| &*DATA.1.topics[it.topic].id)
        .collect();
    ids.dedup();
    ids
}

#[track_caller]
fn outside(text: &str, expected: &[&str]) {
    assert_eq!(ids(&asks(text).outside), expected, "{text}");
}

#[track_caller]
fn intents(text: &str, expected: &[IntentKind]) {
    let found: Vec<IntentKind> = asks(text).intents.iter().map(|it| it.0).collect();
    assert_eq!(found, expected, "{text}");
}

/// The questions that a text is like, the nearest first.
fn related(text: &str, guidelines: &[&str]) -> Vec<&'static str> {
    let index = |name: &&str| {
        let mut all = DATA.0.guidelines.iter();
        all.position(|it| *it.name == **name).unwrap()
    };
    let guidelines: Vec<usize> = guidelines.iter().map(index).collect();
    let found = EXTRACTOR.related(text, &guidelines, 5).unwrap();
    let question = |index: usize| &*DATA.1.questions[index].id;
    found.iter().map(|it| question(it.question)).collect()
}

/// Two ways to say a phrase of a file: the shortest, and the longest with the last of each choice.
fn said(phrase: &str, words: &[(String, Vec<String>)]) -> [String; 2] {
    let phrase = expanded(phrase, words);
    let plain = |it: String| {
        let it = it.replace('#', "7").replace('_', "their");
        it.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    [plain(way(&phrase, false)), plain(way(&phrase, true))]
}

/// A phrase with the named words that it holds written out.
fn expanded(phrase: &str, words: &[(String, Vec<String>)]) -> String {
    let mut out = phrase.to_owned();
    while let Some((before, rest)) = out.split_once('{') {
        let (name, after) = rest.split_once('}').unwrap();
        let named = words.iter().find(|(id, _)| id == name);
        let choice = named.unwrap().1.join("|");
        out = format!("{before}({choice}){after}");
    }
    out
}

fn way(phrase: &str, long: bool) -> String {
    let mut out = String::new();
    let mut rest = phrase;
    while let Some(at) = rest.find(['(', '[']) {
        out.push_str(&rest[..at]);
        let optional = rest[at..].starts_with('[');
        let mut depth = 0;
        let end = rest[at..].char_indices().find_map(|(to, letter)| {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + to)
        });
        let end = end.unwrap();
        if !optional || long {
            out.push_str(&one_of(&rest[at + 1..end], long));
        }
        rest = &rest[end + 1..];
    }
    out + rest
}

fn one_of(inner: &str, long: bool) -> String {
    let mut depth = 0;
    let mut all = vec![String::new()];
    for letter in inner.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                all.push(String::new());
                continue;
            }
            _ => {}
        }
        all.last_mut().unwrap().push(letter);
    }
    let chosen = if long { all.last() } else { all.first() };
    way(chosen.unwrap(), long)
}

/// The tables under a key of all files: their id, and the texts under another key.
fn tables(key: &str, texts: &str) -> Vec<(String, Vec<String>)> {
    let field = |node: &Node, key: &str| -> Option<Node> {
        let Kind::Table(entries) = &node.kind else {
            return None;
        };
        let found = entries.iter().find(|(it, _)| it.text == key);
        found.map(|(_, node)| node.clone())
    };
    let string = |node: &Node| match &node.kind {
        Kind::String(text) => Some(text.to_string()),
        _ => None,
    };
    let list = |node: Option<Node>| match node.map(|it| it.kind) {
        Some(Kind::Array(nodes)) => nodes,
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for path in paths() {
        let mut files = Files::default();
        let file = files.add("it.toml", std::fs::read_to_string(path).unwrap());
        let tree = document::read(&files, file).0.unwrap();
        for table in list(field(&tree, key)) {
            let id = string(&field(&table, "id").unwrap()).unwrap();
            let texts = list(field(&table, texts));
            found.push((id, texts.iter().filter_map(string).collect()));
        }
    }
    found
}

#[test]
fn every_topic_is_found_by_its_own_words() {
    let topics = tables("topic", "phrases");
    assert!(topics.len() > 30, "{}", topics.len());
    let words = tables("words", "phrases");
    for (id, phrases) in topics {
        for text in phrases.iter().flat_map(|it| said(it, &words)) {
            let asks = asks(&format!("What about {text}?"));
            let found = [ids(&asks.inside), ids(&asks.outside)].concat();
            assert!(found.contains(&&*id), "{id}: {text}: {found:?}");
        }
    }
}

#[test]
fn every_intent_is_found_by_its_own_words() {
    let words = tables("words", "phrases");
    for key in ["phrases", "asked"] {
        for (id, phrases) in tables("intent", key) {
            for text in phrases.iter().flat_map(|it| said(it, &words)) {
                let tail = if key == "asked" { "?" } else { "" };
                let asks = asks(&format!("{text}{tail}"));
                let found: Vec<&str> = asks.intents.iter().map(|it| it.0.name()).collect();
                assert!(found.contains(&&*id), "{id}: {text}: {found:?}");
            }
        }
    }
}

#[test]
fn every_question_is_found_by_its_own_words() {
    let questions = &DATA.1.questions;
    assert!(questions.len() >= 40, "{}", questions.len());
    for (index, question) in questions.iter().enumerate() {
        for wording in question.all_wordings() {
            let first = asks(wording).questions.first().copied().unwrap();
            assert_eq!(first.question, index, "{wording}");
            assert_eq!(first.alike, 100, "{wording}");
        }
    }
}

#[test]
fn every_guideline_has_a_question() {
    for (index, guideline) in DATA.0.guidelines.iter().enumerate() {
        let mut questions = DATA.1.questions.iter();
        assert!(
            questions.any(|it| it.guideline == index),
            "{}",
            guideline.name
        );
    }
}

#[test]
fn what_is_unrelated_has_no_related_question() {
    for text in [
        "What is the capital of France?",
        "How do I bake sourdough bread?",
        "What are the symptoms, diagnostic workup, and treatment options for achalasia?",
        "The monitor shows a heart rate of 160 bpm but manual pulse palpation is 90 bpm; how should I manage this discrepancy?",
        "How should I evaluate and manage a patient with navicular bone osteonecrosis (M\u{fc}ller\u{2011}Weiss disease) presenting with sclerosis on radiograph?",
        "What is the likely cause of persistent periorbital hyperpigmentation in a 4\u{2011}year\u{2011}old child whose father also has it, and what evaluation and management are recommended?",
        "A 12\u{2011}week pregnant woman with bipolar disorder who stopped aripiprazole (Abilify) and fluoxetine in her previous pregnancy: can I restart aripiprazole at 15 mg daily, when should I titrate the dose upward, and when is it appropriate to re\u{2011}introduce fluoxetine at a low dose?",
        "How is type 2 diabetes managed?",
        "What is the first line treatment of hypertension?",
        "Which vaccine is recommended before a trip to Kenya?",
        "When should a colonoscopy be repeated?",
        "How long is pneumonia treated?",
        "What is the best antidepressant?",
        "Should I order an MRI of the brain for headaches?",
        "How do I treat acne?",
        "Which antibiotic is given for a urinary tract infection?",
        "Is a lumbar puncture contraindicated in papilledema?",
        "What causes tinnitus?",
        "How many hours should an adult sleep?",
        "My car does not start, what should I check first?",
        "When is a hip replacement indicated?",
        "What is the dose of amoxicillin for a child?",
        "How is asthma diagnosed?",
        "Do I need a visa for Canada?",
    ] {
        assert_eq!(related(text, &[]), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn what_is_asked_in_other_words_has_the_related_question() {
    for (text, expected) in [
        (
            "Is a D-dimer any good in somebody with cancer?",
            "where-d-dimer-is-unreliable",
        ),
        (
            "Do I have to repeat a negative duplex if the calf still hurts?",
            "symptoms-after-a-negative-scan",
        ),
        (
            "For how many months do I give anticoagulants for a proximal DVT?",
            "how-long-to-anticoagulate",
        ),
        (
            "Should everyone with an iliofemoral clot get thrombectomy?",
            "why-not-thrombectomy",
        ),
        ("Who gets an IVC filter?", "caval-filter"),
        (
            "Should she wear compression stockings after the DVT?",
            "stockings",
        ),
        ("Can statins give you cramps?", "drugs-that-cause-cramps"),
        ("Is a stippled calcification suspicious?", "benign-pattern"),
        (
            "Do I treat an isolated calf DVT?",
            "calf-dvt-treat-or-watch",
        ),
        ("Is quinine ok for night cramps?", "quinine-for-cramps"),
    ] {
        let found = related(text, &[]);
        assert!(
            found.iter().take(3).any(|it| *it == expected),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_guideline_that_is_named_raises_its_questions() {
    let text = "45 years, left leg swelling for a week, duplex shows DVT up to the external iliac vein. What now?";
    let found = related(text, &["iliofemoral-dvt"]);
    assert!(
        found.iter().take(4).any(|it| *it == "mild-iliofemoral-dvt"),
        "{found:?}"
    );
    let limited = EXTRACTOR.related("How is DVT treated?", &[], 1).unwrap();
    assert_eq!(limited.len(), 1);
    let two = "Does the scan need repeating?";
    let of = |guideline| related(two, &[guideline]);
    assert_ne!(of("leg-cramps").first(), of("repeat-imaging").first());
}

#[test]
fn what_is_outside_is_said_to_be_outside() {
    outside(
        "What are the treatment options for achalasia?",
        &["gut-and-liver"],
    );
    outside("He has achalasia.", &["gut-and-liver"]);
    outside(
        "How should I manage a 73-year-old man with persistent left\u{2011}knee pain after a fall, whose MRI shows a large mildly complex Baker\u{2019}s (popliteal) cyst with inferior leak, complex tears of the medial and lateral menisci?",
        &["joint-disease"],
    );
    outside(
        "The monitor shows a heart rate of 160 bpm but the palpated pulse is 90.",
        &["heart-rhythm"],
    );
    outside(
        "periorbital hyperpigmentation in a 4\u{2011}year\u{2011}old",
        &["skin-disease", "child"],
    );
    outside(
        "Can I restart aripiprazole at 12 weeks of pregnancy?",
        &["mental-health-drugs"],
    );
    outside(
        "Portal vein thrombosis, for how long do I anticoagulate?",
        &["thrombosis-elsewhere"],
    );
    outside("Which dose of apixaban?", &["drug-and-dose"]);
    outside(
        "How do I rule out pulmonary embolism?",
        &["pulmonary-embolism"],
    );
    outside("Does my dog need a leg scan?", &["animals"]);
    outside("She had a DVT. Can she fly on Friday?", &["travel"]);
}

#[test]
fn what_is_denied_or_of_somebody_else_is_not_outside() {
    outside("Swollen calf, no chest pain, denies SOB. What next?", &[]);
    outside("No chest pain.", &[]);
    outside("Never had a stroke or a heart attack.", &[]);
    outside("Her father had a stroke. Left calf swelling.", &[]);
    outside(
        "If chest pain develops call an ambulance. Left calf swelling.",
        &[],
    );
    outside("Swollen left leg, PE excluded by CTPA.", &[]);
    outside("Swollen left leg, achalasia was ruled out.", &[]);
}

#[test]
fn beside_a_leg_what_is_outside_counts_if_it_is_asked_about() {
    for text in [
        "On metformin, has achalasia, now calf swelling. What next?",
        "On metformin, has achalasia, now calf swelling: what is the next test?",
        "PMH: stroke, MI, atrial fibrillation. Right calf pain for 2 days, is a D-dimer useful?",
        "How should I evaluate a swollen calf in a patient with achalasia?",
        "Should I scan the leg of this man with asthma and diabetes?",
        "I tripped over my dog, now my calf is swollen.",
        "She had a second child 3 weeks ago, left leg swollen.",
    ] {
        outside(text, &[]);
    }
    outside(
        "Calf swelling. How should I treat her achalasia?",
        &["gut-and-liver"],
    );
    outside(
        "How should I treat achalasia in a patient with DVT?",
        &["gut-and-liver"],
    );
    outside(
        "How do I manage the DVT and the atrial fibrillation?",
        &["heart-rhythm"],
    );
    outside("What dose of apixaban for her DVT?", &["drug-and-dose"]);
    outside(
        "Swollen calf, DVT likely. Could it be a pulmonary embolism?",
        &["pulmonary-embolism"],
    );
    let asked = asks("On metformin, now calf swelling. What next?");
    assert_eq!(ids(&asked.beside), ["diabetes-and-hormones"]);
    assert_eq!(ids(&asked.inside), ["leg-veins"]);
}

#[test]
fn some_topics_count_beside_a_leg_although_nobody_asks() {
    outside(
        "Swollen left calf and chest pain since this morning.",
        &["chest-symptoms"],
    );
    outside("10 year old girl with a swollen leg", &["child"]);
    outside("6yo boy, swollen calf", &["child"]);
    outside("My daughter is 12 years old and has leg pain.", &["child"]);
    outside("Is this a DVT or a fracture?", &["bone-disease"]);
    outside("Swollen arm after a PICC line, DVT?", &["arm-thrombosis"]);
    outside("Swollen leg with a 10-year-old scar", &[]);
    outside("DVT 10 years ago, leg swollen again", &[]);
}

#[test]
fn a_reply_to_a_case_about_a_leg_tells_of_the_patient() {
    let reply = |text: &str| {
        let asks = asks(text).beside_a_case(&DATA.1);
        (ids(&asks.outside), ids(&asks.beside))
    };
    assert_eq!(
        reply("On chemotherapy for lymphoma."),
        (vec![], vec!["cancer-care"])
    );
    assert_eq!(
        reply("She is short of breath."),
        (vec!["chest-symptoms"], vec![])
    );
    assert_eq!(
        reply("Which dose of apixaban?"),
        (vec!["drug-and-dose"], vec![])
    );
    assert_eq!(
        reply("Has COPD. How do I treat it?"),
        (vec![], vec!["lung-disease"])
    );
}

#[test]
fn what_is_asked_for_comes_in_the_order_of_the_text() {
    use IntentKind::{
        Avoid, Check, Diagnosis, Duration, FollowUp, NextStep, Order, Treatment, Why,
    };
    intents("Swollen calf. What should I do next?", &[NextStep]);
    intents(
        "How should I treat it and for how long?",
        &[Treatment, Duration],
    );
    intents(
        "For how long, and why not remove the clot?",
        &[Duration, Why],
    );
    intents(
        "Could this be a clot? Which test first?",
        &[Diagnosis, NextStep],
    );
    intents("How do I word the request for the ultrasound?", &[Order]);
    intents("Please word a US request: 59M, calcified calf.", &[Order]);
    intents("When should she be rescanned?", &[FollowUp]);
    intents("What are the common pitfalls?", &[Avoid]);
    intents("Is my order complete?", &[Check]);
    intents("Treatment?", &[Treatment]);
    intents(
        "Do I need the stockings? Should I have another scan? And when should I worry?",
        &[Treatment, NextStep, FollowUp],
    );
    intents("When should the pain be gone?", &[Duration]);
    intents("Slightly swollen calf, which is new, on treatment.", &[]);
    // Told, not asked.
    intents(
        "She is on treatment with an anticoagulant, follow up in clinic.",
        &[],
    );
    intents("The diagnosis was made last week.", &[]);
    intents("This is why she came.", &[]);
}

#[test]
fn a_mention_leads_back_to_its_words() {
    let text = "  Caf\u{e9} \u{2013} CHEST  pain, left calf. What   next?";
    let asks = asks(text);
    assert_eq!(asks.outside[0].span.of(text), "CHEST  pain");
    assert_eq!(asks.intents[0].1.of(text), "What   next");
    assert_eq!(asks.inside[0].span.of(text), "calf");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_and_every_place_leads_back(text in texts()) {
        let first = asks(&text);
        let mentions = [&first.inside, &first.outside, &first.beside];
        let mentions = mentions.into_iter().flatten().map(|it| it.span);
        for span in mentions.chain(first.intents.iter().map(|it| it.1)) {
            let words = text.get(span.start as usize..span.end as usize);
            prop_assert!(words.is_some_and(|it| !it.is_empty()));
        }
        prop_assert_eq!(&first, &asks(&text));
        prop_assert!(first.questions.iter().all(|it| it.alike <= 100));
        prop_assert!(first.questions.is_sorted_by(|one, next| one.score >= next.score));
    }
}

/// Words that the rules are about, among whatever else there is.
fn texts() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "what",
        "how do i treat",
        "for how long",
        "why not",
        "?",
        ".",
        ",",
        "\n",
        "\n\n",
        "no",
        "denies",
        "her mother",
        "with",
        "in",
        "achalasia",
        "chest pain",
        "arm dvt",
        "calf",
        "DVT",
        "d-dimer",
        "10-year-old",
        "PMH:",
        "Plan:",
        "-",
        "caf\u{e9}",
        "\u{2013}",
        "\u{2011}",
        "(",
        ")",
        "#",
        "scan",
        "dose of",
    ]);
    let piece = prop_oneof![
        5 => known.prop_map(|piece| format!("{piece} ")),
        1 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let text = "a ".repeat(2 * 1024 * 1024);
    assert!(EXTRACTOR.asks(&text).is_err());
    assert!(EXTRACTOR.related(&text, &[], 3).is_err());
}

#[test]
fn a_long_text_of_nothing_but_topics_is_read_in_time() {
    let text = "calf and achalasia what next ".repeat(10_000);
    let asks = asks(&text);
    assert_eq!(asks.inside.len(), 10_000);
}

#[test]
fn an_answer_promotes_nothing() {
    let questions = DATA.1.questions.iter();
    let answers = questions.filter_map(|it| it.answer.as_deref());
    let outside = DATA.1.topics.iter().filter_map(|it| it.outside.as_ref());
    let said = outside.flat_map(|it| [it.says.as_str(), it.signpost.as_str()]);
    for text in answers.chain(said) {
        let words = text.to_lowercase();
        for claim in [
            "world",
            "trusted",
            "instant",
            "we are",
            "our ",
            "artificial",
        ] {
            assert!(!words.contains(claim), "{claim}: {text}");
        }
    }
}
