//! Text that may stand in HTML whatever it says.

use venule_knowledge::printable::hides;

/// Text between tags. What hides, and what HTML does not allow, is written out.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            _ if hides(letter) => out.extend(letter.escape_default()),
            _ => out.push(letter),
        }
    }
    out
}

/// The value of an attribute between double quotes.
pub(super) fn attribute(value: &str) -> String {
    text(value)
}
