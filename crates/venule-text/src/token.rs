//! The view cut into words, numbers, symbols, punctuation and line breaks: arrays, one entry for each token.

mod vocabulary;

use std::fmt;

pub(crate) use self::vocabulary::Memo;
use self::vocabulary::Vocabulary;
use crate::language::phrase::is_loose;
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
#[derive(Clone, Default)]
pub struct Tokens {
    all: Vec<Entry>,
    /// The words of this text, and of those that were read into the same arrays before it.
    vocabulary: Vocabulary,
    /// Tokens that are line breaks, in order.
    breaks: Vec<u32>,
    /// Tokens that are no words, in order: a third of most texts.
    signs: Vec<u32>,
}

/// A token and what is known of it.
#[derive(Debug, Clone, Copy)]
struct Entry {
    token: Token,
    /// The number of its word. Words with one number are the same; one word may have several.
    word: u32,
    /// How it stands to the one before it.
    joint: Joint,
}

/// How a token stands to the one before it.
#[derive(Debug, Clone, Copy, Default)]
struct Joint {
    /// It touches it, and neither is a sign that parts them.
    glued: bool,
    /// A word goes on from one to the other: in "x2" the number does not stand by itself.
    goes_on: bool,
}

/// Of one view they are the same, whatever was read before it.
impl fmt::Debug for Tokens {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.all()).finish()
    }
}

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
        let text = view.text();
        self.all.clear();
        self.breaks.clear();
        self.signs.clear();
        // As many as most texts have; more are no harm.
        self.all.reserve(text.len() / 4);
        let (mut before, mut parts) = (0, true);
        self.vocabulary.begin();
        for token in cut(text) {
            if token.kind == Kind::LineBreak {
                self.breaks.push(count(self.all.len()));
            }
            let (start, end) = (token.start as usize, token.end as usize);
            let word = self.vocabulary.number(text, start, end - start);
            if token.kind != Kind::Word {
                self.signs.push(count(self.all.len()));
            }
            let is_sign = token.kind != Kind::Word && token.kind != Kind::Number;
            let loose = is_sign && is_loose(view.part(token.start, token.end));
            let touches = token.start == before && before > 0;
            let joint = Joint {
                glued: touches && !parts && !loose,
                goes_on: touches && goes_on(text, token.start as usize),
            };
            self.all.push(Entry { token, word, joint });
            before = token.end;
            parts = loose || token.kind == Kind::LineBreak;
        }
    }

    /// The number of a token's word.
    pub(crate) fn word(&self, index: u32) -> usize {
        let entry = self.all.get(index as usize);
        entry.map_or(usize::MAX, |it| it.word as usize)
    }

    /// Whether a token touches the one before it, and neither is a sign that parts them.
    pub(crate) fn is_glued(&self, index: u32) -> bool {
        let entry = self.all.get(index as usize);
        entry.is_some_and(|it| it.joint.glued)
    }

    /// Whether no word goes on from the token before one: in "x2" the number does not stand by itself.
    pub(crate) fn starts_word(&self, index: u32) -> bool {
        let entry = self.all.get(index as usize);
        entry.is_none_or(|it| !it.joint.goes_on)
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

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = Token> {
        self.all.iter().map(|it| it.token)
    }

    /// Those of some tokens that are no words.
    pub(crate) fn signs(&self, within: std::ops::Range<u32>) -> &[u32] {
        let first = self.signs.partition_point(|at| *at < within.start);
        let rest = self.signs.get(first..).unwrap_or_default();
        let length = rest.partition_point(|at| *at < within.end);
        rest.get(..length).unwrap_or_default()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<Token> {
        self.all.get(index as usize).map(|it| it.token)
    }

    /// What one of them is.
    #[must_use]
    pub fn kind(&self, index: u32) -> Option<Kind> {
        self.all.get(index as usize).map(|it| it.token.kind)
    }

    /// The first byte after one of them.
    pub(crate) fn end(&self, index: u32) -> u32 {
        self.all.get(index as usize).map_or(0, |it| it.token.end)
    }

    /// Whether a line ends within some tokens.
    pub(crate) fn breaks_within(&self, tokens: std::ops::Range<u32>) -> bool {
        let next = self.breaks.partition_point(|at| *at < tokens.start);
        self.breaks.get(next).is_some_and(|at| *at < tokens.end)
    }

    /// The first token that ends after a byte of the view.
    #[must_use]
    pub fn first_after(&self, byte: u32) -> u32 {
        count(self.all.partition_point(|it| it.token.end <= byte))
    }

    /// The tokens that share a byte with a part of the view.
    #[must_use]
    pub fn within(&self, start: u32, end: u32) -> std::ops::Range<u32> {
        let first = self.first_after(start);
        let last = count(self.all.partition_point(|it| it.token.start < end));
        first..last.max(first)
    }

    /// The words of a token.
    #[must_use]
    pub fn text<'v>(&self, view: &'v View<'_>, index: u32) -> &'v str {
        self.get(index)
            .map_or("", |token| view.part(token.start, token.end))
    }
}

/// Whether letters or digits stand on both sides of a place.
fn goes_on(text: &str, at: usize) -> bool {
    let joins = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (head, rest) = text.split_at_checked(at).unwrap_or_default();
    joins(head.chars().next_back()) && joins(rest.chars().next())
}

/// A verb that is denied in the same word: "isn't", "didn't". The view has no apostrophes.
pub(crate) fn is_not(word: &str) -> bool {
    matches!(
        word,
        "isnt" | "arent" | "wasnt" | "werent" | "hasnt" | "havent" | "hadnt" | "didnt" | "doesnt"
    )
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
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let length = small_letters(rest);
    if rest.get(length).is_none_or(u8::is_ascii) {
        return length;
    }
    let rest = text.get(at..).unwrap_or_default();
    let other = rest.find(|letter: char| !letter.is_alphabetic());
    other.unwrap_or(rest.len())
}

/// With how many small letters of ASCII a text begins: eight bytes at once.
pub(crate) fn small_letters(text: &[u8]) -> usize {
    let (chunks, rest) = text.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let others = !small(u64::from_le_bytes(*chunk)) & EACH_HIGH;
        if others != 0 {
            return 8 * at + others.trailing_zeros() as usize / 8;
        }
    }
    let letters = rest.iter().take_while(|it| it.is_ascii_lowercase());
    text.len() - rest.len() + letters.count()
}

const EACH: u64 = 0x0101_0101_0101_0101;
const EACH_HIGH: u64 = 0x80 * EACH;

/// The highest bit of each byte that is a small letter of ASCII. The sums stay within their bytes.
fn small(bytes: u64) -> u64 {
    let low = bytes & !EACH_HIGH;
    let from_a = low + (0x80 - 0x61) * EACH;
    let beyond_z = low + (0x80 - 0x7b) * EACH;
    from_a & !beyond_z & !bytes
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
    fn small_letters_are_counted_eight_at_a_time() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut text = *b"abcdefghijklmnopqrst";
                text[place] = byte;
                let expected = text.iter().take_while(|it| it.is_ascii_lowercase());
                assert_eq!(
                    super::small_letters(&text),
                    expected.count(),
                    "{byte} {place}"
                );
            }
        }
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
