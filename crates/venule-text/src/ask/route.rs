//! Intents and topics: which words of them a text has, and what it asks about.

use std::collections::BTreeMap;
use std::ops::Range;

use super::asking::{asking, is_asked};
use super::{Asks, Mention, Read, Router};
use crate::language::model::{Language, Phrases, Polarity, Trend, Wording};
use crate::matcher::Found;
use crate::scan::What;
use crate::scope::{Context, Person, Scopes, Time};

/// What phrases stand for, each by index in the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Words that ask wherever they stand.
    Intent(usize),
    /// Words that ask in a sentence that asks.
    IntentIfAsked(usize),
    Topic(usize),
    NotTopic(usize),
    /// The topic is well, and the text is not about it.
    Dismissed(usize),
}

/// All phrases, with what they stand for.
pub(super) fn plan(language: &Language) -> (Vec<Owner>, Vec<&Wording>) {
    let mut all: Vec<(Owner, Option<&Phrases>)> = Vec::new();
    for (index, intent) in language.intents.iter().enumerate() {
        all.push((Owner::Intent(index), Some(&intent.phrases)));
        all.push((Owner::IntentIfAsked(index), intent.asked.as_ref()));
    }
    for (index, topic) in language.topics.iter().enumerate() {
        all.push((Owner::Topic(index), Some(&topic.phrases)));
        all.push((Owner::NotTopic(index), topic.not.as_ref()));
        all.push((Owner::Dismissed(index), topic.dismissed.as_ref()));
    }
    let written = all.into_iter();
    written
        .filter_map(|(owner, phrases)| Some((owner, &phrases?.wording)))
        .unzip()
}

/// Phrases at their place, by tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) owner: Owner,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Said {
    fn holds(self, other: Self) -> bool {
        let longer = self.last - self.first > other.last - other.first;
        longer && self.first <= other.first && other.last <= self.last
    }
}

impl Router {
    /// Intents and topics of a text.
    pub(super) fn routed(&self, language: &Language, read: &Read<'_>) -> Asks {
        let said = self.said(read);
        let asking = asking(read, &said);
        let mut asks = Asks::default();
        let mut topics = Vec::new();
        let mut last = None;
        for it in &said {
            let sentence = read.layout.sentence_of(it.first);
            let from = sentence.and_then(|at| asking.get(at).copied().flatten());
            match it.owner {
                Owner::IntentIfAsked(_) if from.is_none() => {}
                Owner::Intent(index) | Owner::IntentIfAsked(index) => {
                    if let Some(intent) = language.intents.get(index)
                        && last != Some((intent.kind, sentence))
                    {
                        last = Some((intent.kind, sentence));
                        let span = read.span(it.first, it.last);
                        asks.intents.push((intent.kind, span));
                    }
                }
                Owner::Topic(topic) => topics.push((topic, *it, from)),
                Owner::Dismissed(_) => asks.dismissed.push(read.span(it.first, it.last)),
                Owner::NotTopic(_) => {}
            }
        }
        let is_inside = |topic: usize| {
            let topic = language.topics.get(topic);
            topic.is_some_and(|it| it.outside.is_none())
        };
        let inside = topics.iter().filter(|(topic, _, _)| is_inside(*topic));
        let inside: Vec<Said> = inside.map(|(_, said, _)| *said).collect();
        let scopes = contexts(language, read, &topics);
        for (at, (topic, said, from)) in topics.iter().enumerate() {
            let mention = |asked| Mention {
                topic: *topic,
                span: read.span(said.first, said.last),
                asked,
            };
            let Some(outside) = language.topics.get(*topic).map(|it| &it.outside) else {
                continue;
            };
            let asked = from.is_some_and(|from| is_asked(read, *said, from, &inside));
            let context = scopes.get(at).copied().unwrap_or_default();
            let Some(outside) = outside else {
                let is_denied = context.polarity == Polarity::Absent && from.is_none();
                if asks.dismissed.is_empty() || !is_denied {
                    asks.inside.push(mention(from.is_some()));
                }
                continue;
            };
            match standing(&context, asked, inside.is_empty(), outside.always) {
                Standing::Said => asks.outside.push(mention(asked)),
                Standing::Beside => asks.beside.push(mention(asked)),
                Standing::Nothing => {}
            }
        }
        asks
    }

    /// The phrases of a text, in order. Of topics and of intents, each time the longest; none across sentences.
    fn said(&self, read: &Read<'_>) -> Vec<Said> {
        let mut all: Vec<Said> = Vec::new();
        let mut slips = Vec::new();
        self.words
            .find(&read.view, &read.tokens, &mut slips, |found: Found| {
                let owner = self.owners.get(found.owner as usize);
                if let Some(owner) = owner
                    && is_within(read, found.first..found.last, *owner)
                {
                    all.push(Said {
                        owner: *owner,
                        first: found.first,
                        last: found.last,
                    });
                }
            });
        all.sort_by_key(|it| (it.first, std::cmp::Reverse(it.last)));
        longest(all)
    }
}

/// Removes what a longer phrase of its kind holds, or one that says that the topic is not meant. Sorted by their start,
/// longer ones first.
fn longest(all: Vec<Said>) -> Vec<Said> {
    let is_topic = |it: Owner| {
        matches!(
            it,
            Owner::Topic(_) | Owner::NotTopic(_) | Owner::Dismissed(_)
        )
    };
    let mut near: Vec<Said> = Vec::new();
    let mut kept = Vec::new();
    for it in all {
        near.retain(|other| other.last > it.first);
        let covers = |other: &&Said| match (it.owner, other.owner) {
            (Owner::Topic(topic), Owner::NotTopic(not) | Owner::Dismissed(not)) => topic == not,
            (one, other) => is_topic(one) == is_topic(other),
        };
        let is_covered = near.iter().filter(covers).any(|other| other.holds(it));
        near.push(it);
        if !is_covered {
            kept.push(it);
        }
    }
    kept
}

/// Whether tokens stand in one sentence. Of a heading only what it asks for counts: "Please word a request:".
fn is_within(read: &Read<'_>, tokens: Range<u32>, owner: Owner) -> bool {
    let sentence = read.layout.sentence_of(tokens.start);
    let sentence = sentence.and_then(|at| read.layout.sentences.get(at));
    let asks = matches!(owner, Owner::Intent(_));
    sentence.is_some_and(|it| tokens.end <= it.end && (asks || !it.heading))
}

/// What becomes of a mention of what is outside.
enum Standing {
    Said,
    Beside,
    Nothing,
}

fn standing(context: &Context, asked: bool, alone: bool, always: bool) -> Standing {
    let resolved = context.trends.contains(Trend::Resolved);
    if context.polarity == Polarity::Absent || resolved {
        return Standing::Nothing;
    }
    if asked {
        return Standing::Said;
    }
    let counts = context.person == Person::Patient && context.time != Time::Conditional;
    match (counts, alone) {
        (false, _) => Standing::Nothing,
        (true, true) => Standing::Said,
        (true, false) if always && context.time == Time::Now => Standing::Said,
        (true, false) => Standing::Beside,
    }
}

/// What surrounds each topic of a text.
fn contexts(
    language: &Language,
    read: &Read<'_>,
    topics: &[(usize, Said, Option<u32>)],
) -> Vec<Context> {
    let bytes = |said: &Said| {
        let start = read.tokens.get(said.first).map_or(0, |it| it.start);
        (start, read.tokens.end(said.last.saturating_sub(1)))
    };
    let mut hits = read.hits.clone();
    hits.mark_all(&read.tokens, topics.iter().map(|(_, said, _)| bytes(said)));
    let scopes = Scopes::of(language, &read.view, &read.tokens, &read.layout, &hits);
    let marked = hits.all().iter().enumerate();
    let marked = marked.filter(|(_, hit)| hit.what == What::Marked);
    let places: BTreeMap<(u32, u32), usize> =
        marked.map(|(at, hit)| ((hit.start, hit.end), at)).collect();
    let context = |said: &Said| places.get(&bytes(said)).map(|at| scopes.context(*at));
    let all = topics.iter();
    all.map(|(_, said, _)| context(said).unwrap_or_default())
        .collect()
}
