//! What is expected of a case, and holding an assessment against it.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use venule_knowledge::model::{ActionId, Contradiction, Knowledge, Stance};
use venule_logic::FactId;

use crate::assessment::{Assessment, Kind as StatusKind, Line, ScopeStatus};
use crate::case::Case;
use crate::contradiction;
use crate::facts::Resolver;
use crate::side::Side;
use crate::timing::Due;

/// What is expected of a case.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    pub(super) lines: Vec<ExpectedLine>,
    pub(super) absent: Vec<ActionId>,
    pub(super) not_avoid: Vec<ActionId>,
    pub(super) protocol: Vec<String>,
    pub(super) not_protocol: Vec<String>,
    pub(super) ask: Vec<FactId>,
    pub(super) not_ask: Vec<FactId>,
    pub(super) out_of_scope: Vec<usize>,
    pub(super) facts: Vec<(FactId, String)>,
    pub(super) contradictions: Vec<String>,
    pub(super) conflicts: Vec<ActionId>,
}

#[derive(Debug, Clone)]
pub(super) struct ExpectedLine {
    pub(super) action: ActionId,
    pub(super) stance: Stance,
    pub(super) status: Option<StatusKind>,
    pub(super) timing: Option<ExpectedTiming>,
    pub(super) side: Option<Side>,
    /// The one rating that it carries; an empty text where it carries none.
    pub(super) rating: Option<String>,
    pub(super) words: String,
}

impl fmt::Display for ExpectedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", stance_word(self.stance), self.words)?;
        if let Some(status) = self.status {
            write!(f, ", {}", status_word(status))?;
        }
        if let Some(timing) = &self.timing {
            write!(f, ", {timing}")?;
        }
        if let Some(side) = self.side {
            write!(f, ", {side}")?;
        }
        match self.rating.as_deref() {
            Some("") => f.write_str(", not rated"),
            Some(rating) => write!(f, ", rated {rating}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ExpectedTiming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now => f.write_str("now"),
            Self::Overdue => f.write_str("overdue"),
            Self::None => f.write_str("without a time"),
            Self::By(date) => write!(f, "by {date}"),
            Self::From(date) => write!(f, "from {date}"),
            Self::Window(from, to) => write!(f, "{from}..{to}"),
            Self::Undated => f.write_str("undated"),
        }
    }
}

/// A line as it came out, in the words of an expectation.
fn in_words(line: &Line) -> String {
    let due = match &line.due {
        Due::Now => "now".to_owned(),
        Due::Overdue { since } => format!("overdue since {since}"),
        Due::Within { until, .. } => format!("by {}", until.date()),
        Due::Window {
            from: Some(from),
            to: Some(to),
            ..
        } => format!("{from}..{to}"),
        Due::Window {
            from: None,
            to: Some(to),
            ..
        } => format!("by {to}"),
        Due::Window {
            from: Some(from),
            to: None,
            ..
        } => format!("from {from}"),
        Due::Window {
            from: None,
            to: None,
            ..
        }
        | Due::Unspecified => "without a time".to_owned(),
        Due::Undated { .. } => "undated".to_owned(),
    };
    let side = line
        .side
        .map(|side| format!(", {side}"))
        .unwrap_or_default();
    let rated = line.ratings.iter();
    let rated: String = rated.map(|it| format!(", rated {}", it.value)).collect();
    format!(
        "{}, {}, {due}{side}{rated}",
        stance_word(line.stance),
        status_word(line.status.kind())
    )
}

fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Do => "do",
        Stance::Consider => "consider",
        Stance::Avoid => "avoid",
    }
}

fn status_word(status: StatusKind) -> &'static str {
    match status {
        StatusKind::Decided => "decided",
        StatusKind::Provisional => "provisional",
        StatusKind::Undecided => "undecided",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum ExpectedTiming {
    Now,
    Overdue,
    None,
    By(Date),
    From(Date),
    Window(Date, Date),
    Undated,
}

pub(super) fn name_of(contradiction: &Contradiction) -> &str {
    match contradiction {
        Contradiction::Facts { name, .. } | Contradiction::Events { name, .. } => name,
    }
}

impl Expectation {
    /// What is not as expected, one sentence each; empty when everything is.
    #[must_use]
    pub fn unmet(
        &self,
        knowledge: &Knowledge,
        case: &Case,
        assessment: &Assessment,
    ) -> Vec<String> {
        let mut unmet = Vec::new();
        for expected in &self.lines {
            if assessment.lines.iter().any(|line| expected.is_met_by(line)) {
                continue;
            }
            let of_action = assessment
                .lines
                .iter()
                .filter(|line| line.action == expected.action);
            let found: Vec<String> = of_action.map(in_words).collect();
            let found = if found.is_empty() {
                "no such line".to_owned()
            } else {
                found.join("; ")
            };
            unmet.push(format!("expected {expected}; found {found}"));
        }
        let advised = |action: &ActionId| {
            assessment.lines.iter().any(|line| {
                line.action == *action && line.is_live() && line.stance != Stance::Avoid
            })
        };
        let action_name = |id: &ActionId| {
            knowledge
                .actions
                .get(id.0 as usize)
                .map_or(String::new(), |it| it.name.to_string())
        };
        for action in self.absent.iter().filter(|action| advised(action)) {
            unmet.push(format!(
                "`{}` is advised and should not be",
                action_name(action)
            ));
        }
        let advised_against = |action: &ActionId| {
            assessment.lines.iter().any(|line| {
                line.action == *action && line.is_live() && line.stance == Stance::Avoid
            })
        };
        for action in self
            .not_avoid
            .iter()
            .filter(|action| advised_against(action))
        {
            unmet.push(format!(
                "`{}` is advised against and should not be",
                action_name(action)
            ));
        }
        let in_protocol = |name: &String| {
            assessment.protocols.iter().any(|report| {
                let protocol = knowledge.protocols.get(report.protocol);
                let mut items = report
                    .items
                    .iter()
                    .filter_map(|(index, _)| protocol?.items.get(*index));
                items.any(|item| *item.name == **name)
            })
        };
        for name in self.protocol.iter().filter(|name| !in_protocol(name)) {
            unmet.push(format!(
                "protocol item `{name}` is not asked of the examination"
            ));
        }
        for name in self.not_protocol.iter().filter(|name| in_protocol(name)) {
            unmet.push(format!(
                "protocol item `{name}` is asked of the examination and should not be"
            ));
        }
        let asked: BTreeSet<FactId> = assessment.questions.iter().map(|it| it.fact).collect();
        let fact_name = |id: &FactId| {
            knowledge
                .facts
                .get(id.0 as usize)
                .map_or(String::new(), |it| it.name.to_string())
        };
        for fact in self.ask.iter().filter(|fact| !asked.contains(fact)) {
            unmet.push(format!("`{}` is not asked", fact_name(fact)));
        }
        for fact in self.not_ask.iter().filter(|fact| asked.contains(fact)) {
            unmet.push(format!("`{}` is asked and should not be", fact_name(fact)));
        }
        for index in &self.out_of_scope {
            let out = assessment
                .scopes
                .iter()
                .filter(|it| it.guideline == *index)
                .all(|it| {
                    matches!(
                        it.status,
                        ScopeStatus::Excluded { .. }
                            | ScopeStatus::Dormant {
                                exclusion: Some(_),
                                ..
                            }
                            | ScopeStatus::DoesNotApply
                    )
                });
            if !out {
                let name = knowledge.guidelines.get(*index).map_or("", |it| &*it.name);
                unmet.push(format!("guideline `{name}` should not cover this patient"));
            }
        }
        for action in &self.conflicts {
            let found = assessment
                .conflicts
                .iter()
                .any(|it| it.for_line.action == *action || it.against.action == *action);
            if !found {
                unmet.push(format!("no conflict over `{}`", action_name(action)));
            }
        }
        for name in &self.contradictions {
            let found = assessment.contradictions.iter().any(|it| {
                knowledge
                    .contradictions
                    .get(it.contradiction)
                    .is_some_and(|it| name_of(it) == name)
            });
            if !found {
                unmet.push(format!("contradiction `{name}` is not reported"));
            }
        }
        if self.contradictions.is_empty() && !assessment.contradictions.is_empty() {
            unmet.push("a contradiction is reported that was not expected".to_owned());
        }
        if self.conflicts.is_empty() && !assessment.conflicts.is_empty() {
            unmet.push("a conflict is reported that was not expected".to_owned());
        }
        unmet.extend(self.unmet_facts(knowledge, case));
        unmet
    }

    fn unmet_facts(&self, knowledge: &Knowledge, case: &Case) -> Vec<String> {
        let mut unmet = Vec::new();
        for leg in case.legs() {
            let mut resolver = Resolver::new(knowledge, case, leg);
            contradiction::settle(knowledge, case, leg, &mut resolver);
            let table = resolver.plain();
            for (fact, expected) in &self.facts {
                let value = venule_logic::Facts::value(&table, *fact);
                let text = value.to_string();
                let shown = text.trim_matches('\'');
                let is_unknown = expected == "unknown" && !crate::facts::is_known(&value);
                if shown != expected && !is_unknown {
                    let name = knowledge
                        .facts
                        .get(fact.0 as usize)
                        .map_or("", |it| &*it.name);
                    unmet.push(format!("`{name}` is {shown}, expected {expected}"));
                }
            }
        }
        unmet
    }
}

impl ExpectedLine {
    fn is_met_by(&self, line: &Line) -> bool {
        let status = match self.status {
            Some(status) => line.status.kind() == status,
            None => line.is_live(),
        };
        line.action == self.action
            && line.stance == self.stance
            && status
            && self
                .timing
                .as_ref()
                .is_none_or(|timing| timing.is_met_by(&line.due))
            && self.side.is_none_or(|side| line.side == Some(side))
            && self.rating.as_ref().is_none_or(|rating| {
                let mut rated = line.ratings.iter();
                match rating.as_str() {
                    "" => rated.next().is_none(),
                    rating => line.ratings.len() == 1 && rated.all(|it| it.value == rating),
                }
            })
    }
}

impl ExpectedTiming {
    fn is_met_by(&self, due: &Due) -> bool {
        match (self, due) {
            (Self::Now, due) => due.is_now(),
            (Self::Overdue, Due::Overdue { .. })
            | (Self::None, Due::Unspecified)
            | (Self::Undated, Due::Undated { .. }) => true,
            (Self::By(date), Due::Window { to: Some(to), .. }) => to == date,
            (Self::By(date), Due::Within { until, .. }) => until.date() == *date,
            (
                Self::From(date),
                Due::Window {
                    from: Some(from), ..
                },
            ) => from == date,
            (
                Self::Window(from, to),
                Due::Window {
                    from: Some(a),
                    to: Some(b),
                    ..
                },
            ) => a == from && b == to,
            _ => false,
        }
    }
}
