//! Where phrases are after their first word.

use venule_knowledge::compact::{Reader, Writer};

use super::graph::{Graph, Node, read_nodes, write_nodes};
use super::states::Seen;
use super::words::Word;
use crate::view::count;

/// For each word, the nodes after it where a phrase starts with it.
#[derive(Debug, Default)]
pub(super) struct Firsts {
    /// For each word, where its nodes start; one more at the end.
    starts: Vec<u32>,
    nodes: Vec<Node>,
}

impl Firsts {
    pub(super) fn of_graph(graph: &Graph) -> Self {
        let mut seen = Seen::of(graph);
        seen.start();
        for start in graph.starts() {
            seen.meet(graph, *start);
        }
        let arcs = seen.nodes.iter().flat_map(|node| graph.arcs(*node));
        let mut arcs: Vec<_> = arcs.map(|(symbol, node)| (symbol.word(), *node)).collect();
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
            starts,
            nodes: arcs.into_iter().map(|(_, node)| node).collect(),
        }
    }

    pub(super) fn of(&self, word: Word) -> &[Node] {
        let (Some(first), Some(last)) = (
            self.starts.get(word.index()),
            self.starts.get(word.index() + 1),
        ) else {
            return &[];
        };
        self.nodes
            .get(*first as usize..*last as usize)
            .unwrap_or_default()
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.numbers(&self.starts);
        write_nodes(out, &self.nodes);
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            starts: from.numbers()?,
            nodes: read_nodes(from)?,
        })
    }
}
