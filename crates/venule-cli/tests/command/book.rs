//! `venule knowledge book`: the toy content word for word, the built-in content by its structure.
//!
//! `BLESS=1` writes the toy book anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use roxmltree::{Document, Node};
use venule_knowledge::model::Contradiction;

use crate::support::{Scratch, assert_in_order, copy, tiny, tiny_knowledge, venule};

fn book(arguments: &[&str]) -> String {
    let mut all = vec!["knowledge", "book"];
    all.extend(arguments);
    let run = venule(&all);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

/// The book of the built-in content, printed once for all tests.
fn html() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| book(&[]))
}

fn markdown() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| book(&["--format", "markdown"]))
}

/// What stands behind each mark in the Markdown book, up to an end.
fn after(mark: &'static str, end: char) -> impl Iterator<Item = &'static str> {
    let rest = markdown().split(mark).skip(1);
    rest.filter_map(move |rest| rest.split(end).next())
}

/// The toy content with one file changed.
fn changed(path: &str, from: &str, to: &str) -> Scratch {
    let scratch = Scratch::new();
    copy(&tiny(), scratch.path());
    let before = fs::read_to_string(scratch.path().join(path)).expect("a file");
    assert!(before.contains(from), "{path} has no {from}");
    scratch.file(path, before.replacen(from, to, 1));
    scratch
}

fn book_of(scratch: &Scratch, arguments: &[&str]) -> String {
    let folder = scratch.path().display().to_string();
    let mut all = vec!["--knowledge", &folder];
    all.extend(arguments);
    book(&all)
}

/// A page as a tree. It parses only if every tag is closed and every text escaped.
fn tree(page: &str) -> Document<'_> {
    let (first, rest) = page.split_once('\n').expect("a page");
    assert_eq!(first, "<!doctype html>");
    Document::parse(rest).unwrap_or_else(|error| panic!("the page is not well-formed: {error}"))
}

fn elements<'d>(page: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    page.descendants().filter(Node::is_element)
}

/// Every id of the page, each once.
fn ids(page: &Document<'_>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for id in elements(page).filter_map(|it| it.attribute("id")) {
        assert!(seen.insert(id.to_owned()), "two elements have the id {id}");
    }
    seen
}

#[test]
fn the_toy_book_is_word_for_word_the_one_that_was_read() {
    let run = tiny_knowledge(&["book", "--format", "markdown"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny-book.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &run.out).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differing = run
        .out
        .lines()
        .zip(kept.lines())
        .find(|(now, before)| now != before);
    assert!(
        kept == run.out,
        "the book changed: {differing:?}; `BLESS=1` writes it anew"
    );
}

#[test]
fn the_same_content_gives_the_same_bytes_wherever_they_go() {
    for (format, once) in [("html", html()), ("markdown", markdown())] {
        let scratch = Scratch::new();
        let path = scratch.path().join("book").display().to_string();
        assert_eq!(book(&["--format", format, "--out", &path]), "");
        assert!(
            once == fs::read_to_string(&path).expect("the book"),
            "{format}"
        );
    }
}

#[test]
fn nothing_of_the_content_is_missing() {
    let knowledge = venule_content::load()
        .knowledge
        .expect("content without errors");
    let page = tree(html());
    let ids = ids(&page);
    let places: BTreeSet<&str> = after("<a id=\"", '"').collect();
    let mut expected: Vec<String> = Vec::new();
    for guideline in &knowledge.guidelines {
        let name = &guideline.name;
        expected.push(format!("guideline-{name}"));
        expected.push(format!("scope-{name}"));
        let exclusions = guideline.scope.exclusions.iter();
        expected.extend(exclusions.map(|it| format!("exclusion-{name}/{}", it.name)));
        expected.extend(
            guideline
                .notes
                .iter()
                .map(|it| format!("note-{name}/{}", it.name)),
        );
        let rules = guideline
            .rules
            .iter()
            .map(|id| &knowledge.rules[id.0 as usize]);
        expected.extend(rules.map(|it| format!("rule-{name}/{}", it.name)));
    }
    expected.extend(knowledge.facts.iter().map(|it| format!("fact-{}", it.name)));
    expected.extend(
        knowledge
            .events
            .iter()
            .map(|it| format!("event-{}", it.name)),
    );
    expected.extend(knowledge.views.iter().map(|it| format!("view-{}", it.name)));
    expected.extend(
        knowledge
            .scores
            .iter()
            .map(|it| format!("score-{}", it.name)),
    );
    expected.extend(
        knowledge
            .protocols
            .iter()
            .map(|it| format!("protocol-{}", it.name)),
    );
    expected.extend(
        knowledge
            .statements
            .iter()
            .map(|it| format!("statement-{}", it.name)),
    );
    expected.extend(knowledge.sources.keys().map(|it| format!("source-{it}")));
    expected.extend(
        knowledge
            .disagreements
            .keys()
            .map(|it| format!("disagreement-{it}")),
    );
    expected.extend(knowledge.estimates.keys().map(|it| format!("figure-{it}")));
    expected.extend(knowledge.contradictions.iter().map(|it| {
        let (Contradiction::Facts { name, .. } | Contradiction::Events { name, .. }) = it;
        format!("contradiction-{name}")
    }));
    expected.extend(venule_content::cases().iter().map(|(path, _)| {
        let id = path
            .trim_start_matches("guidelines/")
            .trim_end_matches(".toml")
            .replacen("/cases/", "/", 1);
        format!("case-{id}")
    }));
    for form in &knowledge.orders {
        let name = &form.name;
        expected.push(format!("order-{name}"));
        let reasons = form.reasons.iter();
        expected.extend(reasons.map(|it| format!("order-{name}/reason/{}", it.name)));
        let items = form.items.iter();
        expected.extend(items.map(|it| format!("order-{name}/item/{}", it.name)));
        let checks = form.checks.iter();
        expected.extend(checks.map(|it| format!("order-{name}/check/{}", it.name)));
    }
    for form in &knowledge.reports {
        let name = &form.name;
        expected.push(format!("report-{name}"));
        let checks = form.checks.iter();
        expected.extend(checks.map(|it| format!("report-{name}/check/{}", it.name)));
        for segment in &form.segments {
            let id = format!("(<code>{}</code>)</td>", segment.name);
            assert!(html().contains(&id), "{id} is not in the HTML book");
        }
    }
    let figures = knowledge.probability.as_ref().expect("figures of plans");
    expected.extend(
        figures
            .pretests
            .iter()
            .map(|it| format!("pretest-{}", it.name)),
    );
    expected.extend(
        figures
            .accuracies
            .iter()
            .map(|it| format!("accuracy-{}", it.name)),
    );
    expected.extend(
        figures
            .measured
            .iter()
            .map(|it| format!("measured-{}", it.name)),
    );
    let excluded = figures.exclusions.iter();
    expected.extend(excluded.map(|it| format!("probability-exclusion+{}", it.name)));
    expected.extend(venule_content::form_cases().iter().map(|(path, _)| {
        let id = path.trim_end_matches(".toml").replacen("/cases/", "/", 1);
        format!("worked-{id}")
    }));
    assert!(expected.len() > 500, "{}", expected.len());
    for id in &expected {
        assert!(ids.contains(id), "{id} is not in the HTML book");
        assert!(
            places.contains(id.as_str()),
            "{id} is not in the Markdown book"
        );
    }
}

/// Every link and every label of a page leads to a place on it; how many links there are.
fn assert_links_lead_inside(page: &Document<'_>) -> usize {
    let places = ids(page);
    let links: Vec<&str> = elements(page)
        .filter_map(|it| it.attribute("href"))
        .collect();
    for link in &links {
        let to = link.strip_prefix('#');
        assert!(
            to.is_some_and(|to| places.contains(to)),
            "{link} leads nowhere"
        );
    }
    for reference in elements(page).filter_map(|it| it.attribute("aria-labelledby")) {
        assert!(places.contains(reference), "{reference} labels nothing");
    }
    links.len()
}

#[test]
fn every_link_leads_somewhere_inside() {
    let links = assert_links_lead_inside(&tree(html()));
    assert!(links > 3000, "{links}");
    let places: BTreeSet<&str> = after("<a id=\"", '"').collect();
    for link in after("](#", ')') {
        assert!(places.contains(link), "{link} leads nowhere");
    }
}

#[test]
fn a_part_holds_a_guideline_with_all_that_its_approval_is_bound_to_and_no_other() {
    let knowledge = venule_content::load()
        .knowledge
        .expect("content without errors");
    let whole = html();
    // One that other guidelines overrule, and one with order and report forms.
    for name in ["confirmed-dvt", "leg-cramps"] {
        let mut guidelines = knowledge.guidelines.iter();
        let guideline = guidelines.find(|it| *it.name == *name).expect(name);
        let page = book(&["--guideline", name]);
        assert!(page.len() < whole.len(), "{}", guideline.name);
        let page = tree(&page);
        assert_links_lead_inside(&page);
        let ids = ids(&page);
        for element in guideline.bound.elements.iter() {
            let (kind, name) = element.name.split_once(' ').expect("kind and name");
            let (kind, name) = match kind {
                // These stand in tables.
                "action" | "group" | "citation" => continue,
                "estimate" => ("figure", name),
                "probability" => ("probability", ""),
                _ => (kind, name),
            };
            let id = format!("{kind}-{name}");
            assert!(ids.contains(&id), "{id} is not in {}", guideline.name);
        }
        for other in &knowledge.guidelines {
            let is_there = ids.contains(&format!("guideline-{}", other.name));
            assert_eq!(is_there, other.name == guideline.name, "{}", other.name);
        }
        let text: String = elements(&page)
            .find(|it| it.attribute("class") == Some("cover"))
            .expect("a cover")
            .descendants()
            .filter_map(|it| it.text().filter(|_| it.is_text()))
            .collect();
        let says = format!("This is a part of the book: {}.", guideline.name);
        assert!(text.contains(&says), "{text}");
    }
}

#[test]
fn parts_add_up_and_a_name_that_is_none_is_refused() {
    let both = book(&["--guideline", "leg-cramps", "--guideline", "red-flags"]);
    for name in ["leg-cramps", "red-flags"] {
        assert!(
            both.contains(&format!("<h2 id=\"guideline-{name}\">")),
            "{name}"
        );
    }
    let run = venule(&["knowledge", "book", "--guideline", "leg-cramp"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_in_order(&run.err, &["no guideline `leg-cramp`", "`leg-cramps`"]);
}

#[test]
fn the_page_asks_nothing_of_the_network_and_runs_nothing() {
    let page = tree(html());
    for element in elements(&page) {
        let name = element.tag_name().name();
        assert!(
            !matches!(
                name,
                "script" | "link" | "img" | "iframe" | "object" | "form"
            ),
            "{name}"
        );
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(
                attribute.name() != "src" && attribute.name() != "style",
                "{}",
                attribute.name()
            );
        }
        if name == "style" {
            let style = element.text().unwrap_or_default();
            assert!(!style.contains("url(") && !style.contains("@import"));
        }
    }
}

#[test]
fn headings_and_labels_are_there_for_those_who_cannot_see_the_page() {
    let page = tree(html());
    let root = page.root_element();
    assert_eq!(root.attribute("lang"), Some("en"));
    let mut level = 1;
    for heading in elements(&page) {
        let name = heading.tag_name().name();
        let Some(next) = name.strip_prefix('h').and_then(|it| it.parse::<u32>().ok()) else {
            continue;
        };
        assert!(next <= level + 1, "h{next} after h{level}");
        level = next;
    }
    for box_ in elements(&page).filter(|it| it.tag_name().name() == "input") {
        let parent = box_.parent().expect("a parent");
        assert_eq!(parent.tag_name().name(), "label");
    }
}

#[test]
fn a_reviewer_can_judge_every_rule_and_sees_that_none_is_approved() {
    let knowledge = venule_content::load()
        .knowledge
        .expect("content without errors");
    let page = tree(html());
    let rules: Vec<Node<'_, '_>> = elements(&page)
        .filter(|it| {
            it.attribute("id")
                .is_some_and(|id| id.starts_with("rule-") && !id.ends_with("-heading"))
        })
        .collect();
    assert_eq!(rules.len(), knowledge.rules.len());
    for rule in rules {
        let text: String = rule
            .descendants()
            .filter_map(|it| it.is_text().then(|| it.text()).flatten())
            .collect();
        let boxes = rule
            .descendants()
            .filter(|it| it.has_tag_name("input"))
            .count();
        assert_eq!(boxes, 3, "{text}");
        assert_in_order(
            &text,
            &[
                "When",
                "then",
                "why",
                "may presume",
                "agree",
                "change",
                "do not know",
                "Worked cases",
            ],
        );
    }
    let warnings = html().matches("NOT APPROVED by a clinician").count();
    assert!(warnings >= 2 * knowledge.guidelines.len(), "{warnings}");
    assert!(html().contains("it must not be used for patients"));
    let foot = "@bottom-left { content: \"NOT APPROVED by a clinician";
    assert!(html().contains(foot), "the foot of the printed page");
    for guideline in &knowledge.guidelines {
        let standing = format!("Version {}, {}: ", guideline.version, guideline.updated);
        let chapter = html()
            .split(&format!("<h2 id=\"guideline-{}\">", guideline.name))
            .nth(1)
            .expect("a chapter");
        let start: String = chapter.chars().take(4000).collect();
        let parts = [
            &standing,
            "NOT APPROVED",
            "developer",
            "funding",
            "released",
        ];
        assert_in_order(&start, &parts);
    }
}

#[test]
fn a_worked_case_that_fails_is_shown_as_failing() {
    let path = "guidelines/splinter/cases/visible.toml";
    let scratch = changed(path, "absent = [\"soak-again\"]", "absent = [\"pull\"]");
    let page = book_of(&scratch, &["--format", "markdown"]);
    assert_in_order(
        &page,
        &[
            "1 worked case did not come out as expected.",
            "NOT AS EXPECTED:",
            "is advised and should not be",
        ],
    );
}

#[test]
fn a_case_that_cannot_be_read_stops_the_book_at_its_place() {
    let path = "guidelines/splinter/cases/visible.toml";
    let scratch = changed(path, "age = 30", "age = 'old'");
    let folder = scratch.path().display().to_string();
    let run = venule(&["knowledge", "book", "--knowledge", &folder]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("visible.toml:5"), "{}", run.err);
}

#[test]
fn a_book_that_cannot_be_written_says_where() {
    let run = tiny_knowledge(&["book", "--out", "/no/such/folder/book.html"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err
            .starts_with("error: cannot write /no/such/folder/book.html: "),
        "{}",
        run.err
    );
}

#[test]
fn hostile_words_of_the_content_stay_words() {
    let scratch = changed(
        "guidelines/splinter/guideline.toml",
        "It hurts until it is out.",
        "</article><script>alert(1)</script> & [x](javascript:y) \u{202e}",
    );
    let html = book_of(&scratch, &[]);
    let page = tree(&html);
    assert!(!elements(&page).any(|it| it.has_tag_name("script")));
    assert!(html.contains("&lt;/article&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; [x]"));
    let markdown = book_of(&scratch, &["--format", "markdown"]);
    assert!(markdown.contains(r"\</article\>\<script\>alert(1)\</script\> & \[x\](javascript:y)"));
}

#[test]
fn the_comments_of_the_guide_name_elements_of_the_book() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/reviewing-knowledge.md");
    let guide = fs::read_to_string(path).expect("the guide");
    let comments = guide
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("comments");
    let ids: Vec<&str> = comments
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(ids.len(), 4);
    for id in ids.into_iter().filter(|id| *id != "missing") {
        assert!(html().contains(&format!(">{id}</a></h")), "{id}");
    }
}

#[test]
fn whether_the_file_can_be_written_is_found_out_first() {
    let scratch = Scratch::new();
    let broken = scratch.path().join("knowledge");
    copy(&tiny(), &broken);
    fs::write(broken.join("vocabulary/broken.toml"), "[").expect("a file");
    let broken = broken.display().to_string();
    let print = |out: &str| venule(&["knowledge", "book", "--out", out, "--knowledge", &broken]);
    let nowhere = scratch.path().join("no-such-folder/book.html");
    let run = print(&nowhere.display().to_string());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_in_order(&run.err, &["cannot write", "no-such-folder"]);
    // Content with an error leaves no file behind, and what stood there stays.
    let new = scratch.path().join("book.html");
    assert_eq!(print(&new.display().to_string()).code, 2);
    assert!(!new.exists());
    let old = scratch.file("old.html", "kept");
    assert_eq!(print(&old).code, 2);
    assert_eq!(fs::read_to_string(&old).expect("it stays"), "kept");
}

#[test]
fn a_signature_is_for_a_guideline_and_rules_of_one_line_name_each_other() {
    let book = tiny_knowledge(&["book", "--format", "markdown"]).out;
    let status = tiny_knowledge(&["status", "--format", "json"]).out;
    let status: serde_json::Value = serde_json::from_str(&status).expect("JSON");
    let hash = status["guidelines"][0]["hash"].as_str().expect("a hash");
    let whole = status["content_hash"].as_str().expect("a hash");
    assert_in_order(
        &book,
        &[
            "A signature is for that number",
            "which nobody signs",
            whole,
        ],
    );
    let signed = book.split("## Sign-off").last().expect("the last chapter");
    assert!(signed.contains(&hash[..12]) && !signed.contains(&whole[..12]));

    let part = |guideline| {
        let book = ["knowledge", "book", "--format", "markdown", "--guideline"];
        venule(&[&book[..], &[guideline]].concat()).out
    };
    assert_in_order(
        &part("iliofemoral-dvt"),
        &[
            "(`iliofemoral-dvt/rating-anticoagulation-alone`)",
            "*one line with:* [iliofemoral-dvt/anticoagulation-alone]",
        ],
    );
    assert_in_order(
        &part("confirmed-dvt"),
        &[
            "*takes the place of:* [confirmed-dvt/anticoagulate-proximal]",
            "(\"Start therapeutic anticoagulation now",
        ],
    );
}
