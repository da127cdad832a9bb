//! Phrases that several owners claim, found on the graph: two owners share a phrase where they end in one state.

use std::collections::BTreeSet;

use super::firsts::Firsts;
use super::graph::Graph;
use super::states::{State, States};
use super::words::{Symbol, Words};
use crate::language::model::Wording;

/// Most that is made to look for shared phrases: some twenty times what the concepts of a large language need.
const MOST: usize = 1 << 22;

/// One phrase of two owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shared {
    /// The owners, the earlier one first.
    pub(crate) owners: (u32, u32),
    /// One of the shortest phrases that both claim.
    pub(crate) words: String,
}

/// The phrases are so entangled that it cannot be told in reasonable memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entangled;

/// One phrase of each two owners that claim the same. `#` and a written number are the same.
pub(crate) fn shared<'p>(
    all: impl IntoIterator<Item = (u32, &'p Wording)>,
) -> Result<Vec<Shared>, Entangled> {
    let mut graph = Graph::default();
    for (owner, wording) in all {
        graph.add(wording, owner);
    }
    let firsts = Firsts::of_graph(&graph);
    let mut states = States::exact();
    states.make_room(&graph);
    let mut search = Search {
        words: &graph.words,
        reached: Vec::new(),
        known: BTreeSet::new(),
        claimed: BTreeSet::new(),
        found: Vec::new(),
    };
    for word in graph.words.all() {
        let state = states.first(&graph, &firsts, word);
        search.reach(&states, state, None, Symbol::new(word, false));
    }
    // Shortest first: what is reached is looked at in the order in which it was reached.
    let mut at = 0;
    while let Some(step) = search.reached.get(at) {
        if states.size() > MOST {
            return Err(Entangled);
        }
        let from = step.state;
        let mut symbols = Vec::new();
        for node in states.nodes(from) {
            symbols.extend(graph.arcs(*node).iter().map(|arc| arc.0));
        }
        symbols.sort_unstable();
        symbols.dedup();
        for symbol in symbols {
            let state = states.step(&graph, from, symbol);
            search.reach(&states, state, Some(at), symbol);
        }
        at += 1;
    }
    Ok(search.found)
}

struct Search<'g> {
    words: &'g Words,
    reached: Vec<Step>,
    known: BTreeSet<u32>,
    claimed: BTreeSet<(u32, u32)>,
    found: Vec<Shared>,
}

/// How a state was reached first.
struct Step {
    state: State,
    /// Index of the step before it.
    before: Option<usize>,
    symbol: Symbol,
}

impl Search<'_> {
    fn reach(&mut self, states: &States, state: State, before: Option<usize>, symbol: Symbol) {
        if state == State::NONE || !self.known.insert(state.number()) {
            return;
        }
        self.reached.push(Step {
            state,
            before,
            symbol,
        });
        let mut ends = states.ends(state).iter();
        while let Some(first) = ends.next() {
            for second in ends.clone() {
                if self.claimed.insert((*first, *second)) {
                    let words = self.words();
                    self.found.push(Shared {
                        owners: (*first, *second),
                        words,
                    });
                }
            }
        }
    }

    /// The words that led to the latest state.
    fn words(&self) -> String {
        let mut symbols = Vec::new();
        let mut at = self.reached.len().checked_sub(1);
        while let Some(step) = at.and_then(|at| self.reached.get(at)) {
            symbols.push(step.symbol);
            at = step.before;
        }
        let mut words = String::new();
        for symbol in symbols.into_iter().rev() {
            if !symbol.is_glued() && !words.is_empty() {
                words.push(' ');
            }
            words.push_str(self.words.spelled(symbol.word()));
        }
        words
    }
}
