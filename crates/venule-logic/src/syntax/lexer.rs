//! From characters to tokens.
//!
//! Comments are blanks. A sign that other languages use for an operator is reported and
//! replaced by the token it stands for, so that parsing goes on as the author meant it.

use std::sync::Arc;

use crate::span::Span;
use crate::syntax::{MAX_ERRORS, SyntaxError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'t> {
    /// Digits with an optional fraction; whether an `L` follows.
    Number { digits: &'t str, long: bool },
    /// The text of a string, escapes resolved.
    String(Arc<str>),
    /// A name or a word of the language.
    Word(&'t str),
    /// A bracket, operator or separator.
    Symbol(&'static str),
    /// Something already reported that stands where an operand does.
    Hole,
    /// The end of the text.
    End,
}

#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind<'t>,
    pub(super) span: Span,
}

/// Longest first, so that `<=` is not read as `<`.
const SYMBOLS: &[&str] = &[
    "!=", "!~", "<=", ">=", "(", ")", "[", "]", "{", "}", ",", ".", ":", "=", "<", ">", "~", "+",
    "-", "*", "/", "^", "&", "|",
];

/// What is written, and the token it is read as.
const MISTAKES: &[(&str, TokenKind<'static>)] = &[
    ("===", TokenKind::Symbol("=")),
    ("!==", TokenKind::Symbol("!=")),
    ("==", TokenKind::Symbol("=")),
    ("<>", TokenKind::Symbol("!=")),
    ("=>", TokenKind::Symbol(">=")),
    ("=<", TokenKind::Symbol("<=")),
    ("&&", TokenKind::Word("and")),
    ("||", TokenKind::Word("or")),
    ("≤", TokenKind::Symbol("<=")),
    ("≥", TokenKind::Symbol(">=")),
    ("≠", TokenKind::Symbol("!=")),
    ("−", TokenKind::Symbol("-")),
    ("–", TokenKind::Symbol("-")),
    ("×", TokenKind::Symbol("*")),
    ("÷", TokenKind::Symbol("/")),
];

/// All tokens of the text, the last one [`TokenKind::End`].
pub(super) fn tokens<'t>(text: &'t str, errors: &mut Vec<SyntaxError>) -> Vec<Token<'t>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        errors,
    };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_blanks();
        let start = lexer.at;
        let Some(kind) = lexer.token() else {
            continue;
        };
        let is_end = kind == TokenKind::End;
        tokens.push(Token {
            kind,
            span: lexer.span_from(start),
        });
        if is_end {
            return tokens;
        }
    }
}

struct Lexer<'t, 'e> {
    text: &'t str,
    at: usize,
    errors: &'e mut Vec<SyntaxError>,
}

impl<'t> Lexer<'t, '_> {
    /// The next token; `None` after a character that is none and was reported.
    fn token(&mut self) -> Option<TokenKind<'t>> {
        let start = self.at;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Some(TokenKind::End);
        };
        if first.is_ascii_digit() {
            return Some(self.number());
        }
        if is_word_start(first) {
            return Some(TokenKind::Word(self.take_while(is_word_part)));
        }
        if let Some((sign, meant)) = MISTAKES.iter().find(|(sign, _)| rest.starts_with(sign)) {
            self.at += sign.len();
            self.report_mistake(start, sign, meant);
            return Some(meant.clone());
        }
        if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            self.at += symbol.len();
            return Some(TokenKind::Symbol(symbol));
        }
        self.at += first.len_utf8();
        match first {
            '\'' => Some(self.string('\'')),
            '‘' | '’' => {
                self.report_quotes(start);
                Some(self.string('’'))
            }
            '“' | '”' => {
                self.report_quotes(start);
                Some(self.string('”'))
            }
            '"' | '`' => {
                let text = self.string(first);
                if text != TokenKind::Hole {
                    self.report_quoted_name(start);
                }
                Some(TokenKind::Hole)
            }
            '@' => {
                self.take_while(|c| is_word_part(c) || matches!(c, ':' | '.' | '+' | '-'));
                self.outside(start, "date/time literal");
                Some(TokenKind::Hole)
            }
            '$' | '%' if self.rest().starts_with(is_word_start) => {
                self.take_while(is_word_part);
                let name = self.span_from(start).of(self.text);
                let construct = format!("variable `{name}`");
                self.outside(start, &construct);
                Some(TokenKind::Hole)
            }
            '!' => {
                self.report_mistake(start, "!", &TokenKind::Word("not"));
                Some(TokenKind::Word("not"))
            }
            _ => {
                let message = format!("`{}` does not belong here", first.escape_debug());
                self.error(start, message, None);
                None
            }
        }
    }

    fn number(&mut self) -> TokenKind<'t> {
        let start = self.at;
        self.take_while(|c| c.is_ascii_digit());
        let mut fraction = self.rest().chars();
        let has_fraction =
            fraction.next() == Some('.') && fraction.next().is_some_and(|c| c.is_ascii_digit());
        if has_fraction {
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit());
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        let mut suffix = self.rest().chars();
        let long = suffix.next() == Some('L') && !suffix.next().is_some_and(is_word_part);
        if long {
            self.at += 1;
        }
        if long && has_fraction {
            let message = "a number ending in `L` has no fraction".to_owned();
            self.error(start, message, Some(format!("write `{digits}`")));
            return TokenKind::Hole;
        }
        TokenKind::Number { digits, long }
    }

    /// The rest of a string after its opening quote.
    fn string(&mut self, close: char) -> TokenKind<'t> {
        let start = self.at - close.len_utf8().min(self.at);
        let mut text = String::new();
        let mut valid = true;
        loop {
            text.push_str(self.take_while(|c| c != close && c != '\\'));
            let mut rest = self.rest().chars();
            match rest.next() {
                None => {
                    let message = "the text has no closing quote".to_owned();
                    self.error(start, message, Some(format!("close it with `{close}`")));
                    return TokenKind::Hole;
                }
                Some('\\') => match self.escape() {
                    Some(characters) => text.push_str(&characters),
                    None => valid = false,
                },
                Some(_) => {
                    self.at += close.len_utf8();
                    break;
                }
            }
        }
        if valid {
            TokenKind::String(Arc::from(text))
        } else {
            TokenKind::Hole
        }
    }

    /// What a backslash and the characters after it stand for.
    fn escape(&mut self) -> Option<String> {
        let start = self.at;
        self.at += 1;
        let letter = self.rest().chars().next();
        self.at += letter.map_or(0, char::len_utf8);
        let plain = match letter {
            Some(quote @ ('\'' | '"' | '`' | '\\' | '/')) => quote,
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('f') => '\u{c}',
            Some('u') => return self.unicode_escape(start),
            Some(_) | None => {
                let message = "unknown escape".to_owned();
                let help =
                    "the escapes are \\' \\\" \\` \\\\ \\/ \\n \\r \\t \\f and \\u0000".to_owned();
                self.error(start, message, Some(help));
                return None;
            }
        };
        Some(plain.to_string())
    }

    /// `\u0041` after its `\u`; two of them for a character beyond 16 bits.
    fn unicode_escape(&mut self, start: usize) -> Option<String> {
        let mut units = vec![self.hex_unit(start)?];
        if units
            .first()
            .is_some_and(|unit| (0xD800..0xDC00).contains(unit))
            && self.rest().starts_with("\\u")
        {
            self.at += 2;
            units.push(self.hex_unit(start)?);
        }
        let decoded = String::from_utf16(&units).ok();
        if decoded.is_none() {
            self.error(start, "the escape is not a character".to_owned(), None);
        }
        decoded
    }

    fn hex_unit(&mut self, start: usize) -> Option<u16> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_hexdigit());
        let unit = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        if unit.is_some() {
            self.at += digits.len();
        } else {
            let message = "`\\u` takes four hexadecimal digits".to_owned();
            self.error(start, message, None);
        }
        unit
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            let start = self.at;
            if self.rest().starts_with("//") {
                self.take_while(|c| c != '\n' && c != '\r');
            } else if self.rest().starts_with("/*") {
                match self.rest().find("*/") {
                    Some(length) => self.at += length + 2,
                    None => {
                        self.at = self.text.len();
                        let message = "the comment has no end".to_owned();
                        self.error(start, message, Some("close it with `*/`".to_owned()));
                    }
                }
            } else {
                return;
            }
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span_from(&self, start: usize) -> Span {
        // `parse` refuses texts beyond `MAX_BYTES` before this.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(start), offset(self.at))
    }

    fn report_mistake(&mut self, start: usize, sign: &str, meant: &TokenKind<'_>) {
        let meant = match meant {
            TokenKind::Word(word) => word,
            TokenKind::Symbol(symbol) => symbol,
            _ => "",
        };
        let message = format!("`{sign}` is not an operator");
        self.error(start, message, Some(format!("did you mean `{meant}`?")));
    }

    fn report_quotes(&mut self, start: usize) {
        let message = "typographic quotes do not begin a text".to_owned();
        self.error(
            start,
            message,
            Some("use straight single quotes: `'`".to_owned()),
        );
    }

    fn report_quoted_name(&mut self, start: usize) {
        let span = self.span_from(start);
        let inner = span.of(self.text).trim_matches(['"', '`']).to_owned();
        let error = SyntaxError::outside(span, "quoted identifier");
        self.list(error.with_help(format!("texts stand in single quotes: `'{inner}'`")));
    }

    fn outside(&mut self, start: usize, construct: &str) {
        let span = self.span_from(start);
        self.list(SyntaxError::outside(span, construct));
    }

    fn error(&mut self, start: usize, message: String, help: Option<String>) {
        let span = self.span_from(start);
        self.list(SyntaxError::syntax(span, message, help));
    }

    fn list(&mut self, error: SyntaxError) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }
}

fn is_word_start(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_'
}

fn is_word_part(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
