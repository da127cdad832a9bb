//! Finds phrases in the tokens of a text, word by word.
//!
//! In: phrases, each with a number for what it belongs to. Out: all places where one stands, overlapping ones too.
//! The phrases are one graph of words; which of them a text may be in is worked out when a text first leads there, and
//! kept. Neither what brackets multiply to nor what a text holds makes the tables grow without limit.

mod firsts;
mod graph;
mod pool;
pub(crate) mod shared;
mod states;
mod typo;
mod words;

use std::ops::Range;

use venule_knowledge::compact::{Reader, Writer};

use self::firsts::Firsts;
use self::graph::Graph;
use self::pool::Pool;
use self::states::{State, States};
use self::typo::Typos;
use self::words::{Symbol, Word, Words};
use crate::language::model::Wording;
use crate::language::phrase::{Part, is_loose};
use crate::token::{self, Kind, Tokens};
use crate::view::View;

/// Phrases, and what each belongs to.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    graph: Graph,
    firsts: Firsts,
    typos: Typos,
    pool: Pool<Run>,
}

/// A phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// First token.
    pub(crate) first: u32,
    /// First token after it.
    pub(crate) last: u32,
    /// What it belongs to.
    pub(crate) owner: u32,
}

/// What is used again for the next text.
#[derive(Debug, Default)]
struct Run {
    states: States,
    words: Vec<Read>,
}

/// A token as the phrases see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    Known(Symbol),
    /// In no phrase.
    Other,
    /// The end of a line or a quote, which a phrase may stand across.
    Line,
}

impl Matcher {
    /// The phrases of each owner: a number and its phrases.
    pub(crate) fn new<'p>(all: impl IntoIterator<Item = (u32, &'p Wording)>) -> Self {
        let mut graph = Graph::default();
        for (owner, wording) in all {
            graph.add(wording, owner);
        }
        let firsts = Firsts::of_graph(&graph);
        Self {
            graph,
            firsts,
            typos: Typos::default(),
            pool: Pool::default(),
        }
    }

    /// Reads slips of the pen as words of some of the phrases.
    pub(crate) fn reading_slips<'p>(
        mut self,
        of: impl IntoIterator<Item = &'p Wording>,
        ordinary: &Wording,
    ) -> Self {
        let mut wanted = vec![false; self.graph.words.len()];
        for wording in of {
            for part in wording.parts() {
                if let Part::Word { text, .. } = part
                    && let Some(word) = self.graph.words.find(text, Kind::Word)
                    && let Some(place) = wanted.get_mut(word.index())
                {
                    *place = true;
                }
            }
        }
        self.typos = Typos::of(&self.graph.words, &wanted, ordinary);
        self
    }

    /// Writes its tables.
    pub(crate) fn write(&self, out: &mut Writer) {
        self.graph.write(out);
        self.firsts.write(out);
        self.typos.write(out);
    }

    /// Reads tables that were written.
    pub(crate) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            graph: Graph::read(from)?,
            firsts: Firsts::read(from)?,
            typos: Typos::read(from)?,
            pool: Pool::default(),
        })
    }

    /// Takes all phrases of a text, sorted by their first token. The tokens that were read as other words are listed.
    pub(crate) fn find(
        &self,
        view: &View<'_>,
        tokens: &Tokens,
        slips: &mut Vec<u32>,
        mut take: impl FnMut(Found),
    ) {
        let mut run = self.pool.take();
        let Run { states, words } = &mut run;
        words.clear();
        slips.clear();
        self.see_all(view, tokens, words, slips);
        for (first, read) in (0_u32..).zip(words.iter()) {
            let Read::Known(symbol) = read else { continue };
            if !self.may_start(symbol.word()) {
                continue;
            }
            states.make_room(&self.graph);
            let mut state = states.first(&self.graph, &self.firsts, symbol.word());
            if state == State::NONE || !token::starts_word(view, tokens, first) {
                continue;
            }
            let mut last = first + 1;
            loop {
                let (ends, leads) = states.at(state);
                if !ends.is_empty() && token::starts_word(view, tokens, last) {
                    for owner in ends {
                        take(Found {
                            first,
                            last,
                            owner: *owner,
                        });
                    }
                }
                if !leads {
                    break;
                }
                if words.get(last as usize) == Some(&Read::Line) {
                    last += 1;
                }
                let Some(Read::Known(symbol)) = words.get(last as usize) else {
                    break;
                };
                state = states.step(&self.graph, state, *symbol);
                if state == State::NONE {
                    break;
                }
                last += 1;
            }
        }
        self.pool.give_back(run);
    }

    /// All tokens as the phrases see them, and those that were read as other words.
    fn see_all(
        &self,
        view: &View<'_>,
        tokens: &Tokens,
        seen: &mut Vec<Read>,
        slips: &mut Vec<u32>,
    ) {
        let words = &self.graph.words;
        let known = tokens.by_word(view, |text, kind| {
            let plain = words.see_word(text, kind);
            let slip = match plain {
                Read::Known(symbol) if symbol.word() == Word::ANY => {
                    self.typos.read_slip(words, text)
                }
                _ => None,
            };
            let read = slip.map_or(plain, |word| Read::Known(Symbol::new(word, false)));
            (read, slip.is_some(), is_loose(text))
        });
        seen.reserve(tokens.len() as usize);
        let (mut end, mut is_loose) = (0, true);
        for at in 0..tokens.len() {
            let (Some(token), Some((read, slip, loose))) =
                (tokens.get(at), known.get(tokens.word(at)))
            else {
                continue;
            };
            let glued = token.start == end && !is_loose && !loose;
            seen.push(match read {
                Read::Known(symbol) if glued => Read::Known(Symbol::new(symbol.word(), true)),
                read => *read,
            });
            if *slip {
                slips.push(at);
            }
            end = token.end;
            is_loose = *loose || token.kind == Kind::LineBreak;
        }
    }

    /// What a phrase that is all of some tokens belongs to.
    pub(crate) fn whole(&self, view: &View<'_>, tokens: &Tokens, range: Range<u32>) -> Option<u32> {
        let mut reads = range.map(|at| self.graph.words.see(view, tokens, at));
        let Some(Read::Known(symbol)) = reads.next() else {
            return None;
        };
        if !self.may_start(symbol.word()) {
            return None;
        }
        let mut run = self.pool.take();
        let states = &mut run.states;
        states.make_room(&self.graph);
        let mut state = states.first(&self.graph, &self.firsts, symbol.word());
        for read in reads {
            state = match read {
                Read::Known(symbol) => states.step(&self.graph, state, symbol),
                Read::Other | Read::Line => State::NONE,
            };
        }
        let owner = states.ends(state).first().copied();
        self.pool.give_back(run);
        owner
    }

    /// Whether any phrase starts with a word.
    fn may_start(&self, word: Word) -> bool {
        word != Word::ANY && !self.firsts.of(word).is_empty() || self.graph.words.is_number(word)
    }
}

impl Words {
    /// A token as the phrases see it.
    fn see(&self, view: &View<'_>, tokens: &Tokens, at: u32) -> Read {
        let Some(token) = tokens.get(at) else {
            return Read::Other;
        };
        let glued = at > 0
            && tokens.end(at - 1) == token.start
            && tokens.kind(at - 1) != Some(Kind::LineBreak)
            && !is_loose(tokens.text(view, at))
            && !is_loose(tokens.text(view, at - 1));
        match self.see_word(view.part(token.start, token.end), token.kind) {
            Read::Known(symbol) => Read::Known(Symbol::new(symbol.word(), glued)),
            read => read,
        }
    }

    /// The same of a word wherever it stands.
    fn see_word(&self, text: &str, kind: Kind) -> Read {
        if kind == Kind::LineBreak {
            return if text.len() == 1 {
                Read::Line
            } else {
                Read::Other
            };
        }
        if text == "\"" {
            return Read::Line;
        }
        let word = self.find(text, kind);
        word.map_or(Read::Other, |word| Read::Known(Symbol::new(word, false)))
    }
}

#[cfg(test)]
mod tests;
