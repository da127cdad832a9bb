//! Finds phrases in the tokens of a text, word by word.
//!
//! In: phrases, each with a number for what it belongs to. Out: all places where one stands, overlapping ones too.
//! The phrases are one graph of words; which of them a text may be in is worked out when a text first leads there, and
//! kept. Neither what brackets multiply to nor what a text holds makes the tables grow without limit.

mod filter;
mod firsts;
mod graph;
mod list;
mod pool;
pub(crate) mod shared;
mod states;
mod steps;
mod typo;
mod words;

use std::ops::Range;

use venule_knowledge::compact::{Reader, Writer};

use self::firsts::Firsts;
use self::graph::Graph;
pub(crate) use self::pool::Pool;
use self::states::{State, States};
use self::typo::Typos;
use self::words::{Symbol, Word, Words};
use crate::language::model::Wording;
use crate::language::phrase::Part;
use crate::token::{Kind, Memo, Tokens};
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
    /// Whether a word of it was read as another one.
    pub(crate) slip: bool,
}

/// What is used again for the next text.
#[derive(Debug, Default)]
struct Run {
    states: States,
    memo: Memo<Seen>,
}

/// A word wherever it stands.
#[derive(Debug, Clone, Copy)]
struct Seen {
    read: Read,
    /// It was read as another word, or any phrase starts with it: most words are neither.
    noted: bool,
    /// It was read as another word.
    slip: bool,
    /// Any phrase starts with it.
    starts: bool,
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

    /// Whether any phrase has a word.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.graph.words.look_up(word).is_some()
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
        let Run { states, memo } = &mut run;
        slips.clear();
        memo.begin(tokens);
        for first in 0..tokens.len() {
            let seen = memo.find(view, tokens, first, |text, kind| self.see(text, kind));
            let Some(seen) = seen.filter(|it| it.noted) else {
                continue;
            };
            if seen.slip {
                slips.push(first);
            }
            if let Read::Known(symbol) = seen.read
                && seen.starts
                && tokens.starts_word(first)
            {
                states.make_room(&self.graph);
                let state = states.first(&self.graph, &self.firsts, symbol.word());
                let start = (first, state, seen.slip);
                self.follow(view, tokens, (states, memo), start, &mut take);
            }
        }
        self.pool.give_back(run);
    }

    /// Takes the phrases that go on from a first word.
    #[inline(always)]
    fn follow(
        &self,
        view: &View<'_>,
        tokens: &Tokens,
        (states, memo): (&mut States, &mut Memo<Seen>),
        (first, mut state, mut slip): (u32, State, bool),
        take: &mut impl FnMut(Found),
    ) {
        let mut last = first + 1;
        while state != State::NONE {
            let (ends, leads) = states.at(state);
            if !ends.is_empty() && tokens.starts_word(last) {
                for owner in ends.iter().copied() {
                    take(Found {
                        first,
                        last,
                        owner,
                        slip,
                    });
                }
            }
            if !leads {
                return;
            }
            let mut see = |at| memo.find(view, tokens, at, |text, kind| self.see(text, kind));
            let mut next = see(last);
            if next.is_some_and(|it| it.read == Read::Line) {
                last += 1;
                next = see(last);
            }
            let Some(Seen {
                read: Read::Known(symbol),
                slip: next_slip,
                ..
            }) = next
            else {
                return;
            };
            slip |= next_slip;
            let symbol = symbol.glued_if(tokens.is_glued(last));
            state = states.step(&self.graph, state, symbol);
            last += 1;
        }
    }

    /// A word wherever it stands.
    #[cold]
    fn see(&self, text: &str, kind: Kind) -> Seen {
        let words = &self.graph.words;
        let plain = words.see_word(text, kind);
        let slip = match plain {
            Read::Known(symbol) if symbol.word() == Word::ANY => self.typos.read_slip(words, text),
            _ => None,
        };
        let read = slip.map_or(plain, |word| Read::Known(Symbol::new(word, false)));
        let starts = match read {
            Read::Known(symbol) => self.may_start(symbol.word()),
            Read::Other | Read::Line => false,
        };
        let slip = slip.is_some();
        Seen {
            read,
            noted: slip || starts,
            slip,
            starts,
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
        word != Word::ANY && self.firsts.has(word) || self.graph.words.is_number(word)
    }
}

impl Words {
    /// A token as the phrases see it.
    fn see(&self, view: &View<'_>, tokens: &Tokens, at: u32) -> Read {
        let Some(token) = tokens.get(at) else {
            return Read::Other;
        };
        match self.see_word(view.part(token.start, token.end), token.kind) {
            Read::Known(symbol) => Read::Known(symbol.glued_if(tokens.is_glued(at))),
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
