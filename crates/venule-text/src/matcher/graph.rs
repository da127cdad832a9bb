//! All phrases as one graph: a node is a place in a phrase, an arc a word that leads on.
//!
//! It is as large as what was written, whatever that stands for: where a part may be missing, the node after it is
//! linked, not copied. There is no way back to an earlier node.

use std::ops::Range;

use super::words::{Symbol, Word, Words};
use crate::language::phrase::{Part, Wording};
use crate::view::count;

/// A place in phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Node(u32);

impl Node {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word, and where it leads.
pub(super) type Arc = (Symbol, Node);

/// What starts at a node.
#[derive(Debug, Clone, Default)]
struct From {
    arcs: Range<u32>,
    links: Range<u32>,
    /// What the phrases that end here belong to.
    end: Option<u32>,
}

/// All phrases.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) words: Words,
    nodes: Vec<From>,
    /// INVARIANT (arcs-sorted): those of one node are sorted.
    arcs: Vec<Arc>,
    /// Nodes where a phrase may be as well as at the node they are of.
    links: Vec<Node>,
    starts: Vec<Node>,
    open_arcs: Vec<Arc>,
    open_links: Vec<Node>,
}

impl Graph {
    /// Adds phrases that belong to one thing: from their end, so that for each part it is known where it leads.
    pub(super) fn add(&mut self, wording: &Wording, owner: u32) {
        let next = self.node(From {
            end: Some(owner),
            ..From::default()
        });
        let mut outer = Vec::new();
        let mut choice = Choice {
            next,
            ..Choice::default()
        };
        let mut head = Head::Nothing;
        for part in wording.parts().iter().rev() {
            match *part {
                Part::Word { start, end, glued } => {
                    let word = self.words.add(wording.word(start, end));
                    let next = self.before(head, &choice);
                    head = Head::Word((Symbol::new(word, glued), next));
                }
                Part::Number { glued } => {
                    let next = self.before(head, &choice);
                    head = Head::Word((Symbol::new(Word::NUMBER, glued), next));
                }
                Part::Any => {
                    let next = self.before(head, &choice);
                    head = Head::Word((Symbol::new(Word::ANY, false), next));
                }
                Part::Close => {
                    let inner = Choice {
                        next: self.before(head, &choice),
                        arcs: self.open_arcs.len(),
                        links: self.open_links.len(),
                    };
                    outer.push(std::mem::replace(&mut choice, inner));
                    head = Head::Nothing;
                }
                Part::Or => {
                    self.begin(head, &choice);
                    head = Head::Nothing;
                }
                Part::Open => {
                    self.begin(head, &choice);
                    head = Head::Choice(self.close(&choice));
                    choice = outer.pop().unwrap_or_default();
                }
            }
        }
        if !wording.parts().is_empty() {
            self.begin(head, &choice);
            let start = self.close(&choice);
            self.starts.push(start);
        }
    }

    /// Where phrases start.
    pub(super) fn starts(&self) -> &[Node] {
        &self.starts
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The arcs of a node, sorted by symbol.
    pub(super) fn arcs(&self, node: Node) -> &[Arc] {
        let of = self.nodes.get(node.index()).map(|from| &from.arcs);
        of.and_then(|of| self.arcs.get(of.start as usize..of.end as usize))
            .unwrap_or_default()
    }

    /// Where one symbol leads.
    pub(super) fn after(&self, node: Node, symbol: Symbol) -> impl Iterator<Item = Node> {
        let arcs = self.arcs(node);
        // arcs-sorted: binary search is valid
        let first = arcs.partition_point(|arc| arc.0 < symbol);
        let rest = arcs.get(first..).unwrap_or_default().iter();
        rest.take_while(move |arc| arc.0 == symbol).map(|arc| arc.1)
    }

    pub(super) fn links(&self, node: Node) -> &[Node] {
        let of = self.nodes.get(node.index()).map(|from| &from.links);
        of.and_then(|of| self.links.get(of.start as usize..of.end as usize))
            .unwrap_or_default()
    }

    /// What the phrases that end at a node belong to.
    pub(super) fn end(&self, node: Node) -> Option<u32> {
        self.nodes.get(node.index())?.end
    }

    fn node(&mut self, from: From) -> Node {
        let node = Node(count(self.nodes.len()));
        self.nodes.push(from);
        node
    }

    /// The node before a sequence, or before the part of it that was read.
    fn before(&mut self, head: Head, choice: &Choice) -> Node {
        match head {
            Head::Nothing => choice.next,
            Head::Choice(node) => node,
            Head::Word(arc) => {
                let start = count(self.arcs.len());
                self.arcs.push(arc);
                self.node(From {
                    arcs: start..start + 1,
                    ..From::default()
                })
            }
        }
    }

    /// A sequence of a choice is complete.
    fn begin(&mut self, head: Head, choice: &Choice) {
        match head {
            Head::Nothing => self.open_links.push(choice.next),
            Head::Choice(node) => self.open_links.push(node),
            Head::Word(arc) => self.open_arcs.push(arc),
        }
    }

    /// The node before a choice that is complete.
    fn close(&mut self, choice: &Choice) -> Node {
        if let Some(open) = self.open_arcs.get_mut(choice.arcs..) {
            open.sort_unstable();
        }
        let start = (count(self.arcs.len()), count(self.links.len()));
        self.arcs.extend(self.open_arcs.drain(choice.arcs..));
        self.links.extend(self.open_links.drain(choice.links..));
        self.node(From {
            arcs: start.0..count(self.arcs.len()),
            links: start.1..count(self.links.len()),
            end: None,
        })
    }
}

/// A choice of which all was read from some place on.
#[derive(Debug, Default)]
struct Choice {
    /// The node after it.
    next: Node,
    /// Where its arcs start among the open ones.
    arcs: usize,
    /// Where its links start among the open ones.
    links: usize,
}

/// What was read of a sequence starts with this.
#[derive(Debug, Clone, Copy)]
enum Head {
    Nothing,
    Word(Arc),
    Choice(Node),
}
