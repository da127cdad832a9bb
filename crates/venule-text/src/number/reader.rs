//! Access to the atoms of a view, and the order in which rules are tried.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::date::Order;
use super::lex::{Atom, Kind, Number, Plain, Sign, lex, lex_tokens};
use super::model::{Doubt, Figure, Mention, TimeUnit};
use super::word::{W, Word};
use crate::span::Span;
use crate::token::{Memo, Tokens};
use crate::view::View;

/// A view cut into atoms, and the date that relative times count from.
pub(super) struct Reader<'a> {
    pub(super) view: &'a str,
    pub(super) atoms: Vec<Atom>,
    pub(super) reference: Date,
    /// Whether dates of numbers name the day or the month first; found when first asked for.
    pub(super) order: OnceCell<Option<Order>>,
    /// Places of letters that were written large behind a number, in a text that has small letters too.
    pub(super) large: Vec<usize>,
}

/// The arrays of a view that was read, for the next one.
#[derive(Debug, Default)]
pub(crate) struct Atoms {
    all: Vec<Atom>,
    words: Memo<Plain>,
    mentions: Vec<Mention>,
}

impl Atoms {
    /// Gives an array of mentions back, for the next view.
    pub(crate) fn give_back(&mut self, mentions: Vec<Mention>) {
        self.mentions = mentions;
    }
}

/// What a rule read, and the atom after it.
pub(super) type Read<T> = Option<(T, usize)>;

impl<'a> Reader<'a> {
    pub(super) fn new(view: &'a str, reference: Date) -> Self {
        Self::of_atoms(lex(view, Vec::new()), view, reference)
    }

    /// The same of a view whose tokens are known, into arrays that were used for another one.
    pub(super) fn reusing(
        arrays: &mut Atoms,
        view: &'a View<'_>,
        tokens: &Tokens,
        reference: Date,
    ) -> Self {
        let all = std::mem::take(&mut arrays.all);
        let atoms = lex_tokens(view, tokens, &mut arrays.words, all);
        Self::of_atoms(atoms, view.text(), reference)
    }

    fn of_atoms(atoms: Vec<Atom>, view: &'a str, reference: Date) -> Self {
        Self {
            view,
            atoms,
            reference,
            order: OnceCell::new(),
            large: Vec::new(),
        }
    }

    /// Notes which letters behind numbers were written large: "60M" is no length.
    pub(super) fn with_original(mut self, written: &View<'_>) -> Self {
        if !written.original().chars().any(char::is_lowercase) {
            return self;
        }
        let letters = self.atoms.windows(2).filter_map(|pair| match pair {
            [number, letter] if letter.end == letter.start + 1 => {
                matches!(number.kind, Kind::Number(_)).then_some(letter)
            }
            _ => None,
        });
        let large = letters.filter(|letter| {
            let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
            let span = written.span(place(letter.start)..place(letter.end));
            span.of(written.original()).chars().all(char::is_uppercase)
        });
        self.large = large.map(|letter| letter.start).collect();
        self
    }
}

impl Reader<'_> {
    /// All mentions. Its arrays are given back.
    pub(super) fn read(self, arrays: &mut Atoms) -> Vec<Mention> {
        let mut mentions = std::mem::take(&mut arrays.mentions);
        mentions.clear();
        self.add_mentions(&mut mentions);
        arrays.all = self.atoms;
        mentions
    }

    #[inline]
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        match &self.atoms.get(at)?.kind {
            Kind::Word(word) => Some(*word),
            Kind::Number(_) | Kind::Sign(_) | Kind::Break | Kind::Other => None,
        }
    }

    #[inline]
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match &self.atoms.get(at)?.kind {
            Kind::Number(number) => Some(*number),
            Kind::Word(_) | Kind::Sign(_) | Kind::Break | Kind::Other => None,
        }
    }

    /// Whether this word of the grammar stands there.
    #[inline]
    pub(super) fn is(&self, at: usize, word: W) -> bool {
        let kind = self.atoms.get(at).map(|it| &it.kind);
        matches!(kind, Some(Kind::Word(Word::Is(it))) if *it == word)
    }

    /// Whether one of these words stands there.
    pub(super) fn any(&self, at: usize, words: &[W]) -> bool {
        matches!(self.word(at), Some(Word::Is(word)) if words.contains(&word))
    }

    #[inline]
    pub(super) fn sign(&self, at: usize, sign: Sign) -> bool {
        let kind = self.atoms.get(at).map(|it| &it.kind);
        matches!(kind, Some(Kind::Sign(it)) if *it == sign)
    }

    /// Whether the atom touches the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// Whether a letter behind a number was written large.
    pub(super) fn is_large(&self, at: usize) -> bool {
        let start = self.atoms.get(at).map(|atom| atom.start);
        start.is_some_and(|start| self.large.binary_search(&start).is_ok())
    }

    /// The text of an atom.
    pub(super) fn raw(&self, at: usize) -> &str {
        let atom = self.atoms.get(at);
        atom.and_then(|atom| self.view.get(atom.start..atom.end))
            .unwrap_or_default()
    }

    /// `at + 1` if the word stands there, otherwise `at`.
    pub(super) fn skip(&self, at: usize, word: W) -> usize {
        at + usize::from(self.is(at, word))
    }

    /// `at + 1` if the sign stands there, otherwise `at`.
    pub(super) fn skip_sign(&self, at: usize, sign: Sign) -> usize {
        at + usize::from(self.sign(at, sign))
    }

    /// The span from one atom up to before another.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.atoms.get(from).map_or(0, |atom| atom.start);
        let last = to.checked_sub(1).and_then(|last| self.atoms.get(last));
        let end = last.map_or(start, |atom| atom.end).max(start);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: narrow(start),
            end: narrow(end),
        }
    }

    pub(super) fn mention(
        &self,
        from: usize,
        core: usize,
        to: usize,
        figure: Figure,
        doubt: Option<Doubt>,
    ) -> Mention {
        Mention {
            span: self.span(from, to),
            core: self.span(core.max(from), to),
            figure,
            doubt,
        }
    }

    /// A mention of which words behind the number belong to it, but not to its core.
    pub(super) fn mention_beyond(
        &self,
        from: usize,
        core: (usize, usize),
        to: usize,
        figure: Figure,
        doubt: Option<Doubt>,
    ) -> Mention {
        Mention {
            core: self.span(core.0, core.1),
            ..self.mention(from, core.0, to, figure, doubt)
        }
    }

    /// All mentions, in order, none over another.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        self.add_mentions(&mut mentions);
        mentions
    }

    fn add_mentions(&self, mentions: &mut Vec<Mention>) {
        let mut at = 0;
        // The first atom from here on that does more than join others.
        let mut next_said = 0;
        while let Some(atom) = self.atoms.get(at) {
            if matches!(atom.kind, Kind::Other | Kind::Break) {
                at += 1;
                continue;
            }
            if atom.kind.is_joint() {
                while next_said < at || self.kind(next_said).is_some_and(Kind::is_joint) {
                    next_said += 1;
                }
                if matches!(self.kind(next_said), None | Some(Kind::Other | Kind::Break)) {
                    at = next_said.max(at + 1);
                    continue;
                }
            }
            if let Some(next) = self.serial(at) {
                at = next;
                continue;
            }
            if let Some((mention, next)) = self.longest(at) {
                mentions.push(mention);
                at = next.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// The longest mention that begins here; of equally long ones that of the first rule.
    fn longest(&self, at: usize) -> Read<Mention> {
        let wanted = self.rules_at(at);
        let mut best: Read<Mention> = None;
        for (rule, bit) in RULES {
            // A bare number is what no other rule made anything of.
            let rest = bit == PLAIN && best.is_some();
            if wanted & bit != 0
                && !rest
                && let Some((mention, next)) = rule(self, at)
                && best.as_ref().is_none_or(|(_, longest)| next > *longest)
            {
                best = Some((mention, next));
            }
        }
        best
    }

    /// The rules that an atom can begin. Most words of a text that the grammar knows begin nothing where they stand.
    fn rules_at(&self, at: usize) -> u8 {
        let alone = matches!(self.kind(at + 1), None | Some(Kind::Other | Kind::Break));
        match self.kind(at) {
            Some(Kind::Number(_)) if alone => AGE | MEASURE | DATE | PLAIN,
            Some(Kind::Number(_)) => match self.kind(at + 1) {
                Some(Kind::Word(Word::Time(_))) => AGE | RELATIVE | PLAIN,
                Some(Kind::Word(Word::Unit(_) | Word::Sex(_))) => AGE | RELATIVE | MEASURE | PLAIN,
                Some(Kind::Sign(Sign::Percent | Sign::Degree)) => MEASURE | PLAIN,
                _ => ALL,
            },
            Some(Kind::Sign(sign)) => match sign {
                Sign::Less
                | Sign::LessEqual
                | Sign::Greater
                | Sign::GreaterEqual
                | Sign::Tilde
                | Sign::Dash => AGE | RELATIVE | MEASURE | PLAIN,
                Sign::Open => REFERENCE,
                _ => 0,
            },
            Some(Kind::Word(word)) => match word {
                Word::Is(W::Today | W::Yesterday | W::Tomorrow | W::Tonight) => DATE | STRETCH,
                Word::Weekday(_) | Word::Month(_) => DATE | STRETCH,
                Word::Ones(_) | Word::Tens(_) | Word::Nth(_) => ALL,
                Word::Time(TimeUnit::Fortnight) => RELATIVE,
                // "Age ?73".
                Word::Is(W::Age | W::Aged) => AGE,
                _ if alone => 0,
                Word::Is(W::And | W::Or | W::Of | W::Than | W::With | W::So | W::O | W::Off) => 0,
                Word::Is(_) => ALL,
                Word::Sex(_) | Word::Unit(_) => AGE,
                Word::Time(_) => RELATIVE | DATE,
                Word::Decade(_) | Word::Point => 0,
                _ => AGE | RELATIVE | MEASURE | DATE | PLAIN,
            },
            Some(Kind::Other | Kind::Break) | None => 0,
        }
    }
}

const CLOCK: u8 = 1;
const AGE: u8 = 2;
const REFERENCE: u8 = 4;
const STRETCH: u8 = 8;
const RELATIVE: u8 = 16;
const DATE: u8 = 32;
const MEASURE: u8 = 64;
const PLAIN: u8 = 128;
const ALL: u8 = u8::MAX;

type Rule = fn(&Reader<'_>, usize) -> Read<Mention>;

/// In the order in which one of equally long readings is preferred.
const RULES: [(Rule, u8); 8] = [
    (|reader, at| reader.clock(at), CLOCK),
    (|reader, at| reader.age(at), AGE),
    (|reader, at| reader.reference_range(at), REFERENCE),
    (|reader, at| reader.stretch(at), STRETCH),
    (|reader, at| reader.relative(at), RELATIVE),
    (|reader, at| reader.date_mention(at), DATE),
    (|reader, at| reader.measured(at), MEASURE),
    (|reader, at| reader.plain(at), PLAIN),
];
