//! What reads null as an answer: `is`, `Coalesce`, `if` and `case`.
//!
//! All of it is CQL and none of it is for knowledge, where "not known" must stay that.

use crate::span::Span;
use crate::syntax::{CaseExpr, Expr, Function, Test};
use crate::types::check::{Checker, words};
use crate::types::common::{common_of, converted};
use crate::types::node::CaseNode;
use crate::types::{Dialect, Kind, Node, Type, TypeError};

impl Checker<'_> {
    pub(super) fn is_test(
        &mut self,
        span: Span,
        operand: &Expr,
        negated: bool,
        test: Test,
    ) -> Option<Node> {
        let node = self.node(operand);
        let word = match test {
            Test::Null => "is null",
            Test::True => "is true",
            Test::False => "is false",
        };
        self.refuse_null_operator(span, word)?;
        let node = node?;
        if test != Test::Null && !matches!(node.ty, Type::Boolean | Type::Any) {
            let message = format!(
                "{} is {}, and `{word}` takes a condition",
                words(operand),
                node.ty
            );
            return self.fail(TypeError::new("wrong-type", node.span, message));
        }
        let kind = Kind::Is {
            operand: Box::new(node),
            negated,
            test,
        };
        Some(Node::new(span, Type::Boolean, kind))
    }

    pub(super) fn call(
        &mut self,
        span: Span,
        function: Function,
        arguments: &[Expr],
    ) -> Option<Node> {
        let test = match function {
            Function::IsNull => Test::Null,
            Function::IsTrue => Test::True,
            Function::IsFalse => Test::False,
            Function::Coalesce => return self.coalesce(span, arguments),
        };
        match arguments {
            [operand] => self.is_test(span, operand, false, test),
            _ => {
                let message = format!("`{function}` takes one argument");
                self.fail(TypeError::new("wrong-arguments", span, message))
            }
        }
    }

    fn coalesce(&mut self, span: Span, arguments: &[Expr]) -> Option<Node> {
        let nodes = self.each(arguments, Self::node);
        self.refuse_null_operator(span, "Coalesce")?;
        let nodes = nodes?;
        if let [only] = nodes.as_slice() {
            let member = match &only.ty {
                Type::List(member) => member.as_ref().clone(),
                Type::Any => Type::Any,
                _ => return self.coalesce_arguments(span),
            };
            let only = nodes.into_iter().next()?;
            return Some(Node::new(span, member, Kind::CoalesceList(Box::new(only))));
        }
        if nodes.is_empty() {
            return self.coalesce_arguments(span);
        }
        let Some(ty) = common_of(&nodes) else {
            return self.mixed(span);
        };
        let nodes = nodes.into_iter().map(|node| converted(node, &ty)).collect();
        Some(Node::new(span, ty, Kind::Coalesce(nodes)))
    }

    fn coalesce_arguments(&mut self, span: Span) -> Option<Node> {
        let message = "`Coalesce` takes two or more values, or one list";
        self.fail(TypeError::new("wrong-arguments", span, message))
    }

    pub(super) fn conditional(&mut self, span: Span, parts: &[Expr; 3]) -> Option<Node> {
        let [condition, yes, no] = parts;
        let condition = self.condition(condition, "if");
        let yes = self.node(yes);
        let no = self.node(no);
        self.refuse_null_operator(span, "if")?;
        let (condition, yes, no) = (condition?, yes?, no?);
        let Some(ty) = common_of([&yes, &no]) else {
            return self.mixed(span);
        };
        let unit = yes.unit.filter(|unit| no.unit == Some(*unit));
        let kind = Kind::If(Box::new([
            condition,
            converted(yes, &ty),
            converted(no, &ty),
        ]));
        Some(Node::new(span, ty, kind).in_unit(unit))
    }

    pub(super) fn case(&mut self, span: Span, case: &CaseExpr) -> Option<Node> {
        let selector = case
            .selector
            .as_ref()
            .map(|selector| (selector, self.node(selector)));
        let mut items = Vec::new();
        for (when, then) in &case.items {
            let when_node = match &selector {
                Some(_) => self.node(when),
                None => self.condition(when, "when"),
            };
            let then_node = self.node(then);
            items.push(when_node.zip(then_node));
        }
        let otherwise = self.node(&case.otherwise);
        self.refuse_null_operator(span, "case")?;
        let items: Option<Vec<(Node, Node)>> = items.into_iter().collect();
        let (items, otherwise) = (items?, otherwise?);
        let selector = match selector {
            Some((expr, node)) => {
                let node = node?;
                for ((when, _), (when_node, _)) in case.items.iter().zip(&items) {
                    self.comparable("when", true, (expr, when), [&node, when_node])?;
                }
                Some(node)
            }
            None => None,
        };
        let results = items.iter().map(|(_, then)| then);
        let Some(ty) = common_of(results.chain([&otherwise])) else {
            return self.mixed(span);
        };
        let convert = |(when, then)| (when, converted(then, &ty));
        let kind = Kind::Case(Box::new(CaseNode {
            selector,
            items: items.into_iter().map(convert).collect(),
            otherwise: converted(otherwise, &ty),
        }));
        Some(Node::new(span, ty, kind))
    }

    fn refuse_null_operator(&mut self, span: Span, word: &str) -> Option<()> {
        if self.dialect == Dialect::Cql {
            return Some(());
        }
        let message = format!("`{word}` would read \"not known\" as an answer");
        let help = match word {
            "is true" => Some("write the condition by itself".to_owned()),
            "is false" => Some("write `not`".to_owned()),
            "if" | "case" => Some("write `and`, `or` and `implies`".to_owned()),
            _ => None,
        };
        self.fail(TypeError::new("null-operator", span, message).help(help))
    }
}
