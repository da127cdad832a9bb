//! What the book consists of, whatever it is printed as: chapters of blocks, blocks of text, text of spans.

/// A document of chapters.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) title: String,
    /// What stands on the first page, under the title.
    pub(super) cover: Vec<Block>,
    /// What stands at the foot of every printed page.
    pub(super) running: &'static str,
    pub(super) chapters: Vec<Chapter>,
}

/// A part with a line in the table of contents.
#[derive(Debug)]
pub(super) struct Chapter {
    pub(super) anchor: String,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A heading inside a chapter, listed in the contents under it.
    Heading {
        anchor: String,
        text: String,
    },
    /// A heading that the contents do not list.
    Subheading(String),
    Paragraph(Text),
    /// What must not be overlooked.
    Warning(Text),
    Bullets(Vec<Bullet>),
    /// Short words, each with what belongs to it.
    Terms(Vec<(&'static str, Text)>),
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Text>>,
    },
    Entry(Box<Entry>),
    /// What is read on demand.
    Details {
        summary: String,
        blocks: Vec<Block>,
    },
    /// Lines to write on, each with what goes there.
    Blanks(Vec<&'static str>),
}

/// One item of a list, with what is indented under it.
#[derive(Debug)]
pub(super) struct Bullet {
    pub(super) text: Text,
    pub(super) below: Vec<Block>,
}

/// Something that can be pointed at and judged by itself: what it says, and beside it what it rests on.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) anchor: String,
    /// The id that a comment names.
    pub(super) id: String,
    pub(super) heading: Text,
    pub(super) tone: Tone,
    pub(super) says: Vec<Block>,
    /// Nothing where it stands by itself.
    pub(super) rests_on: Vec<Block>,
    /// Whether a reviewer is asked to agree.
    pub(super) judged: bool,
}

/// What an entry is about. Color only repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Red,
    Do,
    Consider,
    Avoid,
    Plain,
}

/// A run of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) Vec<Span>);

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    Plain(String),
    Strong(String),
    /// An id, as it is written in the files.
    Id(String),
    /// A word that leads to its definition where links can be followed, and is plain text elsewhere.
    Term {
        to: String,
        text: String,
    },
    Link {
        to: String,
        text: String,
    },
}

impl Text {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    pub(super) fn bold(text: impl Into<String>) -> Self {
        Self::default().strong(text)
    }

    pub(super) fn and(self, text: impl Into<String>) -> Self {
        self.with(Span::Plain(text.into()))
    }

    pub(super) fn strong(self, text: impl Into<String>) -> Self {
        self.with(Span::Strong(text.into()))
    }

    pub(super) fn id(self, text: impl Into<String>) -> Self {
        self.with(Span::Id(text.into()))
    }

    pub(super) fn link(self, to: impl Into<String>, text: impl Into<String>) -> Self {
        self.with(Span::Link {
            to: to.into(),
            text: text.into(),
        })
    }

    pub(super) fn term(self, to: impl Into<String>, text: impl Into<String>) -> Self {
        self.with(Span::Term {
            to: to.into(),
            text: text.into(),
        })
    }

    pub(super) fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Texts one behind the other with something in between.
    pub(super) fn list(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut all = Self::default();
        for text in texts {
            if !all.is_empty() {
                all = all.and(between);
            }
            all = all.joined(text);
        }
        all
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn with(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }
}

impl Bullet {
    pub(super) fn of(text: Text) -> Self {
        Self {
            text,
            below: Vec::new(),
        }
    }
}

/// A list of lines; nothing when there are none.
pub(super) fn bullets(lines: impl IntoIterator<Item = Text>) -> Option<Block> {
    let bullets: Vec<Bullet> = lines.into_iter().map(Bullet::of).collect();
    (!bullets.is_empty()).then_some(Block::Bullets(bullets))
}

/// The name of a place that links lead to, such as `rule-splinter/soak-again`.
///
/// Two names never give one anchor: what a link cannot hold is written by its number.
pub(super) fn anchor(kind: &str, name: &str) -> String {
    let mut anchor = format!("{kind}-");
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_' | '/') {
            anchor.push(letter);
        } else if letter == ' ' {
            anchor.push('+');
        } else {
            anchor.push_str(&format!("~{:x}~", u32::from(letter)));
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_hold_nothing_that_a_link_cannot() {
        assert_eq!(anchor("rule", "a/b-c.d_e"), "rule-a/b-c.d_e");
        assert_eq!(anchor("source", "A \"B"), "source-A+~22~B");
    }
}
