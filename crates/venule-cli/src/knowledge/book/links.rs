//! Links of a part of the book that lead to what the part leaves out become plain text.

use std::collections::BTreeSet;
use std::mem;

use super::document::{Block, Document, Span, Text};

/// Leaves only links that lead somewhere inside.
pub(super) fn keep_inside(document: &mut Document) {
    let mut places: BTreeSet<String> = BTreeSet::new();
    for chapter in &document.chapters {
        places.insert(chapter.anchor.clone());
        collect(&chapter.blocks, &mut places);
    }
    let chapters = document.chapters.iter_mut().map(|it| &mut it.blocks);
    for blocks in std::iter::once(&mut document.cover).chain(chapters) {
        unlink(blocks, &places);
    }
}

fn collect(blocks: &[Block], places: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => {
                places.insert(anchor.clone());
            }
            Block::Bullets(bullets) => {
                for bullet in bullets {
                    collect(&bullet.below, places);
                }
            }
            Block::Entry(entry) => {
                places.insert(entry.anchor.clone());
                collect(&entry.says, places);
                collect(&entry.rests_on, places);
            }
            Block::Details { blocks, .. } => collect(blocks, places),
            Block::Subheading(_)
            | Block::Paragraph(_)
            | Block::Warning(_)
            | Block::Terms(_)
            | Block::Table { .. }
            | Block::Blanks(_) => {}
        }
    }
}

fn unlink(blocks: &mut [Block], places: &BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Warning(text) => text_inside(text, places),
            Block::Bullets(bullets) => {
                for bullet in bullets {
                    text_inside(&mut bullet.text, places);
                    unlink(&mut bullet.below, places);
                }
            }
            Block::Terms(terms) => {
                for (_, text) in terms {
                    text_inside(text, places);
                }
            }
            Block::Table { rows, .. } => {
                for text in rows.iter_mut().flatten() {
                    text_inside(text, places);
                }
            }
            Block::Entry(entry) => {
                text_inside(&mut entry.heading, places);
                unlink(&mut entry.says, places);
                unlink(&mut entry.rests_on, places);
            }
            Block::Details { blocks, .. } => unlink(blocks, places),
            Block::Heading { .. } | Block::Subheading(_) | Block::Blanks(_) => {}
        }
    }
}

fn text_inside(text: &mut Text, places: &BTreeSet<String>) {
    for span in &mut text.0 {
        if let Span::Link { to, text } | Span::Term { to, text } = span
            && !places.contains(to)
        {
            *span = Span::Plain(mem::take(text));
        }
    }
}
