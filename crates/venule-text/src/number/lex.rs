//! The view cut into atoms: numbers, words of the grammar, signs, line breaks. What lies between them is one atom that
//! nothing matches, so neighbors in the list are neighbors in the text.

use super::model::TimeUnit;
use super::word::{W, Word, Words};
use crate::token::{self, Memo, Tokens};
use crate::view::View;

/// A piece of the view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Whether it touches what stands before it.
    pub(super) glued: bool,
}

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number(Number),
    Word(Word),
    Sign(Sign),
    Break,
    Other,
}

impl Kind {
    /// Whether it only joins other words and signs: no number and no time is made of such alone.
    pub(super) fn is_joint(self) -> bool {
        match self {
            Self::Word(Word::Is(word)) => matches!(
                word,
                W::After
                    | W::And
                    | W::At
                    | W::Before
                    | W::By
                    | W::For
                    | W::From
                    | W::In
                    | W::No
                    | W::Not
                    | W::Of
                    | W::On
                    | W::Or
                    | W::The
                    | W::To
                    | W::With
            ),
            Self::Sign(sign) => matches!(
                sign,
                Sign::Comma | Sign::Dot | Sign::Colon | Sign::Open | Sign::Close | Sign::Quote
            ),
            Self::Word(_) | Self::Number(_) | Self::Break | Self::Other => false,
        }
    }
}

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) mantissa: u64,
    pub(super) scale: u8,
    /// Digits as written, before and after the point.
    pub(super) digits: u8,
    /// With "st", "nd", "rd" or "th" behind it.
    pub(super) ordinal: bool,
    /// With separators of thousands.
    pub(super) grouped: bool,
}

impl Number {
    /// The number, if it is whole.
    pub(super) fn whole(self) -> Option<u64> {
        (self.scale == 0 && !self.ordinal).then_some(self.mantissa)
    }
}

/// Signs that the grammar knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Slash,
    Dash,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Tilde,
    Percent,
    Degree,
    Plus,
    Open,
    Close,
    Comma,
    Dot,
    Colon,
    Equal,
    PlusMinus,
    Power,
    Quote,
    Hash,
}

/// Digits that fit a number without loss; longer ones are no number of this grammar.
const MOST_DIGITS: usize = 18;

/// Cuts the view, into an array that may have been used before.
pub(super) fn lex(view: &str, atoms: Vec<Atom>) -> Vec<Atom> {
    let mut lexer = Lexer::new(view, atoms);
    lexer.up_to(0, view.len());
    lexer.atoms
}

/// What the grammar knows of a word of plain letters. Of anything else nothing is known without its neighbors.
pub(super) type Plain = Option<Kind>;

/// The same of a view whose tokens are known: what a word of plain letters is, is looked up once for all texts.
pub(super) fn lex_tokens(
    view: &View<'_>,
    tokens: &Tokens,
    words: &mut Memo<Plain>,
    atoms: Vec<Atom>,
) -> Vec<Atom> {
    let mut lexer = Lexer::new(view.text(), atoms);
    words.begin(tokens);
    let mut done = 0;
    for (at, token) in (0_u32..).zip(tokens.all()) {
        let (start, end) = (token.start as usize, token.end as usize);
        if end <= done {
            continue;
        }
        let kind = if token.kind == token::Kind::Word && done <= start {
            let plain = |text: &str, _| lexer.plain(text);
            words.find(view, tokens, at, plain).flatten()
        } else {
            None
        };
        let next = lexer.byte(end);
        done = match kind {
            Some(kind) if next.is_ascii() && !next.is_ascii_alphanumeric() => {
                lexer.gap |= done < start;
                lexer.push(start, end, kind)
            }
            _ => lexer.up_to(done, end),
        };
    }
    lexer.up_to(done, view.text().len());
    lexer.atoms
}

struct Lexer<'a> {
    view: &'a str,
    bytes: &'a [u8],
    words: &'static Words,
    atoms: Vec<Atom>,
    /// Whether a blank or the start of the text lies before the next atom.
    gap: bool,
}

impl<'a> Lexer<'a> {
    fn new(view: &'a str, mut atoms: Vec<Atom>) -> Self {
        atoms.clear();
        atoms.reserve(view.len() / 8);
        Self {
            view,
            bytes: view.as_bytes(),
            words: Words::table(),
            atoms,
            gap: true,
        }
    }

    /// Cuts what starts before a place; returns where that ends.
    fn up_to(&mut self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to
            && let Some(byte) = self.bytes.get(at)
        {
            at = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => self.letters(at),
                b'0'..=b'9' => self.digits(at),
                b' ' | b'\t' | b'\r' => {
                    self.gap = true;
                    at + 1
                }
                b'\n' => self.push(at, at + 1, Kind::Break),
                _ => self.sign(at),
            };
        }
        at
    }

    /// What the grammar knows of a word, if it is one of plain letters.
    fn plain(&self, text: &str) -> Plain {
        let plain = text.bytes().all(|byte| byte.is_ascii_lowercase());
        let word = self.words.find(text.as_bytes());
        plain.then(|| word.map_or(Kind::Other, Kind::Word))
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        let glued = !std::mem::take(&mut self.gap);
        if let (Kind::Other, Some(last)) = (kind, self.atoms.last_mut())
            && last.kind == Kind::Other
        {
            last.end = end;
            return end;
        }
        self.atoms.push(Atom {
            start,
            end,
            kind,
            glued,
        });
        end
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn letters(&mut self, start: usize) -> usize {
        let mut end = start;
        loop {
            let rest = self.bytes.get(end..).unwrap_or_default();
            let plain = rest.iter().position(|byte| !byte.is_ascii_alphabetic());
            end += plain.unwrap_or(rest.len());
            let Some(byte) = self.bytes.get(end) else {
                break;
            };
            match byte {
                0x80.. => match self.foreign(end) {
                    Foreign::Letter(length) => end += length,
                    Foreign::Sign(length, kind) if end == start => {
                        return self.push(start, start + length, kind);
                    }
                    Foreign::Sign(..) => break,
                    Foreign::Blank(length) if end == start => {
                        self.gap = true;
                        return start + length;
                    }
                    Foreign::Blank(_) => break,
                },
                _ => break,
            }
        }
        if self.byte(end).is_ascii_digit() {
            return self.mixed(start, end);
        }
        let word = self
            .bytes
            .get(start..end)
            .and_then(|word| self.words.find(word));
        self.push(start, end, word.map_or(Kind::Other, Kind::Word))
    }

    /// Letters with digits behind them: a unit (m2), a word that numbers are written behind (x2, pod5), or a name.
    fn mixed(&mut self, start: usize, letters: usize) -> usize {
        let rest = self.bytes.get(letters..).unwrap_or_default();
        let more = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
        let end = letters + more.count();
        let of = |to: usize| {
            self.bytes
                .get(start..to)
                .and_then(|word| self.words.find(word))
        };
        if let Some(word) = of(end) {
            return self.push(start, end, Kind::Word(word));
        }
        let before_number = of(letters).filter(|word| {
            matches!(
                word,
                Word::Is(W::X | W::Pod | W::PostOp | W::Age | W::Aged | W::Ref) | Word::Sex(_)
            ) || matches!(word, Word::Month(_)) && letters - start >= 3
                || *word == Word::Time(TimeUnit::Day) && self.counts_from(end)
                || matches!(word, Word::Unit(_)) && self.is_man_of(start, letters..end)
        });
        let glued_to_letters =
            start > 0 && !self.gap && self.byte(start - 1).is_ascii_alphanumeric();
        match before_number {
            // What a number stands before is no start of another name: `4x4`.
            Some(word) if !glued_to_letters || word == Word::Is(W::X) => {
                self.push(start, letters, Kind::Word(word))
            }
            _ => {
                // `t38.5` is one name, and no 5 stands in it.
                let point = self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit();
                let rest = self.bytes.get(end + 1..).unwrap_or_default();
                let decimals = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                self.push(
                    start,
                    if point { end + 1 + decimals } else { end },
                    Kind::Other,
                )
            }
        }
    }

    /// "M45", by itself or at the beginning of what is told.
    fn is_man_of(&self, start: usize, digits: std::ops::Range<usize>) -> bool {
        let letter = self.view.get(start..digits.start) == Some("m");
        let ends = self.byte(digits.end) != b'.' || !self.byte(digits.end + 1).is_ascii_digit();
        let years = self.view.get(digits).and_then(|it| it.parse::<u8>().ok());
        let before = self.view.get(..start).unwrap_or_default().trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ',', ';', '\n', ':', '?']);
        letter && ends && begins && years.is_some_and(|it| (18..=110).contains(&it))
    }

    /// "d3 of", "d5 post op": a day that is counted from something, but no vitamin.
    fn counts_from(&self, at: usize) -> bool {
        let rest = self.view.get(at..).unwrap_or_default();
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        ["of ", "post", "since ", "after ", "into "]
            .iter()
            .any(|word| next.starts_with(word))
    }

    fn digits(&mut self, start: usize) -> usize {
        let mut mantissa = 0_u64;
        let mut digits = 0_usize;
        let mut end = start;
        let mut scale = 0_u8;
        let mut grouped = false;
        let mut read = |bytes: &[u8], end: &mut usize| {
            while let Some(digit) = bytes.get(*end).filter(|byte| byte.is_ascii_digit()) {
                mantissa = mantissa
                    .wrapping_mul(10)
                    .wrapping_add(u64::from(digit - b'0'));
                digits += 1;
                *end += 1;
            }
        };
        read(self.bytes, &mut end);
        while end - start <= MOST_DIGITS && self.group_follows(start, end) {
            grouped = true;
            end += 1;
            read(self.bytes, &mut end);
        }
        let point = self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit();
        if point || (!grouped && self.is_decimal_comma(start, end)) {
            let point = end + 1;
            end = point;
            read(self.bytes, &mut end);
            scale = u8::try_from(end - point).unwrap_or(u8::MAX);
        }
        if digits > MOST_DIGITS {
            return self.push(start, end, Kind::Other);
        }
        let suffix = self.bytes.get(end..end + 2).unwrap_or_default();
        let ordinal = scale == 0
            && matches!(suffix, b"st" | b"nd" | b"rd" | b"th")
            && !self.byte(end + 2).is_ascii_alphanumeric();
        let number = Number {
            mantissa,
            scale,
            digits: u8::try_from(digits).unwrap_or(u8::MAX),
            ordinal,
            grouped,
        };
        self.push(start, end + 2 * usize::from(ordinal), Kind::Number(number))
    }

    /// Whether a comma with exactly three digits goes on at `end`, after one to three digits or another such group.
    fn group_follows(&self, start: usize, end: usize) -> bool {
        let first = self.bytes.get(start..end).unwrap_or_default();
        let head = first.split(|byte| *byte == b',').next().unwrap_or_default();
        self.byte(end) == b','
            && (1..=3).contains(&head.len())
            && head.first() != Some(&b'0')
            && (1..=3).all(|ahead| self.byte(end + ahead).is_ascii_digit())
            && !self.byte(end + 4).is_ascii_digit()
    }

    /// "0,45", "38,5": a comma that touches one or two digits, or any number of them after a lone zero. "1,2,3" is a list.
    fn is_decimal_comma(&self, start: usize, end: usize) -> bool {
        let rest = self.bytes.get(end + 1..).unwrap_or_default();
        let decimals = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = end + 1 + decimals;
        let zero = end == start + 1 && self.byte(start) == b'0';
        let goes_on =
            matches!(self.byte(after), b',' | b'.' | b'/') && self.byte(after + 1).is_ascii_digit();
        let listed = start > 0 && self.byte(start - 1) == b',';
        self.byte(end) == b','
            && !goes_on
            && !listed
            && ((1..=2).contains(&decimals) || (zero && decimals > 0))
    }

    fn sign(&mut self, at: usize) -> usize {
        let (length, kind) = match (self.byte(at), self.byte(at + 1)) {
            (b'<', b'=') => (2, Kind::Sign(Sign::LessEqual)),
            (b'>', b'=') => (2, Kind::Sign(Sign::GreaterEqual)),
            (b'<', _) => (1, Kind::Sign(Sign::Less)),
            (b'>', _) => (1, Kind::Sign(Sign::Greater)),
            (b'/', _) => (1, Kind::Sign(Sign::Slash)),
            (b'-', _) => (1, Kind::Sign(Sign::Dash)),
            (b'~', _) => (1, Kind::Sign(Sign::Tilde)),
            (b'%', _) => (1, Kind::Sign(Sign::Percent)),
            (b'+', b'/') if self.byte(at + 2) == b'-' => (3, Kind::Sign(Sign::PlusMinus)),
            (b'+', _) => (1, Kind::Sign(Sign::Plus)),
            (b'(' | b'[', _) => (1, Kind::Sign(Sign::Open)),
            (b')' | b']', _) => (1, Kind::Sign(Sign::Close)),
            (b',', _) => (1, Kind::Sign(Sign::Comma)),
            (b'.', next) if next.is_ascii_digit() && !self.after_number() => {
                return self.leading_point(at);
            }
            (b'.', _) => (1, Kind::Sign(Sign::Dot)),
            (b':', _) => (1, Kind::Sign(Sign::Colon)),
            (b'=', _) => (1, Kind::Sign(Sign::Equal)),
            (b'^' | b'*', _) => (1, Kind::Sign(Sign::Power)),
            (b'\'', _) => (1, Kind::Sign(Sign::Quote)),
            (b'#', _) => (1, Kind::Sign(Sign::Hash)),
            _ => (1, Kind::Other),
        };
        self.push(at, at + length, kind)
    }

    fn after_number(&self) -> bool {
        !self.gap
            && matches!(self.atoms.last(), Some(atom) if matches!(atom.kind, Kind::Number(_) | Kind::Other))
    }

    /// `.08`
    fn leading_point(&mut self, at: usize) -> usize {
        let end = self.digits(at + 1);
        if let Some(last) = self.atoms.last_mut()
            && let Kind::Number(number) = &mut last.kind
            && number.scale == 0
            && !number.ordinal
            && !number.grouped
        {
            number.scale = number.digits;
            last.start = at;
        }
        end
    }

    /// What a character outside ASCII is, and how many bytes it has.
    fn foreign(&self, at: usize) -> Foreign {
        let rest = self.view.get(at..).unwrap_or_default();
        let Some(character) = rest.chars().next() else {
            return Foreign::Letter(1);
        };
        let length = character.len_utf8();
        let fraction = |mantissa, scale| {
            let number = Number {
                mantissa,
                scale,
                digits: 0,
                ordinal: false,
                grouped: false,
            };
            Foreign::Sign(length, Kind::Number(number))
        };
        let sign = |sign| Foreign::Sign(length, Kind::Sign(sign));
        match character {
            '½' => fraction(5, 1),
            '¼' => fraction(25, 2),
            '¾' => fraction(75, 2),
            '⅓' => fraction(33_333_333, 8),
            '⅔' => fraction(66_666_667, 8),
            '⅙' => fraction(16_666_667, 8),
            '⅛' => fraction(125, 3),
            '≤' => sign(Sign::LessEqual),
            '≥' => sign(Sign::GreaterEqual),
            '°' | 'º' => sign(Sign::Degree),
            '±' => sign(Sign::PlusMinus),
            '⁄' | '∕' => sign(Sign::Slash),
            '–' | '—' | '‐' | '‑' | '−' => sign(Sign::Dash),
            '’' => sign(Sign::Quote),
            '×' => Foreign::Sign(length, Kind::Word(Word::Is(W::X))),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => Foreign::Blank(length),
            '²' | '³' | '⁹' => Foreign::Letter(length),
            other if other.is_alphanumeric() => Foreign::Letter(length),
            _ => Foreign::Sign(length, Kind::Other),
        }
    }
}

enum Foreign {
    Letter(usize),
    Sign(usize, Kind),
    Blank(usize),
}
