//! Treatment that a plan advises on the way, and what becomes of it.
//!
//! A branch adds the result of a test to the case and nothing else: that a treatment advised above was begun is no
//! part of it. So a branch that advises no treatment says nothing of one that was begun, neither to go on nor to stop,
//! and the plan must not be read as if it did.

use venule_engine::assessment::Line;
use venule_engine::plan::{Node, State};
use venule_knowledge::model::{Category, Knowledge, Stance};

use super::fold::number;

/// How a case of a plan was reached.
#[derive(Debug, Default)]
pub(super) struct Way<'p> {
    /// The case above it.
    pub(super) before: Option<&'p Node>,
    /// Its number.
    pub(super) number: String,
    begun: Begun<'p>,
}

impl<'p> Way<'p> {
    /// The way to a branch of a case that this way leads to. `place` is the place under all tests of that case.
    pub(super) fn below(&self, knowledge: &Knowledge, node: &'p Node, place: usize) -> Self {
        Self {
            before: Some(node),
            number: number(&self.number, place),
            begun: self.begun.and(knowledge, node),
        }
    }

    /// Treatment advised above of which the case at its end says nothing.
    pub(super) fn left_open(&self, knowledge: &Knowledge, node: &Node) -> &[&'p Line] {
        self.begun.left_open(knowledge, self.before, node)
    }
}

/// Treatment advised so far on the way to a case, each action once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Begun<'p> {
    lines: Vec<&'p Line>,
}

impl<'p> Begun<'p> {
    /// The same, and what a case on the way advises.
    pub(super) fn and(&self, knowledge: &Knowledge, node: &'p Node) -> Self {
        let mut begun = self.clone();
        for line in treatment(knowledge, node) {
            if begun.lines.iter().all(|it| it.action != line.action) {
                begun.lines.push(line);
            }
        }
        begun
    }

    /// What may have been begun before a case that advises no treatment: where it was advised until then, and where
    /// the case draws a conclusion. In an emergency a person takes over.
    pub(super) fn left_open(
        &self,
        knowledge: &Knowledge,
        before: Option<&Node>,
        node: &Node,
    ) -> &[&'p Line] {
        let advised = |node: &Node| treatment(knowledge, node).next().is_some();
        let concludes =
            node.assessment.lines.iter().any(|line| {
                is_done(line) && category(knowledge, line) == Some(Category::Conclusion)
            });
        let is_here = before.is_some_and(advised) || concludes;
        if node.state == State::RedFlag || advised(node) || !is_here {
            return &[];
        }
        &self.lines
    }
}

fn treatment<'p>(knowledge: &Knowledge, node: &'p Node) -> impl Iterator<Item = &'p Line> {
    let lines = node.assessment.lines.iter();
    lines.filter(|line| is_done(line) && category(knowledge, line) == Some(Category::Treatment))
}

fn is_done(line: &Line) -> bool {
    line.is_live() && line.stance == Stance::Do
}

fn category(knowledge: &Knowledge, line: &Line) -> Option<Category> {
    let action = knowledge.actions.get(line.action.0 as usize);
    action.map(|it| it.category)
}
