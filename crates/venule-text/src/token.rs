//! The view cut into words, numbers, symbols, punctuation and line breaks: arrays, one entry for each token.

use crate::view::{View, count};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, with points or commas between them: "2.5", "1,000", "03.04.2025".
    Number,
    /// Any other sign: "+", "-", "%", "/".
    Symbol,
    /// One of `. , ; : ? ! ( ) [ ] { } " '`.
    Punctuation,
    /// The end of a line; of two bytes where an empty line follows.
    LineBreak,
}

/// The tokens of one view, in order. Blanks are in none of them.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    all: Vec<Token>,
    /// By token: the number of its word. Words with one number are the same; one word may have several.
    words: Vec<u32>,
    /// By number: a token of that word.
    samples: Vec<u32>,
    /// By the hash of a word: the number that it had last. What is not found there gets a new one, so that no text can
    /// make it slow.
    latest: Vec<u32>,
    /// Tokens that are line breaks, in order.
    breaks: Vec<u32>,
}

/// Most words whose numbers are looked for.
const MOST_WORDS: usize = 1 << 12;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the view.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
}

impl Tokens {
    /// The tokens of a view.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let mut tokens = Self::default();
        tokens.read(view);
        tokens
    }

    /// Reads another view into the same arrays.
    pub fn read(&mut self, view: &View<'_>) {
        self.all.clear();
        // As many as most texts have; more are no harm.
        self.all.reserve(view.text().len() / 4);
        self.all.extend(cut(view.text()));
        let breaks = (0_u32..).zip(&self.all);
        let breaks = breaks.filter(|(_, token)| token.kind == Kind::LineBreak);
        self.breaks.clear();
        self.breaks.extend(breaks.map(|(at, _)| at));
        self.number_words(view);
    }

    /// Gives each word a number, so that what is asked of words is asked once of those that are written again.
    fn number_words(&mut self, view: &View<'_>) {
        self.words.clear();
        self.words.reserve(self.all.len());
        self.samples.clear();
        self.latest.clear();
        let places = self.all.len().next_power_of_two().min(MOST_WORDS);
        self.latest.resize(places, u32::MAX);
        for (at, token) in (0_u32..).zip(&self.all) {
            let text = view.part(token.start, token.end);
            let Some(latest) = self.latest.get_mut(hash(text) & (places - 1)) else {
                continue;
            };
            let sample = self.samples.get(*latest as usize);
            let same = sample.is_some_and(|sample| {
                let token = self.all.get(*sample as usize);
                token.is_some_and(|it| view.part(it.start, it.end) == text)
            });
            if !same {
                *latest = count(self.samples.len());
                self.samples.push(at);
            }
            self.words.push(*latest);
        }
    }

    /// The number of a token's word.
    pub(crate) fn word(&self, index: u32) -> usize {
        self.words
            .get(index as usize)
            .map_or(usize::MAX, |it| *it as usize)
    }

    /// What is so of each word, by its number.
    pub(crate) fn by_word<T>(
        &self,
        view: &View<'_>,
        mut of: impl FnMut(&str, Kind) -> T,
    ) -> Vec<T> {
        let mut all = Vec::with_capacity(self.samples.len());
        let words = self.samples.iter().filter_map(|at| self.get(*at));
        all.extend(words.map(|token| of(view.part(token.start, token.end), token.kind)));
        all
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        count(self.all.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<Token> {
        self.all.get(index as usize).copied()
    }

    /// What one of them is.
    #[must_use]
    pub fn kind(&self, index: u32) -> Option<Kind> {
        self.all.get(index as usize).map(|it| it.kind)
    }

    /// The first byte after one of them.
    pub(crate) fn end(&self, index: u32) -> u32 {
        self.all.get(index as usize).map_or(0, |it| it.end)
    }

    /// Whether a line ends within some tokens.
    pub(crate) fn breaks_within(&self, tokens: std::ops::Range<u32>) -> bool {
        let next = self.breaks.partition_point(|at| *at < tokens.start);
        self.breaks.get(next).is_some_and(|at| *at < tokens.end)
    }

    /// The first token that ends after a byte of the view.
    #[must_use]
    pub fn first_after(&self, byte: u32) -> u32 {
        count(self.all.partition_point(|it| it.end <= byte))
    }

    /// The tokens that share a byte with a part of the view.
    #[must_use]
    pub fn within(&self, start: u32, end: u32) -> std::ops::Range<u32> {
        let first = self.first_after(start);
        let last = count(self.all.partition_point(|it| it.start < end));
        first..last.max(first)
    }

    /// The words of a token.
    #[must_use]
    pub fn text<'v>(&self, view: &'v View<'_>, index: u32) -> &'v str {
        self.get(index)
            .map_or("", |token| view.part(token.start, token.end))
    }
}

/// Whether no word goes on from the token before one: in "x2" the number does not stand by itself.
pub(crate) fn starts_word(view: &View<'_>, tokens: &Tokens, index: u32) -> bool {
    let (Some(before), Some(token)) = (
        index.checked_sub(1).and_then(|index| tokens.get(index)),
        tokens.get(index),
    ) else {
        return true;
    };
    if before.end != token.start {
        return true;
    }
    let head = view.part(before.start, before.end).chars().next_back();
    let rest = view.part(token.start, token.end).chars().next();
    let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !(joins(head) && joins(rest))
}

/// Spreads words that are not made to meet.
fn hash(word: &str) -> usize {
    let bytes = word.as_bytes();
    let mix = |hash: u64, part: u64| (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // Both ends and the length: what lies between them seldom tells words apart.
    let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk())
    {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let part = |bytes: [u8; 4]| u64::from(u32::from_le_bytes(bytes));
        (part(*first), part(*last))
    } else {
        let byte = |byte: Option<&u8>| byte.map_or(0, |it| u64::from(*it));
        (
            byte(bytes.first()) << 8 | byte(bytes.get(1)),
            byte(bytes.last()),
        )
    };
    let hash = mix(mix(bytes.len() as u64, first), last);
    usize::try_from(hash >> 40).unwrap_or_default()
}

/// The tokens of a text in the form of the view.
pub(crate) fn cut(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while text.as_bytes().get(at) == Some(&b' ') {
            at += 1;
        }
        let (kind, length) = one(text, at, *text.as_bytes().get(at)?);
        let start = count(at);
        at += length.max(1);
        let end = count(at);
        Some(Token { start, end, kind })
    })
}

/// The token that starts at a byte, and its length.
fn one(text: &str, at: usize, first: u8) -> (Kind, usize) {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    match first {
        b'a'..=b'z' => (Kind::Word, word(text, at)),
        b'0'..=b'9' => (Kind::Number, number(rest)),
        b'\n' => (
            Kind::LineBreak,
            if rest.starts_with(b"\n\n") { 2 } else { 1 },
        ),
        b'.' | b',' | b';' | b':' | b'?' | b'!' | b'(' | b')' | b'[' | b']' | b'{' | b'}'
        | b'"' | b'\'' => (Kind::Punctuation, 1),
        0..=0x7f => (Kind::Symbol, 1),
        _ => {
            let letter = text.get(at..).and_then(|rest| rest.chars().next());
            match letter {
                Some(letter) if letter.is_alphabetic() => (Kind::Word, word(text, at)),
                Some(letter) => (Kind::Symbol, letter.len_utf8()),
                None => (Kind::Symbol, 1),
            }
        }
    }
}

fn word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ascii = rest.bytes().position(|byte| !byte.is_ascii_lowercase());
    match ascii {
        None => rest.len(),
        Some(length) if rest.as_bytes().get(length).is_some_and(u8::is_ascii) => length,
        Some(_) => rest
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(rest.len()),
    }
}

fn number(rest: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let digits = rest.iter().skip(length);
        length += digits.take_while(|byte| byte.is_ascii_digit()).count();
        let goes_on = matches!(rest.get(length), Some(b'.' | b','))
            && rest.get(length + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on {
            return length;
        }
        length += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Tokens};
    use crate::view::View;

    fn all(text: &str) -> Vec<(String, Kind)> {
        let view = View::new(text).unwrap();
        let tokens = Tokens::of(&view);
        (0..tokens.len())
            .map(|at| (tokens.text(&view, at).to_owned(), tokens.kind(at).unwrap()))
            .collect()
    }

    fn words(text: &str) -> Vec<String> {
        all(text).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn words_numbers_and_signs_are_apart() {
        assert_eq!(
            words("45yo, INR 2.5."),
            ["45", "yo", ",", "inr", "2.5", "."]
        );
        assert_eq!(
            words("x2d 1,000 3-4"),
            ["x", "2", "d", "1,000", "3", "-", "4"]
        );
        assert_eq!(words("μg ½ №"), ["μg", "½", "№"]);
    }

    #[test]
    fn kinds_are_told_apart() {
        let kinds: Vec<Kind> = all("a 1 + ,\nb")
            .into_iter()
            .map(|(_, kind)| kind)
            .collect();
        use Kind::{LineBreak, Number, Punctuation, Symbol, Word};
        assert_eq!(kinds, [Word, Number, Symbol, Punctuation, LineBreak, Word]);
    }

    #[test]
    fn bytes_lead_to_tokens() {
        let view = View::new("no left calf pain").unwrap();
        let tokens = Tokens::of(&view);
        assert_eq!(tokens.within(3, 12), 1..3);
        assert_eq!(tokens.within(2, 3), 1..1);
        assert_eq!(tokens.first_after(12), 3);
    }
}
