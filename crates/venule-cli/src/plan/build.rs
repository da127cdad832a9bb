//! From a plan to its words: what stands above the tree, each case of it, and what stands behind.

use venule_engine::assessment::{Line, Status, Urgency};
use venule_engine::plan::{Branch, Chance, Node, Outcome, Plan, Shown, Silence, State, Test, Then};
use venule_knowledge::model::{Category, Contradiction, Knowledge, Stance};

use super::figures;
use super::outcome;
use super::tree::{Card, Fork, Row, Tree};
use crate::report::build::{Wishes, foot, head, not_covered, sources};
use crate::report::cite::Citations;
use crate::report::page::{Item, Page, Section, Tone};
use crate::report::words;

/// Puts a plan into words.
pub(super) fn tree(knowledge: &Knowledge, plan: &Plan, wishes: Wishes<'_>) -> Tree {
    let mut builder = Builder {
        knowledge,
        cited: Citations::default(),
    };
    let root = builder.card(&plan.root, None, "Now".to_owned());
    let nodes = plan.root.all();
    let assessments: Vec<_> = nodes.iter().map(|node| &node.assessment).collect();
    let mut lead = head(knowledge, &plan.root.case, &assessments, wishes);
    lead.push(
        "Each branch is the assessment of this patient with that result. Symptoms and everything else that was stated \
         are held as they are: read \"if unchanged\"."
            .to_owned(),
    );
    let title = plan.root.case.title.as_deref().unwrap_or("Plan");
    let now = (&plan.root.case, &plan.root.assessment);
    let sections = vec![
        not_covered(knowledge, now.0, now.1, wishes),
        builder.provisos(&nodes),
        builder.questions(&plan.root),
        builder.figures(&nodes),
        sources(knowledge, &builder.cited),
    ];
    let page = Page {
        title: format!("venule plan: {title}"),
        lead,
        sections,
        foot: foot(knowledge),
    };
    Tree { page, root }
}

/// The label of a probability.
const PROBABILITY: &str = "probability";

struct Builder<'a> {
    knowledge: &'a Knowledge,
    cited: Citations,
}

impl Builder<'_> {
    fn card(&mut self, node: &Node, before: Option<&Node>, heading: String) -> Card {
        let mut rows = Vec::new();
        rows.extend(state(node.state));
        rows.extend(self.chances(node, before));
        for found in &node.assessment.contradictions {
            if let Some(
                Contradiction::Facts { message, .. } | Contradiction::Events { message, .. },
            ) = self.knowledge.contradictions.get(found.contradiction)
            {
                rows.push(Row {
                    tone: Tone::Caution,
                    ..Row::plain("check", message.clone())
                });
            }
        }
        for conflict in &node.assessment.conflicts {
            let (advised, against) = (&conflict.for_line, &conflict.against);
            let text = format!(
                "advice for and against one thing, neither is shown: {}; {}",
                self.action(advised),
                self.action(against)
            );
            rows.push(Row {
                tone: Tone::Caution,
                ..Row::plain("withheld", text)
            });
        }
        let mut as_before = Vec::new();
        let mut lines: Vec<Row> = Vec::new();
        for line in node.assessment.lines.iter().filter(|line| line.is_live()) {
            if before.is_some_and(|before| stood(before, line)) {
                as_before.push(self.action(line));
                continue;
            }
            let row = self.line(node, line);
            // What is not to be done now stands in one row for each kind.
            let joined = line.stance != Stance::Do;
            match lines.iter_mut().find(|it| joined && it.label == row.label) {
                Some(same) => {
                    let basis = std::mem::replace(&mut same.basis, row.basis);
                    same.text = format!("{} ({basis}); {}", same.text, row.text);
                }
                None => lines.push(row),
            }
        }
        rows.append(&mut lines);
        for line in node.assessment.lines.iter().filter(|line| !line.is_live()) {
            let is_news = !before.is_some_and(|it| stood(it, line));
            if is_news && (line.red_flag || line.stance == Stance::Do) {
                rows.extend(self.undecided(line));
            }
        }
        if !as_before.is_empty() {
            rows.push(Row::plain("as before", as_before.join("; ")));
        }
        let mut tests = Vec::new();
        for test in &node.tests {
            match &test.then {
                Then::Branches(branches) => tests.push(self.fork(node, test, branches)),
                Then::Again => rows.push(Row::plain(
                    "then",
                    format!(
                        "due again on {}; what it would show means depends on the patient by then: plan anew",
                        test.on
                    ),
                )),
                Then::TooDeep => rows.push(Row::plain(
                    "then",
                    "goes on beyond what this plan looks at".to_owned(),
                )),
                Then::TooMany => rows.push(Row {
                    tone: Tone::Caution,
                    ..Row::plain(
                        "then",
                        "not worked out, because the plan has become too large: plan anew from here".to_owned(),
                    )
                }),
            }
        }
        let tone = match node.state {
            State::RedFlag => Tone::Emergency,
            State::OutOfScope | State::Undecided => Tone::Caution,
            State::Open => Tone::Plain,
        };
        Card {
            heading,
            day: node.case.as_of.date.to_string(),
            tone,
            rows,
            tests,
        }
    }

    fn fork(&mut self, node: &Node, test: &Test, branches: &[Branch]) -> Fork {
        let action = self.knowledge.actions.get(test.action.0 as usize);
        let label = action.map_or("", |it| it.label.trim_end_matches('.'));
        let leg = test.side.map_or(String::new(), |side| {
            format!(", {}", words::leg(Some(side)))
        });
        let option = if test.option_of.is_some() {
            "If chosen: "
        } else {
            ""
        };
        let dated = if test.dated {
            ""
        } else {
            " (no date is given)"
        };
        let all: Vec<&Outcome> = branches.iter().flat_map(|it| &it.outcomes).collect();
        let silence = shared_silence(node, branches);
        let mut cards = Vec::new();
        for branch in branches {
            let mut card = self.branch(node, branch, &all);
            if silence.is_some_and(|it| is_silent(&branch.node, it)) {
                card.rows.retain(|row| row.label != PROBABILITY);
            }
            cards.push(card);
        }
        let silence = silence.map(|it| figures::reason(self.knowledge, it));
        let silence = silence.map_or(String::new(), |it| {
            format!(" Where no probability stands: {it}.")
        });
        Fork {
            heading: format!("{option}{label}{leg}"),
            remark: format!("Result taken to be there on {}{dated}.{silence}", test.on),
            branches: cards,
        }
    }

    fn branch(&mut self, node: &Node, branch: &Branch, all: &[&Outcome]) -> Card {
        let kind = branch
            .node
            .case
            .events
            .last()
            .map_or(usize::MAX, |event| event.kind);
        let results = outcome::words(self.knowledge, kind, &branch.outcomes, all);
        self.card(&branch.node, Some(node), format!("If {results}"))
    }

    /// What is new about the probability. A silence that goes on for the same reason is no news.
    fn chances(&self, node: &Node, before: Option<&Node>) -> Vec<Row> {
        let several = node.chances.len() > 1;
        let mut rows = Vec::new();
        for (leg, chance) in &node.chances {
            let was = before.and_then(|it| it.chances.iter().find(|(other, _)| other == leg));
            let was = was.map(|(_, chance)| chance);
            if let (Chance::NotShown(_), Some(Chance::NotShown(_))) = (chance, was) {
                continue;
            }
            let leg = if several {
                format!("{}: ", words::leg(leg.side()))
            } else {
                String::new()
            };
            let words = figures::words(self.knowledge, chance, was);
            rows.push(Row::plain(PROBABILITY, format!("{leg}{words}")));
        }
        rows
    }

    fn action(&self, line: &Line) -> String {
        let Some(action) = self.knowledge.actions.get(line.action.0 as usize) else {
            return String::new();
        };
        let label = match line.stance {
            Stance::Avoid => action.avoid_label.as_ref().unwrap_or(&action.label),
            Stance::Do | Stance::Consider => &action.label,
        };
        let leg = line.side.map_or(String::new(), |side| {
            format!(", {}", words::leg(Some(side)))
        });
        format!("{}{leg}", label.trim_end_matches('.'))
    }

    fn line(&mut self, node: &Node, line: &Line) -> Row {
        let due = words::due(&line.due, self.knowledge, node.case.as_of.date);
        let due = if due.is_empty() {
            due
        } else {
            format!("{due}: ")
        };
        let provisional = match line.status {
            Status::Provisional { .. } => " (provisional)",
            Status::Decided | Status::Undecided { .. } => "",
        };
        let lasting = line.duration.map_or(String::new(), |it| {
            format!(", for {}", words::quantity(&it))
        });
        let holding = line
            .rules
            .iter()
            .filter(|it| !matches!(it.status, Status::Undecided { .. }));
        let states: Vec<_> = holding
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .flat_map(|rule| rule.states.iter().copied())
            .collect();
        let basis = self.cited.cite(self.knowledge, &states);
        let concludes = self
            .knowledge
            .actions
            .get(line.action.0 as usize)
            .is_some_and(|it| it.category == Category::Conclusion);
        let (label, tone) = match line.stance {
            _ if line.red_flag => ("emergency", Tone::Emergency),
            Stance::Do if concludes => ("conclusion", Tone::Advice),
            Stance::Do => ("do", Tone::Advice),
            Stance::Consider if line.one_of.is_some() => ("one of", Tone::Plain),
            Stance::Consider => ("consider", Tone::Plain),
            Stance::Avoid => ("against", Tone::Caution),
        };
        let text = format!("{due}{}{lasting}{provisional}", self.action(line));
        Row {
            label,
            text,
            basis,
            tone,
        }
    }

    fn undecided(&self, line: &Line) -> Option<Row> {
        let Status::Undecided {
            waits_for,
            still_open,
            ..
        } = &line.status
        else {
            return None;
        };
        let facts = if still_open.is_empty() {
            waits_for
        } else {
            still_open
        };
        let facts: Vec<String> = facts
            .iter()
            .map(|id| words::label(self.knowledge, *id))
            .collect();
        let text = format!("{}; waits for: {}", self.action(line), facts.join("; "));
        Some(Row::plain("undecided", text))
    }

    /// What provisional lines of the whole tree rest on.
    fn provisos(&self, nodes: &[&Node]) -> Section {
        let mut section = Section::new("Provisional lines rest on", Tone::Plain);
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for line in nodes.iter().flat_map(|node| &node.assessment.lines) {
            let Status::Provisional { provided } = &line.status else {
                continue;
            };
            let words = words::provisos(self.knowledge, provided);
            let action = self.action(line);
            match said.iter_mut().find(|(it, _)| *it == words) {
                Some((_, actions)) if actions.contains(&action) => {}
                Some((_, actions)) => actions.push(action),
                None => said.push((words, vec![action])),
            }
        }
        section
            .items
            .extend(said.into_iter().map(|(words, actions)| Item {
                strong: format!("{}:", actions.join("; ")),
                text: words,
                ..Item::default()
            }));
        section
    }

    /// What to find out now; a result does not answer it.
    fn questions(&self, root: &Node) -> Section {
        let mut section = Section::new("Open now, and no test answers it", Tone::Plain);
        let asked = root.assessment.questions.iter();
        let labels: Vec<String> = asked
            .filter(|question| question.urgency != Urgency::Exception)
            .map(|question| words::label(self.knowledge, question.fact))
            .collect();
        if !labels.is_empty() {
            section
                .items
                .push(Item::plain(format!("{}.", labels.join("; "))));
        }
        section
    }

    fn figures(&mut self, nodes: &[&Node]) -> Section {
        let shown: Vec<&Shown> = nodes
            .iter()
            .flat_map(|node| &node.chances)
            .filter_map(|(_, chance)| match chance {
                Chance::Shown(shown) => Some(shown),
                Chance::NotShown(_) => None,
            })
            .collect();
        figures::section(self.knowledge, &mut self.cited, &shown)
    }
}

/// Why branches show no probability although there was one, where that is the same for several and all of them.
fn shared_silence<'n>(node: &Node, branches: &'n [Branch]) -> Option<&'n Silence> {
    let [(_, Chance::Shown(_))] = node.chances.as_slice() else {
        return None;
    };
    let chances = branches.iter().flat_map(|branch| &branch.node.chances);
    let mut silences = chances.filter_map(|(_, chance)| match chance {
        Chance::NotShown(silence) => Some(silence),
        Chance::Shown(_) => None,
    });
    let first = silences.next()?;
    let others: Vec<&Silence> = silences.collect();
    (!others.is_empty() && others.iter().all(|it| *it == first)).then_some(first)
}

fn is_silent(node: &Node, silence: &Silence) -> bool {
    matches!(node.chances.as_slice(), [(_, Chance::NotShown(it))] if it == silence)
}

fn state(state: State) -> Option<Row> {
    let (text, tone) = match state {
        State::Open => return None,
        State::RedFlag => (
            "A red flag: hand over to a person now. Not planned further.",
            Tone::Emergency,
        ),
        State::OutOfScope => (
            "OUT OF SCOPE: no guideline here covers the patient then.",
            Tone::Caution,
        ),
        State::Undecided => (
            "Undecided: nothing can be advised for lack of facts.",
            Tone::Caution,
        ),
    };
    Some(Row {
        tone,
        ..Row::plain("state", text.to_owned())
    })
}

/// Whether a line stood in the case before, unchanged.
fn stood(before: &Node, line: &Line) -> bool {
    before.assessment.lines.iter().any(|it| {
        (it.action, it.side, it.stance, it.red_flag)
            == (line.action, line.side, line.stance, line.red_flag)
            && it.due == line.due
            && it.duration == line.duration
            && it.status.kind() == line.status.kind()
    })
}
