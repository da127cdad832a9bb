//! Sentences: what ends one and what only looks as if it did.

use std::ops::Range;

use super::Sentence;
use super::heading::is_dash;
use crate::token::{Kind, Token, Tokens};
use crate::view::View;

/// Words that are written short with a full stop, and after which a sentence goes on.
const SHORT: [&str; 24] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "ca", "eg", "ie", "resp", "incl", "min",
    "max", "nos", "fig", "cf", "al", "est", "tel", "lt", "rt", "med",
];

/// Words after which a line cannot be complete.
const OPEN: [&str; 24] = [
    "and", "or", "nor", "of", "the", "a", "an", "with", "without", "no", "in", "on", "at", "to",
    "for", "from", "by", "her", "his", "my", "is", "was", "any", "not",
];

/// Bytes from which on a line is long enough to have been broken for want of room.
const FULL_LINE: u32 = 60;

/// Highest number of a list item.
const MOST_ITEMS: u32 = 99;

/// Tokens after which a sentence ends at the next comma. Nobody writes such sentences: a text without full stops is read in
/// pieces, so that the time it takes grows with its length and not faster.
const MOST_TOKENS: u32 = 512;

/// Tokens after which a sentence ends, comma or not.
const MOST_WITHOUT_COMMA: u32 = 768;

/// Divides the tokens of a part into sentences.
pub(super) fn divide(
    view: &View<'_>,
    tokens: &Tokens,
    range: Range<u32>,
    part: u32,
    out: &mut Vec<Sentence>,
) {
    let reader = Reader { view, tokens };
    let (mut start, mut body, mut line, mut item) = (range.start, range.start, range.start, 0);
    let mut at = range.start;
    // A word neither begins an item nor ends a sentence.
    let mut signs = tokens.signs(range.clone()).iter().copied();
    while let Some(sign) = signs.find(|it| *it >= at) {
        at = sign;
        if let Some((length, number)) = reader.item(at, at == line, at == start, item) {
            if at > start {
                reader.push(start, body, at, part, out);
            }
            (start, body, item) = (at, at + length, number);
            at = body;
            continue;
        }
        if reader.ends(at, line, range.end, item) {
            // The line break after a full stop belongs to what it ends.
            while at + 1 < range.end && tokens.kind(at + 1) == Some(Kind::LineBreak) {
                at += 1;
            }
            reader.push(start, body, at + 1, part, out);
            (start, body) = (at + 1, at + 1);
        }
        if tokens.kind(at) == Some(Kind::LineBreak) {
            line = at + 1;
        }
        at += 1;
    }
    if start < range.end {
        reader.push(start, body, range.end, part, out);
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    view: &'a View<'a>,
    tokens: &'a Tokens,
}

impl<'a> Reader<'a> {
    /// Adds a sentence, in pieces where it is longer than any that is written.
    fn push(self, mut start: u32, mut body: u32, end: u32, part: u32, out: &mut Vec<Sentence>) {
        while end - start > MOST_WITHOUT_COMMA {
            let comma = |at: &u32| self.text(*at) == ",";
            let mut commas = start + MOST_TOKENS..start + MOST_WITHOUT_COMMA;
            let cut = commas.find(comma).map_or(commas.end, |at| at + 1);
            out.push(self.sentence(start, body, cut, part));
            (start, body) = (cut, cut);
        }
        out.push(self.sentence(start, body, end, part));
    }

    fn sentence(self, start: u32, body: u32, end: u32, part: u32) -> Sentence {
        let closes = |at: u32| matches!(self.text(at), "'" | "\"");
        let last = (body..end)
            .rev()
            .find(|at| self.tokens.kind(*at) != Some(Kind::LineBreak) && !closes(*at));
        Sentence {
            start,
            body,
            end,
            part,
            heading: false,
            asks: last.is_some_and(|at| at > body && self.text(at) == "?"),
        }
    }

    fn text(self, at: u32) -> &'a str {
        self.tokens.text(self.view, at)
    }

    /// Whether something follows a token without a blank.
    fn touches_next(self, at: u32) -> Option<Token> {
        let token = self.tokens.get(at)?;
        let next = self.tokens.get(at + 1)?;
        (next.start == token.end && next.kind != Kind::LineBreak).then_some(next)
    }

    /// The length of the mark of a list item that starts here, and its number.
    fn item(
        self,
        at: u32,
        starts_line: bool,
        starts_sentence: bool,
        last: u32,
    ) -> Option<(u32, u32)> {
        let follows = |at: u32| {
            let next = self.tokens.get(at + 1);
            let touches = self.touches_next(at).is_some();
            next.is_some_and(|next| next.kind != Kind::LineBreak) && !touches
        };
        if matches!(self.tokens.kind(at), Some(Kind::Word | Kind::LineBreak)) {
            return None;
        }
        if self.tokens.kind(at) == Some(Kind::Symbol) {
            let mark = matches!(self.text(at), "-" | "*");
            return (mark && starts_line && follows(at)).then_some((1, 0));
        }
        let open = self.text(at) == "(";
        let place = if open { at + 1 } else { at };
        if self.tokens.kind(place) != Some(Kind::Number) {
            return None;
        }
        let number: u32 = self.text(place).parse().ok()?;
        let after = self.text(place + 1);
        let apart = self.apart(at);
        let next_in_order = number == last + 1;
        let marks = match after {
            ")" if open => apart && next_in_order,
            ")" => apart && (starts_line || starts_sentence || next_in_order),
            "." if !open => {
                follows(place + 1)
                    && (starts_line || starts_sentence || (next_in_order && last > 0))
            }
            _ => false,
        };
        let joined = self.touches_next(place).is_some();
        (marks && joined && number <= MOST_ITEMS).then_some((place + 2 - at, number))
    }

    /// Whether a blank or nothing stands before a token.
    fn apart(self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let token = self.tokens.get(at);
        match (before, token) {
            (Some(before), Some(token)) => {
                before.end < token.start || before.kind == Kind::LineBreak
            }
            _ => true,
        }
    }

    /// Whether a token is the last one of a sentence.
    fn ends(self, at: u32, line: u32, end: u32, item: u32) -> bool {
        match self.tokens.kind(at) {
            Some(Kind::LineBreak) => self.break_ends(at, line, item),
            Some(Kind::Punctuation) => match self.text(at) {
                ";" => true,
                "." | "?" | "!" if self.closes(at + 1) => false,
                "!" => true,
                "." => self.stop_ends(at),
                "?" => self.question_ends(at, end),
                _ => self.closes(at),
            },
            _ => false,
        }
    }

    /// A quotation mark that closes what was quoted up to the end of a sentence: "... no DVT.' 63M, calf pain".
    fn closes(self, at: u32) -> bool {
        let is_mark = matches!(self.text(at), "'" | "\"");
        let touches = |at: u32| self.touches_next(at).is_some();
        let stop = at.checked_sub(1).filter(|stop| touches(*stop));
        is_mark && !touches(at) && stop.is_some_and(|it| matches!(self.text(it), "." | "?" | "!"))
    }

    /// "Dr. Smith", "L. calf", "q.d." and "e.g. this" go on.
    fn stop_ends(self, at: u32) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let Some(before) = before else { return true };
        let word = before.kind == Kind::Word;
        let length = before.end - before.start;
        if let Some(next) = self.touches_next(at) {
            let long = next.kind == Kind::Word && next.end - next.start > 1;
            return !word || (length > 2 && long) || next.kind == Kind::Punctuation;
        }
        let last_of_line = self
            .tokens
            .kind(at + 1)
            .is_none_or(|kind| kind == Kind::LineBreak);
        let short = word && (length == 1 || SHORT.contains(&self.text(at - 1)));
        // "Pain x2d. No swelling": a unit of time behind its number.
        let unit = || {
            let number = at.checked_sub(2).and_then(|at| self.tokens.get(at));
            let touches =
                number.is_some_and(|it| it.kind == Kind::Number && it.end == before.start);
            touches
                && self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| self.is_capitalized(next))
        };
        last_of_line || !short || unit()
    }

    /// "? DVT" and "?DVT" do not end what they stand in; "swelling?" and "swelling ?" do.
    fn question_ends(self, at: u32, end: u32) -> bool {
        if self
            .touches_next(at)
            .is_some_and(|next| next.kind == Kind::Word)
        {
            return false;
        }
        let last = at + 1 >= end || self.tokens.kind(at + 1) == Some(Kind::LineBreak);
        last || !self.apart(at)
    }

    /// Whether a line ends what stands in it, or was only broken for want of room.
    fn break_ends(self, at: u32, line: u32, item: u32) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return true;
        };
        if token.end - token.start > 1
            || at == line
            || self.item(at + 1, true, true, item).is_some()
        {
            return true;
        }
        if next.kind == Kind::Symbol && is_dash(self.view, self.tokens, at + 1) {
            return true;
        }
        let before = self.text(at - 1);
        if before == "," || OPEN.contains(&before) {
            return false;
        }
        let length = self
            .tokens
            .get(line)
            .map_or(0, |first| token.start - first.start);
        length < FULL_LINE || self.is_capitalized(next)
    }

    /// "Left", but neither "left" nor "LEFT".
    fn is_capitalized(self, token: Token) -> bool {
        let written = self
            .view
            .span(token.start..token.end)
            .of(self.view.original());
        let mut letters = written.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    }
}
