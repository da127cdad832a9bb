//! The lines of a source around some marks, as they may be shown: nothing hides, and no line is longer than can be read.

use std::ops::Range;

use crate::printable::hides;

/// Longest line in bytes that is shown whole, and how much is kept of a longer one.
const LONGEST_LINE: usize = 400;

/// How much of a long line is kept before its first mark.
const BEFORE_MARK: usize = 60;

/// Lines as they are shown.
pub(super) struct Window {
    /// The text to show.
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A part of the source, with the place where it is shown.
struct Piece {
    source: Range<usize>,
    at: usize,
}

impl Window {
    /// The lines of a source in a range, with marks in them.
    pub(super) fn new(source: &str, lines: Range<usize>, marks: &[Range<usize>]) -> Self {
        let mut window = Self {
            text: String::new(),
            pieces: Vec::new(),
        };
        let mut start = lines.start;
        for line in source
            .get(lines.clone())
            .unwrap_or_default()
            .split_inclusive('\n')
        {
            let content = line.trim_end_matches(['\n', '\r']);
            window.line(source, start..start + content.len(), marks);
            if line.ends_with('\n') {
                window.text.push('\n');
            }
            start += line.len();
        }
        let at = window.text.len();
        let source = lines.end..lines.end;
        window.pieces.push(Piece { source, at });
        window
    }

    fn line(&mut self, source: &str, line: Range<usize>, marks: &[Range<usize>]) {
        let mut kept = line.clone();
        if line.len() > LONGEST_LINE {
            let mark = marks.iter().map(|it| it.start).find(|at| line.contains(at));
            let from = mark.map_or(line.start, |at| at.saturating_sub(BEFORE_MARK));
            kept.start = source.floor_char_boundary(from.max(line.start));
            kept.end = source.floor_char_boundary(line.end.min(kept.start + LONGEST_LINE));
        }
        if kept.start > line.start {
            self.text.push_str("...");
        }
        let at = self.text.len();
        for letter in source.get(kept.clone()).unwrap_or_default().chars() {
            push(&mut self.text, letter);
        }
        if kept.end < line.end {
            self.text.push_str("...");
        }
        self.pieces.push(Piece { source: kept, at });
    }

    /// Where a range of the source is shown.
    pub(super) fn shown(&self, source: &str, range: &Range<usize>) -> Range<usize> {
        let start = self.place(source, range.start);
        start..self.place(source, range.end).max(start)
    }

    fn place(&self, source: &str, at: usize) -> usize {
        let piece = self.pieces.iter().rfind(|it| it.source.start <= at);
        let Some(piece) = piece else { return 0 };
        let before = piece.source.start..at.min(piece.source.end);
        let mut shown = String::new();
        for letter in source.get(before).unwrap_or_default().chars() {
            push(&mut shown, letter);
        }
        piece.at + shown.len()
    }
}

/// A tab is left to whoever draws the marks under it.
fn push(out: &mut String, letter: char) {
    if hides(letter) && letter != '\t' {
        out.extend(letter.escape_default());
    } else {
        out.push(letter);
    }
}
