//! How wide a text may be, whatever font it is shown in, and where to break it.
//!
//! A picture cannot ask for the width of a text. The widths here are those of a wide sans-serif font, so that a line
//! that fits by them fits in the usual ones.

/// Breaks a text into lines of at most `width`, the first of at most `first`. A word that is too long is broken.
pub(super) fn lines(text: &str, size: f64, first: f64, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let room = |lines: &Vec<String>| if lines.is_empty() { first } else { width };
    for word in text.split_whitespace() {
        let glued = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if self::width(&glued, size) <= room(&lines) {
            line = glued;
            continue;
        }
        if !line.is_empty() || (lines.is_empty() && first < width) {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if self::width(&line, size) > room(&lines) {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// An upper bound of the width of a text in this font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size
}

/// An upper bound of the width of a letter, in font sizes.
fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | 'J' | '\'' => 0.31,
        ' ' | '.' | ',' | ':' | ';' | '/' | '|' | '-' => 0.37,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '!' => 0.43,
        'c' | 's' | 'z' | 'k' | 'v' | 'x' | 'y' | '"' | '*' | '_' | '?' => 0.6,
        'a' | 'b' | 'd' | 'e' | 'g' | 'h' | 'n' | 'o' | 'p' | 'q' | 'u' | '0'..='9' => 0.65,
        'E' | 'F' | 'L' | 'P' | 'S' | 'T' | 'Y' => 0.66,
        'A' | 'B' | 'C' | 'K' | 'R' | 'V' | 'X' | 'Z' => 0.72,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' => 0.82,
        'w' | '+' | '<' | '>' | '=' | '#' | '&' | '~' => 0.86,
        'm' | 'M' | 'W' | '%' | '@' => 1.02,
        _ if letter.is_ascii() => 0.86,
        // Letters of other scripts are a square at most, and some signs are wider than that.
        _ => 1.3,
    }
}

#[cfg(test)]
mod tests {
    use super::{lines, width};

    #[test]
    fn no_line_is_wider_than_its_room() {
        let text = "Repeat the complete duplex ultrasound of the leg, groin to ankle, wwwwwwwwwwwwwwwwwwwwwwwwwwww 静脈";
        for room in [40.0, 77.0, 300.0] {
            let broken = lines(text, 13.0, room / 2.0, room);
            assert!(
                broken.iter().skip(1).all(|line| width(line, 13.0) <= room),
                "{broken:?}"
            );
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(letters(&broken.concat()), letters(text));
        }
    }
}
