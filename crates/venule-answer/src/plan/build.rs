//! From a plan to its words: what stands above the tree, each case of it, and what stands behind.

use venule_engine::assessment::{Line, Urgency};
use venule_engine::plan::{
    Branch, Chance, DEPTH, Node, Outcome, Plan, Shown, Silence, State, Test, Then,
};
use venule_knowledge::model::{Contradiction, Knowledge, Stance};

use super::begun::Way;
use super::figures;
use super::fold::{self, Folds, news, stood};
use super::lines::Speaker;
use super::outcome;
use super::tree::{Card, Fork, Row, Tree};
use crate::build::{Wishes, foot, head, not_covered, sources};
use crate::page::{Item, Page, Section, Tone};
use crate::words;

/// Puts a plan into words. `steps` is how many results deep it was asked for.
pub fn tree(knowledge: &Knowledge, plan: &Plan, steps: usize, wishes: Wishes<'_>) -> Tree {
    let folds = Folds::of(knowledge, &plan.root);
    let names_leg = plan.root.case.legs().len() > 1;
    let mut builder = Builder {
        knowledge,
        folds: &folds,
        speaker: Speaker::new(knowledge, names_leg),
    };
    let way = Way::default();
    let root = builder.card(&plan.root, &way, "Now".to_owned());
    let nodes = plan.root.all();
    let assessments: Vec<_> = nodes.iter().map(|node| &node.assessment).collect();
    let mut lead = head(knowledge, &plan.root.case, &assessments, wishes);
    lead.extend(how_to_read(&nodes, steps));
    let title = words::title(&plan.root.case).unwrap_or("Plan".into());
    let now = (&plan.root.case, &plan.root.assessment);
    let sections = vec![
        not_covered(knowledge, now.0, now.1, wishes),
        builder.speaker.provisos(),
        builder.questions(&plan.root),
        builder.figures(&nodes),
        sources(knowledge, &builder.speaker.cited),
    ];
    let page = Page {
        title: format!("venule plan: {title}"),
        emergency: None,
        lead,
        sections,
        foot: foot(knowledge),
    };
    Tree { page, root }
}

/// What a reader has to know of the tree, and whether it goes on.
fn how_to_read(nodes: &[&Node], steps: usize) -> Vec<String> {
    let mut lead = Vec::new();
    if nodes.len() > 1 {
        lead.push(
            "Each branch is the assessment of this patient with that result. Symptoms and everything else that was \
             stated are held as they are: read \"if unchanged\". A line stands in full, with its basis, where it \
             comes first."
                .to_owned(),
        );
    }
    let tests = nodes.iter().flat_map(|node| &node.tests);
    if tests.clone().any(|test| matches!(test.then, Then::TooDeep)) {
        let results = if steps == 1 { "result" } else { "results" };
        lead.push(if steps < DEPTH {
            format!(
                "Shown {steps} {results} deep. It goes on: `--steps {}` shows the next.",
                steps + 1
            )
        } else {
            format!(
                "Shown {steps} {results} deep, the most. It goes on: plan anew with the results."
            )
        });
    }
    if nodes.first().is_some_and(|root| root.state == State::Open) && tests.count() == 0 {
        lead.push("No branches: nothing that is advised now is a test whose results can be followed here.".to_owned());
    }
    lead
}

/// The label of a probability.
const PROBABILITY: &str = "probability";

struct Builder<'a> {
    knowledge: &'a Knowledge,
    folds: &'a Folds,
    speaker: Speaker<'a>,
}

impl Builder<'_> {
    fn card<'p>(&mut self, node: &'p Node, way: &Way<'p>, heading: String) -> Card {
        let before = way.before;
        let mut rows = Vec::new();
        rows.extend(state(node.state));
        rows.extend(self.chances(node, before));
        let mut tests = Vec::new();
        let fold = self.folds.at(&way.number);
        if fold.is_none() {
            self.to_resolve(node, &mut rows);
            self.lines(node, before, &mut rows);
            rows.extend(self.left_open(node, way));
            let mut place = 0;
            for test in &node.tests {
                match &test.then {
                    Then::Branches(branches) => {
                        tests.push(self.fork((node, way), test, branches, place));
                        place += branches.len();
                    }
                    Then::Again | Then::TooDeep | Then::TooMany => {
                        let row = self.end(node, test);
                        rows.extend((!rows.contains(&row)).then_some(row));
                    }
                }
            }
        }
        let today = before.is_none().then(|| node.case.as_of.date.to_string());
        let tone = match node.state {
            State::RedFlag => Tone::Emergency,
            State::OutOfScope | State::Undecided => Tone::Caution,
            State::Open => Tone::Plain,
        };
        Card {
            heading,
            remark: fold.map(folded).or(today),
            tone,
            rows,
            tests,
        }
    }

    /// Contradictions and withheld advice.
    fn to_resolve(&self, node: &Node, rows: &mut Vec<Row>) {
        let mut caution = |label, text| {
            rows.push(Row {
                tone: Tone::Caution,
                ..Row::plain(label, text)
            });
        };
        for found in &node.assessment.contradictions {
            if let Some(
                Contradiction::Facts { message, .. } | Contradiction::Events { message, .. },
            ) = self.knowledge.contradictions.get(found.contradiction)
            {
                caution("check", message.clone());
            }
        }
        for conflict in &node.assessment.conflicts {
            let (advised, against) = (&conflict.for_line, &conflict.against);
            let text = format!(
                "advice for and against one thing, neither is shown: {}; {}",
                self.speaker.label(advised),
                self.speaker.label(against)
            );
            caution("withheld", text);
        }
    }

    /// What is advised that was not before, what is not decided, and what goes on.
    fn lines(&mut self, node: &Node, before: Option<&Node>, rows: &mut Vec<Row>) {
        let mut lines: Vec<Row> = Vec::new();
        for line in news(before, node).filter(|line| line.is_live()) {
            let row = self.speaker.line(node, line);
            // What is not to be done now stands in one row for each kind, and so do options.
            let is_option = node.assessment.options(line).len() > 1;
            let joined = (line.stance != Stance::Do || is_option) && !line.red_flag;
            match lines.iter_mut().find(|it| joined && it.label == row.label) {
                Some(same) => same.join(row),
                None => lines.push(row),
            }
        }
        rows.append(&mut lines);
        let pressing =
            |line: &&Line| !line.is_live() && (line.red_flag || line.stance == Stance::Do);
        rows.extend(
            self.speaker
                .undecided(node, news(before, node).filter(pressing)),
        );
        let lines = node.assessment.lines.iter().filter(|line| line.is_live());
        let as_before = lines.filter(|line| before.is_some_and(|before| stood(before, line)));
        let as_before: Vec<String> = as_before.map(|line| self.speaker.short(line)).collect();
        if !as_before.is_empty() {
            rows.push(Row::plain("as before", as_before.join("; ")));
        }
    }

    /// That the plan does not say what becomes of treatment that was advised on the way.
    fn left_open(&self, node: &Node, way: &Way<'_>) -> Option<Row> {
        let begun = way.left_open(self.knowledge, node);
        let begun: Vec<String> = begun.iter().map(|line| self.speaker.short(line)).collect();
        let text = format!(
            "{}: the plan does not carry it forward. Whether it stops or goes on is to be decided with this \
             result; assess anew with what was given",
            begun.join("; ")
        );
        (!begun.is_empty()).then(|| Row {
            tone: Tone::Caution,
            ..Row::plain("begun above", text)
        })
    }

    /// Why the results of a test are not shown.
    fn end(&self, node: &Node, test: &Test) -> Row {
        let name = if node.tests.len() > 1 {
            format!("{}: ", self.test(node, test))
        } else {
            String::new()
        };
        match test.then {
            Then::TooMany => Row {
                tone: Tone::Caution,
                ..Row::plain(
                    "then",
                    format!(
                        "{name}not worked out, because the plan has become too large; plan anew from here"
                    ),
                )
            },
            Then::Again => Row::plain(
                "then",
                format!(
                    "{name}due again on {}; what it shows means depends on the patient by then: plan anew",
                    test.on
                ),
            ),
            Then::TooDeep | Then::Branches(_) => {
                Row::plain("then", "goes on, one step further".to_owned())
            }
        }
    }

    /// The first words of a test. Its line stands in the case.
    fn test(&self, node: &Node, test: &Test) -> String {
        let lines = node.assessment.lines.iter();
        let mut lines = lines.filter(|it| it.action == test.action && it.side == test.side);
        lines
            .next()
            .map_or_else(String::new, |line| self.speaker.short(line))
    }

    /// `before` is how many branches stand before.
    fn fork<'p>(
        &mut self,
        (node, way): (&'p Node, &Way<'p>),
        test: &Test,
        branches: &'p [Branch],
        before: usize,
    ) -> Fork {
        let label = self.test(node, test);
        let option = if test.option_of.is_some() {
            "If chosen: "
        } else {
            ""
        };
        let stop = if label.ends_with('.') { "" } else { "." };
        let dated = if test.dated {
            ""
        } else {
            " (no date is given)"
        };
        let all: Vec<&Outcome> = branches.iter().flat_map(|it| &it.outcomes).collect();
        let silence = shared_silence(node, branches);
        let mut cards = Vec::new();
        for (place, branch) in branches.iter().enumerate() {
            let way = way.below(self.knowledge, node, before + place);
            let mut card = self.branch(branch, &all, &way);
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
            heading: format!("{option}{label}{stop}"),
            remark: format!("Result taken to be there on {}{dated}.{silence}", test.on),
            branches: cards,
        }
    }

    fn branch<'p>(&mut self, branch: &'p Branch, all: &[&Outcome], way: &Way<'p>) -> Card {
        let kind = branch
            .node
            .case
            .events
            .last()
            .map_or(usize::MAX, |event| event.kind);
        let results = outcome::words(self.knowledge, kind, &branch.outcomes, all);
        let heading = format!("{} If {results}", way.number);
        self.card(&branch.node, way, heading)
    }

    /// What is new about the probability. A silence that goes on is no news, and none where nothing follows.
    fn chances(&mut self, node: &Node, before: Option<&Node>) -> Vec<Row> {
        let several = node.chances.len() > 1;
        let mut rows = Vec::new();
        for (leg, chance) in &node.chances {
            let was = before.and_then(|it| it.chances.iter().find(|(other, _)| other == leg));
            let was = was.map(|(_, chance)| chance);
            let is_now = before.is_none() && !node.tests.is_empty();
            if let (Chance::NotShown(_), None | Some(Chance::NotShown(_))) = (chance, was)
                && !is_now
            {
                continue;
            }
            let leg = if several {
                format!("{}: ", words::leg(leg.side()))
            } else {
                String::new()
            };
            let words = figures::words(self.knowledge, chance);
            let provisional = self.speaker.provisional(&figures::provided(chance));
            rows.push(Row::plain(
                PROBABILITY,
                format!("{leg}{words}{provisional}"),
            ));
        }
        rows
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
        figures::section(self.knowledge, &mut self.speaker.cited, &shown)
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
            "OUT OF SCOPE: no guideline here covers the patient.",
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

/// That a branch says what another says.
fn folded(fold: &fold::Fold) -> String {
    let days = if fold.other_days {
        ", with its days counted from here"
    } else {
        ""
    };
    format!("as in {}{days}", fold.like)
}
