//! The conversation: one open question after the other, until none is left that was not passed over.

use venule_engine::answer::answered;
use venule_engine::assessment::{Assessment, Kind, Question};
use venule_engine::case::Case;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::FactId;

use super::news::decided_now;
use super::opening::{Opening, opening};
use super::order::Part;
use super::reply::Reply;
use super::{Asked, Prompt};
use crate::exit::Failure;
use crate::report::{review, words};

/// Where an interview stands. An earlier state is what "back" returns to.
#[derive(Clone)]
struct Standing {
    case: Case,
    assessment: Assessment,
    /// Questions that were answered or passed over; an answer such as "unknown" leaves its question open.
    passed: Vec<(FactId, Option<Side>)>,
    answers: usize,
}

/// Asks until nothing is open that was not passed over. Returns the case and the number of answers.
pub(super) fn converse(
    knowledge: &Knowledge,
    case: Case,
    prompt: &mut dyn Prompt,
) -> Result<(Case, usize), Failure> {
    prompt.say(&review::of_all(knowledge, case.as_of.date))?;
    let given = case.clone();
    let case = match opening(knowledge, case, prompt)? {
        Opening::Case(case) => case,
        Opening::Stop => return Ok((given, 0)),
    };
    let assessment = venule_engine::assess(knowledge, &case);
    let mut now = Standing {
        case,
        assessment,
        passed: Vec::new(),
        answers: 0,
    };
    let mut before: Vec<Standing> = Vec::new();
    let mut heading = "";
    while let Some((question, open)) = next(knowledge, &now) {
        let Some(fact) = knowledge.facts.get(question.fact.0 as usize) else {
            break;
        };
        let leg = question.side.map_or(String::new(), |side| {
            format!(" ({})", words::leg(Some(side)))
        });
        let wording = fact.question.as_ref().unwrap_or(&fact.label);
        let asked = Asked {
            knowledge,
            id: question.fact,
            fact,
            text: format!("{wording}{leg}"),
            progress: progress(before.len() + 1, open, &now.assessment),
        };
        let part = Part::of(knowledge, &question).heading();
        if heading != part {
            heading = part;
            prompt.say(&format!("\n{heading}"))?;
        }
        match prompt.ask(&asked, now.case.as_of)? {
            Reply::Stop => break,
            Reply::Back => match before.pop() {
                Some(earlier) => now = earlier,
                None => prompt.say("this is the first question")?,
            },
            Reply::Pass => {
                before.push(now.clone());
                now.passed.push((question.fact, question.side));
            }
            Reply::Answers(answers) => {
                before.push(now.clone());
                now.passed.push((question.fact, question.side));
                let mut case = Ok(now.case.clone());
                for (fact, answer) in &answers {
                    case = case
                        .and_then(|case| answered(knowledge, &case, *fact, question.side, answer));
                }
                match case {
                    Ok(case) => now.case = case,
                    Err(problem) => {
                        prompt.say(&format!("  that cannot be recorded: {problem}"))?;
                        continue;
                    }
                }
                now.answers += 1;
                let then = venule_engine::assess(knowledge, &now.case);
                for news in decided_now(knowledge, &now.assessment, &then, now.case.as_of) {
                    prompt.say(&format!("  -> {news}"))?;
                }
                now.assessment = then;
            }
        }
    }
    Ok((now.case, now.answers))
}

/// The question to put next, and how many are open.
fn next(knowledge: &Knowledge, now: &Standing) -> Option<(Question, usize)> {
    let open = || {
        let questions = now.assessment.questions.iter();
        questions.filter(|it| !now.passed.contains(&(it.fact, it.side)))
    };
    let first = open().min_by_key(|question| Part::of(knowledge, question))?;
    Some((first.clone(), open().count()))
}

/// How far the interview is.
fn progress(number: usize, open: usize, assessment: &Assessment) -> String {
    let count = |kind: Kind| {
        let lines = assessment.lines.iter();
        lines.filter(|line| line.status.kind() == kind).count()
    };
    format!(
        "question {number}, {open} open; advice: {} decided, {} provisional, {} undecided",
        count(Kind::Decided),
        count(Kind::Provisional),
        count(Kind::Undecided)
    )
}
