//! Brackets of a written phrase, before anything is known of its words.

use super::PhraseError;

/// Most brackets within each other.
const MOST_DEEP: usize = 16;

/// Refuses brackets that do not match or are too deep. Everything else here relies on it.
pub(super) fn check(written: &str) -> Result<(), PhraseError> {
    let mut open = Vec::new();
    for letter in written.chars() {
        match letter {
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' if open.pop() != Some(letter) => return Err(PhraseError::Brackets),
            _ => {}
        }
        if open.len() > MOST_DEEP {
            return Err(PhraseError::Deep);
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(PhraseError::Brackets)
    }
}

/// What stands before the next blank or `|` that is in no bracket, and the rest.
pub(super) fn chunk(written: &str) -> (&str, &str) {
    cut(written, |letter| letter == '|' || letter.is_whitespace())
}

/// What stands in brackets that are all there is, and whether it may be missing.
pub(super) fn inner(chunk: &str) -> Option<(&str, bool)> {
    let first = chunk.chars().next()?;
    if !matches!(first, '(' | '[') {
        return None;
    }
    let rest = chunk.get(1..)?;
    let (inner, close) = cut(rest, |letter| matches!(letter, ')' | ']'));
    (close.len() == 1).then_some((inner, first == '['))
}

/// The alternatives of what stands in brackets.
pub(super) fn alternatives(inner: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(inner);
    std::iter::from_fn(move || {
        let (alternative, after) = cut(rest?, |letter| letter == '|');
        rest = after.strip_prefix('|');
        Some(alternative)
    })
}

/// The text before the next bracket, or else a bracket with all that is in it; and the rest.
pub(super) fn piece(written: &str) -> (&str, &str) {
    let is_open = |letter: char| matches!(letter, '(' | '[');
    let at = match written.find(is_open) {
        Some(0) => {
            let rest = written.get(1..).unwrap_or_default();
            let (inner, _) = cut(rest, |letter| matches!(letter, ')' | ']'));
            inner.len() + 2
        }
        Some(at) => at,
        None => written.len(),
    };
    written.split_at_checked(at).unwrap_or((written, ""))
}

/// Cuts before the first letter outside of brackets that is looked for.
fn cut(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    let mut depth = 0_u32;
    let end = text.char_indices().find(|(_, letter)| {
        let ends = depth == 0 && is_end(*letter);
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        ends
    });
    text.split_at_checked(end.map_or(text.len(), |(at, _)| at))
        .unwrap_or((text, ""))
}
