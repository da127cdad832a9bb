//! What the lines and scopes of one leg still have to ask.

use venule_knowledge::model::{Knowledge, RuleId, Stance};
use venule_logic::FactId;
use venule_logic::truth::Truth;

use crate::assessment::{Assessment, Kind, Line, ScopeReport, ScopeStatus, Status, Urgency};
use crate::case::Case;
use crate::line::{Leg, is_dormant};
use crate::question::{Awaited, Questions};
use crate::side::{self, Side};
use crate::timing::Due;

/// Asks on behalf of one leg.
pub(crate) struct Asking<'a> {
    pub(crate) view: &'a Leg<'a>,
    pub(crate) awaited: &'a Awaited<'a>,
    pub(crate) leg: side::Leg,
    /// Whether both legs are assessed, so that a question has to say which it means.
    pub(crate) both: bool,
}

impl Asking<'_> {
    /// The open inputs of the rules behind a line that are not decided, and the date that a window lacks.
    pub(crate) fn for_line(&self, line: &Line, questions: &mut Questions) {
        let urgency = match (line.red_flag, line.stance, line.due.is_now()) {
            (true, ..) => Urgency::RedFlag,
            (false, Stance::Do | Stance::Avoid, true) => Urgency::Now,
            (false, Stance::Do, false) => Urgency::Dated,
            (false, Stance::Consider | Stance::Avoid, _) => Urgency::Routine,
        };
        let kind = line.status.kind();
        for trace in &line.rules {
            let signs = self.signs(trace.rule);
            let urgency = match trace.status.kind() {
                Kind::Decided => continue,
                own if own == kind => urgency,
                // The rule adds nothing to what the line says already.
                Kind::Provisional | Kind::Undecided => Urgency::Routine,
            };
            for fact in self.open(self.view.waits_for(trace.rule)) {
                // Which episode it is, what was done in it, and whom the guideline is for, comes before what is to be
                // done about it, and is no danger sign itself.
                let is_sign = signs.contains(&fact) || urgency != Urgency::RedFlag;
                let urgency = if self.awaited.starts_episode(fact) {
                    Urgency::Scope
                } else if is_sign {
                    urgency
                } else if self.is_entered(fact) {
                    self.for_whom(fact)
                } else {
                    Urgency::Scope
                };
                questions.for_line(fact, self.side(fact), urgency, Some(line.action));
            }
        }
        if let (true, Due::Undated { anchor, .. }) = (line.is_live(), &line.due) {
            for fact in self.open(self.awaited.date_of(*anchor)) {
                questions.for_line(fact, self.side(fact), Urgency::Dated, Some(line.action));
            }
        }
    }

    /// The exception that keeps a dormant rule from holding.
    pub(crate) fn for_exception(&self, rule: RuleId, unless: &[FactId], questions: &mut Questions) {
        let action = self
            .view
            .knowledge
            .rules
            .get(rule.0 as usize)
            .map(|rule| rule.action);
        let asked = unless.iter().flat_map(|fact| self.awaited.asked_for(*fact));
        for fact in self.open(asked.collect()) {
            questions.for_line(fact, self.side(fact), Urgency::Exception, action);
        }
    }

    /// What decides whether a guideline is for this patient.
    pub(crate) fn for_scope(&self, report: &ScopeReport, questions: &mut Questions) {
        let waits_for = match &report.status {
            ScopeStatus::Provisional { waits_for }
            | ScopeStatus::Undecided { waits_for }
            | ScopeStatus::Dormant { waits_for, .. } => waits_for,
            ScopeStatus::Applies | ScopeStatus::Excluded { .. } | ScopeStatus::DoesNotApply => {
                return;
            }
        };
        for fact in self.open(waits_for.clone()) {
            let urgency = self.for_whom(fact);
            questions.for_scope(fact, self.side(fact), urgency, report.guideline);
        }
    }

    /// How pressing it is to know whom a guideline is for: what is presumed, or follows from what is, is asked last, as
    /// the lines already follow the presumption.
    fn for_whom(&self, fact: FactId) -> Urgency {
        match self.view.presumed.is_known(fact) {
            true => Urgency::Exception,
            false => Urgency::Scope,
        }
    }

    /// What a rule itself waits for, beside its guideline's scope, and is not read from events.
    fn signs(&self, rule: RuleId) -> Vec<FactId> {
        let rule = self.view.knowledge.rules.get(rule.0 as usize);
        let when = rule.map(|rule| &rule.when).into_iter();
        let mut signs = self.awaited.inputs(&when.collect::<Vec<_>>());
        signs.retain(|fact| self.is_entered(*fact));
        signs
    }

    /// Whether a fact is stated itself, and not read from events.
    fn is_entered(&self, fact: FactId) -> bool {
        let facts = &self.view.knowledge.facts;
        let fact = facts.get(fact.0 as usize);
        fact.is_some_and(|fact| fact.may_be_entered())
    }

    fn open(&self, facts: Vec<FactId>) -> impl Iterator<Item = FactId> {
        facts.into_iter().filter(|fact| self.awaited.is_open(*fact))
    }

    fn side(&self, fact: FactId) -> Option<Side> {
        let sided = self
            .view
            .knowledge
            .facts
            .get(fact.0 as usize)
            .is_some_and(|fact| fact.sided);
        self.leg.side().filter(|_| self.both && sided)
    }

    /// Whether a rule is undecided only because an exception was not ruled out.
    pub(crate) fn is_dormant(&self, id: RuleId, status: &Status) -> bool {
        let rule = self.view.knowledge.rules.get(id.0 as usize);
        match status {
            Status::Undecided { presumed, .. } => rule.is_some_and(|it| is_dormant(it, *presumed)),
            Status::Decided | Status::Provisional { .. } => false,
        }
    }

    /// The presumed facts that keep a dormant rule from holding: those of the first condition that is false.
    pub(crate) fn unless(&self, id: RuleId) -> Vec<FactId> {
        let presumed = self.view.presumed;
        let conditions = self.view.conditions(id);
        let refuted = conditions
            .iter()
            .find(|it| it.truth(presumed) == Truth::False);
        refuted
            .map(|it| self.awaited.presumed_behind(it, presumed))
            .unwrap_or_default()
    }
}

/// Advice about one leg needs to know which, and so does a question about an event of one.
pub(crate) fn for_side(
    knowledge: &Knowledge,
    case: &Case,
    whole: &Assessment,
    questions: &mut Questions,
) {
    let position = knowledge.facts.iter().position(|fact| fact.is_side);
    let Some(id) = position
        .and_then(|position| u32::try_from(position).ok())
        .map(FactId)
    else {
        return;
    };
    if case.side.is_some() || case.facts.iter().any(|entry| entry.fact == id) {
        return;
    }
    for line in whole.lines.iter().filter(|line| line.is_live()) {
        if knowledge
            .actions
            .get(line.action.0 as usize)
            .is_some_and(|action| action.sided)
        {
            questions.for_line(id, None, Urgency::Dated, Some(line.action));
        }
    }
    // An event of "the leg" would otherwise be taken to be of both once somebody says both.
    let is_of_event = |id: FactId| {
        let fact = knowledge.facts.get(id.0 as usize);
        fact.is_some_and(|fact| fact.sided && !fact.may_be_entered())
    };
    if questions.facts().any(is_of_event) {
        questions.for_line(id, None, Urgency::Dated, None);
    }
}
