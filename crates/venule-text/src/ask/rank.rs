//! Questions of the knowledge in the order in which a text is like them: BM25 over their wordings.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use venule_knowledge::compact::{Reader, Writer};

use super::{Ranked, Read, term};
use crate::language::model::Language;
use crate::layout::Headings;
use crate::scan::Scanner;
use crate::view::{View, count};

/// The usual constants: how soon a repeated term counts no more, and how far a long wording counts less.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What the score of a question is raised by when its guideline was named.
const NAMED: f64 = 1.5;

/// What a text and a wording must have in common to be called alike.
#[derive(Debug, Clone, Copy)]
struct Least {
    /// Terms, where the text has so many.
    terms: usize,
    /// Of the weight of the wording: enough for a long text.
    wording: f64,
    /// Of the weight of the text: enough for a short one,
    text: f64,
    /// with so much of the weight of the wording.
    both: f64,
}

/// For a text that is about nothing that the guidelines are about.
const STRANGE: Least = Least {
    terms: 2,
    wording: 0.85,
    text: 0.6,
    both: 0.25,
};

/// For a text that is about a leg.
const ABOUT: Least = Least {
    terms: 2,
    wording: 0.45,
    text: 0.4,
    both: 0.2,
};

/// For a question whose guideline was named.
const OF_NAMED: Least = Least {
    terms: 1,
    wording: 0.3,
    text: 0.3,
    both: 0.15,
};

/// All wordings of all questions.
#[derive(Debug, Default)]
pub(super) struct Ranker {
    wordings: Vec<Wording>,
    /// Terms, sorted.
    terms: Vec<Term>,
    /// What a term weighs that no wording has.
    unknown: f64,
    mean_length: f64,
    guidelines: Vec<usize>,
}

#[derive(Debug)]
struct Wording {
    question: usize,
    /// By index, in order.
    terms: Vec<u32>,
    /// The weight of all its terms.
    weight: f64,
}

#[derive(Debug)]
struct Term {
    name: Cow<'static, str>,
    weight: f64,
    /// The wordings that have it, in order.
    wordings: Vec<usize>,
}

impl Ranker {
    pub(super) fn new(language: &Language, scanner: &Scanner, headings: &Headings) -> Self {
        let mut own = Vec::new();
        for (question, entry) in language.questions.iter().enumerate() {
            for wording in entry.all_wordings() {
                let Ok(view) = View::new(wording) else {
                    continue;
                };
                let read = Read::of(view, scanner, headings);
                own.push((question, term::of(&read, &(0..read.tokens.len()))));
            }
        }
        let all: BTreeSet<&String> = own.iter().flat_map(|(_, terms)| terms).collect();
        let all: Vec<&String> = all.into_iter().collect();
        let index = |term: &String| count(all.partition_point(|it| *it < term));
        let wordings = own.iter().map(|(question, terms)| Wording {
            question: *question,
            terms: terms.iter().map(index).collect(),
            weight: 0.0,
        });
        let wordings = wordings.collect();
        let names = all.into_iter().map(|it| Cow::Owned(it.clone()));
        Self::weighed(language, names.collect(), wordings)
    }

    /// Weighs terms and wordings against each other.
    fn weighed(
        language: &Language,
        names: Vec<Cow<'static, str>>,
        mut wordings: Vec<Wording>,
    ) -> Self {
        let term = |name| Term {
            name,
            weight: 0.0,
            wordings: Vec::new(),
        };
        let mut terms: Vec<Term> = names.into_iter().map(term).collect();
        for (index, wording) in wordings.iter().enumerate() {
            for term in &wording.terms {
                if let Some(term) = terms.get_mut(*term as usize) {
                    term.wordings.push(index);
                }
            }
        }
        let all = number(wordings.len());
        for term in &mut terms {
            term.weight = weight(all, number(term.wordings.len()));
        }
        for wording in &mut wordings {
            let own = wording.terms.iter();
            let weights = own.filter_map(|it| terms.get(*it as usize));
            wording.weight = weights.map(|it| it.weight).sum();
        }
        let lengths: f64 = wordings.iter().map(Wording::length).sum();
        Self {
            wordings,
            terms,
            unknown: weight(all, 0.0),
            mean_length: lengths / all.max(1.0),
            guidelines: language.questions.iter().map(|it| it.guideline).collect(),
        }
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.number(self.terms.len() as u64);
        for term in &self.terms {
            out.text(&term.name);
        }
        out.number(self.wordings.len() as u64);
        for wording in &self.wordings {
            out.number(wording.question as u64);
            out.numbers(&wording.terms);
        }
    }

    pub(super) fn read(language: &Language, from: &mut Reader) -> Option<Self> {
        let mut names = Vec::new();
        for _ in 0..from.number()? {
            names.push(Cow::Borrowed(from.text()?));
        }
        let mut wordings = Vec::new();
        for _ in 0..from.number()? {
            wordings.push(Wording {
                question: usize::try_from(from.number()?).ok()?,
                terms: from.numbers()?,
                weight: 0.0,
            });
        }
        Some(Self::weighed(language, names, wordings))
    }

    fn term(&self, name: &str) -> Option<&Term> {
        let found = self.terms.binary_search_by(|it| (*it.name).cmp(name));
        self.terms.get(found.ok()?)
    }

    /// The questions that a text is like. The text counts as a whole and sentence by sentence, each by what it is likest.
    pub(super) fn rank(&self, read: &Read<'_>, about: bool, named: &[usize]) -> Vec<Ranked> {
        let whole = 0..read.tokens.len();
        let sentences = read.layout.sentences.iter().map(|it| it.start..it.end);
        let mut parts = vec![whole];
        parts.extend(sentences.filter(|it| it.len() < read.tokens.len() as usize));
        let mut best: BTreeMap<usize, Ranked> = BTreeMap::new();
        for part in parts {
            for found in self.of_terms(&term::of(read, &part), about, named) {
                let entry = best.entry(found.question).or_insert(found);
                entry.score = entry.score.max(found.score);
                entry.alike = entry.alike.max(found.alike);
            }
        }
        let mut ranked: Vec<Ranked> = best.into_values().collect();
        // Equal ones in the order of the files.
        ranked.sort_by_key(|it| std::cmp::Reverse((it.score, it.alike)));
        ranked
    }

    fn of_terms(&self, terms: &[String], about: bool, named: &[usize]) -> Vec<Ranked> {
        let mut found: BTreeMap<usize, Shared> = BTreeMap::new();
        let mut weight_of_text = 0.0;
        for term in terms {
            let Some(term) = self.term(term) else {
                weight_of_text += self.unknown;
                continue;
            };
            weight_of_text += term.weight;
            for index in &term.wordings {
                let Some(wording) = self.wordings.get(*index) else {
                    continue;
                };
                let length = 1.0 - B + B * wording.length() / self.mean_length;
                let shared = found.entry(*index).or_default();
                shared.score += term.weight * (K1 + 1.0) / (1.0 + K1 * length);
                shared.weight += term.weight;
                shared.terms += 1;
            }
        }
        let found = found.into_iter().filter_map(|(index, shared)| {
            let wording = self.wordings.get(index)?;
            let guideline = self.guidelines.get(wording.question)?;
            let (least, raise) = match named.contains(guideline) {
                true => (OF_NAMED, NAMED),
                false if about => (ABOUT, 1.0),
                false => (STRANGE, 1.0),
            };
            let of_wording = shared.weight / wording.weight;
            let of_text = shared.weight / weight_of_text;
            let alike = 200.0 * of_wording * of_text / (of_wording + of_text);
            let is_like = shared.terms >= least.terms.min(terms.len())
                && (of_wording >= least.wording
                    || of_text >= least.text && of_wording >= least.both);
            is_like.then(|| Ranked {
                question: wording.question,
                score: whole(shared.score * raise * 1000.0),
                alike: u8::try_from(whole(alike)).unwrap_or(u8::MAX),
            })
        });
        found.collect()
    }
}

impl Wording {
    fn length(&self) -> f64 {
        number(self.terms.len())
    }
}

/// What a text has in common with a wording.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    score: f64,
    weight: f64,
    terms: usize,
}

/// What a term weighs that so many of all wordings have.
fn weight(all: f64, having: f64) -> f64 {
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

fn number(of: usize) -> f64 {
    f64::from(count(of))
}

/// The nearest whole number. Scores are far below the limit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float is cut at the limits, and scores are not negative"
)]
fn whole(score: f64) -> u32 {
    score.round() as u32
}
