//! What patients read says the same as what clinicians read, and can be read by them.

use std::collections::BTreeSet;

use venule_knowledge::model::{Action, ActionId, Knowledge, Stance};

use crate::common;

/// One text for patients, and the text for clinicians that it stands for.
struct Pair {
    of: String,
    label: String,
    plain: String,
}

fn pairs(knowledge: &Knowledge) -> Vec<Pair> {
    let pair = |of: &str, label: &Option<String>, plain: &Option<String>| {
        Some(Pair {
            of: of.to_owned(),
            label: label.clone().unwrap_or_default(),
            plain: plain.clone()?,
        })
    };
    let actions = knowledge.actions.iter().flat_map(|it| {
        let label = Some(it.label.clone());
        let advised = pair(&it.name, &label, &it.plain);
        advised
            .into_iter()
            .chain(pair(&it.name, &it.avoid_label, &it.plain_avoid))
    });
    let groups = knowledge
        .one_ofs
        .iter()
        .filter_map(|it| pair(&it.name, &Some(it.label.clone()), &it.plain));
    let questions = knowledge
        .facts
        .iter()
        .filter_map(|it| pair(&it.name, &it.question, &it.plain));
    actions.chain(groups).chain(questions).collect()
}

/// Asserts something of every text for patients.
fn each(holds: impl Fn(&Pair) -> bool) {
    let knowledge = common::knowledge();
    let pairs = pairs(&knowledge);
    assert!(pairs.len() > 100, "{} texts", pairs.len());
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|it| !holds(it))
        .map(|it| format!("{}: {} / {}", it.of, it.plain, it.label))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
}

#[test]
fn an_action_is_put_plainly_for_every_stance_or_for_none() {
    let knowledge = common::knowledge();
    for (id, action) in knowledge.actions.iter().enumerate() {
        let rules = knowledge.rules.iter();
        let rules = rules.filter(|it| it.action.0 as usize == id);
        let stances: Vec<Stance> = rules.map(|it| it.stance).collect();
        let advised = stances.iter().any(|it| *it != Stance::Avoid);
        let avoided = stances.contains(&Stance::Avoid);
        let considered = stances.contains(&Stance::Consider);
        let Action {
            plain, plain_avoid, ..
        } = action;
        if plain.is_some() || plain_avoid.is_some() {
            let has = (plain.is_some(), plain_avoid.is_some());
            assert_eq!(has, (advised, avoided), "{}", action.name);
        }
        // What is only considered is not urged.
        let urges = |it: &str| matches!(it, "should" | "must");
        let urged = plain.iter().any(|it| words(it).any(urges));
        assert!(!(considered && urged), "{}", action.name);
        let denies = |it: &str| matches!(it.to_ascii_lowercase().as_str(), "no" | "not");
        let denied = plain_avoid.iter().all(|it| words(it).any(denies));
        assert!(denied, "{}", action.name);
    }
}

#[test]
fn plain_words_have_the_numbers_of_the_label_and_no_others() {
    let numbers = |text: &str| -> BTreeSet<String> {
        let digits = text.split(|c: char| !c.is_ascii_digit());
        digits
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    each(|it| numbers(&it.plain) == numbers(&it.label));
}

#[test]
fn an_abbreviation_stands_in_brackets_after_what_it_means() {
    let is_abbreviation = |it: &&str| {
        it.chars().filter(char::is_ascii_uppercase).count() > 1
            && it.chars().all(|c| c.is_ascii_alphanumeric())
    };
    each(|it| {
        let mut found = words(&it.plain).filter(is_abbreviation);
        found.all(|word| it.plain.contains(&format!("({word}")))
    });
}

#[test]
fn plain_words_are_one_line_like_the_label() {
    each(|it| {
        let ends = it.plain.ends_with(['.', ' ', ',', ';', ':']);
        !ends && !it.plain.contains("  ") && it.plain.starts_with(char::is_uppercase)
    });
}

#[test]
fn about_eight_years_of_school_are_enough() {
    each(|it| grade(&it.plain) <= 13.0);
    let knowledge = common::knowledge();
    let pairs = pairs(&knowledge);
    let sum: f64 = pairs.iter().map(|it| grade(&it.plain)).sum();
    let mean = sum / f64::from(u32::try_from(pairs.len()).unwrap());
    assert!(mean <= 9.0, "grade {mean:.1}");
}

#[test]
fn a_stance_has_its_own_plain_words() {
    let knowledge = common::knowledge();
    let (ActionId(id), action) = knowledge.action("repeat-complete-duplex").unwrap();
    assert_eq!(*knowledge.actions[id as usize].name, *action.name);
    let of = |stance| action.plain_words(stance);
    assert_eq!(of(Stance::Do), action.plain.as_deref());
    assert_eq!(of(Stance::Consider), action.plain.as_deref());
    assert_eq!(of(Stance::Avoid), action.plain_avoid.as_deref());
    assert_ne!(of(Stance::Do), of(Stance::Avoid));
}

/// The Flesch-Kincaid grade: years of school that a text takes. A unit of thought ends where Flesch ends one, at a full
/// stop, a colon or a semicolon.
fn grade(text: &str) -> f64 {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_alphabetic() || c == '\''))
        .filter(|it| !it.is_empty())
        .collect();
    let units = text.matches(". ").count() + text.matches([':', ';']).count() + 1;
    let count = |it: usize| f64::from(u32::try_from(it).unwrap());
    let syllables: usize = words.iter().map(|it| syllables(it)).sum();
    let all = count(words.len());
    0.39 * all / count(units) + 11.8 * count(syllables) / all - 15.59
}

/// Groups of vowels, without a silent end.
fn syllables(word: &str) -> usize {
    let word = word.to_ascii_lowercase();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let groups = word
        .split(|c| !is_vowel(c))
        .filter(|it| !it.is_empty())
        .count();
    let silent = |end: &str, sounded: &[&str]| {
        word.strip_suffix(end).is_some_and(|stem| {
            !stem.ends_with(is_vowel) && !sounded.iter().any(|it| stem.ends_with(it))
        })
    };
    let is_silent = silent("e", &["l"])
        || silent("ed", &["t", "d"])
        || silent("es", &["s", "x", "z", "ch", "sh", "c", "g"]);
    groups.saturating_sub(usize::from(is_silent)).max(1)
}

#[test]
fn grades_are_those_of_known_sentences() {
    assert!(grade("The cat sat on the mat.") < 1.0);
    assert!(grade("Administer therapeutic anticoagulation immediately") > 20.0);
    assert_eq!(syllables("stocking"), 2);
    assert_eq!(syllables("placed"), 1);
    assert_eq!(syllables("needed"), 2);
    assert_eq!(syllables("people"), 2);
}
