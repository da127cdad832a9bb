//! Which facts may be proposed: those that nothing is known of.

use venule_engine::case::{Case, Entry, State};
use venule_engine::facts::{FactTable, Resolver};
use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::{FactId, Type};
use venule_text::extract::Reading;

/// A fact that is open.
#[derive(Debug, Clone, Copy)]
pub struct Key<'k> {
    /// Its place in the vocabulary.
    pub id: FactId,
    /// Its description.
    pub fact: &'k Fact,
    /// The question that obtains it.
    pub question: &'k str,
}

/// The facts that somebody can be asked for, whose values can be listed or bounded, and of which neither the case nor the
/// text says anything, not even in doubt, and which do not follow from what is known. In order of the vocabulary.
pub(crate) fn open<'k>(knowledge: &'k Knowledge, case: &Case, reading: &Reading) -> Vec<Key<'k>> {
    let legs = case.legs().into_iter();
    let tables: Vec<FactTable> = legs
        .map(|leg| Resolver::new(knowledge, case, leg).plain())
        .collect();
    let is_known = |id: FactId| {
        let stated = |it: &Entry| it.fact == id && it.state != State::Unknown;
        case.facts.iter().any(stated)
            || reading.facts.iter().any(|it| it.fact == id)
            || tables.iter().any(|it| it.is_known(id))
    };
    let facts = (0..).map(FactId).zip(&knowledge.facts);
    facts
        .filter(|(id, fact)| is_offered(fact) && !is_known(*id))
        .filter_map(|(id, fact)| {
            let question = fact.question.as_deref()?;
            Some(Key { id, fact, question })
        })
        .collect()
}

fn is_offered(fact: &Fact) -> bool {
    let bounded = match &fact.ty {
        Type::Boolean => true,
        Type::Choice(_) => !fact.choices.is_empty(),
        Type::Integer => fact.range.is_some(),
        Type::Quantity(_) => fact.range.is_some() && fact.unit.is_some(),
        Type::Any
        | Type::Long
        | Type::Decimal
        | Type::String
        | Type::List(_)
        | Type::Interval(_) => false,
    };
    bounded && fact.may_be_entered() && fact.derivation.is_none() && !fact.is_side
}
