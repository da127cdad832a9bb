//! What an order form or a report form refers to.

use super::reach::{Item, Reach};
use crate::model::{FormCheck, OrderForm, ReportForm};

impl Reach<'_> {
    pub(super) fn order(&mut self, form: &OrderForm) {
        self.facts([form.exam.0, form.side, form.side_differs]);
        for it in &form.reasons {
            self.condition(&it.when);
            self.states(&it.states);
        }
        for it in &form.items {
            self.condition(&it.when);
            self.facts(it.fact.iter().map(|(fact, _)| *fact));
            for named in &it.facts {
                self.facts([named.fact]);
                self.condition(&named.when);
            }
            for named in &it.events {
                self.meet(Item::Event(named.event));
            }
            self.states(&it.states);
        }
        self.checks(&form.checks);
    }

    pub(super) fn report(&mut self, form: &ReportForm) {
        self.meet(Item::Event(form.event));
        self.facts([form.finding.0, form.side_differs, form.dated]);
        let named = form
            .record
            .iter()
            .chain(&form.stated)
            .chain(&form.attributes);
        self.facts(named.map(|(_, fact)| *fact));
        self.facts(form.silence.iter().map(|(fact, _)| *fact));
        for it in &form.segments {
            self.facts(it.given.iter().map(|(fact, _)| *fact));
            it.when.iter().for_each(|when| self.condition(when));
            self.states(&it.states);
        }
        self.facts(form.tallies.iter().flat_map(|it| [it.fact, it.about]));
        self.checks(&form.checks);
    }

    fn checks(&mut self, checks: &[FormCheck]) {
        for it in checks {
            self.condition(&it.when);
            it.unless.iter().for_each(|when| self.condition(when));
            self.states(&it.states);
        }
    }
}
