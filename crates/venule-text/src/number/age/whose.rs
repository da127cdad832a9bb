//! Whose an age is, and whether it is told with doubt: a clot may be 8 days old, and a child of the patient 3 weeks.

use super::{Age, Atom, Reader, Sign, TimeUnit, W, Word};

/// Years from which somebody is no child.
const GROWN: i64 = 14;

/// Whose an age is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Patient,
    /// A child is told of, but not at the beginning: it may be somebody else's.
    Unsure,
    /// "Her 3 week old", "clot 9 days old".
    Another,
}

impl Reader<'_> {
    /// Whose an age is. One of days, weeks or months is the patient's only where a child is meant.
    pub(super) fn whose(&self, from: usize, to: usize, age: &Age) -> Whose {
        let before = from.checked_sub(1);
        let owned = |words: &[&str]| before.is_some_and(|at| words.contains(&self.raw(at)));
        let infant = age.unit != TimeUnit::Year;
        let child = infant || age.amount.said < GROWN.into();
        if !child {
            let hers = owned(&["her", "his", "their"]);
            return if hers { Whose::Another } else { Whose::Patient };
        }
        let article = before.filter(|at| self.word(*at) == Some(Word::Article));
        let first = article.unwrap_or(from);
        let leads = |at: usize| self.begins(at) || self.follows_stop(at);
        let starts = leads(first) || self.is_introduced(from);
        let told = self.any(from, &[W::Age, W::Aged]);
        let named = age.sex.is_some() || is_child(self.first_word(to));
        let subject = self.child_before(from);
        let leading = subject.is_some_and(|at| leads(at) && is_child(self.first_word(at)));
        // "6 months old, leg swollen", but not "6 weeks old fracture".
        let alone =
            self.begins(first) && matches!(self.kind(to), None | Some(Atom::Break | Atom::Sign(_)));
        if leading || alone || starts && (named || !infant) || told && !infant {
            return Whose::Patient;
        }
        if subject.is_some() || named || told || starts {
            let hers = owned(&["her", "his", "their"]);
            return if hers { Whose::Another } else { Whose::Unsure };
        }
        Whose::Another
    }

    fn first_word(&self, at: usize) -> &str {
        self.raw(at).split(' ').next().unwrap_or_default()
    }

    /// Words for a child before an age, in its sentence: "baby, 3 weeks old", "the infant is 6 weeks old".
    fn child_before(&self, from: usize) -> Option<usize> {
        let before = (from.saturating_sub(4)..from).rev();
        let mut before = before.take_while(|at| {
            !self.sign(*at, Sign::Dot) && !matches!(self.kind(*at), Some(Atom::Break))
        });
        before.find(|at| self.raw(*at).split(' ').any(is_child))
    }

    /// "Age ?73", "man, 67?".
    pub(super) fn is_age_in_doubt(&self, from: usize, core: (usize, usize), age: &Age) -> bool {
        if age.then || age.unit != TimeUnit::Year {
            return false;
        }
        let asked = |at: usize| {
            let start = self.atoms.get(at).map_or(0, |atom| atom.start);
            let before = self.view.get(..start);
            before.is_some_and(|before| before.ends_with('?'))
        };
        asked(from) || asked(core.0) || self.is_asked_behind(from, core.1)
    }

    /// "Man, 67?, swollen leg", "Age 54?": a mark of its own, not that of a question that ends in an age.
    fn is_asked_behind(&self, from: usize, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|at| self.atoms.get(at));
        let behind = last.and_then(|last| self.view.get(last.end..));
        let Some(behind) = behind.and_then(|behind| behind.strip_prefix('?')) else {
            return false;
        };
        let starts = self.begins(from) || self.follows_stop(from);
        let apart = behind.is_empty() || behind.starts_with([' ', '\n']);
        behind.starts_with([',', ';', ')', '?']) || starts && apart
    }
}

fn is_child(word: &str) -> bool {
    matches!(
        word,
        "baby"
            | "babies"
            | "infant"
            | "neonate"
            | "newborn"
            | "toddler"
            | "child"
            | "boy"
            | "girl"
            | "preterm"
    )
}
