//! Where quoted words stand in a text.

use venule_text::span::Span;

/// Signs that belong to the word or number they touch: "non-tender", "<500", "+ve", "?clot".
const BINDING: &str =
    "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}'\u{2019}_<>=\u{2264}\u{2265}~\u{b1}+@#&%\u{b0}";

/// The place of a quotation, letter by letter: where it is said to start, counted in characters, or its only place.
pub(crate) fn locate(text: &str, quote: &str, start: u64) -> Option<Span> {
    if quote.is_empty() {
        return None;
    }
    let said = usize::try_from(start).ok();
    let said = said.and_then(|start| text.char_indices().nth(start));
    let said = said.map(|(byte, _)| byte);
    let is_there = |byte: &usize| text.get(*byte..).is_some_and(|it| it.starts_with(quote));
    let byte = said.filter(is_there).or_else(|| only(text, quote))?;
    Some(Span {
        start: u32::try_from(byte).ok()?,
        end: u32::try_from(byte + quote.len()).ok()?,
    })
}

fn only(text: &str, quote: &str) -> Option<usize> {
    let first = text.find(quote)?;
    // The second may begin within the first.
    let after = first + quote.chars().next()?.len_utf8();
    let rest = text.get(after..)?;
    (!rest.contains(quote)).then_some(first)
}

/// Whether a place begins or ends within a word or number, or next to a sign that belongs to it.
pub(crate) fn cuts(text: &str, place: Span) -> bool {
    let (start, end) = (place.start as usize, place.end as usize);
    let before = text.get(..start).unwrap_or_default().chars().rev();
    let after = text.get(end..).unwrap_or_default().chars();
    let within = text.get(start..end).unwrap_or_default();
    let joined =
        |mut outer: Box<dyn Iterator<Item = char> + '_>, inner: Option<char>, ahead: bool| {
            let (Some(next), Some(inner)) = (outer.next(), inner) else {
                return false;
            };
            let beyond = outer.next();
            let is_number = |it: char| it.is_ascii_digit();
            let belongs = |it: char| it.is_alphanumeric() || BINDING.contains(it);
            belongs(next) && belongs(inner)
                || (matches!(next, '.' | ',' | ':' | '/') && is_number(inner))
                    && beyond.is_some_and(is_number)
                || (ahead && next == '?' && belongs(inner))
        };
    joined(Box::new(before), within.chars().next(), true)
        || joined(Box::new(after), within.chars().next_back(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, quote: &str, start: u64) -> Option<(u32, u32)> {
        locate(text, quote, start).map(|it| (it.start, it.end))
    }

    #[test]
    fn words_stand_where_they_are_said_to_or_in_one_place_only() {
        assert_eq!(at("né, swollen", "swollen", 4), Some((5, 12)));
        assert_eq!(at("né, swollen", "swollen", 0), Some((5, 12)));
        assert_eq!(at("né, swollen", "swollen", u64::MAX), Some((5, 12)));
        assert_eq!(at("pain, no pain", "pain", 9), Some((9, 13)));
        assert_eq!(at("pain, no pain", "pain", 3), None);
        assert_eq!(at("aaa", "aa", 7), None);
        assert_eq!(at("Swollen", "swollen", 0), None);
        assert_eq!(at("swollen", "", 0), None);
        assert_eq!(at("", "x", 0), None);
    }

    #[test]
    fn no_word_or_number_is_cut() {
        let cut = |text: &str, quote: &str| cuts(text, locate(text, quote, u64::MAX).unwrap());
        for (text, quote) in [
            ("unprovoked", "provoked"),
            ("swollenish", "swollen"),
            ("non-tender", "tender"),
            ("1.5 cm", "5 cm"),
            ("<500", "500"),
            ("38.5 C", "38"),
            ("120/80", "80"),
            ("?clot", "clot"),
            ("isn't red", "isn"),
            ("pain+ve", "pain"),
            ("5%", "5"),
            ("né", "n"),
        ] {
            assert!(cut(text, quote), "{text} {quote}");
        }
        for (text, quote) in [
            ("a swollen leg", "swollen"),
            ("(swollen)", "swollen"),
            ("red/swollen", "swollen"),
            ("swollen, red", "swollen"),
            ("swollen?", "swollen"),
            ("5 cm.", "5 cm"),
            ("swollen", "swollen"),
        ] {
            assert!(!cut(text, quote), "{text} {quote}");
        }
    }
}
