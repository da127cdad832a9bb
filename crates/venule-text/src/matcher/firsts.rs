//! Where phrases are after their first word.

use venule_knowledge::compact::{Reader, Writer};

use super::graph::{Graph, Node, Nodes, write_nodes, write_numbers};
use super::list::{List, Slice};
use super::states::Seen;
use super::words::Word;
use crate::view::count;

/// For each word, the nodes after it where a phrase starts with it.
#[derive(Debug, Default)]
pub(super) struct Firsts {
    /// For each word, where its nodes start; one more at the end.
    starts: List<u32, 4>,
    nodes: Nodes,
}

impl Firsts {
    pub(super) fn of_graph(graph: &Graph) -> Self {
        let mut seen = Seen::of(graph);
        seen.start();
        for start in graph.starts() {
            seen.meet(graph, start);
        }
        let arcs = seen.nodes.iter().flat_map(|node| graph.arcs(*node).iter());
        let mut arcs: Vec<_> = arcs.map(|(symbol, node)| (symbol.word(), node)).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let mut starts = Vec::with_capacity(graph.words.len() + 1);
        let mut at = 0;
        for word in 0..=graph.words.len() {
            while arcs.get(at).is_some_and(|(first, _)| first.index() < word) {
                at += 1;
            }
            starts.push(count(at));
        }
        Self {
            starts: starts.into(),
            nodes: arcs
                .into_iter()
                .map(|(_, node)| node)
                .collect::<Vec<_>>()
                .into(),
        }
    }

    pub(super) fn of(&self, word: Word) -> impl Iterator<Item = Node> {
        self.slice(word).iter()
    }

    /// Whether any phrase starts with a word.
    pub(super) fn has(&self, word: Word) -> bool {
        !self.slice(word).is_empty()
    }

    fn slice(&self, word: Word) -> Slice<'_, Node, 4> {
        let place = |at| self.starts.get(at).unwrap_or_default() as usize;
        Slice::of(&self.nodes, place(word.index())..place(word.index() + 1))
    }

    pub(super) fn write(&self, out: &mut Writer) {
        write_numbers(out, &self.starts);
        write_nodes(out, &self.nodes);
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            starts: List::read(from)?,
            nodes: List::read(from)?,
        })
    }
}
