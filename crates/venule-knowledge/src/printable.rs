//! Text from outside as it may be shown: what would be obeyed, or could not be seen, is written out.
//!
//! Everything that prints uses this: a title cannot take over a terminal, end a line, or read as another one.

use std::borrow::Cow;

/// Text with every character that hides written as `\n` or `\u{1b}`.
///
/// Shown twice it looks the same.
///
/// # Examples
///
/// ```
/// use venule_knowledge::printable::printable;
///
/// assert_eq!(printable("calf pain"), "calf pain");
/// assert_eq!(printable("a\u{1b}[31mred\nb\u{202e}"), r"a\u{1b}[31mred\nb\u{202e}");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, hides)
}

/// The same, of text that may have several lines.
#[must_use]
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    shown(text, |letter| hides(letter) && letter != '\n')
}

fn shown(text: &str, is_written_out: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_written_out) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_written_out(letter) {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Whether a character is obeyed instead of shown, has no width, or turns the direction of writing.
#[must_use]
pub fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The beginning of a text that is too long to be shown.
#[must_use]
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}...", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_hides_is_written_out_and_nothing_else() {
        for letter in [
            '\u{7}',
            '\u{9b}',
            '\u{7f}',
            '\u{200b}',
            '\u{200d}',
            '\u{202e}',
            '\u{2066}',
            '\u{feff}',
            '\u{2028}',
            '\u{e0041}',
            '\r',
        ] {
            let text = format!("a{letter}b");
            let shown = printable(&text);
            assert!(!shown.contains(letter), "{shown:?}");
            assert!(shown.starts_with("a\\") && shown.ends_with('b'), "{shown}");
            assert_eq!(printable(&shown), shown);
        }
        let plain = "\u{e4}\u{df}\u{4e2d}\u{b0}C \u{2265} \u{2610} \u{1f600} a\\b";
        assert_eq!(printable(plain), plain);
    }

    #[test]
    fn lines_stay_lines_only_where_they_may() {
        assert_eq!(printable_lines("a\nb\rc"), "a\nb\\rc");
        assert_eq!(printable("a\nb"), "a\\nb");
    }

    #[test]
    fn long_text_ends_in_dots() {
        assert_eq!(shortened("\u{e4}bc", 2), "\u{e4}b...");
        assert_eq!(shortened("ab", 2), "ab");
    }
}
