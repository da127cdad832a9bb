//! Every operator has words, and so does every condition of the built-in content: the right ones, and its own.

use std::collections::BTreeMap;
use std::path::Path;

use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_logic::syntax::parse;

use super::{Clause, Word, Writer, all, clause};

fn toy() -> Knowledge {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../venule-cli/tests/tiny");
    load::from_dir(&folder).unwrap().knowledge.unwrap()
}

fn said(knowledge: &Knowledge, text: &str) -> String {
    let parsed = parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    Writer::new(knowledge)
        .clause(&parsed.expr.unwrap())
        .sentence()
}

#[test]
fn every_operator_has_words() {
    let toy = toy();
    for (text, words) in [
        ("true", "always"),
        ("false", "never"),
        ("fever", "fever: yes"),
        ("not fever", "fever: no"),
        ("not not fever", "not so: fever: no"),
        (
            "fever and worry.high",
            "all of these (fever: yes; much worry: yes)",
        ),
        (
            "fever or worry.high",
            "any of these (fever: yes; much worry: yes)",
        ),
        (
            "not (fever and worry.high)",
            "not all of these (fever: yes; much worry: yes)",
        ),
        (
            "not (fever or worry.high)",
            "none of these (fever: yes; much worry: yes)",
        ),
        (
            "fever and (worry.high or age < 1)",
            "all of these (fever: yes; any of these (much worry: yes; age in years: less than 1))",
        ),
        (
            "fever xor worry.high",
            "exactly one of these two (fever: yes; much worry: yes)",
        ),
        (
            "fever implies worry.high",
            "if the first holds, the second does too (fever: yes; much worry: yes)",
        ),
        (
            "splinter.redness = 'spreading'",
            "redness around the splinter: spreading redness",
        ),
        (
            "'spreading' = splinter.redness",
            "spreading redness: exactly \"redness around the splinter\"",
        ),
        (
            "splinter.redness != 'none'",
            "redness around the splinter: anything but no redness",
        ),
        ("age = 3", "age in years: exactly 3"),
        ("age < 3", "age in years: less than 3"),
        ("age <= 3", "age in years: at most 3"),
        ("age > 3", "age in years: more than 3"),
        ("age >= -3", "age in years: at least -3"),
        ("not (age >= 3)", "not so: age in years: at least 3"),
        ("age ~ 3", "age in years: equivalent to 3"),
        ("age !~ 3", "age in years: not equivalent to 3"),
        ("2 < age", "2: less than \"age in years\""),
        (
            "splinter.length > 20 'mm'",
            "length of the splinter: more than 20 mm",
        ),
        ("3 days > 1 day", "3 days: more than 1 day"),
        ("90 'mm[Hg]' > 1 '/min'", "90 mmHg: more than 1 per minute"),
        ("40 'Cel' > 1.00 '1'", "40 \u{b0}C: more than 1.00"),
        (
            "age between 3 and 4",
            "age in years: between 3 and 4, ends included",
        ),
        ("age in {1, 2, 3}", "age in years: 1, 2 or 3"),
        ("age in {}", "age in years: one of none"),
        (
            "splinter.redness in {'none', 'spreading'}",
            "redness around the splinter: no redness or spreading redness",
        ),
        (
            "age in Interval[1, 5)",
            "age in years: from 1 (included) to 5 (not included)",
        ),
        (
            "age in Interval(1, 5]",
            "age in years: from 1 (not included) to 5 (included)",
        ),
        (
            "age in worry.points",
            "age in years: one of \"points of worry\"",
        ),
        (
            "age + 2 * worry.points - 1 > 4 / 2",
            "(\"age in years\" plus (2 times \"points of worry\")) minus 1: more than 4 divided by 2",
        ),
        (
            "-age < -(age + 1)",
            "minus \"age in years\": less than minus (\"age in years\" plus 1)",
        ),
        ("+age = 1", "\"age in years\": exactly 1"),
        ("age is null", "not known: \"age in years\""),
        ("age is not null", "known: \"age in years\""),
        ("fever is true", "known to be so: \"fever\""),
        ("fever is not true", "not known to be so: \"fever\""),
        ("fever is false", "known not to be so: \"fever\""),
        ("fever is not false", "not known not to be so: \"fever\""),
        ("IsNull(age)", "not known: \"age in years\""),
        (
            "IsTrue(fever or worry.high)",
            "known to be so (any of these (fever: yes; much worry: yes))",
        ),
        (
            "IsFalse(age > 1)",
            "known not to be so: age in years: more than 1",
        ),
        (
            "Coalesce(age, 3)",
            "the first of these that is known (\"age in years\"; 3)",
        ),
        (
            "age as Decimal > 1",
            "\"age in years\" read as Decimal: more than 1",
        ),
        ("null", "not known"),
        (
            "(fever and worry.high) = true",
            "(all of these (fever: yes; much worry: yes)): exactly (always)",
        ),
        (
            "if fever then worry.high else age > 1",
            "one of two, by a condition (if: fever: yes; then: much worry: yes; otherwise: age in years: more than 1)",
        ),
        (
            "(if fever then 1 else 2) = age",
            "(1 if fever: yes, otherwise 2): exactly \"age in years\"",
        ),
        (
            "case when fever then worry.high else false end",
            "the first that fits (if: fever: yes; then: much worry: yes; otherwise: never)",
        ),
        (
            "case splinter.redness when 'none' then fever else true end",
            "the first that fits (by the value of: \"redness around the splinter\"; if: no redness; then: fever: yes; otherwise: always)",
        ),
        (
            "Interval[1, 2] = Interval[1, 2]",
            "from 1 (included) to 2 (included): exactly from 1 (included) to 2 (included)",
        ),
    ] {
        assert_eq!(said(&toy, text), words, "{text}");
    }
}

#[test]
fn what_is_called_the_same_is_told_apart_by_name() {
    let mut toy = toy();
    for fact in &mut toy.facts {
        if matches!(&*fact.name, "fever" | "worry.high") {
            fact.label = "hot".to_owned();
        }
        if &*fact.name == "splinter.redness" {
            for (_, label) in &mut fact.choices {
                *label = "red, or not".to_owned();
            }
        }
    }
    assert_eq!(
        said(&toy, "fever and worry.high"),
        "all of these (hot (fever): yes; hot (worry.high): yes)"
    );
    assert_eq!(
        said(&toy, "splinter.redness in {'none', 'spreading'}"),
        "redness around the splinter: \"red, or not (none)\" or \"red, or not (spreading)\""
    );
}

#[test]
fn an_outline_numbers_every_part() {
    let toy = toy();
    let tree = parse("fever and (worry.high or age < 1)").expr.unwrap();
    let clause = Writer::new(&toy).clause(&tree);
    assert_eq!(clause.head(), Some("all of these"));
    let lines: Vec<String> = clause
        .outline()
        .into_iter()
        .map(|(mark, line)| format!("{mark} {line}"))
        .collect();
    assert_eq!(
        lines,
        [
            "1 fever: yes",
            "2 any of these:",
            "2.1 much worry: yes",
            "2.2 age in years: less than 1"
        ]
    );
}

/// The facts that the words name.
fn named(clause: &Clause) -> Vec<venule_logic::FactId> {
    let facts = clause.words().into_iter().filter_map(|word| match word {
        Word::Fact(id, _) => Some(id),
        Word::Text(_) | Word::Answer(_) => None,
    });
    facts.collect()
}

#[test]
fn every_condition_of_the_content_has_words_of_its_own() {
    let loaded = venule_content::load();
    let knowledge = loaded.knowledge.unwrap();
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = 0;
    for (element, condition) in all(&knowledge) {
        let Some(words) = clause(&knowledge, condition) else {
            assert!(condition.expr.is_none(), "{element} has no words");
            continue;
        };
        seen += 1;
        assert_eq!(parse(&condition.text).errors, [], "{element}");
        let facts = named(&words);
        for id in condition.facts() {
            assert!(facts.contains(id), "{element} does not name a fact");
        }
        let sentence = words.sentence();
        assert!(
            !sentence.contains("cannot be read"),
            "{element}: {sentence}"
        );
        assert_eq!(clause(&knowledge, condition), Some(words), "{element}");
        let normal = parse(&condition.text).expr.unwrap().to_string();
        if let Some(other) = before.insert(sentence.clone(), normal.clone()) {
            assert_eq!(other, normal, "both read: {sentence}");
        }
    }
    assert!(seen > 100, "{seen} conditions");
}
