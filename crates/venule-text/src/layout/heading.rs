//! Headings: known ones before a colon, before a dash or alone on a line; others in capitals before a colon.

use std::ops::Range;

use venule_knowledge::compact::{Reader, Writer};

use super::Part;
use crate::language::model::Section;
use crate::matcher::Matcher;
use crate::token::{Kind, Tokens};
use crate::view::View;

/// Most tokens of a heading.
const MOST_TOKENS: u32 = 10;

/// Most words in capitals before a colon that are taken for a heading that no language file knows.
const MOST_CAPITALS: u32 = 5;

/// Longest word in capitals that may be a short name behind another word.
const SHORT_NAME: usize = 5;

/// The headings of the language files.
#[derive(Debug, Default)]
pub struct Headings {
    matcher: Matcher,
}

impl Headings {
    /// The headings of sections.
    #[must_use]
    pub fn of(sections: &[Section]) -> Self {
        let wordings = sections.iter().map(|it| &it.phrases.wording);
        Self {
            matcher: Matcher::new((0_u32..).zip(wordings)),
        }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        self.matcher.write(out);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            matcher: Matcher::read(from)?,
        })
    }

    /// Divides a text at its headings.
    pub(super) fn find(&self, view: &View<'_>, tokens: &Tokens, parts: &mut Vec<Part>) {
        parts.push(Part {
            section: None,
            heading: 0,
            start: 0,
            end: tokens.len(),
        });
        // In a text that has no other letters, capitals set nothing apart.
        let small = view.original().chars().any(char::is_lowercase);
        let mut line = 0;
        add(parts, self.on_line(view, tokens, line));
        for at in tokens.signs(0..tokens.len()).iter().copied() {
            match tokens.kind(at) {
                Some(Kind::LineBreak) => {
                    line = at + 1;
                    add(parts, self.on_line(view, tokens, line));
                }
                Some(Kind::Punctuation) if tokens.text(view, at) == ":" => {
                    add(parts, self.before_colon(view, tokens, line..at, small));
                }
                _ => {}
            }
        }
    }

    /// The heading that a line begins with, where it begins with no colon.
    fn on_line(&self, view: &View<'_>, tokens: &Tokens, line: u32) -> Option<Part> {
        match tokens.kind(line)? {
            Kind::LineBreak => None,
            Kind::Punctuation if tokens.text(view, line) == ":" => None,
            _ => self.alone(view, tokens, line),
        }
    }

    /// The heading that a colon ends.
    fn before_colon(
        &self,
        view: &View<'_>,
        tokens: &Tokens,
        line: Range<u32>,
        small: bool,
    ) -> Option<Part> {
        let Range {
            start: line,
            end: colon,
        } = line;
        // "P: 88" is a pulse, "P: rest" a plan.
        let letter = colon.checked_sub(1).and_then(|at| tokens.get(at));
        if letter.is_some_and(|it| it.end - it.start == 1)
            && tokens.kind(colon + 1) == Some(Kind::Number)
        {
            return None;
        }
        let first = colon.saturating_sub(MOST_TOKENS).max(line);
        let part = |section, heading, start| Part {
            section,
            heading,
            start,
            end: tokens.len(),
        };
        let denied = |start: u32| {
            start > line && matches!(tokens.text(view, start - 1), "no" | "nil" | "without")
        };
        let known = (first..colon).find_map(|start| {
            self.section(view, tokens, start, colon)
                .filter(|_| !denied(start))
                .map(|section| part(Some(section), start, colon + 1))
        });
        // What no language file knows may be a finding: "SWELLING: none". Its words stay in the sentence.
        known.or_else(|| {
            let start = small.then(|| capitals_before(view, tokens, line, colon))??;
            Some(part(None, start, start))
        })
    }

    /// The known heading that fills a line, or stands at its start before a dash.
    fn alone(&self, view: &View<'_>, tokens: &Tokens, line: u32) -> Option<Part> {
        let most = (line + MOST_TOKENS).min(tokens.len());
        let end = (line..most).find(|at| ends_alone(view, tokens, *at));
        let end = end.or_else(|| (most == tokens.len()).then_some(most))?;
        let section = self.section(view, tokens, line, end)?;
        let dash = tokens.kind(end) == Some(Kind::Symbol);
        Some(Part {
            section: Some(section),
            heading: line,
            start: if dash { end + 1 } else { end },
            end: tokens.len(),
        })
    }

    fn section(&self, view: &View<'_>, tokens: &Tokens, start: u32, end: u32) -> Option<u16> {
        let section = self.matcher.whole(view, tokens, start..end)?;
        u16::try_from(section).ok()
    }
}

/// Adds what a heading begins. None begins within the one before it.
fn add(parts: &mut Vec<Part>, found: Option<Part>) {
    let Some(part) = found else { return };
    if let Some(last) = parts.last_mut() {
        if part.heading < last.start {
            return;
        }
        last.end = part.heading;
    }
    parts.push(part);
}

/// A line break, or a dash between blanks.
fn ends_alone(view: &View<'_>, tokens: &Tokens, at: u32) -> bool {
    match tokens.kind(at) {
        Some(Kind::LineBreak) => true,
        Some(Kind::Symbol) => is_dash(view, tokens, at),
        _ => false,
    }
}

/// Whether a token is a dash with blanks around it.
pub(crate) fn is_dash(view: &View<'_>, tokens: &Tokens, at: u32) -> bool {
    tokens.get(at).is_some_and(|token| {
        tokens.text(view, at) == "-"
            && blank(view.part(token.start.saturating_sub(1), token.start))
            && blank(view.part(token.end, token.end + 1))
    })
}

fn blank(part: &str) -> bool {
    matches!(part, " " | "\n" | "")
}

/// The first of the words in capitals that stand before a colon, on the same line, up to a stop.
fn capitals_before(view: &View<'_>, tokens: &Tokens, line: u32, colon: u32) -> Option<u32> {
    let first = colon.saturating_sub(MOST_CAPITALS).max(line);
    let start = (first..colon)
        .rev()
        .take_while(|at| in_capitals(view, tokens, *at))
        .last()?;
    // More capitals before these are no heading but a text that has no other letters.
    let goes_on = start == first && first > line && in_capitals(view, tokens, first - 1);
    let letters = (start..colon).any(|at| tokens.text(view, at).len() > 1);
    // "Previous DVT: no" is one statement; its capitals are a short name. So is "TSH, Mg, CK: all normal".
    let short = start + 1 == colon && tokens.text(view, start).len() <= SHORT_NAME;
    let goes_with =
        |before: u32| tokens.kind(before) == Some(Kind::Word) || tokens.text(view, before) == ",";
    let after_word = start > line && goes_with(start - 1);
    (letters && !goes_on && !(short && after_word)).then_some(start)
}

fn in_capitals(view: &View<'_>, tokens: &Tokens, at: u32) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    match token.kind {
        Kind::Word => {
            let written = view.span(token.start..token.end).of(view.original());
            !written.chars().any(char::is_lowercase)
        }
        Kind::Symbol => matches!(view.part(token.start, token.end), "/" | "&"),
        Kind::Number | Kind::Punctuation | Kind::LineBreak => false,
    }
}
