//! All phrases as one graph: a node is a place in a phrase, an arc a word that leads on.
//!
//! It is as large as what was written, whatever that stands for: where a part may be missing, the node after it is
//! linked, not copied. There is no way back to an earlier node.

use venule_knowledge::compact::{Reader, Writer};

use super::list::{Fixed, List, Slice, two};
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

impl Fixed<4> for Node {
    fn of_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes))
    }
}

/// Nodes, one behind the other.
pub(super) type Nodes = List<Node, 4>;

/// A word, and where it leads.
pub(super) type Arc = (Symbol, Node);

impl Fixed<8> for Arc {
    fn of_bytes(bytes: [u8; 8]) -> Self {
        let (symbol, node) = two(bytes);
        (Symbol::of_bits(symbol), Node(node))
    }
}

/// The arcs of a node, sorted by symbol.
pub(super) type Arcs<'g> = Slice<'g, Arc, 8>;

/// No phrase ends here.
const NO_END: u32 = u32::MAX;

/// All phrases. Nodes are made one after the other, each with its arcs and links behind those of the one before.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) words: Words,
    /// By node: where its arcs end.
    arc_ends: List<u32, 4>,
    /// INVARIANT (arcs-sorted): those of one node are sorted.
    arcs: List<Arc, 8>,
    /// By node: where its links end.
    link_ends: List<u32, 4>,
    /// Nodes where a phrase may be as well as at the node they are of.
    links: Nodes,
    /// By node: what the phrases that end there belong to, or `NO_END`.
    ends: List<u32, 4>,
    starts: Nodes,
    open_arcs: Vec<Arc>,
    open_links: Vec<Node>,
}

impl Graph {
    /// Adds phrases that belong to one thing: from their end, so that for each part it is known where it leads.
    pub(super) fn add(&mut self, wording: &Wording, owner: u32) {
        let next = self.node(owner);
        let mut outer = Vec::new();
        let mut choice = Choice {
            next,
            ..Choice::default()
        };
        let mut head = Head::Nothing;
        let parts: Vec<Part<'_>> = wording.parts().collect();
        for part in parts.iter().rev() {
            match *part {
                Part::Word { text, glued } => {
                    let word = self.words.add(text);
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
        if !parts.is_empty() {
            self.begin(head, &choice);
            let start = self.close(&choice);
            self.starts.make().push(start);
        }
    }

    /// Where phrases start.
    pub(super) fn starts(&self) -> impl Iterator<Item = Node> {
        self.starts.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The arcs of a node, sorted by symbol.
    pub(super) fn arcs(&self, node: Node) -> Arcs<'_> {
        of_node(&self.arc_ends, &self.arcs, node)
    }

    pub(super) fn links(&self, node: Node) -> impl Iterator<Item = Node> {
        of_node(&self.link_ends, &self.links, node).iter()
    }

    /// What the phrases that end at a node belong to.
    pub(super) fn end(&self, node: Node) -> Option<u32> {
        let end = self.ends.get(node.index());
        end.filter(|it| *it != NO_END)
    }

    /// A node with the arcs and links that were added since the last one.
    fn node(&mut self, end: u32) -> Node {
        let node = Node(count(self.len()));
        self.ends.make().push(end);
        self.arc_ends.make().push(count(self.arcs.len()));
        self.link_ends.make().push(count(self.links.len()));
        node
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.words.write(out);
        write_numbers(out, &self.arc_ends);
        let arcs = self.arcs.iter();
        let arcs = arcs.flat_map(|(symbol, node)| [symbol.bits(), node.0]);
        out.numbers(&arcs.collect::<Vec<_>>());
        write_numbers(out, &self.link_ends);
        write_nodes(out, &self.links);
        write_numbers(out, &self.ends);
        write_nodes(out, &self.starts);
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            words: Words::read(from)?,
            arc_ends: List::read(from)?,
            arcs: List::read(from)?,
            link_ends: List::read(from)?,
            links: List::read(from)?,
            ends: List::read(from)?,
            starts: List::read(from)?,
            ..Self::default()
        })
    }

    /// The node before a sequence, or before the part of it that was read.
    fn before(&mut self, head: Head, choice: &Choice) -> Node {
        match head {
            Head::Nothing => choice.next,
            Head::Choice(node) => node,
            Head::Word(arc) => {
                self.arcs.make().push(arc);
                self.node(NO_END)
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
        self.arcs.make().extend(self.open_arcs.drain(choice.arcs..));
        self.links
            .make()
            .extend(self.open_links.drain(choice.links..));
        self.node(NO_END)
    }
}

/// Where one symbol leads by the arcs of a node.
pub(super) fn after<'g>(arcs: &Arcs<'g>, symbol: Symbol) -> impl Iterator<Item = Node> + use<'g> {
    // Most nodes have one arc, and most arcs are for other symbols.
    let is_there = arcs.first().is_some_and(|arc| arc.0 <= symbol)
        && arcs.last().is_some_and(|arc| arc.0 >= symbol);
    // arcs-sorted: binary search is valid
    let rest = is_there.then(|| arcs.skip_before(|arc| arc.0 < symbol).iter());
    let rest = rest.into_iter().flatten();
    rest.take_while(move |arc| arc.0 == symbol).map(|arc| arc.1)
}

/// What a list has of a node, by where that ends.
fn of_node<'l, T: Fixed<BYTES>, const BYTES: usize>(
    ends: &List<u32, 4>,
    list: &'l List<T, BYTES>,
    node: Node,
) -> Slice<'l, T, BYTES> {
    let end = ends.get(node.index()).unwrap_or_default();
    let before = node.index().checked_sub(1);
    let start = before.and_then(|it| ends.get(it)).unwrap_or_default();
    Slice::of(list, start as usize..end as usize)
}

pub(super) fn write_nodes(out: &mut Writer, nodes: &Nodes) {
    out.numbers(&nodes.iter().map(|it| it.0).collect::<Vec<_>>());
}

pub(super) fn write_numbers(out: &mut Writer, numbers: &List<u32, 4>) {
    out.numbers(&numbers.iter().collect::<Vec<_>>());
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
