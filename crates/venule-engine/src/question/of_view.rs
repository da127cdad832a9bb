//! What to ask about an event that a view picks: first whether there was any of its kind, then what it showed, and
//! only then the rest.
//!
//! # Unknown values
//!
//! | events of the leg | what is asked |
//! |---|---|
//! | none listed, and it is not known whether there was one | whether there was one of that kind |
//! | listed, and so long ago that it may belong to another episode | when this one began |
//! | listed, and it is not known whether one is what the view looks for | the attribute that decides it |
//! | one that is picked | what the fact says of it |

use venule_knowledge::model::{Derivation, Fact, Measure, View, ViewId};
use venule_logic::FactId;

use super::Awaited;

impl Awaited<'_> {
    /// What to ask instead of a question about an event, as long as less is known of it. What has no question of
    /// its own is asked by no other.
    pub(crate) fn asked_for(&self, id: FactId) -> Vec<FactId> {
        let fact = self.knowledge.facts.get(id.0 as usize);
        match fact.map(|fact| (&fact.derivation, &fact.question)) {
            Some((Some(Derivation::View { view, measure }), Some(_))) => {
                self.asked_of_view(id, *view, measure)
            }
            _ => vec![id],
        }
    }

    pub(super) fn asked_of_view(&self, id: FactId, view: ViewId, measure: &Measure) -> Vec<FactId> {
        let picked = self.facts.view(view);
        if picked.is_some_and(|picked| picked.episode_open)
            && let Some(start) = self
                .view(view)
                .and_then(|view| view.since)
                .and_then(|id| self.date_fact(id))
        {
            return vec![start];
        }
        let is_settled = picked.is_none_or(|picked| picked.exists.is_some());
        let Some(definition) = self.view(view).filter(|_| !is_settled) else {
            return vec![id];
        };
        let is_listed = picked.is_some_and(|picked| !picked.candidates.is_empty());
        if is_listed {
            let asked = self.deciding(view, definition);
            if !asked.is_empty() {
                return asked;
            }
        }
        let of_kind = || {
            (!is_listed)
                .then(|| self.existence_of_kind(definition.event))
                .flatten()
        };
        let asked = match measure {
            // Whether there was one at all comes before whether one showed something.
            Measure::Exists if definition.is_narrow() => of_kind(),
            Measure::Exists => None,
            Measure::Attribute(_) | Measure::DaysSince => {
                of_kind().or_else(|| self.existence(view))
            }
        };
        vec![asked.unwrap_or(id)]
    }

    /// The questions about listed events that decide whether one of them is what a view looks for.
    fn deciding(&self, view: ViewId, definition: &View) -> Vec<FactId> {
        let candidates = |id: ViewId| self.facts.view(id).map(|picked| &picked.candidates);
        let asks = |fact: &Fact, attribute: &str| match &fact.derivation {
            Some(Derivation::View {
                view: other,
                measure: Measure::Attribute(name),
            }) => {
                let same = candidates(*other) == candidates(view);
                fact.question.is_some() && same && **name == *attribute
            }
            _ => false,
        };
        let tests = definition.filter.iter();
        tests
            .filter_map(|test| self.fact_where(|fact| asks(fact, &test.attribute)))
            .filter(|id| !self.facts.is_known(*id))
            .collect()
    }

    /// The fact that says whether there was any event of a kind, and can be asked.
    fn existence_of_kind(&self, event: usize) -> Option<FactId> {
        self.fact_where(|fact| match &fact.derivation {
            Some(Derivation::View {
                view,
                measure: Measure::Exists,
            }) => {
                let view = self.view(*view);
                let of_kind = view.is_some_and(|view| view.event == event && !view.is_narrow());
                of_kind && fact.question.is_some()
            }
            _ => false,
        })
    }

    /// The fact that says whether a view picks an event at all.
    pub(super) fn existence(&self, view: ViewId) -> Option<FactId> {
        self.fact_of(view, &Measure::Exists)
    }

    /// What to ask in order to learn how long ago a view's event was, or the same event as another view sees it.
    /// Nothing where there was no such event.
    pub(crate) fn date_of(&self, view: ViewId) -> Vec<FactId> {
        let candidates = |id: ViewId| self.facts.view(id).map(|picked| &picked.candidates);
        let exists = self.facts.view(view).and_then(|picked| picked.exists);
        let date = self.fact_of(view, &Measure::DaysSince).or_else(|| {
            self.fact_where(|fact| {
                matches!(
                    &fact.derivation,
                    Some(Derivation::View { view: other, measure: Measure::DaysSince })
                        if candidates(*other) == candidates(view)
                )
            })
        });
        date.filter(|_| exists != Some(false))
            .map(|id| self.asked_for(id))
            .unwrap_or_default()
    }

    /// Whether a fact says when the episode began that an event of long ago may not belong to.
    pub(crate) fn starts_episode(&self, id: FactId) -> bool {
        let fact = self.knowledge.facts.get(id.0 as usize);
        let Some(Derivation::View {
            view: start,
            measure: Measure::DaysSince,
        }) = fact.and_then(|fact| fact.derivation.as_ref())
        else {
            return false;
        };
        let views = (0..).map(ViewId).zip(&self.knowledge.views);
        let mut looking_back = views.filter(|(_, view)| view.since == Some(*start));
        looking_back.any(|(id, _)| self.facts.view(id).is_some_and(|it| it.episode_open))
    }

    /// The fact that says how long ago a view's event was, and can be asked.
    fn date_fact(&self, view: ViewId) -> Option<FactId> {
        self.fact_of(view, &Measure::DaysSince)
            .filter(|id| self.is_open(*id))
    }

    /// The fact that takes this from a view.
    fn fact_of(&self, wanted: ViewId, what: &Measure) -> Option<FactId> {
        self.fact_where(|fact| match &fact.derivation {
            Some(Derivation::View { view, measure }) => *view == wanted && measure == what,
            _ => false,
        })
    }

    fn fact_where(&self, is_it: impl Fn(&Fact) -> bool) -> Option<FactId> {
        let position = self.knowledge.facts.iter().position(is_it)?;
        u32::try_from(position).ok().map(FactId)
    }

    fn view(&self, id: ViewId) -> Option<&View> {
        self.knowledge.views.get(id.0 as usize)
    }
}
