//! Who can approve: a person with a name, not an account or a placeholder.

/// Longest name, role or remark that a record takes, in characters.
const LONGEST: usize = 500;

/// Words that accounts and placeholders are made of. A name of nothing else is none.
const NOT_NAMES: [&str; 16] = [
    "account",
    "admin",
    "anonymous",
    "automation",
    "bot",
    "build",
    "ci",
    "machine",
    "nobody",
    "robot",
    "root",
    "service",
    "system",
    "test",
    "unknown",
    "user",
];

/// What to do about a name that was refused.
pub const HELP: &str =
    "an approval names a person: given name and family name, or a title and a name";

/// Refuses what is not the name of a person.
///
/// A name has two words or more, each with a letter, and is not made of words for accounts and placeholders only.
///
/// # Errors
///
/// One sentence that says what is wrong.
///
/// # Examples
///
/// ```
/// use venule_knowledge::person::check;
///
/// assert!(check("Reviewer One").is_ok());
/// assert!(check("ci@example.org").is_err());
/// assert!(check("Test User").is_err());
/// ```
pub fn check(name: &str) -> Result<(), String> {
    check_line(name).map_err(|reason| format!("the name {reason}"))?;
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 {
        return Err(format!("`{name}` is not the full name of a person"));
    }
    if name.contains(['@', '/', '\\', '[', ']', '<', '>', '_'])
        || !words
            .iter()
            .all(|word| word.chars().any(char::is_alphabetic))
    {
        return Err(format!(
            "`{name}` is an address or an account, not a person"
        ));
    }
    let is_placeholder = |word: &&str| NOT_NAMES.contains(&word.to_lowercase().as_str());
    if words.iter().all(is_placeholder) {
        return Err(format!("`{name}` is not the name of a person"));
    }
    Ok(())
}

/// Refuses a text that cannot stand on one line of a report.
///
/// # Errors
///
/// What is wrong, to follow the name of the text.
pub fn check_line(text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    if text.chars().count() > LONGEST {
        return Err(format!("has more than {LONGEST} characters"));
    }
    if text.contains(char::is_control) {
        return Err("holds a line break or another control character".to_owned());
    }
    if text.contains(is_unseen) {
        return Err("holds a letter that cannot be seen".to_owned());
    }
    Ok(())
}

/// A text with one space between words and none around it.
#[must_use]
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a letter takes no room or turns the direction of writing. With one of them two names look like one.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_let_through() {
        for name in ["Reviewer One", "Dr. B. Reviewer", "Jan Bot", "Ö. van der É"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_text_is_kept_with_single_spaces() {
        assert_eq!(tidy("  Reviewer \u{a0}  One "), "Reviewer One");
    }

    #[test]
    fn accounts_and_placeholders_are_not() {
        for name in [
            "",
            " ",
            "test",
            "Reviewer",
            "Test User",
            "CI bot",
            "renovate[bot] x",
            "a@b c",
            "Reviewer 1",
            "Reviewer\nOne",
            "\u{1b}[2J Reviewer One",
            "Reviewer\u{200b} One",
            "Reviewer \u{202e}One",
        ] {
            assert!(check(name).is_err(), "{name}");
        }
    }
}
