//! Words with brackets in them: "swell(ing|s)", "(query |possible )dvt".
//!
//! Only the word that is still open, up to the next blank, is written out in all its forms. What stands before a blank
//! stays a choice: "(a |b |c )(d |e |f )g" are seven words, not nine phrases.

use std::collections::BTreeMap;

use super::{Part, PhraseError, Wording, bracket};

/// Most pieces that one such word may come to.
const MOST: usize = 4_000;

/// Words, or a choice of more.
#[derive(Clone)]
enum Tree {
    Words(String),
    Choice(Vec<Sequence>),
}

type Sequence = Vec<Tree>;

/// For each form of the word that is open, what may stand before it.
type Open = BTreeMap<String, Vec<Sequence>>;

/// Writes all that stands between two blanks.
pub(super) fn write(wording: &mut Wording, chunk: &str) -> Result<(), PhraseError> {
    let mut forms = Forms { left: MOST };
    let open = forms.read(chunk, String::new())?;
    let closed = open.into_iter().map(|(word, before)| {
        let mut sequence = one_of(before);
        sequence.push(Tree::Words(word));
        sequence
    });
    put(wording, &one_of(closed.collect()))
}

struct Forms {
    left: usize,
}

impl Forms {
    /// Reads on from an open word.
    fn read(&mut self, written: &str, word: String) -> Result<Open, PhraseError> {
        let mut open = Open::from([(word, vec![Vec::new()])]);
        let mut rest = written;
        while !rest.is_empty() {
            let (piece, after) = bracket::piece(rest);
            let mut next = Open::new();
            for (word, before) in open {
                let before = one_of(before);
                for (word, sequences) in self.piece(piece, word)? {
                    self.count(&before)?;
                    let mut sequence = before.clone();
                    sequence.append(&mut one_of(sequences));
                    next.entry(word).or_default().push(sequence);
                }
            }
            open = next;
            rest = after;
        }
        Ok(open)
    }

    /// Reads text without brackets, or what is in one, on from an open word.
    fn piece(&mut self, piece: &str, mut word: String) -> Result<Open, PhraseError> {
        let Some((inner, may_be_missing)) = bracket::inner(piece) else {
            self.count(&[])?;
            word.push_str(piece);
            let (words, word) = match word.rsplit_once(char::is_whitespace) {
                Some((words, word)) => (vec![Tree::Words(words.to_owned())], word.to_owned()),
                None => (Vec::new(), word),
            };
            return Ok(Open::from([(word, vec![words])]));
        };
        let mut open = Open::new();
        let missing = may_be_missing.then_some("");
        for alternative in bracket::alternatives(inner).chain(missing) {
            self.count(&[])?;
            for (word, mut sequences) in self.read(alternative, word.clone())? {
                open.entry(word).or_default().append(&mut sequences);
            }
        }
        Ok(open)
    }

    fn count(&mut self, made: &[Tree]) -> Result<(), PhraseError> {
        let size = 1 + made.iter().map(size).sum::<usize>();
        self.left = self.left.checked_sub(size).ok_or(PhraseError::TooMany)?;
        Ok(())
    }
}

fn size(tree: &Tree) -> usize {
    match tree {
        Tree::Words(_) => 1,
        Tree::Choice(of) => 1 + of.iter().flatten().map(size).sum::<usize>(),
    }
}

/// A choice, if there is more than one to choose from.
fn one_of(mut sequences: Vec<Sequence>) -> Sequence {
    match sequences.len() {
        0 | 1 => sequences.pop().unwrap_or_default(),
        _ => vec![Tree::Choice(sequences)],
    }
}

fn put(wording: &mut Wording, sequence: &[Tree]) -> Result<(), PhraseError> {
    for tree in sequence {
        match tree {
            Tree::Words(words) => wording.words(words)?,
            Tree::Choice(of) => {
                wording.push(Part::Open);
                for (index, sequence) in of.iter().enumerate() {
                    if index > 0 {
                        wording.push(Part::Or);
                    }
                    put(wording, sequence)?;
                }
                wording.push(Part::Close);
            }
        }
    }
    Ok(())
}
