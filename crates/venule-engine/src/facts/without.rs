//! One presumption less: only what follows from it is resolved anew.

use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use super::{Assumed, FactTable, Resolver, is_known, presumption};

/// Facts in derivation order, each with what it is derived from or settled by.
pub(crate) type Within = [(FactId, Vec<FactId>)];

/// A fact as it was.
pub(crate) struct Was {
    id: FactId,
    value: Value,
    presumed: bool,
}

impl Resolver<'_> {
    /// Takes the presumption of a fact out of a table that [`Self::presuming_within`] made, where no others than the
    /// allowed ones are left. What changed by that is returned as it was.
    ///
    /// The table is what [`Self::presuming_within`] makes with the allowed presumptions.
    pub(crate) fn leave_out(
        &self,
        (plain, table): (&FactTable, &mut FactTable),
        within: &Within,
        left_out: FactId,
        allowed: &dyn Fn(FactId) -> bool,
    ) -> Vec<Was> {
        let mut changed: Vec<Was> = Vec::new();
        for (id, from) in within {
            let is_changed = |it: &FactId| changed.iter().any(|was| was.id == *it);
            let touched = *id == left_out || from.iter().any(is_changed);
            let Some(fact) = self.fact(*id).filter(|_| touched && !plain.is_known(*id)) else {
                continue;
            };
            let mut value = self.value_of(*id, fact, table);
            let may = !is_known(&value) && allowed(*id);
            let presumed = may.then(|| presumption(plain, *id, fact)).flatten();
            let is_presumed = presumed.is_some();
            if let Some(Assumed::Presumption(presumption)) = presumed {
                value = presumption;
            }
            let was = Was {
                id: *id,
                value: table.value(*id),
                presumed: table.presumed.contains(id),
            };
            if value != was.value || is_presumed != was.presumed {
                table.put(*id, value, is_presumed);
                changed.push(was);
            }
        }
        changed
    }
}

impl FactTable {
    /// Puts back what was changed.
    pub(crate) fn put_back(&mut self, changed: Vec<Was>) {
        for was in changed {
            self.put(was.id, was.value, was.presumed);
        }
    }

    fn put(&mut self, id: FactId, value: Value, presumed: bool) {
        self.set(id, value);
        if presumed {
            self.presumed.insert(id);
        } else {
            self.presumed.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use venule_knowledge::load;
    use venule_knowledge::model::Knowledge;
    use venule_knowledge::source::Files;
    use venule_logic::FactId;

    use crate::case::Case;
    use crate::example::read_examples;
    use crate::facts::{FactTable, Resolver};
    use crate::provided::{closure, dependencies};

    /// Of the worked cases, every one of so many.
    const EVERY: usize = 25;

    fn cases(knowledge: &Knowledge, folder: &Path, found: &mut Vec<Case>) {
        let entries = fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|it| it.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                cases(knowledge, &path, found);
            } else if path.parent().is_some_and(|it| it.ends_with("cases")) {
                let mut files = Files::default();
                let file = files.add(
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                );
                let (examples, _) = read_examples(knowledge, &files, file);
                found.extend(examples.into_iter().map(|it| it.case));
            }
        }
    }

    fn same(one: &FactTable, other: &FactTable) -> bool {
        one.values == other.values && one.presumed == other.presumed
    }

    #[test]
    fn leaving_out_one_after_the_other_is_resolving_with_the_rest() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
        let knowledge = load::from_dir(&folder).unwrap().knowledge.unwrap();
        let mut all = Vec::new();
        cases(&knowledge, &folder.join("guidelines"), &mut all);
        let facts: Vec<FactId> = (0..).map(FactId).take(knowledge.facts.len()).collect();
        let order = closure(&knowledge, &facts);
        let within: Vec<_> = order
            .iter()
            .map(|id| (*id, dependencies(&knowledge, *id)))
            .collect();
        let mut tried = 0;
        for case in all.iter().step_by(EVERY) {
            for leg in case.legs() {
                let resolver = Resolver::new(&knowledge, case, leg);
                let plain = resolver.plain();
                let presumed = resolver.presuming(&plain);
                let mut needed = presumed.presumed().clone();
                let all = |id| presumed.presumed().contains(&id);
                let mut table = resolver.presuming_within(&plain, &order, &all);
                for (index, fact) in presumed.presumed().iter().copied().enumerate() {
                    let allowed = |id: FactId| id != fact && needed.contains(&id);
                    let before = table.clone();
                    let changed = resolver.leave_out((&plain, &mut table), &within, fact, &allowed);
                    let anew = resolver.presuming_within(&plain, &order, &allowed);
                    assert!(same(&table, &anew), "without {fact:?}");
                    tried += 1;
                    if index % 3 == 0 {
                        needed.remove(&fact);
                    } else {
                        table.put_back(changed);
                        assert!(same(&table, &before), "put back {fact:?}");
                    }
                }
            }
        }
        assert!(tried > 100, "{tried} presumptions were left out");
    }
}
