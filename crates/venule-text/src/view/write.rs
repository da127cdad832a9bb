//! Writes the view of a text: stretches of plain ASCII at once, everything else character by character.

use super::fold::{Fold, fold};
use super::{Run, count};

/// What was written.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    pub(super) wide: Vec<u32>,
}

/// The one form of a text.
pub(super) fn normalize(original: &str) -> Written {
    let mut writer = Writer {
        original,
        done: Written {
            text: String::with_capacity(original.len()),
            runs: Vec::new(),
            wide: Vec::new(),
        },
        last: LastWord::default(),
    };
    let mut at = 0;
    while at < original.len() {
        at = writer.plain(at);
        at = writer.other(at);
    }
    writer.done.runs.push(Run {
        view: count(writer.done.text.len()),
        original: count(original.len()),
        in_step: false,
    });
    writer.done
}

struct Writer<'t> {
    original: &'t str,
    done: Written,
    last: LastWord,
}

/// The word that what was written ends with, blanks aside, as far as it was looked at.
#[derive(Default)]
struct LastWord {
    seen: usize,
    start: usize,
    has_slash: bool,
}

impl Writer<'_> {
    /// Takes over everything from here on that needs no more than lower case.
    fn plain(&mut self, from: usize) -> usize {
        let rest = self.original.as_bytes().get(from..).unwrap_or_default();
        let plain = |byte: u8| PLAIN.get(usize::from(byte)) == Some(&true);
        let mut length = 0;
        loop {
            let word = rest.get(length..).unwrap_or_default().iter();
            length += word.take_while(|byte| plain(**byte)).count();
            let after = rest.get(length + 1).copied().unwrap_or(0);
            if rest.get(length) != Some(&b' ') || !plain(after) {
                break;
            }
            length += 1;
        }
        // A blank at the start may follow another one: it is not plain.
        if rest.first() == Some(&b' ') {
            length = 0;
        }
        let part = self.original.get(from..from + length).unwrap_or_default();
        if !part.is_empty() {
            self.begin(from, true);
            let start = self.done.text.len();
            self.done.text.push_str(part);
            if let Some(written) = self.done.text.get_mut(start..) {
                written.make_ascii_lowercase();
            }
        }
        from + length
    }

    /// Reads one thing that is not plain.
    fn other(&mut self, at: usize) -> usize {
        let Some(letter) = self.letter(at) else {
            return at;
        };
        let end = at + letter.len_utf8();
        match what(letter) {
            Fold::Gone => end,
            Fold::Blank | Fold::Break => self.blanks(at),
            Fold::Hyphen if self.letter(end) == Some('>') && self.after_letter() => {
                self.write(at, end + 1, ": ")
            }
            Fold::Hyphen => {
                let joins = self.after_letter() && self.letter_at(end);
                self.write(at, end, if joins { " " } else { "-" })
            }
            Fold::Dash => self.write(at, end, "-"),
            Fold::Apostrophe if self.after_letter() || self.letter_at(end) => end,
            Fold::Apostrophe => self.write(at, end, "'"),
            Fold::Letters(letters) => self.write(at, end, letters),
            Fold::One('(' | '[') => self.bracket(at, end, letter),
            Fold::One(letter) => self.write(at, end, letter.encode_utf8(&mut [0; 4])),
        }
    }

    /// A sign in brackets, "(-)" or "(+)", is written as the words for it are: "-ve", "+ve", "?". The letter of a
    /// laboratory behind a number, "6.2 (H)", loses its brackets, and so does a result, "TSH (normal)".
    fn bracket(&mut self, at: usize, end: usize, letter: char) -> usize {
        let sign = self.letter(end);
        let close = sign.and_then(|sign| self.letter(end + sign.len_utf8()));
        let sign = sign.filter(|_| matches!(close, Some(')' | ']')));
        let word = sign.and_then(|sign| match what(sign) {
            Fold::Hyphen => Some("-ve"),
            Fold::One('+') => Some("+ve"),
            Fold::One('?') => Some("?"),
            Fold::One('h') if self.after_result() => Some("h"),
            Fold::One('l') if self.after_unit() => Some("l"),
            Fold::One('n') if self.after_result() => Some("n"),
            _ => None,
        });
        if let Some((word, end)) = self.result_in_brackets(end) {
            return self.write(at, end, word);
        }
        match (word, sign) {
            (Some(word), Some(sign)) => self.write(at, end + sign.len_utf8() + 1, word),
            _ => self.write(at, end, letter.encode_utf8(&mut [0; 4])),
        }
    }

    /// "TSH (normal)" is written as "TSH normal": the word, and where its brackets end.
    fn result_in_brackets(&self, from: usize) -> Option<(&'static str, usize)> {
        let inside = |word: &&&str| {
            let end = from + word.len();
            let written = self.original.get(from..end);
            let closes = matches!(self.letter(end), Some(')' | ']'));
            closes && written.is_some_and(|it| it.eq_ignore_ascii_case(word))
        };
        let word = RESULTS.iter().find(inside)?;
        Some((word, from + word.len() + 1))
    }

    /// Blanks and line ends up to the next thing that can be seen: one blank, or a line break, or two.
    fn blanks(&mut self, from: usize) -> usize {
        let (mut end, mut blanks, mut breaks) = (from, 0, 0);
        while let Some(letter) = self.letter(end) {
            match what(letter) {
                Fold::Blank if letter == '\r' => {}
                Fold::Blank => blanks += if letter == '\t' { 2 } else { 1 },
                Fold::Break => breaks += 1,
                Fold::Gone => {}
                _ => break,
            }
            end += letter.len_utf8();
        }
        match breaks {
            0 => {
                if blanks > 1 {
                    self.done.wide.push(count(self.done.text.len()));
                }
                self.write(from, end, " ")
            }
            1 => self.write(from, end, "\n"),
            _ => self.write(from, end, "\n\n"),
        }
    }

    fn write(&mut self, from: usize, end: usize, text: &str) -> usize {
        let one_for_one = end - from == text.len() && text.chars().count() == 1;
        self.begin(from, one_for_one);
        self.done.text.push_str(text);
        end
    }

    /// Notes where the next thing comes from, if it does not follow from what was noted before.
    fn begin(&mut self, from: usize, in_step: bool) {
        let (view, original) = (count(self.done.text.len()), count(from));
        if let Some(last) = self.done.runs.last()
            && in_step
            && last.in_step
            && view - last.view == original - last.original
        {
            return;
        }
        self.done.runs.push(Run {
            view,
            original,
            in_step,
        });
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.original.get(at..).and_then(|rest| rest.chars().next())
    }

    fn letter_at(&self, at: usize) -> bool {
        self.letter(at).is_some_and(char::is_alphabetic)
    }

    /// Whether a number stands before, with its unit or without: "6.2 mIU/L (H)".
    fn after_result(&mut self) -> bool {
        let last = self.done.text.trim_end().chars().next_back();
        last.is_some_and(|last| last.is_ascii_digit()) || self.after_unit()
    }

    /// Whether a number with the unit of a laboratory stands before: "0.9 (L)" is of the left leg.
    fn after_unit(&mut self) -> bool {
        let written = self.done.text.trim_end().as_bytes();
        // Only what was written since: a text may be one word.
        let new = written.iter().enumerate().skip(self.last.seen);
        for (at, byte) in new {
            match byte {
                b' ' => {
                    self.last.start = at + 1;
                    self.last.has_slash = false;
                }
                b'/' => self.last.has_slash = true,
                _ => {}
            }
        }
        self.last.seen = written.len();
        let number = self
            .last
            .start
            .checked_sub(2)
            .and_then(|at| written.get(at));
        self.last.has_slash && number.is_some_and(u8::is_ascii_digit)
    }

    fn after_letter(&self) -> bool {
        let before = self.done.text.chars().next_back();
        before.is_some_and(char::is_alphabetic)
    }
}

/// What a laboratory or a report says of something, where it stands alone in brackets.
const RESULTS: [&str; 6] = ["normal", "negative", "positive", "high", "low", "raised"];

/// By byte: whether it is ASCII that is taken over as it is but for case.
static PLAIN: [bool; 256] = plain();

#[expect(clippy::indexing_slicing, reason = "a byte is an index of the table")]
const fn plain() -> [bool; 256] {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        let special = matches!(byte, b'-' | b'\'' | b'`' | b'(' | b'[');
        plain[byte as usize] = byte.is_ascii_graphic() && !special;
        byte += 1;
    }
    plain
}

fn what(letter: char) -> Fold {
    match letter {
        '\n' | '\u{b}' | '\u{c}' => Fold::Break,
        '-' => Fold::Hyphen,
        '\'' | '`' => Fold::Apostrophe,
        _ if letter.is_ascii_graphic() => Fold::One(letter.to_ascii_lowercase()),
        _ if letter.is_ascii() => Fold::Blank,
        _ => fold(letter),
    }
}
