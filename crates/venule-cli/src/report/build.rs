//! From an assessment to a page that a tired clinician can use: what to do first, then when, why, and what is open.

use std::collections::BTreeMap;

use venule_engine::assessment::{
    Assessment, Line, Question, ScopeReport, ScopeStatus, Status, Urgency,
};
use venule_engine::case::Case;
use venule_knowledge::model::{Contradiction, Knowledge, Obtain, Stance, Status as Review};
use venule_logic::{FactId, Truth, Value};

use super::cite::{Citations, doubt, reference};
use super::page::{Item, Page, Section, Tone};
use super::words;

/// What the reader wants beside the advice.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wishes {
    /// The trace of every line.
    pub(crate) explain: bool,
    /// Whether nobody said when, so that today was taken.
    pub(crate) as_of_assumed: bool,
}

/// Builds the report of an assessment.
pub(crate) fn page(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    wishes: Wishes,
) -> Page {
    let mut builder = Builder {
        knowledge,
        case,
        assessment,
        wishes,
        cited: Citations::default(),
        shown: 0,
    };
    builder.page()
}

struct Builder<'a> {
    knowledge: &'a Knowledge,
    case: &'a Case,
    assessment: &'a Assessment,
    wishes: Wishes,
    cited: Citations,
    shown: usize,
}

impl Builder<'_> {
    fn page(&mut self) -> Page {
        let title = self
            .case
            .title
            .clone()
            .unwrap_or_else(|| "Assessment".to_owned());
        let mut sections = vec![
            self.lines(
                "Emergency: hand over to a person now",
                Tone::Emergency,
                |line| line.is_live() && line.red_flag,
            ),
            self.withheld(),
            self.lines("Do", Tone::Advice, |line| {
                line.is_live() && !line.red_flag && line.stance == Stance::Do
            }),
            self.considered(),
            self.lines("Avoid", Tone::Caution, |line| {
                line.is_live() && !line.red_flag && line.stance == Stance::Avoid
            }),
            self.questions(),
            self.undecided(),
            self.scores(),
            self.protocols(),
            self.background(),
            self.not_covered(),
        ];
        sections.push(self.disagreements());
        let sources = self.sources();
        sections.push(sources);
        Page {
            title: format!("venule: {title}"),
            lead: self.lead(),
            sections,
            foot: self.foot(),
        }
    }

    fn lead(&self) -> Vec<String> {
        let assumed = if self.wishes.as_of_assumed {
            " (today: the case does not say)"
        } else {
            ""
        };
        let mut lead = vec![format!(
            "As of {}{assumed}.",
            words::moment(self.assessment.as_of)
        )];
        let covering: Vec<&ScopeReport> = self
            .assessment
            .scopes
            .iter()
            .filter(|it| self.speaks(it.guideline))
            .collect();
        let statuses: Vec<String> = covering
            .iter()
            .filter_map(|it| self.knowledge.guidelines.get(it.guideline))
            .map(|it| format!("{} {} ({})", it.name, it.version, review(it.status)))
            .fold(Vec::new(), push_new);
        let approved = covering.iter().all(|it| {
            self.knowledge
                .guidelines
                .get(it.guideline)
                .is_some_and(|it| it.status == Review::Approved)
        });
        let warning = if approved && !covering.is_empty() {
            String::new()
        } else {
            "NOT APPROVED by a clinician; for education. ".to_owned()
        };
        if !statuses.is_empty() {
            lead.push(format!("{warning}Content: {}.", statuses.join(", ")));
        } else if !warning.is_empty() {
            lead.push(warning.trim_end().to_owned());
        }
        if self.assessment.is_out_of_scope(self.knowledge) {
            lead.push(
                "OUT OF SCOPE: no guideline here covers this patient; see the reasons below."
                    .to_owned(),
            );
        }
        let open: Vec<String> = covering
            .iter()
            .filter_map(|it| match &it.status {
                ScopeStatus::Provisional { waits_for } => Some(waits_for),
                ScopeStatus::Applies
                | ScopeStatus::Undecided { .. }
                | ScopeStatus::Excluded { .. }
                | ScopeStatus::DoesNotApply => None,
            })
            .flatten()
            .map(|fact| words::label(self.knowledge, *fact))
            .fold(Vec::new(), push_new);
        if !open.is_empty() {
            lead.push(format!(
                "Right pathway? Not settled until known: {}.",
                open.join("; ")
            ));
        }
        for (index, event) in self.case.events.iter().enumerate() {
            if self.assessment.side_assumed.contains(&index)
                && self.case.side.is_some()
                && event.side.is_none()
            {
                let event = words::event(self.knowledge, self.case, index).unwrap_or_default();
                lead.push(format!(
                    "Assumed: the {event} was of the symptomatic leg; its side is not stated."
                ));
            }
        }
        lead
    }

    fn speaks(&self, guideline: usize) -> bool {
        self.assessment
            .lines
            .iter()
            .filter(|line| line.is_live())
            .any(|line| {
                line.rules.iter().any(|trace| {
                    self.knowledge
                        .rules
                        .get(trace.rule.0 as usize)
                        .is_some_and(|it| it.guideline == guideline)
                })
            })
    }

    fn lines(&mut self, heading: &str, tone: Tone, wanted: impl Fn(&Line) -> bool) -> Section {
        let mut section = Section::new(heading, tone);
        for line in self.assessment.lines.iter().filter(|line| wanted(line)) {
            let item = self.line(line);
            section.items.push(item);
        }
        section
    }

    /// Options of one group stand together under the group's own words.
    fn considered(&mut self) -> Section {
        let mut section = Section::new("Consider", Tone::Advice);
        let mut groups: BTreeMap<usize, Vec<&Line>> = BTreeMap::new();
        let mut single = Vec::new();
        for line in &self.assessment.lines {
            if !line.is_live() || line.red_flag || line.stance != Stance::Consider {
                continue;
            }
            match line.one_of {
                Some(group) => groups.entry(group.0 as usize).or_default().push(line),
                None => single.push(line),
            }
        }
        for (group, lines) in groups {
            let label = self.knowledge.one_ofs.get(group).map_or("", |it| &it.label);
            section.items.push(Item {
                strong: sentence(label),
                ..Item::default()
            });
            for line in lines {
                let item = self.line(line);
                section.items.push(item);
            }
        }
        for line in single {
            let item = self.line(line);
            section.items.push(item);
        }
        section
    }

    fn line(&mut self, line: &Line) -> Item {
        self.shown += 1;
        let due = words::due(&line.due, self.knowledge, self.assessment.as_of.date);
        let mut label = self.action_label(line);
        if let Some(side) = line.side {
            label.push_str(&format!(", {}", words::leg(Some(side))));
        }
        if let Some(duration) = &line.duration {
            label.push_str(&format!(", for {}", words::quantity(duration)));
        }
        let strong = if due.is_empty() {
            String::new()
        } else {
            format!("{due}:")
        };
        let mut item = Item {
            mark: Some(format!("{}.", self.shown)),
            strong,
            text: format!("{label}."),
            remarks: Vec::new(),
        };
        if let Status::Provisional { provided } = &line.status {
            item.remarks
                .push(("provided", words::provisos(self.knowledge, provided)));
        }
        let live: Vec<_> = line
            .rules
            .iter()
            .filter(|trace| !matches!(trace.status, Status::Undecided { .. }))
            .filter_map(|trace| Some((trace, self.knowledge.rules.get(trace.rule.0 as usize)?)))
            .collect();
        // The rule that sets the stance and the deadline speaks for the line; the others are its company.
        let speaker = live
            .iter()
            .position(|(trace, rule)| rule.stance == line.stance && trace.due == line.due)
            .unwrap_or(0);
        if let Some((_, rule)) = live.get(speaker) {
            item.remarks.push(("why", rule.why.clone()));
            item.remarks
                .extend(rule.pitfall.clone().map(|pitfall| ("pitfall", pitfall)));
        }
        for rating in &line.ratings {
            let words = rating.value.replace('_', " ");
            item.remarks.push((
                "rating",
                format!("{words} ({}, {} edition)", rating.body, rating.edition),
            ));
        }
        let states: Vec<_> = live
            .iter()
            .flat_map(|(_, rule)| rule.states.iter().copied())
            .collect();
        let mut basis = self.cited.cite(self.knowledge, &states);
        if let Some(doubt) = doubt(self.knowledge, &states) {
            basis.push_str(&format!(" (in part {doubt})"));
        }
        item.remarks.push(("basis", basis));
        if self.wishes.explain {
            for (trace, rule) in &live {
                let guideline = self
                    .knowledge
                    .guidelines
                    .get(rule.guideline)
                    .map_or("", |it| &it.name);
                let facts: Vec<String> = trace
                    .facts
                    .iter()
                    .map(|it| words::fact_use(self.knowledge, self.case, it))
                    .collect();
                item.remarks.push((
                    "rule",
                    format!("{guideline}/{}: because {}", rule.name, facts.join("; ")),
                ));
            }
        }
        item
    }

    fn action_label(&self, line: &Line) -> String {
        let Some(action) = self.knowledge.actions.get(line.action.0 as usize) else {
            return String::new();
        };
        let label = match line.stance {
            Stance::Avoid => action.avoid_label.as_ref().unwrap_or(&action.label),
            Stance::Do | Stance::Consider => &action.label,
        };
        label.trim_end_matches('.').to_owned()
    }

    /// Contradictions, conflicts and overruled values: what somebody has to resolve.
    fn withheld(&self) -> Section {
        let mut section = Section::new("To resolve first", Tone::Caution);
        for found in &self.assessment.contradictions {
            let message = match self.knowledge.contradictions.get(found.contradiction) {
                Some(
                    Contradiction::Facts { message, .. } | Contradiction::Events { message, .. },
                ) => message,
                None => continue,
            };
            let mut parts: Vec<String> = found
                .facts
                .iter()
                .map(|it| words::fact_use(self.knowledge, self.case, it))
                .collect();
            parts.extend(
                found
                    .events
                    .iter()
                    .filter_map(|it| words::event(self.knowledge, self.case, *it)),
            );
            section.items.push(Item {
                strong: "Contradiction:".to_owned(),
                text: format!(
                    "{}. Until it is resolved these are treated as not known.",
                    message.trim_end_matches('.')
                ),
                remarks: vec![("stated", parts.join("; "))],
                ..Item::default()
            });
        }
        for conflict in &self.assessment.conflicts {
            let rules = [&conflict.for_line, &conflict.against].map(|line| self.rule_names(line));
            section.items.push(Item {
                strong: "Conflict:".to_owned(),
                text: format!(
                    "rules for and against \"{}\" both hold; neither is shown as advice.",
                    self.action_label(&conflict.for_line)
                ),
                remarks: vec![("rules", rules.join(" against "))],
                ..Item::default()
            });
        }
        for overruled in &self.assessment.differences {
            let because: Vec<String> = overruled
                .because
                .iter()
                .map(|it| words::fact_use(self.knowledge, self.case, it))
                .collect();
            section.items.push(Item {
                strong: "Overruled:".to_owned(),
                text: format!(
                    "{} was stated as {}, and is taken as {}.",
                    words::label(self.knowledge, overruled.fact),
                    words::value(self.knowledge, overruled.fact, &overruled.stated),
                    words::value(self.knowledge, overruled.fact, &overruled.derived),
                ),
                remarks: if because.is_empty() {
                    Vec::new()
                } else {
                    vec![("because", because.join("; "))]
                },
                ..Item::default()
            });
        }
        section
    }

    fn rule_names(&self, line: &Line) -> String {
        let names: Vec<String> = line
            .rules
            .iter()
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .map(|rule| {
                let guideline = self
                    .knowledge
                    .guidelines
                    .get(rule.guideline)
                    .map_or("", |it| &it.name);
                format!("{guideline}/{}", rule.name)
            })
            .collect();
        names.join(", ")
    }

    /// Questions, with the items of a score together.
    fn questions(&self) -> Section {
        let mut section = Section::new("Ask next", Tone::Plain);
        let mut scored: Vec<usize> = Vec::new();
        let mut exceptions: Vec<String> = Vec::new();
        for question in &self.assessment.questions {
            let group = self.score_of(question.fact);
            if let Some(score) = group {
                if !scored.contains(&score) {
                    scored.push(score);
                    section.items.push(self.score_question(score, question));
                }
                continue;
            }
            let Some(fact) = self.knowledge.facts.get(question.fact.0 as usize) else {
                continue;
            };
            let text = fact.question.clone().unwrap_or_else(|| fact.label.clone());
            let side = question.side.map_or(String::new(), |side| {
                format!(" ({})", words::leg(Some(side)))
            });
            if question.urgency == Urgency::Exception {
                exceptions.push(format!("{}{side}", fact.label));
                continue;
            }
            let mut item = Item {
                strong: urgency(question),
                text: format!("{text}{side} [{}]", fact.name),
                ..Item::default()
            };
            if question.urgency == Urgency::RedFlag {
                let then = question
                    .decides
                    .iter()
                    .filter_map(|id| self.knowledge.actions.get(id.0 as usize));
                item.remarks
                    .extend(then.map(|action| ("if so", action.label.clone())));
            }
            section.items.push(item);
        }
        if !exceptions.is_empty() {
            section.items.push(Item {
                strong: "Exceptions nobody mentioned (taken as not so; correct what is wrong):"
                    .to_owned(),
                text: format!("{}.", exceptions.join("; ")),
                ..Item::default()
            });
        }
        section
    }

    fn score_of(&self, fact: FactId) -> Option<usize> {
        self.knowledge
            .scores
            .iter()
            .position(|score| score.items.iter().any(|item| item.fact == fact))
    }

    fn score_question(&self, score: usize, first: &Question) -> Item {
        let open = self
            .assessment
            .questions
            .iter()
            .filter(|it| self.score_of(it.fact) == Some(score));
        let labels: Vec<String> = open
            .map(|it| words::label(self.knowledge, it.fact))
            .collect();
        let label = self.knowledge.scores.get(score).map_or("", |it| &it.label);
        Item {
            strong: urgency(first),
            text: format!("{label}, open items: {}.", labels.join("; ")),
            ..Item::default()
        }
    }

    /// Undecided lines that wait for the same facts stand together. Red flags stand with their questions.
    fn undecided(&self) -> Section {
        let mut section = Section::new("Cannot be decided yet", Tone::Plain);
        let mut groups: Vec<(&Vec<FactId>, Vec<String>)> = Vec::new();
        for line in self.assessment.lines.iter().filter(|line| !line.red_flag) {
            let Status::Undecided {
                waits_for,
                still_open,
                ..
            } = &line.status
            else {
                continue;
            };
            let open = if still_open.is_empty() {
                waits_for
            } else {
                still_open
            };
            let label = match line.stance {
                Stance::Do | Stance::Avoid => self.action_label(line),
                Stance::Consider => format!("consider: {}", self.action_label(line)),
            };
            match groups.iter_mut().find(|(other, _)| *other == open) {
                Some((_, labels)) => labels.push(label),
                None => groups.push((open, vec![label])),
            }
        }
        for (open, labels) in groups {
            let open: Vec<String> = open
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            section.items.push(Item {
                text: format!("{}.", labels.join("; ")),
                remarks: vec![("waits for", open.join("; "))],
                ..Item::default()
            });
        }
        section
    }

    fn scores(&self) -> Section {
        let mut section = Section::new("Scores", Tone::Plain);
        for report in &self.assessment.scores {
            let Some(score) = self.knowledge.scores.get(report.score) else {
                continue;
            };
            let present: Vec<String> = report
                .present
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            let unknown: Vec<String> = report
                .unknown
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            let mut text = match &report.total {
                Value::Null => "not known".to_owned(),
                total => words::value(self.knowledge, score.fact, total),
            };
            if report.stated {
                text.push_str(" (as stated)");
            } else if report.total != report.if_presumed {
                let total = words::value(self.knowledge, score.fact, &report.if_presumed);
                text.push_str(&format!(", {total} if nothing else is present"));
            }
            if !present.is_empty() {
                text.push_str(&format!("; present: {}", present.join(", ")));
            }
            if !unknown.is_empty() && !report.stated {
                text.push_str(&format!("; not known: {}", unknown.join(", ")));
            }
            section.items.push(Item {
                strong: format!("{}:", score.label),
                text,
                ..Item::default()
            });
        }
        section
    }

    fn protocols(&mut self) -> Section {
        let mut section = Section::new("What the examination must contain", Tone::Plain);
        for report in &self.assessment.protocols {
            let Some(protocol) = self.knowledge.protocols.get(report.protocol) else {
                continue;
            };
            section.intro = Some(format!("{}:", protocol.label));
            for (index, truth) in &report.items {
                let Some(item) = protocol.items.get(*index) else {
                    continue;
                };
                let condition = if *truth == Truth::Unknown {
                    " (if it applies)"
                } else {
                    ""
                };
                let states = self.cited.cite(self.knowledge, &item.states);
                section
                    .items
                    .push(Item::plain(format!("{}{condition} ({states})", item.text)));
            }
        }
        section
    }

    fn background(&mut self) -> Section {
        let mut section = Section::new("What stands behind it", Tone::Plain);
        for report in &self.assessment.notes {
            let note = self
                .knowledge
                .guidelines
                .get(report.guideline)
                .and_then(|guideline| guideline.notes.get(report.note));
            let Some(note) = note else { continue };
            let states = self.cited.cite(self.knowledge, &note.states);
            let mut item = Item::plain(format!("{} ({states})", note.text));
            for estimate in note
                .estimates
                .iter()
                .filter_map(|name| self.knowledge.estimates.get(name))
            {
                let sources = self.cited.cite_sources(&estimate.sources);
                let check = super::cite::verification(estimate.verification);
                item.remarks.push((
                    "figure",
                    format!(
                        "{} Among: {}. {sources} ({check})",
                        sentence_end(&estimate.text),
                        estimate.among.trim_end_matches('.')
                    ),
                ));
                if let (true, Some(caution)) = (self.wishes.explain, &estimate.caution) {
                    item.remarks.push(("caution", caution.clone()));
                }
            }
            section.items.push(item);
        }
        section
    }

    fn not_covered(&self) -> Section {
        let mut section = Section::new("Not for this patient", Tone::Plain);
        for report in &self.assessment.scopes {
            let Some(guideline) = self.knowledge.guidelines.get(report.guideline) else {
                continue;
            };
            match &report.status {
                ScopeStatus::Excluded { exclusion } => {
                    let Some(exclusion) = guideline.scope.exclusions.get(*exclusion) else {
                        continue;
                    };
                    section.items.push(Item {
                        strong: format!("{}:", guideline.title),
                        text: format!(
                            "{} {}",
                            sentence_end(&exclusion.reason),
                            sentence_end(&exclusion.instead)
                        ),
                        ..Item::default()
                    });
                }
                ScopeStatus::DoesNotApply
                    if self.wishes.explain || self.assessment.is_out_of_scope(self.knowledge) =>
                {
                    section.items.push(Item {
                        strong: format!("{}:", guideline.title),
                        text: format!("it is for {}", sentence_end(&guideline.scope.audience)),
                        ..Item::default()
                    });
                }
                ScopeStatus::DoesNotApply
                | ScopeStatus::Applies
                | ScopeStatus::Provisional { .. }
                | ScopeStatus::Undecided { .. } => {}
            }
        }
        section
    }

    fn disagreements(&mut self) -> Section {
        let mut section = Section::new("Where sources disagree", Tone::Plain);
        let names = self
            .assessment
            .lines
            .iter()
            .filter(|line| line.is_live())
            .flat_map(|line| &line.rules)
            .filter(|trace| !matches!(trace.status, Status::Undecided { .. }))
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .flat_map(|rule| rule.disagreements.iter().cloned())
            .fold(Vec::new(), push_new);
        for found in names
            .iter()
            .filter_map(|name| self.knowledge.disagreements.get(name))
        {
            section.items.push(Item {
                strong: format!("{}:", found.name),
                text: format!(
                    "{} {}",
                    sentence_end(&found.summary),
                    sentence_end(&found.handling)
                ),
                ..Item::default()
            });
        }
        section
    }

    fn sources(&self) -> Section {
        let mut section = Section::new("Sources", Tone::Plain);
        for (mark, source) in self.cited.list(self.knowledge) {
            section.items.push(Item {
                mark: Some(mark),
                text: reference(source),
                ..Item::default()
            });
        }
        section
    }

    fn foot(&self) -> Vec<String> {
        let hash = self.knowledge.content_hash.get(..12).unwrap_or_default();
        vec![
            "For professionals who can judge the basis of every line. It supplements guidelines and does not replace \
             clinical judgment; verify against the sources before use. No liability is taken for decisions."
                .to_owned(),
            format!("venule {}, knowledge {hash}.", env!("CARGO_PKG_VERSION")),
        ]
    }
}

fn review(status: Review) -> &'static str {
    match status {
        Review::Draft => "draft",
        Review::Submitted => "submitted for review",
        Review::UnderReview => "under review",
        Review::Approved => "approved",
    }
}

fn urgency(question: &Question) -> String {
    let first = match question.urgency {
        Urgency::RedFlag => "Red flag",
        Urgency::Scope => "Right pathway?",
        Urgency::Now => "Decides what to do now",
        Urgency::Dated => "Decides what to do next",
        Urgency::Routine => "Would refine",
        Urgency::Exception => "Exception",
    };
    let how = match question.obtain {
        Obtain::Record => "look up",
        Obtain::Ask => "ask",
        Obtain::Examine => "examine",
        Obtain::Lab => "laboratory",
        Obtain::Imaging => "imaging",
    };
    format!("{first} ({how}):")
}

fn push_new(mut list: Vec<String>, text: String) -> Vec<String> {
    if !list.contains(&text) {
        list.push(text);
    }
    list
}

fn sentence_end(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}:", first.to_uppercase(), letters.as_str())
    })
}
