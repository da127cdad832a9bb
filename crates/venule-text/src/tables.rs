//! Everything that finds the words of a language in a text, built once.
//!
//! The tables are of that one language: an entry is its place in it.

use venule_knowledge::compact::{Reader, Writer};

use crate::ask::Router;
use crate::extract::Memory;
use crate::gather::Fills;
use crate::language::model::Language;
use crate::layout::Headings;
use crate::matcher::{Matcher, Pool};
use crate::scan::{CannotBuild, Scanner};
use crate::unread;

/// The tables of a language.
#[derive(Debug)]
pub struct Tables {
    pub(crate) scanner: Scanner,
    pub(crate) headings: Headings,
    pub(crate) router: Router,
    pub(crate) weighty: Matcher,
    pub(crate) fills: Fills,
    pub(crate) memory: Pool<Memory>,
}

impl Tables {
    /// Builds them.
    ///
    /// # Errors
    ///
    /// If the language has more than 65,535 entries of one kind.
    pub fn new(language: &Language) -> Result<Self, CannotBuild> {
        let scanner = Scanner::new(language)?;
        let headings = Headings::of(&language.sections);
        Ok(Self {
            router: Router::new(language, &scanner, &headings),
            weighty: unread::words(language),
            fills: Fills::of(language),
            memory: Pool::default(),
            scanner,
            headings,
        })
    }

    /// Writes them, for [`Tables::read`].
    pub(crate) fn write(&self, out: &mut Writer) {
        self.scanner.write(out);
        self.headings.write(out);
        self.router.write(out);
        self.weighty.write(out);
    }

    /// Reads those of a language that were written before.
    pub(crate) fn read(language: &Language, from: &mut Reader) -> Option<Self> {
        Some(Self {
            scanner: Scanner::read(language, from)?,
            headings: Headings::read(from)?,
            router: Router::read(language, from)?,
            weighty: Matcher::read(from)?,
            fills: Fills::of(language),
            memory: Pool::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use venule_knowledge::compact::{Reader, Writer};

    use super::Tables;
    use crate::language::model::{Direction, Language, ModifierKind};
    use crate::testing::{concept, modifier, site};

    fn written(tables: &Tables) -> Vec<u8> {
        let mut out = Writer::default();
        tables.write(&mut out);
        out.into_bytes()
    }

    #[test]
    fn tables_are_the_same_after_they_were_written_and_read() {
        let mut swelling = concept("swelling", &["(calf|leg) swell(ing|s) [# [cm]]", "edéma"]);
        swelling.symptom = true;
        let denied = ["no [more] _", "not"];
        let negation = ModifierKind::Negation;
        let language = Language {
            concepts: vec![swelling],
            sites: vec![site("calf", &["calf", "lower leg"])],
            modifiers: vec![modifier("no", negation, Direction::Forward, 5, &denied)],
            ..Language::default()
        };
        let once = written(&Tables::new(&language).unwrap());
        let mut from = Reader::new(once.clone().leak());
        let tables = Tables::read(&language, &mut from).unwrap();
        assert!(from.is_at_end());
        assert_eq!(written(&tables), once);
    }

    #[test]
    fn bytes_that_were_cut_are_no_tables() {
        let language = Language {
            concepts: vec![concept("swelling", &["swollen calf"])],
            ..Language::default()
        };
        let once: &'static [u8] = written(&Tables::new(&language).unwrap()).leak();
        for end in 0..once.len() {
            assert!(Tables::read(&language, &mut Reader::new(&once[..end])).is_none());
        }
    }
}
