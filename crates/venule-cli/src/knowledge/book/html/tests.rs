//! Hostile text stays text.

use super::super::document::{Block, Bullet, Chapter, Document, Entry, Text, Tone, anchor};
use super::render;

const HOSTILE: &str = "<script>alert('x')</script> & \"</title>\" <img src=x onerror=alert(1)> \u{1b}[31m \u{202e}txet";

#[test]
fn hostile_text_is_shown_and_never_obeyed() {
    let text = || Text::plain(HOSTILE).strong(HOSTILE).id(HOSTILE);
    let linked = || {
        text()
            .link(anchor("rule", HOSTILE), HOSTILE)
            .term(anchor("fact", HOSTILE), HOSTILE)
    };
    let document = Document {
        title: HOSTILE.to_owned(),
        cover: vec![Block::Warning(text())],
        running: "",
        chapters: vec![Chapter {
            anchor: anchor("chapter", HOSTILE),
            title: HOSTILE.to_owned(),
            blocks: vec![
                Block::Heading {
                    anchor: anchor("section", HOSTILE),
                    text: HOSTILE.to_owned(),
                },
                Block::Subheading(HOSTILE.to_owned()),
                Block::Paragraph(linked()),
                Block::Bullets(vec![Bullet {
                    text: text(),
                    below: vec![Block::Paragraph(text())],
                }]),
                Block::Terms(vec![("word", text())]),
                Block::Table {
                    head: vec!["head"],
                    rows: vec![vec![text()]],
                },
                Block::Details {
                    summary: HOSTILE.to_owned(),
                    blocks: vec![Block::Paragraph(text())],
                },
                Block::Entry(Box::new(Entry {
                    anchor: anchor("rule", HOSTILE),
                    id: HOSTILE.to_owned(),
                    heading: text(),
                    tone: Tone::Plain,
                    says: vec![Block::Paragraph(text())],
                    rests_on: vec![Block::Paragraph(text())],
                    judged: true,
                })),
            ],
        }],
    };
    let page = render(&document);
    for forbidden in ["<script", "<img", "</title>\"", "\u{1b}", "\u{202e}"] {
        assert!(!page.contains(forbidden), "{forbidden:?} in\n{page}");
    }
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;"));
    // Every attribute is closed where it was opened: an odd number of quotes on a line would show.
    for line in page.lines().filter(|line| line.starts_with('<')) {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
    }
}
