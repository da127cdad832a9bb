//! What texts are compared by: words without their endings, and the entries of the language that they belong to.

use std::ops::Range;

use super::Read;
use crate::scan::What;
use crate::token::Kind;

/// Words that stand in any question.
const STOP: [&str; 113] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been",
    "being", "but", "by", "can", "cant", "could", "did", "do", "does", "dont", "for", "from",
    "get", "give", "given", "go", "good", "had", "has", "have", "having", "he", "her", "here",
    "hers", "him", "his", "how", "i", "if", "in", "is", "it", "its", "like", "make", "may", "me",
    "might", "mine", "must", "my", "need", "needed", "needs", "of", "on", "one", "or", "our",
    "ours", "patient", "patients", "please", "she", "should", "so", "some", "somebody", "someone",
    "still", "such", "take", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "thing", "this", "those", "to", "too", "us", "use", "used", "very", "want", "was",
    "we", "were", "what", "whats", "when", "where", "which", "who", "whom", "whose", "why", "will",
    "with", "would", "you", "your", "yours",
];

/// The terms of some tokens of a text, each once, sorted: its words, and beside them what the language calls them, as
/// "clot" and "thrombus" are one thing and no ending tells that.
pub(super) fn of(read: &Read<'_>, tokens: &Range<u32>) -> Vec<String> {
    let word = |at: u32| {
        let is_word = matches!(read.tokens.kind(at), Some(Kind::Word | Kind::Number));
        let word = read.word(at);
        (is_word && STOP.binary_search(&word).is_err()).then_some(word)
    };
    let words = tokens.clone().filter_map(word);
    let mut terms: Vec<String> = words.map(|it| stem(it).to_owned()).collect();
    let hits = read.hits.all();
    let after = hits.partition_point(|it| it.first < tokens.start);
    let hits = hits.get(after..).unwrap_or_default().iter();
    let within = hits.take_while(|it| it.first < tokens.end);
    for hit in within.filter(|it| it.last <= tokens.end) {
        // A concept may be said with "it" or with a question mark alone.
        if (hit.first..hit.last).find_map(word).is_none() {
            continue;
        }
        terms.extend(match hit.what {
            What::Concept { id, .. } => Some(format!("concept {}", id.0)),
            What::Anchor { frame, .. } => Some(format!("frame {frame}")),
            What::Measure(measure) => Some(format!("measure {measure}")),
            _ => None,
        });
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// A word without the ending that tells number, time or kind of word. Rough: it only has to be the same for the same.
pub(super) fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 9] = ["ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y"];
    /// Less than that left is another word.
    const LEAST: usize = 3;
    let kept = ["ss", "us", "is"];
    let mut rest = word;
    if !kept.iter().any(|end| word.ends_with(end)) {
        let cut = ENDINGS.iter().find_map(|end| {
            let rest = word.strip_suffix(end)?;
            (rest.chars().count() >= LEAST).then_some(rest)
        });
        rest = cut.unwrap_or(word);
    }
    let mut letters = rest.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let is_doubled = last == before && last.is_some_and(|it| !"sl".contains(it));
    let shorter = match last {
        Some('e') => rest.strip_suffix('e'),
        Some(letter) if is_doubled && letter.is_alphabetic() => rest.strip_suffix(letter),
        _ => None,
    };
    let shorter = shorter.filter(|it| it.chars().count() >= LEAST);
    shorter.unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::{STOP, stem};

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn forms_of_a_word_are_the_same() {
        for forms in [
            ["image", "images", "imaging"],
            ["scan", "scans", "scanned"],
            ["repeat", "repeated", "repeating"],
            ["stocking", "stockings", "stocking"],
            ["vein", "veins", "vein"],
            ["therapy", "therapies", "therapy"],
        ] {
            assert!(
                forms.iter().all(|it| stem(it) == stem(forms[0])),
                "{forms:?}"
            );
        }
        assert_ne!(stem("thrombosis"), stem("thrombus"));
        assert_eq!(stem("mass"), "mass");
        assert_eq!(stem("es"), "es");
    }
}
