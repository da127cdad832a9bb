//! What was understood of a text, each with the words that say it.

use venule_engine::assessment::{FactUse, Provenance};
use venule_engine::case::{Case, Entry, Moment, State};
use venule_knowledge::model::Knowledge;
use venule_text::candidate::{Candidate, Doubt, EventCandidate, Proof, Reason, Standing};
use venule_text::extract::Reading;

use super::Asked;
use crate::page::{Item, Section, Tone};
use crate::stated;

/// Longest run of words that is quoted in full, in letters.
const QUOTED: usize = 80;

/// What was understood, what has to be confirmed, and what was mentioned and not used.
#[must_use]
pub fn sections(
    knowledge: &Knowledge,
    text: &str,
    reading: &Reading,
) -> Vec<(&'static str, Section)> {
    let quoting = Quoting { knowledge, text };
    let mut understood = Section::new("What was understood", Tone::Plain);
    let mut confirm = Section::new("To be confirmed: not used until it is", Tone::Caution);
    let mut aside = Section::new("Mentioned and not used", Tone::Plain);
    let proposed = reading.proposed.iter().flat_map(|it| &it.candidates);
    let facts = reading.facts.iter().chain(&reading.facts_aside);
    let facts = facts.chain(proposed);
    let facts = facts.map(|it| (quoting.fact(it), it.standing, &it.proof));
    let events = reading.events.iter().chain(&reading.events_aside);
    let events = events.map(|it| (quoting.event(it), it.standing, &it.proof));
    for (words, standing, proof) in facts.chain(events) {
        let mut item = quoting.item(words, proof);
        match standing {
            Standing::Accepted => understood.items.push(item),
            Standing::ToConfirm(doubt) => {
                item.remarks.push(("because", in_doubt(doubt).to_owned()));
                confirm.items.push(item);
            }
            // What was read more exactly is above; the JSON has both.
            Standing::SetAside(Reason::MoreSpecific) => {}
            Standing::SetAside(reason) => {
                item.remarks.push(("because", set_aside(reason).to_owned()));
                aside.items.push(item);
            }
        }
    }
    for (kind, side, proof) in &reading.none_of {
        if let Some(kind) = knowledge.events.get(*kind) {
            understood.items.push(quoting.item(
                format!("{}{}", stated::none(kind), stated::of_leg(*side)),
                proof,
            ));
        }
    }
    vec![
        ("understood", understood),
        ("confirm", confirm),
        ("set-aside", aside),
    ]
}

struct Quoting<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
}

impl Quoting<'_> {
    fn item(&self, words: String, proof: &Proof) -> Item {
        Item {
            text: format!("{words} ({})", quoted(self.text, proof)),
            ..Item::default()
        }
    }

    /// One fact, worded as a case that states it.
    fn fact(&self, candidate: &Candidate) -> String {
        let stated = Entry {
            state: State::Known(candidate.value.clone()),
            ..candidate.entry()
        };
        stated::stated_fact(self.knowledge, &stated)
    }

    fn event(&self, candidate: &EventCandidate) -> String {
        let mut case = Case::new(Moment {
            date: jiff::civil::Date::ZERO,
            time: None,
        });
        case.events.push(candidate.event());
        stated::stated_event(self.knowledge, &case, 0).unwrap_or_default()
    }
}

/// The words of a text that prove something, those that stand together in one pair of quotation marks.
fn quoted(text: &str, proof: &Proof) -> String {
    runs(text, proof).join(", ")
}

/// The words of a text that tell most of what proves something: without single letters, such as that of a leg.
pub(super) fn telling(text: &str, proof: &Proof) -> String {
    let all = runs(text, proof);
    let is_word = |it: &&String| it.chars().filter(|it| it.is_alphanumeric()).count() > 2;
    let words: Vec<String> = all.iter().filter(is_word).cloned().collect();
    if words.is_empty() { all } else { words }.join(", ")
}

fn runs(text: &str, proof: &Proof) -> Vec<String> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for span in &proof.spans {
        match runs.last_mut() {
            Some((_, end)) if span.start <= end.saturating_add(1) => *end = span.end.max(*end),
            _ => runs.push((span.start, span.end)),
        }
    }
    let words = runs.into_iter().map(|(start, end)| {
        let words = text.get(start as usize..end as usize);
        let words = words.unwrap_or_default();
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // A comma tells "US," from "us", and is no part of what is quoted.
        let words = words.trim_end_matches([',', ';', ':']);
        let cut: String = words.chars().take(QUOTED).collect();
        let more = if cut.len() < words.len() { " ..." } else { "" };
        format!("\"{cut}{more}\"")
    });
    words.collect()
}

/// The words of the text behind a fact that was stated or read from events, if this text says it.
pub(super) fn words_behind(asked: &Asked<'_>, used: &FactUse) -> Option<String> {
    let facts = asked.reading.facts.iter();
    let mut facts = facts.filter(|it| it.standing == Standing::Accepted && it.fact == used.fact);
    let events = || match &used.from {
        Provenance::Events(indices) => {
            let kinds = indices.iter().filter_map(|it| asked.case.events.get(*it));
            let kinds: Vec<usize> = kinds.map(|it| it.kind).collect();
            let mut events = asked.reading.events.iter();
            events.find(|it| it.standing == Standing::Accepted && kinds.contains(&it.kind))
        }
        _ => None,
    };
    let proof = facts.next().map(|it| &it.proof);
    let proof = proof.or_else(|| events().map(|it| &it.proof))?;
    (!proof.spans.is_empty()).then(|| telling(asked.text, proof))
}

fn in_doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Probable => "said to be likely",
        Doubt::Possible => "said to be possible",
        Doubt::Asked => "asked, not stated",
        Doubt::Misspelled => "a word was read as another one",
        Doubt::Number => "the number cannot be right, or can be read in two ways",
        Doubt::Disagreement => "two mentions disagree",
        Doubt::Past => "it is of an earlier time, and what it is now is not said",
        Doubt::Tense => "whether it has been done or is still to come is not said",
        Doubt::Patients => "more than one patient may be told of",
        Doubt::Proposed => {
            "proposed by a language model, not read by the rules; find out, and say so in plain words"
        }
    }
}

fn set_aside(reason: Reason) -> &'static str {
    match reason {
        Reason::OtherPerson => "said of somebody else",
        Reason::Conditional => "planned, or only under a condition",
        Reason::Before => "of the time before this episode",
        Reason::MoreSpecific => "it was read more exactly",
        Reason::Withdrawn => "taken back",
    }
}
