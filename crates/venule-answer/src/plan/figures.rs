//! Probabilities in words, always with what they are.

use venule_engine::assessment::Proviso;
use venule_engine::plan::bayes::Interval;
use venule_engine::plan::{Basis, Chance, Shown, Silence};
use venule_knowledge::model::{Estimate, Knowledge, Probability, Verification};
use venule_logic::{FactId, Value};

use crate::cite::{Citations, verification};
use crate::page::{Item, Section, Tone};
use crate::words;

/// A probability with its range: two decimals below 1 %, one below 10 %, none above.
pub(super) fn range(range: Interval) -> String {
    let (low, value, high) = (
        percent(range.low()),
        percent(range.value()),
        percent(range.high()),
    );
    if low == value && high == value {
        format!("{value} %")
    } else {
        format!("{value} % ({low} to {high})")
    }
}

/// A share in percent, rounded for print.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent < 0.995 {
        format!("{percent:.2}")
    } else if percent < 9.95 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.0}")
    }
}

/// What is said of a probability.
pub(super) fn words(knowledge: &Knowledge, chance: &Chance) -> String {
    match (chance, &knowledge.probability) {
        (Chance::Shown(shown), Some(figures)) => {
            let range = range(shown.range);
            format!("{range}, {}", basis(knowledge, figures, shown))
        }
        (Chance::Shown(_), None) => String::new(),
        (Chance::NotShown(silence), _) => format!("none shown: {}", reason(knowledge, silence)),
    }
}

/// What was presumed in saying that the figures are of such patients.
pub(super) fn provided(chance: &Chance) -> Vec<Proviso> {
    match chance {
        Chance::Shown(shown) => {
            let provided = shown.provided.iter();
            let proviso = |(fact, value): &(FactId, Value)| Proviso::Fact {
                fact: *fact,
                value: value.clone(),
            };
            provided.map(proviso).collect()
        }
        Chance::NotShown(_) => Vec::new(),
    }
}

fn basis(knowledge: &Knowledge, figures: &Probability, shown: &Shown) -> String {
    match &shown.basis {
        Basis::Measured(index) => {
            let measured = figures.measured.get(*index);
            let estimate = measured.and_then(|it| knowledge.estimates.get(&it.estimate));
            estimate.map_or_else(String::new, |it| {
                format!(
                    "measured: {} among {}",
                    it.of,
                    it.among.trim_end_matches('.')
                )
            })
        }
        Basis::Computed { pretest, tests } => {
            let class = figures.pretests.get(*pretest);
            let label = class.map_or("", |it| &it.label);
            let recalled = |key: &str| {
                let estimate = knowledge.estimates.get(key);
                estimate.is_some_and(|it| it.verification == Verification::Recall)
            };
            let from_memory = if class.is_some_and(|it| recalled(&it.estimate)) {
                " [figure from memory]"
            } else {
                ""
            };
            if tests.is_empty() {
                return format!("before any test: {label}{from_memory}");
            }
            let tests: Vec<String> = tests
                .iter()
                .filter_map(|(index, positive)| {
                    let said = if *positive { "positive" } else { "negative" };
                    Some(format!("{} {said}", figures.accuracies.get(*index)?.label))
                })
                .collect();
            format!("model: {label}{from_memory}, {}", tests.join(", "))
        }
    }
}

/// Why there is no probability.
pub(super) fn reason(knowledge: &Knowledge, silence: &Silence) -> String {
    let Some(figures) = &knowledge.probability else {
        return String::new();
    };
    let labels = |facts: &[FactId]| -> String {
        let labels: Vec<String> = facts
            .iter()
            .map(|id| words::label(knowledge, *id))
            .collect();
        labels.join("; ")
    };
    let event = |index: usize| knowledge.events.get(index).map_or("", |it| &it.label);
    match silence {
        Silence::DoesNotApply { because } => {
            format!("the figures are not of such patients ({})", labels(because))
        }
        Silence::NotKnown { waits_for } => {
            format!(
                "whether the figures are of such patients is not known ({})",
                labels(waits_for)
            )
        }
        Silence::Excluded(index) => figures
            .exclusions
            .get(*index)
            .map_or_else(String::new, |it| it.reason.trim_end_matches('.').to_owned()),
        Silence::NoClass => "no class that has a figure is decided".to_owned(),
        Silence::Serial(kind) => {
            format!(
                "{} done more than once, and the results are not independent",
                event(*kind)
            )
        }
        Silence::NoAccuracy(kind) => {
            format!("no figure for this result of {}", event(*kind))
        }
    }
}

/// The figures that the probabilities of a plan rest on.
pub(super) fn section(knowledge: &Knowledge, cited: &mut Citations, shown: &[&Shown]) -> Section {
    let mut section = Section::new("Figures behind the probabilities", Tone::Plain);
    let Some(figures) = &knowledge.probability else {
        return section;
    };
    section.intro = Some(format!(
        "Probability of {}. {}",
        figures.of, figures.caution
    ));
    let used = used(knowledge, shown);
    section.items = used.iter().map(|it| figure(cited, it)).collect();
    if !used.is_empty() {
        section.items.push(Item::plain(
            "The range takes the limits of all figures at once, the unfavorable ones together and the favorable ones \
             together; a figure without an interval counts with its value alone. Rounded at print.",
        ));
    }
    section
}

/// The estimates behind some probabilities, each once, in order of the knowledge.
pub(super) fn used<'k>(knowledge: &'k Knowledge, shown: &[&Shown]) -> Vec<&'k Estimate> {
    let Some(figures) = &knowledge.probability else {
        return Vec::new();
    };
    let uses = |shown: &&Shown, key: &str| match &shown.basis {
        Basis::Measured(index) => figures
            .measured
            .get(*index)
            .is_some_and(|it| it.estimate == key),
        Basis::Computed { pretest, tests } => {
            let class = figures.pretests.get(*pretest);
            let mut accuracies = tests
                .iter()
                .filter_map(|(index, _)| figures.accuracies.get(*index));
            class.is_some_and(|it| it.estimate == key)
                || accuracies.any(|it| it.sensitivity == key || it.specificity == key)
        }
    };
    figures
        .estimates()
        .filter(|key| shown.iter().any(|it| uses(it, key)))
        .filter_map(|key| knowledge.estimates.get(key))
        .collect()
}

/// How well a figure was checked, in words.
pub(super) fn check(estimate: &Estimate) -> &'static str {
    verification(estimate.verification)
}

fn figure(cited: &mut Citations, estimate: &Estimate) -> Item {
    let sources = cited.cite_sources(&estimate.sources);
    let interval = if estimate.low.is_none() || estimate.high.is_none() {
        " No interval known."
    } else {
        ""
    };
    let mut item = Item::plain(format!(
        "{}{interval} {sources} ({})",
        estimate.text,
        check(estimate)
    ));
    item.remarks
        .extend(estimate.caution.clone().map(|caution| ("caution", caution)));
    item
}
