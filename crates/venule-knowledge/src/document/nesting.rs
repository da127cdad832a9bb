//! How deep a text nests, measured on its bytes before a parser sees it.
//!
//! Parsers call themselves once a level, and dropping a nested tree does too, so a file of a few hundred kilobytes of `[`
//! would end the process. This scan uses no stack.
//!
//! In TOML a dotted key nests as well: `a.b.c = 1` is three tables. Depth is counted as the tree will have it:
//! the parts of the header, and for each open bracket the parts of the key before it.

/// Deepest nesting accepted. Case and knowledge files need six levels.
pub const MAX_NESTING: usize = 64;

/// The byte at which a JSON text becomes deeper than [`MAX_NESTING`].
pub(super) fn too_deep_in_json(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                while let Some((_, inside)) = bytes.next() {
                    match inside {
                        b'\\' => {
                            bytes.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_NESTING {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The byte at which a TOML text becomes deeper than [`MAX_NESTING`].
///
/// Cuts the text into tokens as the lexer of the `toml` crate does, broken text included, because a scan that disagreed
/// with the parser about where a string ends would miss the brackets behind it.
pub(super) fn too_deep_in_toml(text: &str) -> Option<usize> {
    let mut scan = TomlScan::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.bytes().next() else {
            break;
        };
        scan.step(first);
        if scan.depth() > MAX_NESTING {
            return Some(at);
        }
        at += token_length(rest, first);
    }
    None
}

/// Where a scan of TOML stands.
#[derive(Default)]
struct TomlScan {
    /// Parts of the current table header.
    header: usize,
    /// Whether a header is being read.
    in_header: bool,
    /// Whether something other than blanks came since the last line break.
    in_line: bool,
    /// For every open bracket, which closes it and how many levels it and the key before it add.
    open: Vec<(u8, usize)>,
    /// Sum of the levels of `open`.
    open_levels: usize,
    /// Dots since the last key began. A dot inside a number counts as one too, which is harmless.
    dots: usize,
}

impl TomlScan {
    fn depth(&self) -> usize {
        self.header + self.open_levels + self.dots
    }

    fn step(&mut self, first: u8) {
        match first {
            b'\n' => {
                self.in_header = false;
                self.in_line = false;
                if self.open.is_empty() {
                    self.dots = 0;
                }
                return;
            }
            b' ' | b'\t' | b'\r' => return,
            b'.' | b'[' if self.in_header => self.header += 1,
            b'.' => self.dots += 1,
            b'[' if self.open.is_empty() && !self.in_line => {
                self.in_header = true;
                self.header = 1;
            }
            b'[' => self.open(b']'),
            b'{' if !self.in_header => self.open(b'}'),
            // A bracket that closes nothing is an error of the text; what is open stays open, so depth is never too low.
            b']' | b'}' => {
                if let Some(&(closer, levels)) = self.open.last()
                    && closer == first
                {
                    self.open.pop();
                    self.open_levels -= levels;
                    self.dots = 0;
                }
            }
            b',' => self.dots = 0,
            _ => {}
        }
        self.in_line = true;
    }

    fn open(&mut self, closer: u8) {
        let levels = self.dots + 1;
        self.open.push((closer, levels));
        self.open_levels += levels;
        self.dots = 0;
    }
}

/// Bytes of the token at the start of `rest`, whose first byte is `first`. Always ends at a character boundary.
fn token_length(rest: &str, first: u8) -> usize {
    let until = |end: &[char]| rest.find(end).unwrap_or(rest.len());
    match first {
        b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'\r' | b'\n' => 1,
        b'#' => until(&['\n']),
        b'"' if rest.starts_with("\"\"\"") => many_lines(rest, "\"\"\"", true),
        b'"' => one_line(rest, b'"', true),
        b'\'' if rest.starts_with("'''") => many_lines(rest, "'''", false),
        b'\'' => one_line(rest, b'\'', false),
        // A quote inside a bare word is part of the word.
        _ => until(&[
            '.', '=', ',', '[', ']', '{', '}', ' ', '\t', '#', '\r', '\n',
        ]),
    }
}

/// A string on one line: up to its quote, or to the end of the line when it has none.
fn one_line(rest: &str, quote: u8, escapes: bool) -> usize {
    let mut escaped = true; // The opening quote does not close.
    for (at, byte) in rest.bytes().enumerate() {
        if byte == b'\n' {
            return at;
        }
        if escaped {
            escaped = false;
        } else if byte == quote {
            return at + 1;
        } else {
            escaped = escapes && byte == b'\\';
        }
    }
    rest.len()
}

/// A string between three quotes, of which up to two more may stand before the closing three.
fn many_lines(rest: &str, fence: &str, escapes: bool) -> usize {
    let mut at = fence.len();
    loop {
        let Some(body) = rest.get(at..) else {
            return rest.len();
        };
        let Some(close) = body.find(fence) else {
            return rest.len();
        };
        match body.find('\\') {
            Some(escape) if escapes && escape < close => {
                let after = body.as_bytes().get(escape + 1);
                at += escape
                    + if matches!(after, Some(b'\\' | b'"')) {
                        2
                    } else {
                        1
                    };
            }
            _ => {
                at += close + fence.len();
                let quote = fence.chars().next();
                let extra = rest.get(at..).unwrap_or_default();
                return at
                    + extra
                        .chars()
                        .take(2)
                        .take_while(|next| Some(*next) == quote)
                        .count();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        let brackets = "[".repeat(200);
        for text in [
            format!("a = \"{brackets}\""),
            format!("a = '{brackets}'"),
            format!("a = \"\"\"\n{brackets}\n\"\"\""),
            format!("a = \"\\\"{brackets}\""),
            format!("# {brackets}"),
        ] {
            assert_eq!(too_deep_in_toml(&text), None, "{text}");
        }
        assert_eq!(
            too_deep_in_json(&format!("{{\"a\\\"\": \"{brackets}\"}}")),
            None
        );
    }

    #[test]
    fn the_65th_level_is_refused() {
        for (open, close) in [("[", "]"), ("{a = ", "}")] {
            let nested =
                |levels: usize| format!("a = {}1{}", open.repeat(levels), close.repeat(levels));
            assert_eq!(too_deep_in_toml(&nested(64)), None);
            assert!(too_deep_in_toml(&nested(65)).is_some());
        }
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(too_deep_in_json(&nested(64)), None);
        assert_eq!(too_deep_in_json(&nested(65)), Some(64));
    }

    #[test]
    fn dots_nest_in_keys_and_headers() {
        assert!(too_deep_in_toml(&format!("{}a = 1", "a.".repeat(65))).is_some());
        assert!(too_deep_in_toml(&format!("[{}a]", "a.".repeat(65))).is_some());
        assert!(
            too_deep_in_toml(&format!("[{}a]\n{}a = 1", "a.".repeat(40), "a.".repeat(40)))
                .is_some()
        );
        assert_eq!(too_deep_in_toml(&"a.b = 1.5\n".repeat(100)), None);
        assert_eq!(
            too_deep_in_toml(&format!("a = [{}]", "1.5, ".repeat(100))),
            None
        );
    }

    #[test]
    fn a_quote_inside_a_word_does_not_hide_what_follows() {
        let bomb = "[".repeat(200);
        assert!(too_deep_in_toml(&format!("a = b\"\"\"{bomb}")).is_some());
        assert!(too_deep_in_toml(&format!("a = \"\n{bomb}")).is_some());
        assert!(too_deep_in_toml(&format!("a = [{}", "[}".repeat(200))).is_some());
    }
}
