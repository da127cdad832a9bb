//! Whom a text tells of: patients told apart by name, by bed or room, by a number or by initials, where no age does.
//!
//! A name counts where something is told of who bears it. Who treats or reports, and relatives, are nobody the text tells
//! of. Two names of one kind are two patients; a name and a bed may be of one.

mod beside;
mod item;
mod label;
mod surname;
#[cfg(test)]
mod tests;
mod told;
mod turn;

use venule_engine::side::Side;

use crate::language::model::{Language, ModifierKind};
use crate::language::uses::{Use, Uses};
use crate::layout::{Layout, Sentence};
use crate::number::{Figure, Mention, Sex};
use crate::scan::{Hit, Hits, Scanner, What};
use crate::scope::Scopes;
use crate::span::Span;
use crate::token::{Kind, Tokens};
use crate::view::View;

/// By what a patient is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// An age with a sex.
    Age,
    /// A name or initials.
    Name,
    /// A bed or a room.
    Place,
    /// The number of a list of patients: "#1", "2)".
    Item,
    /// Words for another patient: "my other patient".
    Words,
    /// Words for several patients, of none of whom they tell anything: "two patients".
    Count,
    /// Words that may tell of another patient or of the same one.
    Perhaps,
}

/// Words that tell of one of several patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patient {
    /// The words.
    pub span: Span,
    /// What they say.
    pub by: By,
    /// A number for whom they name, the same for all names of one patient in a text; none where they name nobody.
    pub who: Option<u32>,
}

impl Patient {
    /// Whether it is a name, a bed or a room.
    #[must_use]
    pub fn is_named(&self) -> bool {
        matches!(self.by, By::Name | By::Place)
    }

    /// The same in the text that begins so many bytes further on, if it stands there.
    #[must_use]
    pub fn behind(self, bytes: usize) -> Option<Self> {
        let bytes = u32::try_from(bytes).ok()?;
        let span = Span {
            start: self.span.start.checked_sub(bytes)?,
            end: self.span.end.checked_sub(bytes)?,
        };
        Some(Self { span, ..self })
    }
}

/// Whom a text names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// All names of those that it tells of, in order.
    pub(crate) all: Vec<Patient>,
    /// Whether they are of several patients.
    pub(crate) are_several: bool,
}

impl Names {
    /// The same in a text that says that it is of one patient.
    pub(crate) fn of_one(mut self) -> Self {
        let count = self.all.len();
        self.all.retain(|it| it.by != By::Perhaps);
        self.are_several &= self.all.len() == count;
        self
    }
}

/// The names by which patients are told apart.
///
/// `introduced` are the sexes that stand beside an age, with the words for them.
pub(crate) fn names(stages: Stages<'_>, introduced: &[(Sex, Span)]) -> Names {
    let text = Text::of(stages);
    let named = told::of(text);
    let patient = |it: &told::Named| Patient {
        span: text.span(it.label.first, it.label.last),
        by: it.label.kind.by(),
        who: Some(it.who),
    };
    let mut names = Names {
        are_several: told::are_several(text, &named),
        all: named.iter().map(patient).collect(),
    };
    if !names.are_several {
        let beside = beside::of(text, &named, introduced);
        names.are_several = !beside.is_empty();
        names.all.extend(beside);
        names.all.sort_by_key(|it| it.span);
    }
    names
}

/// Numbers without those that count a bed or a room: "bed 9".
pub(crate) fn without_places(stages: Stages<'_>, mut numbers: Vec<Mention>) -> Vec<Mention> {
    let text = Text::of(stages);
    numbers.retain(|it| {
        let at = text.tokens.within(it.span.start, it.span.end).start;
        let bare = matches!(it.figure, Figure::Number(_));
        let mut before = at.saturating_sub(label::PLACE_TOKENS)..at;
        !bare || !before.any(|from| label::place(text, from).is_some_and(|it| it.last == at + 1))
    });
    numbers
}

/// What the stages before made.
#[derive(Clone, Copy)]
pub(crate) struct Stages<'a> {
    pub(crate) language: &'a Language,
    pub(crate) view: &'a View<'a>,
    pub(crate) tokens: &'a Tokens,
    pub(crate) layout: &'a Layout,
    pub(crate) hits: &'a Hits,
    pub(crate) scopes: &'a Scopes,
    pub(crate) scanner: &'a Scanner,
}

/// The same, with what is asked of it here.
#[derive(Clone, Copy)]
struct Text<'a> {
    language: &'a Language,
    view: &'a View<'a>,
    tokens: &'a Tokens,
    layout: &'a Layout,
    scopes: &'a Scopes,
    scanner: &'a Scanner,
    hits: &'a [Hit],
    /// Whether all of it is in large letters.
    shouts: bool,
}

impl<'a> Text<'a> {
    fn of(stages: Stages<'a>) -> Self {
        Self {
            language: stages.language,
            view: stages.view,
            tokens: stages.tokens,
            layout: stages.layout,
            scopes: stages.scopes,
            scanner: stages.scanner,
            hits: stages.hits.all(),
            shouts: !stages.view.original().contains(char::is_lowercase),
        }
    }

    fn uses(self, at: u32) -> Uses {
        self.scopes.uses(self.tokens, at)
    }

    /// Whether a word is asked for something.
    fn is(self, at: u32, one: Use) -> bool {
        self.uses(at).has(one)
    }

    /// Whether a word is one for somebody, or the letter for a sex behind an age.
    fn is_person(self, at: u32) -> bool {
        self.is(at, Use::Person) || matches!(self.word(at), "m" | "f") && !self.is_known(at)
    }

    fn word(self, at: u32) -> &'a str {
        self.tokens.text(self.view, at)
    }

    /// The word as it was written.
    fn written(self, at: u32) -> &'a str {
        let token = self.tokens.get(at);
        let span = token.map(|it| self.view.span(it.start..it.end));
        span.map_or("", |span| span.of(self.view.original()))
    }

    /// The sentence that holds a token.
    fn sentence(self, at: u32) -> Option<&'a Sentence> {
        let sentence = self.layout.sentence_of(at);
        sentence.and_then(|it| self.layout.sentences.get(it))
    }

    /// Whether a sentence begins at a token.
    fn starts(self, at: u32) -> bool {
        let sentence = self.sentence(at);
        sentence.is_some_and(|it| it.start == at || it.body == at)
    }

    fn is_word(self, at: u32) -> bool {
        self.tokens.kind(at) == Some(Kind::Word)
    }

    fn is_large(self, at: u32) -> bool {
        self.is_word(at) && self.written(at).starts_with(char::is_uppercase)
    }

    /// The leg that a word may name.
    fn side(self, at: u32) -> Option<Side> {
        match self.word(at) {
            "left" | "lt" | "l" | "lle" => Some(Side::Left),
            "right" | "rt" | "r" | "rle" => Some(Side::Right),
            _ => None,
        }
    }

    fn span(self, first: u32, last: u32) -> Span {
        let start = self.tokens.get(first).map_or(0, |it| it.start);
        let end = self.tokens.end(last.saturating_sub(1));
        self.view.span(start..end)
    }

    fn modifier(self, hit: &Hit) -> Option<&'a crate::language::model::Modifier> {
        match hit.what {
            What::Modifier(index) => self.language.modifiers.get(usize::from(index)),
            _ => None,
        }
    }

    /// The hits that begin within some tokens.
    fn hits_within(self, first: u32, last: u32) -> &'a [Hit] {
        let from = self.hits.partition_point(|hit| hit.first < first);
        let to = self.hits.partition_point(|hit| hit.first < last);
        self.hits.get(from..to).unwrap_or_default()
    }

    /// Whether something that a text tells of a patient covers a token.
    fn is_known(self, at: u32) -> bool {
        let near = self.hits_within(at.saturating_sub(label::MOST_TOKENS), at + 1);
        near.iter().any(|hit| {
            let tells = !matches!(hit.what, What::Modifier(_));
            tells && hit.first <= at && at < hit.last
        })
    }

    /// Whether anything of a patient is told within some tokens.
    fn tells(self, first: u32, last: u32) -> bool {
        let hits = self.hits_within(first, last);
        hits.iter().any(|hit| {
            matches!(
                hit.what,
                What::Concept { .. } | What::Anchor { .. } | What::Measure(_)
            )
        })
    }

    /// The token at which words of the text begin.
    fn at(self, span: Span) -> u32 {
        let (mut first, mut last) = (0, self.tokens.len());
        while first < last {
            let middle = first.midpoint(last);
            if self.span(middle, middle + 1).end <= span.start {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        first
    }

    /// Whether words for a complaint cover a token.
    fn is_symptom(self, at: u32) -> bool {
        let near = self.hits_within(at.saturating_sub(label::MOST_TOKENS), at + 1);
        let mut near = near.iter().filter(|hit| hit.first <= at && at < hit.last);
        near.any(|hit| self.is_complaint(hit))
    }

    fn is_complaint(self, hit: &Hit) -> bool {
        match hit.what {
            What::Concept { id, .. } => {
                let concept = self.language.concepts.get(usize::from(id.0));
                concept.is_some_and(|it| it.symptom)
            }
            _ => false,
        }
    }

    /// Whether what a patient comes with is told within some tokens: a complaint, a test, or anything of a leg.
    fn presents(self, first: u32, last: u32) -> bool {
        let hits = self.hits_within(first, last);
        let comes_with = |hit: &Hit| {
            let tests = matches!(hit.what, What::Anchor { .. });
            tests || self.is_complaint(hit)
        };
        let of_leg = |hit: &Hit| match hit.what {
            What::Site(site) => {
                let site = self.language.sites.get(usize::from(site.0));
                site.is_some_and(|it| !it.elsewhere)
            }
            _ => false,
        };
        let one_leg = || (first..last).any(|at| self.side(at).is_some());
        hits.iter().any(comes_with)
            || self.tells(first, last) && (hits.iter().any(of_leg) || one_leg())
    }

    /// The one leg that is told of within some tokens.
    fn one_side(self, first: u32, last: u32) -> Option<Side> {
        let mut sides = (first..last).filter_map(|at| self.side(at));
        let one = sides.next()?;
        sides.all(|it| it == one).then_some(one)
    }

    /// Whether words of a kind cover a token.
    fn is_in(self, at: u32, kind: ModifierKind) -> bool {
        let near = self.hits_within(at.saturating_sub(label::MOST_TOKENS), at + 1);
        near.iter().any(|hit| {
            let of_kind = self.modifier(hit).is_some_and(|it| it.kind == kind);
            of_kind && hit.first <= at && at < hit.last
        })
    }
}
