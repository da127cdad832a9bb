//! Sets of nodes where phrases may be at once, each made when a text first leads there.
//!
//! What was made is kept for the next text, up to a limit: a text can make the memory neither larger than that nor the
//! time worse than to follow all phrases word by word.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::filter::{Filter, LedBy};
use super::firsts::Firsts;
use super::graph::{Graph, Node, after};
use super::steps::Steps;
use super::words::{Symbol, Word};
use crate::view::count;

/// Most nodes of all states and steps between them that are kept: some 8 MB.
pub(super) const MOST: usize = 1 << 20;

/// A state, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State(u32);

impl State {
    /// No phrase goes on.
    pub(super) const NONE: Self = Self(0);
    /// Not looked for yet.
    const UNKNOWN: Self = Self(u32::MAX);

    pub(super) fn number(self) -> u32 {
        self.0
    }

    #[cfg(test)]
    pub(super) fn of_number(number: u32) -> Self {
        Self(number)
    }
}

#[derive(Debug)]
struct Members {
    nodes: Arc<[Node]>,
    /// What the phrases that end here belong to: sorted, each once.
    ends: Box<[u32]>,
    /// Whether any phrase goes on.
    leads: bool,
    /// By which words, once a second one was looked for.
    led_by: LedBy,
}

/// The states that texts have led to.
#[derive(Debug, Default)]
pub(super) struct States {
    states: Vec<Members>,
    numbers: HashMap<Arc<[Node]>, State, FxBuildHasher>,
    steps: Steps,
    /// After the first word, by its number.
    first: Vec<State>,
    size: usize,
    seen: Seen,
    /// Whether `_` stands for itself alone.
    exact: bool,
}

/// The nodes of the state that is being made.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) nodes: Vec<Node>,
    open: Vec<Node>,
    /// By node: the round in which it was met.
    met: Vec<u32>,
    round: u32,
}

impl States {
    /// To compare phrases as they are written.
    pub(super) fn exact() -> Self {
        Self {
            exact: true,
            ..Self::default()
        }
    }

    /// Makes room if too much is kept. States from before are not valid after it.
    pub(super) fn make_room(&mut self, graph: &Graph) {
        if self.states.is_empty() || self.size > MOST {
            self.begin(graph);
        }
    }

    #[cold]
    fn begin(&mut self, graph: &Graph) {
        self.states.clear();
        self.numbers.clear();
        self.steps.clear();
        self.first.clear();
        self.first.resize(graph.words.len(), State::UNKNOWN);
        self.seen = Seen::of(graph);
        self.size = 0;
        self.take(graph);
    }

    /// What the phrases that end at a state belong to, and whether any phrase goes on after it.
    pub(super) fn at(&self, state: State) -> (&[u32], bool) {
        let members = self.states.get(state.0 as usize);
        members.map_or((&[], false), |members| (&members.ends, members.leads))
    }

    /// What the phrases that end at a state belong to.
    pub(super) fn ends(&self, state: State) -> &[u32] {
        let members = self.states.get(state.0 as usize);
        members.map_or(&[], |members| &members.ends)
    }

    /// The nodes of a state.
    pub(super) fn nodes(&self, state: State) -> &[Node] {
        let members = self.states.get(state.0 as usize);
        members.map_or(&[], |members| &members.nodes)
    }

    /// How much was made.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The state after the first word of a phrase.
    pub(super) fn first(&mut self, graph: &Graph, firsts: &Firsts, word: Word) -> State {
        let known = self.first.get(word.index()).copied();
        match known {
            Some(State::UNKNOWN) => {}
            Some(known) => return known,
            None => return State::NONE,
        }
        self.seen.start();
        for node in firsts.of(word) {
            self.seen.meet(graph, node);
        }
        if graph.words.is_number(word) {
            for node in firsts.of(Word::NUMBER) {
                self.seen.meet(graph, node);
            }
        }
        let state = self.take(graph);
        if let Some(place) = self.first.get_mut(word.index()) {
            *place = state;
        }
        state
    }

    /// The state after one more word.
    #[inline]
    pub(super) fn step(&mut self, graph: &Graph, state: State, symbol: Symbol) -> State {
        let known = self.steps.get(state, symbol);
        known.unwrap_or_else(|| self.new_step(graph, state, symbol))
    }

    #[cold]
    fn new_step(&mut self, graph: &Graph, state: State, symbol: Symbol) -> State {
        let members = self.states.get(state.0 as usize);
        let nodes = members.map_or_else(|| Arc::from([]), |it| Arc::clone(&it.nodes));
        let number = graph.words.is_number(symbol.word());
        let number = number.then(|| Symbol::new(Word::NUMBER, symbol.is_glued()));
        let any = graph.words.is_letters(symbol.word()) && !symbol.is_glued() && !self.exact;
        let any = any.then(|| Symbol::new(Word::ANY, false));
        self.note_asked(graph, state);
        let wanted = [Some(symbol), number, any].map(|it| it.filter(|it| self.leads(state, *it)));
        let next = match wanted {
            [None, None, None] => State::NONE,
            // What stands for any word leads on as it does for all of them.
            [None, None, Some(any)] => self.step(graph, state, any),
            wanted => self.all_after(graph, &nodes, wanted),
        };
        self.steps.add(state, symbol, next);
        self.size += 4;
        next
    }

    /// Notes that a word is looked for behind a state. With the second one it is worked out which of them lead on.
    fn note_asked(&mut self, graph: &Graph, state: State) {
        let Some(members) = self.states.get_mut(state.0 as usize) else {
            return;
        };
        members.led_by = match std::mem::take(&mut members.led_by) {
            LedBy::NotAsked => LedBy::Asked,
            LedBy::Asked => {
                let arcs = members.nodes.iter().map(|node| graph.arcs(*node));
                let filter = Filter::of(arcs);
                self.size += filter.len();
                LedBy::Known(filter)
            }
            known @ LedBy::Known(_) => known,
        };
    }

    /// Whether any phrase may go on from a state with a word.
    fn leads(&self, state: State, symbol: Symbol) -> bool {
        let members = self.states.get(state.0 as usize);
        members.is_some_and(|it| match &it.led_by {
            LedBy::Known(filter) => filter.may_have(symbol),
            LedBy::NotAsked | LedBy::Asked => true,
        })
    }

    /// The state after one of these words, whichever leads on.
    fn all_after(&mut self, graph: &Graph, nodes: &[Node], wanted: [Option<Symbol>; 3]) -> State {
        self.seen.start();
        for node in nodes {
            let arcs = graph.arcs(*node);
            for symbol in wanted.into_iter().flatten() {
                for next in after(&arcs, symbol) {
                    self.seen.meet(graph, next);
                }
            }
        }
        self.take(graph)
    }

    /// The state of the nodes that were met.
    fn take(&mut self, graph: &Graph) -> State {
        let nodes = &mut self.seen.nodes;
        nodes.sort_unstable();
        if let Some(known) = self.numbers.get(nodes.as_slice()) {
            return *known;
        }
        let state = State(count(self.states.len()));
        let mut ends: Vec<u32> = nodes.iter().filter_map(|node| graph.end(*node)).collect();
        ends.sort_unstable();
        let nodes: Arc<[Node]> = nodes.as_slice().into();
        self.size += nodes.len() + 16;
        self.states.push(Members {
            leads: nodes.len() > ends.len(),
            led_by: LedBy::NotAsked,
            nodes: Arc::clone(&nodes),
            ends: ends.into(),
        });
        self.numbers.insert(nodes, state);
        state
    }
}

impl Seen {
    pub(super) fn of(graph: &Graph) -> Self {
        Self {
            met: vec![0; graph.len()],
            ..Self::default()
        }
    }

    pub(super) fn start(&mut self) {
        self.nodes.clear();
        // After four billion rounds marks of the first would be taken for new ones.
        if self.round == u32::MAX {
            self.met.fill(0);
            self.round = 0;
        }
        self.round += 1;
    }

    /// Takes in a node and all that is linked to it; only those matter that a word leads on from or a phrase ends at.
    pub(super) fn meet(&mut self, graph: &Graph, node: Node) {
        self.open.push(node);
        while let Some(node) = self.open.pop() {
            let Some(met) = self.met.get_mut(node.index()) else {
                continue;
            };
            if *met == self.round {
                continue;
            }
            *met = self.round;
            self.open.extend(graph.links(node));
            if graph.end(node).is_some() || !graph.arcs(node).is_empty() {
                self.nodes.push(node);
            }
        }
    }
}
