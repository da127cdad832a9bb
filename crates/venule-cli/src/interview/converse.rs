//! The conversation: one open question after the other, until none is left that was not passed over.

use std::collections::BTreeSet;

use venule_engine::answer::{Answer, answered};
use venule_engine::assessment::{Assessment, Kind, Question};
use venule_engine::case::{Case, State};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

use super::legs::{legs_of, wording};
use super::opening::{Opening, opening};
use super::order::{Part, Section, is_danger};
use super::reply::{Reply, Said};
use super::which::{Which, which};
use super::{Asked, Prompt};
use crate::exit::Failure;
use venule_answer::news::news;
use venule_answer::review;

/// How an interview ended.
pub(super) struct Ended {
    /// The case with every answer.
    pub(super) case: Case,
    /// How many questions were answered.
    pub(super) answers: usize,
    /// What broke it off, if anything did.
    pub(super) problem: Result<(), Failure>,
}

/// Asks until nothing is open that was not passed over.
pub(super) fn converse(knowledge: &Knowledge, case: Case, prompt: &mut dyn Prompt) -> Ended {
    let mut now = Standing::of(knowledge, case);
    let problem = talk(knowledge, &mut now, prompt);
    Ended {
        case: now.case,
        answers: now.answers,
        problem,
    }
}

/// Where an interview stands. An earlier state is what "back" returns to.
#[derive(Clone)]
struct Standing {
    case: Case,
    assessment: Assessment,
    /// Questions that were answered or passed over; an answer such as "unknown" leaves its question open.
    passed: Vec<(FactId, Option<Side>)>,
    /// Questions that are asked of each leg by itself.
    apart: BTreeSet<FactId>,
    answers: usize,
    /// The section of the last question, and the last one that was reached.
    section: Option<Section>,
    reached: Option<Section>,
}

impl Standing {
    fn of(knowledge: &Knowledge, case: Case) -> Self {
        Self {
            assessment: venule_engine::assess(knowledge, &case),
            case,
            passed: Vec::new(),
            apart: BTreeSet::new(),
            answers: 0,
            section: None,
            reached: None,
        }
    }

    fn open(&self) -> Vec<&Question> {
        let questions = self.assessment.questions.iter();
        let is_open = |it: &&Question| !self.passed.contains(&(it.fact, it.side));
        questions.filter(is_open).collect()
    }

    /// The heading above a question, unless the one before stands under the same.
    fn heading(&mut self, section: Section) -> Option<&'static str> {
        let is_new = self.section != Some(section);
        let is_return = self.reached > Some(section);
        self.section = Some(section);
        self.reached = self.reached.max(self.section);
        is_new.then(|| section.heading(is_return))
    }
}

fn talk(knowledge: &Knowledge, now: &mut Standing, prompt: &mut dyn Prompt) -> Result<(), Failure> {
    prompt.say(&review::of_all(knowledge, now.case.as_of.date))?;
    match opening(knowledge, now.case.clone(), prompt)? {
        Opening::Case(case) => *now = Standing::of(knowledge, case),
        Opening::Stop => return Ok(()),
    }
    prompt.say("\nAn answer may close other questions and open new ones.")?;
    let mut before: Vec<Standing> = Vec::new();
    loop {
        let earlier = now.clone();
        let open = earlier.open();
        let part = |question: &&&Question| Part::of(knowledge, &earlier.case, question);
        let place = |question: &&&Question| {
            let part = part(question);
            // Dangers come in the order of the vocabulary, whatever is settled of them so far.
            let danger = (part == Part::Danger).then_some(question.fact);
            (part, danger)
        };
        let Some(question) = open.iter().min_by_key(place) else {
            return Ok(());
        };
        let Some(fact) = knowledge.facts.get(question.fact.0 as usize) else {
            return Ok(());
        };
        let legs = legs_of(fact, question, &open, &earlier.apart);
        let asked = Asked {
            knowledge,
            id: question.fact,
            fact,
            text: wording(fact, &legs),
            progress: progress(before.len() + 1, open.len(), &earlier.assessment),
            legs,
        };
        if let Some(heading) = now.heading(part(&question).section()) {
            prompt.say(&format!("\n{heading}"))?;
        }
        match prompt.ask(&asked, now.case.as_of)? {
            Reply::Stop => return Ok(()),
            Reply::Back => match before.pop() {
                Some(earlier) => *now = earlier,
                None => prompt.say("this is the first question")?,
            },
            Reply::Apart => {
                now.apart.insert(asked.id);
            }
            Reply::Pass => {
                now.pass(&asked);
                before.push(earlier);
            }
            Reply::Answers(said) => {
                match recorded(knowledge, &now.case, &said) {
                    Ok(case) => now.case = case,
                    Err(problem) => {
                        // Asked again it would be refused again; "back" returns to it.
                        let problem = format!("that cannot be recorded: {problem}");
                        prompt.refused(&asked.text, &problem)?;
                        now.pass(&asked);
                        before.push(earlier);
                        continue;
                    }
                }
                now.pass(&asked);
                now.answers += 1;
                now.follow(knowledge, prompt)?;
                // Which sign of danger it is has time; the emergency has not.
                let sides = holds(&said, asked.id);
                if !is_danger(knowledge, question) {
                    let case = now.case.clone();
                    match which(knowledge, case, asked.id, &sides, prompt)? {
                        Which::Case(_, false) => {}
                        Which::Case(case, true) => {
                            now.case = case;
                            now.follow(knowledge, prompt)?;
                        }
                        Which::Stop => return Ok(()),
                    }
                }
                before.push(earlier);
            }
        }
    }
}

impl Standing {
    fn pass(&mut self, asked: &Asked<'_>) {
        let legs = asked.legs.iter().map(|side| (asked.id, *side));
        self.passed.extend(legs);
    }

    /// Assesses the case as it is now, and says what that changed.
    fn follow(&mut self, knowledge: &Knowledge, prompt: &mut dyn Prompt) -> Result<(), Failure> {
        let then = venule_engine::assess(knowledge, &self.case);
        for news in news(knowledge, &self.assessment, &then, self.case.as_of) {
            prompt.say(&format!("  -> {news}"))?;
        }
        self.assessment = then;
        Ok(())
    }
}

/// The case with everything that was said in one reply.
fn recorded(
    knowledge: &Knowledge,
    case: &Case,
    said: &[Said],
) -> Result<Case, venule_engine::answer::Unanswerable> {
    said.iter().try_fold(case.clone(), |case, it| {
        answered(knowledge, &case, it.fact, it.side, &it.answer)
    })
}

/// The legs in which a fact was said to be so.
fn holds(said: &[Said], fact: FactId) -> Vec<Option<Side>> {
    let yes = Answer::State(State::Known(Value::Boolean(true)));
    let of_fact = said.iter().filter(|it| it.fact == fact && it.answer == yes);
    of_fact.map(|it| it.side).collect()
}

/// How far the interview is.
fn progress(number: usize, open: usize, assessment: &Assessment) -> String {
    let count = |kind: Kind| {
        let lines = assessment.lines.iter();
        lines.filter(|line| line.status.kind() == kind).count()
    };
    format!(
        "question {number}; open now: {open}; advice: {} decided, {} provisional, {} undecided",
        count(Kind::Decided),
        count(Kind::Provisional),
        count(Kind::Undecided)
    )
}
