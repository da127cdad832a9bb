//! Operators and their precedence, and how parsing goes on after a mistake.
//!
//! A Pratt parser with CQL's precedences. After a mistake it skips to the next word or
//! bracket where a new operand or operator is due, and leaves a hole.
//!
//! Recursion is bounded twice: brackets and prefixes by [`MAX_NESTING`], and everything by
//! [`MAX_HEIGHT`], which is also the greatest height of the tree, so that whoever walks the
//! tree recursively is bounded too.

use crate::nearest::nearest;
use crate::span::Span;
use crate::syntax::lexer::{Token, TokenKind, tokens};
use crate::syntax::{
    BinaryOp, CalculateOp, ChainOp, CompareOp, Expr, ExprKind, MAX_BYTES, MAX_ERRORS, MAX_HEIGHT,
    MAX_NESTING, Parsed, SyntaxError, Test, TypeName, words,
};
use crate::unit::Unit;

/// Reads a condition.
///
/// # Errors
///
/// None are returned as such: the mistakes are listed in [`Parsed::errors`], and the tree has
/// holes where they are. Texts longer than [`MAX_BYTES`] are not read at all.
///
/// # Examples
///
/// ```
/// use venule_logic::syntax::parse;
///
/// assert!(parse("wells.score >= 2 and not pregnant").errors.is_empty());
///
/// let parsed = parse("pregnant && wells.score == 2");
/// let help: Vec<_> = parsed.errors.iter().filter_map(|error| error.help.as_deref()).collect();
/// assert_eq!(help, ["did you mean `and`?", "did you mean `=`?"]);
/// assert!(parsed.expr.is_some());
/// ```
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut errors = Vec::new();
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    if text.len() > MAX_BYTES {
        let message = format!("the condition is longer than {} KiB", MAX_BYTES / 1024);
        errors.push(SyntaxError::limit(
            "too-long",
            Span::new(0, length),
            message,
        ));
        return Parsed { expr: None, errors };
    }
    let tokens = tokens(text, &mut errors);
    let mut parser = Parser {
        tokens,
        at: 0,
        errors,
        nesting: 0,
        depth: 0,
    };
    let mut left = parser.expression(0);
    while !parser.at_end() {
        parser.report_surplus();
        parser.advance();
        left = parser.operators(left, 0);
    }
    let mut errors = parser.errors;
    errors.sort_by_key(|error| error.span);
    let is_empty = left.expr.kind == ExprKind::Hole && left.expr.span.start >= length;
    Parsed {
        expr: (!is_empty).then_some(left.expr),
        errors,
    }
}

/// How tightly operators bind, loosest first. The values are the order of CQL's grammar.
pub(super) mod power {
    pub(in crate::syntax) const IMPLIES: u8 = 2;
    pub(in crate::syntax) const OR: u8 = 4;
    pub(in crate::syntax) const AND: u8 = 6;
    pub(in crate::syntax) const IN: u8 = 8;
    pub(in crate::syntax) const EQUALITY: u8 = 10;
    pub(in crate::syntax) const ORDER: u8 = 12;
    pub(in crate::syntax) const BETWEEN: u8 = 14;
    pub(in crate::syntax) const NOT: u8 = 16;
    pub(in crate::syntax) const IS: u8 = 18;
    pub(in crate::syntax) const SUM: u8 = 20;
    pub(in crate::syntax) const PRODUCT: u8 = 22;
    pub(in crate::syntax) const SIGN: u8 = 24;
}

/// An expression while it is being put together.
pub(super) struct Operand {
    pub(super) expr: Expr,
    /// Levels of the tree below and including this one.
    pub(super) height: usize,
    /// A chain that may still grow, because no bracket closed it.
    growing: Option<ChainOp>,
}

impl Operand {
    pub(super) fn new(kind: ExprKind, span: Span, height: usize) -> Self {
        Self {
            expr: Expr { span, kind },
            height,
            growing: None,
        }
    }

    pub(super) fn hole(span: Span) -> Self {
        Self::new(ExprKind::Hole, span, 1)
    }

    /// The operand with brackets around it.
    pub(super) fn bracketed(self, span: Span) -> Self {
        Self::new(self.expr.kind, span, self.height)
    }
}

pub(super) struct Parser<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) at: usize,
    pub(super) errors: Vec<SyntaxError>,
    nesting: usize,
    depth: usize,
}

/// What stands between two operands.
enum Infix {
    Chain(ChainOp, u8),
    Binary(BinaryOp, u8),
    Between,
    Is,
    As,
}

impl Infix {
    fn power(&self) -> u8 {
        match self {
            Self::Chain(_, power) | Self::Binary(_, power) => *power,
            Self::Between => power::BETWEEN,
            Self::Is | Self::As => power::IS,
        }
    }
}

impl<'t> Parser<'t> {
    /// An expression whose operators all bind at least as tightly as `least`.
    pub(super) fn expression(&mut self, least: u8) -> Operand {
        if self.depth >= MAX_HEIGHT {
            return self.too_deep();
        }
        self.depth += 1;
        let left = self.operand();
        let whole = self.operators(left, least);
        self.depth -= 1;
        whole
    }

    /// Runs `parse` one level deeper, unless that is too deep.
    pub(super) fn nested(&mut self, parse: impl FnOnce(&mut Self) -> Operand) -> Operand {
        if self.nesting >= MAX_NESTING {
            return self.too_deep();
        }
        self.nesting += 1;
        let inner = parse(self);
        self.nesting -= 1;
        inner
    }

    /// Takes operators and their right operands as long as they bind tightly enough.
    fn operators(&mut self, mut left: Operand, least: u8) -> Operand {
        loop {
            if self.off_list_after(&left) {
                self.skip();
                left = Operand::hole(left.expr.span);
                continue;
            }
            let Some(infix) = self.infix() else {
                if !self.at_boundary() {
                    self.report_missing_operator();
                    self.skip();
                    left = Operand::hole(left.expr.span);
                    continue;
                }
                return left;
            };
            if infix.power() < least {
                return left;
            }
            let operator = self.span();
            self.advance();
            left = match infix {
                Infix::Chain(op, power) => {
                    let right = self.expression(power + 1);
                    chain(op, left, right)
                }
                Infix::Binary(op, power) => {
                    let right = self.expression(power + 1);
                    let span = left.expr.span.to(right.expr.span);
                    let height = left.height.max(right.height) + 1;
                    let kind = ExprKind::Binary(op, Box::new(left.expr), Box::new(right.expr));
                    Operand::new(kind, span, height)
                }
                Infix::Between => self.between(left),
                Infix::Is => self.is(left, operator),
                Infix::As => self.conversion(left),
            };
            if left.height > MAX_HEIGHT {
                left = self.too_deep();
            }
        }
    }

    fn infix(&self) -> Option<Infix> {
        use CalculateOp::{Add, Divide, Multiply, Subtract};
        use CompareOp::{
            Equal, Equivalent, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual, NotEquivalent,
        };
        let compare = |op, power| Infix::Binary(BinaryOp::Compare(op), power);
        let calculate = |op, power| Infix::Binary(BinaryOp::Calculate(op), power);
        let infix = match self.peek() {
            TokenKind::Word("and") => Infix::Chain(ChainOp::And, power::AND),
            TokenKind::Word("or") => Infix::Chain(ChainOp::Or, power::OR),
            TokenKind::Word("xor") => Infix::Binary(BinaryOp::Xor, power::OR),
            TokenKind::Word("implies") => Infix::Binary(BinaryOp::Implies, power::IMPLIES),
            TokenKind::Word("in") => Infix::Binary(BinaryOp::In, power::IN),
            TokenKind::Word("between") => Infix::Between,
            TokenKind::Word("is") => Infix::Is,
            TokenKind::Word("as") => Infix::As,
            TokenKind::Symbol("=") => compare(Equal, power::EQUALITY),
            TokenKind::Symbol("!=") => compare(NotEqual, power::EQUALITY),
            TokenKind::Symbol("~") => compare(Equivalent, power::EQUALITY),
            TokenKind::Symbol("!~") => compare(NotEquivalent, power::EQUALITY),
            TokenKind::Symbol("<") => compare(Less, power::ORDER),
            TokenKind::Symbol("<=") => compare(LessOrEqual, power::ORDER),
            TokenKind::Symbol(">") => compare(Greater, power::ORDER),
            TokenKind::Symbol(">=") => compare(GreaterOrEqual, power::ORDER),
            TokenKind::Symbol("+") => calculate(Add, power::SUM),
            TokenKind::Symbol("-") => calculate(Subtract, power::SUM),
            TokenKind::Symbol("*") => calculate(Multiply, power::PRODUCT),
            TokenKind::Symbol("/") => calculate(Divide, power::PRODUCT),
            _ => return None,
        };
        Some(infix)
    }

    fn between(&mut self, value: Operand) -> Operand {
        let low = self.expression(power::SUM);
        if !self.take_word("and") {
            self.report_expected("`and` between the two bounds");
        }
        let high = self.expression(power::SUM);
        let span = value.expr.span.to(high.expr.span);
        let height = value.height.max(low.height).max(high.height) + 1;
        let kind = ExprKind::Between(Box::new([value.expr, low.expr, high.expr]));
        Operand::new(kind, span, height)
    }

    /// `is not null` after its `is`.
    fn is(&mut self, operand: Operand, operator: Span) -> Operand {
        let negated = self.take_word("not");
        let test = match self.peek() {
            TokenKind::Word("null") => Test::Null,
            TokenKind::Word("true") => Test::True,
            TokenKind::Word("false") => Test::False,
            TokenKind::Word(word) if word.starts_with(char::is_uppercase) => {
                let error = SyntaxError::outside(operator.to(self.span()), "type test `is`");
                self.report(error);
                self.skip();
                return Operand::hole(operand.expr.span);
            }
            _ => {
                let instead = if negated { "!=" } else { "=" };
                let message = "`is` tests for `null`, `true` or `false`".to_owned();
                let help = format!("to compare, write `{instead}`");
                self.report(SyntaxError::syntax(operator, message, Some(help)));
                self.skip();
                return Operand::hole(operand.expr.span);
            }
        };
        let span = operand.expr.span.to(self.span());
        self.advance();
        let kind = ExprKind::Is {
            operand: Box::new(operand.expr),
            negated,
            test,
        };
        Operand::new(kind, span, operand.height + 1)
    }

    /// `as Integer` after its `as`.
    fn conversion(&mut self, operand: Operand) -> Operand {
        if self.is_word("System") && *self.peek_at(1) == TokenKind::Symbol(".") {
            self.advance();
            self.advance();
        }
        let span = self.span();
        let TokenKind::Word(text) = *self.peek() else {
            self.report_expected("a type after `as`");
            self.skip();
            return Operand::hole(operand.expr.span);
        };
        self.advance();
        let opens = matches!(self.peek(), TokenKind::Symbol("<" | "{"));
        if opens && matches!(text, "List" | "Interval" | "Choice" | "Tuple") {
            let construct = format!("type `{text}`");
            self.report(SyntaxError::outside(span, &construct));
            self.skip();
            return Operand::hole(operand.expr.span);
        }
        let name = TypeName {
            span,
            text: text.into(),
        };
        let whole = operand.expr.span.to(span);
        let kind = ExprKind::As(Box::new(operand.expr), name);
        Operand::new(kind, whole, operand.height + 1)
    }

    /// Reports a construct of CQL that follows an operand and is off the list.
    fn off_list_after(&mut self, left: &Operand) -> bool {
        let name = match &left.expr.kind {
            ExprKind::Name(name) => name.as_ref(),
            _ => "",
        };
        let is_calendar = Unit::from_word(name).is_some();
        let construct = match self.peek() {
            TokenKind::Word("between") if is_calendar => format!("`{name} between`"),
            TokenKind::Word("in") if matches!(name, "duration" | "difference") => {
                format!("`{name} in`")
            }
            TokenKind::Word("in") if self.precision_follows() => "`in` at a precision".to_owned(),
            TokenKind::Word(word @ ("of" | "from")) if !name.is_empty() => {
                format!("`{name} {word}`")
            }
            TokenKind::Word(word) if words::OFF_LIST_INFIXES.contains(word) => format!("`{word}`"),
            TokenKind::Word(word) if words::QUERY.contains(word) => "query".to_owned(),
            TokenKind::Word(word) if !words::RESERVED.contains(word) && self.query_follows() => {
                "query".to_owned()
            }
            TokenKind::Symbol(symbol @ ("^" | "&" | "|")) => format!("`{symbol}`"),
            TokenKind::Symbol("[") => "indexer".to_owned(),
            TokenKind::Symbol(".") => match (self.peek_at(1), self.peek_at(2)) {
                (TokenKind::Word(word), TokenKind::Symbol("(")) => format!("function `{word}`"),
                _ => "property access".to_owned(),
            },
            TokenKind::Symbol(":") if name.is_empty() => "ratio".to_owned(),
            TokenKind::Symbol(":") => "tuple".to_owned(),
            _ => return false,
        };
        let span = match construct.as_str() {
            "ratio" | "tuple" | "query" => left.expr.span.to(self.span()),
            _ => self.span(),
        };
        self.report(SyntaxError::outside(span, &construct));
        self.advance();
        true
    }

    /// `in day of`, after the `in`.
    fn precision_follows(&self) -> bool {
        matches!(self.peek_at(1), TokenKind::Word(_)) && *self.peek_at(2) == TokenKind::Word("of")
    }

    /// `X return ...` or, after a bracket, a lone `X`: it names what stands before it.
    fn query_follows(&self) -> bool {
        let before = self
            .at
            .checked_sub(1)
            .and_then(|back| self.tokens.get(back));
        let after_bracket = before.is_some_and(|token| token.kind == TokenKind::Symbol(")"));
        match self.peek_at(1) {
            TokenKind::Word(word) => words::QUERY.contains(word),
            TokenKind::End | TokenKind::Symbol(")") => after_bracket,
            _ => false,
        }
    }

    fn report_missing_operator(&mut self) {
        let span = self.span();
        let previous = self
            .at
            .checked_sub(1)
            .and_then(|back| self.tokens.get(back));
        let after_number =
            previous.is_some_and(|token| matches!(token.kind, TokenKind::Number { .. }));
        let (message, help) = match *self.peek() {
            TokenKind::Word("not") if *self.peek_at(1) == TokenKind::Word("in") => (
                "`not in` is not an operator".to_owned(),
                Some("write `not (... in ...)`".to_owned()),
            ),
            TokenKind::Word(word) if after_number => {
                let unit = Unit::from_code(word).map(Unit::code);
                let unit = unit.or_else(|| nearest(word, Unit::all().map(Unit::code)));
                let help = unit.map(|unit| format!("a unit stands in single quotes: `'{unit}'`"));
                (format!("`{word}` is not an operator"), help)
            }
            TokenKind::Word(word) => {
                let synonym = words::SYNONYMS.iter().find(|(synonym, _)| *synonym == word);
                let meant = synonym.map(|(_, meant)| *meant);
                let meant = meant.or_else(|| nearest(word, words::OPERATORS.iter().copied()));
                let help = meant.map(|meant| format!("did you mean `{meant}`?"));
                (format!("`{word}` is not an operator"), help)
            }
            _ => ("an operator is missing".to_owned(), None),
        };
        self.report(SyntaxError::syntax(span, message, help));
    }

    fn report_surplus(&mut self) {
        let token = self.peek().clone();
        let (message, help) = match token {
            TokenKind::Symbol(bracket @ (")" | "]" | "}")) => {
                (format!("`{bracket}` closes nothing"), None)
            }
            TokenKind::Symbol(symbol) => (format!("`{symbol}` does not belong here"), None),
            TokenKind::Word(word @ "then") => (
                format!("`{word}` belongs to an `if`"),
                Some("to say that one follows from the other, write `implies`".to_owned()),
            ),
            TokenKind::Word(word) => (format!("`{word}` does not belong here"), None),
            TokenKind::Number { .. } | TokenKind::String(_) | TokenKind::Hole | TokenKind::End => {
                ("an operator is missing".to_owned(), None)
            }
        };
        let span = self.span();
        self.report(SyntaxError::syntax(span, message, help));
    }

    pub(super) fn report_expected(&mut self, what: &str) {
        let found = match self.peek() {
            TokenKind::End => "the end".to_owned(),
            TokenKind::Word(word) => format!("`{word}`"),
            TokenKind::Symbol(symbol) => format!("`{symbol}`"),
            TokenKind::Number { digits, .. } => format!("`{digits}`"),
            TokenKind::String(_) => "a text".to_owned(),
            // Reported already, where it was read.
            TokenKind::Hole => return,
        };
        let span = self.span();
        let message = format!("expected {what}, found {found}");
        self.report(SyntaxError::syntax(span, message, None));
    }

    /// Lists a mistake, unless it follows from one that is listed.
    pub(super) fn report(&mut self, error: SyntaxError) {
        let covers = |other: &SyntaxError| {
            let same_place = other.span == error.span && error.construct.is_none();
            same_place || other.code == "too-deep"
        };
        if self.errors.len() < MAX_ERRORS && !self.errors.iter().any(covers) {
            self.errors.push(error);
        }
    }

    /// Reports excessive depth once and gives up on the rest of the text.
    fn too_deep(&mut self) -> Operand {
        let span = self.span();
        let message = format!(
            "more than {MAX_NESTING} nested levels, or {MAX_HEIGHT} operators that hang on each other"
        );
        self.report(SyntaxError::limit("too-deep", span, message));
        self.at = self.tokens.len().saturating_sub(1);
        Operand::hole(span)
    }

    /// Skips to where an operand or operator is due again, over whole brackets.
    pub(super) fn skip(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                TokenKind::End => return,
                TokenKind::Symbol("(" | "[" | "{") => open += 1,
                TokenKind::Symbol(")" | "]" | "}") if open > 0 => open -= 1,
                _ if open == 0 && self.at_boundary() => return,
                _ if open == 0 && matches!(self.peek(), TokenKind::Word("and" | "or")) => return,
                _ => {}
            }
            self.advance();
        }
    }

    /// Whether an expression may end here.
    pub(super) fn at_boundary(&self) -> bool {
        matches!(
            self.peek(),
            TokenKind::End
                | TokenKind::Symbol(")" | "]" | "}" | ",")
                | TokenKind::Word("then" | "else" | "when" | "end")
        )
    }

    fn at_end(&self) -> bool {
        *self.peek() == TokenKind::End
    }

    pub(super) fn peek(&self) -> &TokenKind<'t> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> &TokenKind<'t> {
        let token = self.tokens.get(self.at.saturating_add(ahead));
        token.map_or(&TokenKind::End, |token| &token.kind)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), TokenKind::Word(found) if *found == word)
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.peek(), TokenKind::Symbol(found) if *found == symbol)
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.advance();
        }
        found
    }

    pub(super) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    /// Moves on by one token, never past the end.
    pub(super) fn advance(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    /// The span of the current token.
    pub(super) fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(Span::default(), |token| token.span)
    }

    /// From a span to the end of the last token taken.
    pub(super) fn through(&self, start: Span) -> Span {
        let last = self
            .at
            .checked_sub(1)
            .and_then(|back| self.tokens.get(back));
        last.map_or(start, |token| start.to(token.span))
    }
}

/// Joins two operands, flat when the left one is a chain of the same operator.
fn chain(op: ChainOp, left: Operand, right: Operand) -> Operand {
    let span = left.expr.span.to(right.expr.span);
    let (mut operands, left_height) = match left.expr.kind {
        ExprKind::Chain(_, operands) if left.growing == Some(op) => (operands, left.height - 1),
        kind => (
            vec![Expr {
                span: left.expr.span,
                kind,
            }],
            left.height,
        ),
    };
    operands.push(right.expr);
    Operand {
        growing: Some(op),
        ..Operand::new(
            ExprKind::Chain(op, operands),
            span,
            left_height.max(right.height) + 1,
        )
    }
}
