//! What operators stand between: literals, names, calls, brackets, prefixes, conditionals.

use std::sync::Arc;

use crate::nearest::nearest;
use crate::span::Span;
use crate::syntax::lexer::TokenKind;
use crate::syntax::parser::power::{NOT, SIGN};
use crate::syntax::parser::{Operand, Parser};
use crate::syntax::{
    CaseExpr, Expr, ExprKind, Function, IntervalExpr, Number, PrefixOp, SyntaxError, UnitName,
    words,
};
use crate::unit::Unit;

impl Parser<'_> {
    /// One operand, with the prefixes before it.
    pub(super) fn operand(&mut self) -> Operand {
        let start = self.span();
        match *self.peek() {
            TokenKind::Number { .. } => self.number(false),
            TokenKind::String(ref text) => {
                let kind = ExprKind::String(Arc::clone(text));
                self.advance();
                Operand::new(kind, start, 1)
            }
            TokenKind::Hole => {
                self.advance();
                Operand::hole(start)
            }
            TokenKind::Symbol("-") if matches!(self.peek_at(1), TokenKind::Number { .. }) => {
                self.advance();
                let mut number = self.number(true);
                number.expr.span = start.to(number.expr.span);
                number
            }
            TokenKind::Symbol("-") => self.prefix(PrefixOp::Minus, SIGN),
            TokenKind::Symbol("+") => self.prefix(PrefixOp::Plus, SIGN),
            TokenKind::Symbol("(") => self.nested(Self::brackets),
            TokenKind::Symbol("{") => self.nested(Self::list),
            TokenKind::Symbol("[") => {
                self.report(SyntaxError::outside(start, "retrieve"));
                self.skip();
                Operand::hole(start)
            }
            TokenKind::Word(word) => self.word(word),
            TokenKind::Symbol(_) | TokenKind::End => {
                self.missing_operand();
                Operand::hole(start)
            }
        }
    }

    fn word(&mut self, word: &str) -> Operand {
        let start = self.span();
        let literal = match word {
            "true" => ExprKind::Boolean(true),
            "false" => ExprKind::Boolean(false),
            "null" => ExprKind::Null,
            "not" => return self.prefix(PrefixOp::Not, NOT),
            "if" => return self.nested(Self::conditional),
            "case" => return self.nested(Self::case),
            "Interval" if matches!(self.peek_at(1), TokenKind::Symbol("[" | "(")) => {
                return self.nested(Self::interval);
            }
            _ if words::RESERVED.contains(&word) => {
                self.missing_operand();
                return Operand::hole(start);
            }
            _ => return self.name(),
        };
        self.advance();
        Operand::new(literal, start, 1)
    }

    fn missing_operand(&mut self) {
        self.report_expected("a value");
        let is_operator = matches!(
            self.peek(),
            TokenKind::Symbol("*" | "/" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~")
        );
        // A doubled operator is passed over, so that its right operand is still read.
        if is_operator {
            self.advance();
        } else if !self.at_boundary() {
            self.skip();
        }
    }

    fn number(&mut self, negative: bool) -> Operand {
        let start = self.span();
        let TokenKind::Number { digits, long } = *self.peek() else {
            return Operand::hole(start);
        };
        self.advance();
        let number = Number {
            negative,
            digits: Arc::from(digits),
            long,
        };
        let unit_span = self.span();
        let unit = match self.peek() {
            TokenKind::String(code) => Some((Arc::clone(code), false)),
            TokenKind::Word(word) if Unit::from_word(word).is_some() => {
                Some((Arc::from(*word), true))
            }
            _ => None,
        };
        let Some((text, calendar)) = unit else {
            return Operand::new(ExprKind::Number(number), start, 1);
        };
        self.advance();
        let span = start.to(unit_span);
        if long {
            let message = "the number of a quantity takes no `L`".to_owned();
            let help = format!("write `{digits}`");
            self.report(SyntaxError::syntax(start, message, Some(help)));
            return Operand::hole(span);
        }
        let unit = UnitName {
            span: unit_span,
            text,
            calendar,
        };
        Operand::new(ExprKind::Quantity(number, unit), span, 1)
    }

    fn prefix(&mut self, op: PrefixOp, power: u8) -> Operand {
        let start = self.span();
        self.advance();
        self.nested(|parser| {
            let operand = parser.expression(power);
            let span = start.to(operand.expr.span);
            let kind = ExprKind::Prefix(op, Box::new(operand.expr));
            Operand::new(kind, span, operand.height + 1)
        })
    }

    fn brackets(&mut self) -> Operand {
        let start = self.span();
        self.advance();
        let inner = self.expression(0);
        self.close(start, "(", ")");
        inner.bracketed(self.through(start))
    }

    fn list(&mut self) -> Operand {
        let start = self.span();
        self.advance();
        let (members, height) = self.items("}");
        self.close(start, "{", "}");
        Operand::new(ExprKind::List(members), self.through(start), height + 1)
    }

    /// Expressions between commas, up to the closing bracket, and the height of the highest.
    fn items(&mut self, close: &str) -> (Vec<Expr>, usize) {
        let mut items = Vec::new();
        let mut height = 1;
        while !self.is_symbol(close) {
            let item = self.expression(0);
            height = height.max(item.height);
            items.push(item.expr);
            if !self.take_symbol(",") {
                break;
            }
        }
        (items, height)
    }

    fn interval(&mut self) -> Operand {
        let start = self.span();
        self.advance();
        let low_closed = self.is_symbol("[");
        self.advance();
        let low = self.expression(0);
        if !self.take_symbol(",") {
            self.report_expected("`,` between the ends of the interval");
        }
        let high = self.expression(0);
        let high_closed = self.is_symbol("]");
        if !high_closed && !self.is_symbol(")") {
            self.report_expected("`]` or `)` after the interval");
        } else {
            self.advance();
        }
        let interval = IntervalExpr {
            low: low.expr,
            high: high.expr,
            low_closed,
            high_closed,
        };
        let height = low.height.max(high.height) + 1;
        let kind = ExprKind::Interval(Box::new(interval));
        Operand::new(kind, self.through(start), height)
    }

    /// A dotted name, a call, or a construct off the list that begins with a word.
    fn name(&mut self) -> Operand {
        let start = self.span();
        let mut segments: Vec<&str> = Vec::new();
        while let TokenKind::Word(segment) = *self.peek() {
            segments.push(segment);
            self.advance();
            let goes_on = self.is_symbol(".") && matches!(self.peek_at(1), TokenKind::Word(_));
            if !goes_on {
                break;
            }
            self.advance();
        }
        let span = self.through(start);
        let name = segments.join(".");
        if let Some(construct) = self.off_list_name(&name, segments.last().copied()) {
            self.report(SyntaxError::outside(span, &construct));
            self.skip();
            return Operand::hole(span);
        }
        if self.is_symbol("(") {
            return self.nested(|parser| parser.call(span, &name));
        }
        Operand::new(ExprKind::Name(Arc::from(name)), span, 1)
    }

    fn off_list_name(&self, name: &str, last: Option<&str>) -> Option<String> {
        let operand_follows = match self.peek() {
            TokenKind::Number { .. } | TokenKind::String(_) | TokenKind::Hole => true,
            TokenKind::Symbol(symbol) => matches!(*symbol, "(" | "{" | "["),
            TokenKind::Word(word) => {
                let starts = ["if", "case", "not", "null", "true", "false"].contains(word);
                starts || !words::RESERVED.contains(word)
            }
            TokenKind::End => false,
        };
        match self.peek() {
            TokenKind::Symbol("{") if name == "Tuple" => Some("tuple".to_owned()),
            _ if operand_follows && words::OFF_LIST_PREFIXES.contains(&name) => {
                Some(format!("`{name}`"))
            }
            TokenKind::Symbol("{") => Some("instance selector".to_owned()),
            TokenKind::Symbol("<") if matches!(name, "List" | "Interval" | "Choice") => {
                Some("typed list or interval".to_owned())
            }
            TokenKind::Symbol("(") if function(name).is_none() => {
                let known = nearest(name, words::FUNCTIONS.iter().copied());
                // A near miss of a listed function is a mistake and reported by `call`.
                let last = last.unwrap_or(name);
                known.is_none().then(|| format!("function `{last}`"))
            }
            _ => None,
        }
    }

    fn call(&mut self, name_span: Span, name: &str) -> Operand {
        let open = self.span();
        self.advance();
        let (arguments, height) = self.items(")");
        self.close(open, "(", ")");
        let span = self.through(name_span);
        match function(name) {
            Some(function) => Operand::new(ExprKind::Call(function, arguments), span, height + 1),
            None => {
                let meant = nearest(name, words::FUNCTIONS.iter().copied());
                let help = meant.map(|meant| format!("did you mean `{meant}`?"));
                let message = format!("there is no function `{name}`");
                self.report(SyntaxError::syntax(name_span, message, help));
                Operand::hole(span)
            }
        }
    }

    fn conditional(&mut self) -> Operand {
        let start = self.span();
        self.advance();
        let condition = self.expression(0);
        self.expect_word("then");
        let yes = self.expression(0);
        self.expect_word("else");
        let no = self.expression(0);
        let height = condition.height.max(yes.height).max(no.height) + 1;
        let kind = ExprKind::If(Box::new([condition.expr, yes.expr, no.expr]));
        Operand::new(kind, self.through(start), height)
    }

    fn case(&mut self) -> Operand {
        let start = self.span();
        self.advance();
        let mut height = 1;
        let mut part = |parser: &mut Self| {
            let part = parser.expression(0);
            height = height.max(part.height);
            part.expr
        };
        let selector = (!self.is_word("when")).then(|| part(self));
        let mut items = Vec::new();
        while self.take_word("when") {
            let when = part(self);
            self.expect_word("then");
            items.push((when, part(self)));
        }
        if items.is_empty() {
            self.report_expected("`when` in the `case`");
        }
        self.expect_word("else");
        let otherwise = part(self);
        self.expect_word("end");
        let case = CaseExpr {
            selector,
            items,
            otherwise,
        };
        let kind = ExprKind::Case(Box::new(case));
        Operand::new(kind, self.through(start), height + 1)
    }

    fn expect_word(&mut self, word: &str) {
        if !self.take_word(word) {
            self.report_expected(&format!("`{word}`"));
        }
    }

    fn close(&mut self, opened: Span, open: &str, close: &str) {
        if self.take_symbol(close) {
            return;
        }
        if self.is_symbol(",") {
            self.report_expected(&format!("`{close}`"));
            return;
        }
        let message = format!("`{open}` is never closed");
        let help = format!("add `{close}`");
        self.report(SyntaxError::syntax(opened, message, Some(help)));
    }
}

fn function(name: &str) -> Option<Function> {
    match name {
        "IsNull" => Some(Function::IsNull),
        "IsTrue" => Some(Function::IsTrue),
        "IsFalse" => Some(Function::IsFalse),
        "Coalesce" => Some(Function::Coalesce),
        _ => None,
    }
}
