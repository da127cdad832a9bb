//! What stands around an age: where a text or a statement begins, whether a patient is introduced, and what makes a length
//! of it.

use super::{Atom, Number, Reader, Sign, W, Word};

/// Most parts of a list that are counted.
const MOST_LISTED: u64 = 20;

impl Reader<'_> {
    /// Whether a full stop or the letter of a part stands before, with a blank: "Tel. consult. 60M", "S: 45M".
    pub(super) fn follows_stop(&self, at: usize) -> bool {
        let part = || at > 1 && self.sign(at - 1, Sign::Colon) && self.raw(at - 2).len() == 1;
        let stop = || self.sign(at - 1, Sign::Dot) || self.raw(at - 1).ends_with(['?', '!']);
        at > 0 && (stop() || part()) && !self.glued(at)
    }

    /// Whether a comma, a semicolon or a dash stands before, with a blank: "tel consult, 60M".
    pub(super) fn follows_comma(&self, at: usize) -> bool {
        let apart = at > 0 && !self.glued(at);
        let dash = || self.sign(at - 1, Sign::Dash) && !self.glued(at - 1);
        apart && (self.sign(at - 1, Sign::Comma) || dash() || self.raw(at - 1).ends_with(';'))
    }

    /// Whether a colon stands before, with a blank, and no word for a way: "A&E: 64M".
    pub(super) fn follows_heading(&self, at: usize) -> bool {
        let colon = at > 1 && self.sign(at - 1, Sign::Colon) && !self.glued(at);
        colon && !self.raw(at - 2).ends_with("distance") && !self.walks(at - 2)
    }

    /// Whether "and" stands before, behind a number with a sex: "58F and 34M".
    pub(super) fn follows_person(&self, at: usize) -> bool {
        let sex = |at: usize| matches!(self.word(at), Some(Word::Sex(_))) || self.raw(at) == "m";
        let joined = at > 2 && self.is(at - 1, W::And) && sex(at - 2);
        joined && self.number(at - 3).is_some()
    }

    /// Whether a line or a bracket begins here.
    pub(super) fn begins(&self, at: usize) -> bool {
        let marked = at > 2
            && self.sign(at - 1, Sign::Close)
            && (self.number(at - 2).is_some() || self.raw(at - 2).len() == 1)
            && self.sign(at - 3, Sign::Open);
        // "1) 54M".
        let listed = at > 1
            && self.sign(at - 1, Sign::Close)
            && self.glued(at - 1)
            && self
                .number(at - 2)
                .and_then(Number::whole)
                .is_some_and(|it| it < MOST_LISTED)
            && !self.glued(at - 2)
            && !self.glued(at);
        at == 0
            || listed
            || matches!(self.kind(at - 1), Some(Atom::Break))
            || self.sign(at - 1, Sign::Open)
            || marked
    }

    /// Whether "patient" or "pt" stands before.
    pub(super) fn is_introduced(&self, at: usize) -> bool {
        let before = |at: usize, step: usize| at.checked_sub(step);
        let named = |at: Option<usize>| {
            at.is_some_and(|at| matches!(self.raw(at), "pt" | "patient" | "pat"))
        };
        let marked = before(at, 1)
            .is_some_and(|at| self.sign(at, Sign::Colon) || self.sign(at, Sign::Comma));
        named(before(at, 1)) || marked && named(before(at, 2)) || self.heads(at)
    }

    /// Whether a heading of what is known of a patient stands right before.
    pub(super) fn heads(&self, at: usize) -> bool {
        let colon = at > 1 && self.sign(at - 1, Sign::Colon);
        let last = self.raw(at.saturating_sub(2)).rsplit(' ').next();
        let known = last.is_some_and(|word| {
            matches!(
                word,
                "details"
                    | "history"
                    | "hx"
                    | "info"
                    | "information"
                    | "indication"
                    | "case"
                    | "re"
            )
        });
        colon && known
    }

    /// Whether a length before it is a way: "50m walk", "50m on the flat", "40m in 2 minutes".
    pub(super) fn is_way(&self, at: usize) -> bool {
        let next = self.raw(at + 1).split(' ').next().unwrap_or_default();
        let place = match self.raw(at) {
            "on" => matches!(
                next,
                "the"
                    | "a"
                    | "flat"
                    | "level"
                    | "treadmill"
                    | "foot"
                    | "stairs"
                    | "hills"
                    | "grass"
            ),
            "in" => self.number(at + 1).is_some() || matches!(next, "a" | "one" | "under"),
            word => matches!(word, "without" | "from" | "to" | "at"),
        };
        place || self.walks(at)
    }

    /// Whether a word behind a length says that it is gone or measured: "50m long", but not "45M long haul flight".
    pub(super) fn walks(&self, at: usize) -> bool {
        let mut words = self.raw(at).split(' ');
        let first = words.next().unwrap_or_default();
        let next = words.next();
        // "77M walking boot".
        let aided = next.is_some_and(|next| {
            matches!(
                next,
                "boot" | "stick" | "sticks" | "frame" | "aid" | "aids" | "cast"
            )
        });
        if aided {
            return false;
        }
        let measured = matches!(
            first,
            "high" | "tall" | "long" | "deep" | "distance" | "away" | "test"
        );
        let ends = next.is_none_or(|next| {
            matches!(
                next,
                "and" | "or" | "by" | "x" | "in" | "at" | "then" | "from" | "on" | "of" | "before"
            )
        });
        measured && ends
            || matches!(
                first,
                "walk"
                    | "walks"
                    | "walking"
                    | "walked"
                    | "run"
                    | "running"
                    | "sprint"
                    | "swim"
                    | "before"
                    | "then"
                    | "uphill"
            )
    }

    /// Whether the words behind introduce a complaint: "c/o", "presents", "p/w".
    pub(super) fn presents(&self, at: usize) -> bool {
        let word = self.raw(at);
        [
            "presents",
            "presenting",
            "presented",
            "c/",
            "p/",
            "who",
            "pc",
            "c",
            "p",
        ]
        .iter()
        .any(|lead| {
            word.strip_prefix(lead)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
        })
    }
}
