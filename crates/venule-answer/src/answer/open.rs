//! What is still unknown and would change the advice: the few questions that matter, and the others in one line.

use std::collections::BTreeSet;

use venule_engine::answer::{Answer, answered};
use venule_engine::assess;
use venule_engine::assessment::{Line, Proviso, Question, Status, Urgency};
use venule_engine::case::State;
use venule_engine::side::Side;
use venule_knowledge::model::{ActionId, Stance};
use venule_logic::FactId;

use super::Composer;
use crate::build::{of_leg, push_new, urgency};
use crate::page::{Item, Section, Tone};
use crate::words;

/// Most questions that are asked in full beside those about red flags.
const MOST_ASKED: usize = 3;

impl Composer<'_, '_> {
    /// What to ask: red flags first, then what decides a line by itself; and the rest, in full or by its label.
    pub(super) fn ask(&self) -> (Section, Section) {
        let mut section = Section::new("Ask next", Tone::Plain);
        let mut more = Section::new("More to ask", Tone::Plain);
        let builder = &self.builder;
        let groups = self.red_flags();
        section
            .items
            .extend(groups.iter().map(|it| it.by_label(self)));
        more.items.extend(groups.iter().map(|it| it.in_full(self)));
        let mut scored: Vec<usize> = Vec::new();
        let others = builder.pressing().filter(|it| {
            let score = builder.score_of(it.fact);
            let is_new = score.is_none_or(|score| !scored.contains(&score));
            scored.extend(score);
            it.urgency != Urgency::RedFlag && is_new
        });
        let mut others: Vec<&Question> = others.collect();
        let mut asked_of: Vec<FactId> = Vec::new();
        others.retain(|it| {
            let is_new = !asked_of.contains(&it.fact);
            asked_of.push(it.fact);
            is_new
        });
        let moot = self.moot(&others);
        let is_moot =
            |it: &Question| it.urgency == Urgency::Exception || moot.contains(&(it.fact, it.side));
        others.sort_by_key(|it| {
            let settles = std::cmp::Reverse(self.settles(it.fact));
            (is_moot(it), it.urgency, settles, self.weight(it.fact))
        });
        let asked = others.iter().filter(|it| !is_moot(it)).count();
        let (asked, left) = others.split_at(asked.min(MOST_ASKED));
        let asked = asked.iter().filter_map(|it| self.question(it));
        section.items.extend(asked);
        let left = left.iter().map(|it| match builder.score_of(it.fact) {
            Some(score) => {
                let score = builder.knowledge.scores.get(score);
                format!("items of the {}", score.map_or("", |it| &it.label))
            }
            None => self.labelled(it),
        });
        let left: Vec<String> = left.fold(Vec::new(), push_new);
        if !left.is_empty() {
            section.items.push(Item::plain(format!(
                "{} more would settle or refine something (\"{}\").",
                left.len(),
                more.heading
            )));
            more.items.push(Item {
                strong: "Would settle or refine something:".to_owned(),
                text: format!("{}.", left.join("; ")),
                ..Item::default()
            });
        }
        more.items.extend(builder.exceptions());
        (section, more)
    }

    fn question(&self, question: &Question) -> Option<Item> {
        if let Some(score) = self.builder.score_of(question.fact) {
            return Some(self.builder.score_question(score, question));
        }
        Some(Item {
            strong: urgency(question),
            text: self.asked(question)?,
            ..Item::default()
        })
    }

    /// A question with its leg, or once for both. The JSON has the name of its fact.
    fn asked(&self, question: &Question) -> Option<String> {
        let fact = self.builder.knowledge.facts.get(question.fact.0 as usize)?;
        let text = fact.question.as_ref().unwrap_or(&fact.label);
        Some(format!("{text}{}", self.leg_of(question)))
    }

    fn labelled(&self, question: &Question) -> String {
        let label = words::label(self.builder.knowledge, question.fact);
        format!("{label}{}", self.leg_of(question))
    }

    fn leg_of(&self, question: &Question) -> String {
        let questions = self.builder.assessment.questions.iter();
        match questions.filter(|it| it.fact == question.fact).count() {
            0 | 1 => of_leg(question.side),
            _ => " (each leg)".to_owned(),
        }
    }

    /// The questions about red flags, those that raise the same together.
    fn red_flags(&self) -> Vec<RedFlags<'_>> {
        let builder = &self.builder;
        let mut groups: Vec<RedFlags<'_>> = Vec::new();
        let red = builder.pressing();
        for question in red.filter(|it| it.urgency == Urgency::RedFlag) {
            let raised: Vec<ActionId> = builder.raised(question).collect();
            match groups.iter_mut().find(|it| it.raised == raised) {
                Some(group) if group.asks(question.fact) => {}
                Some(group) => group.questions.push(question),
                None => groups.push(RedFlags {
                    raised,
                    questions: vec![question],
                }),
            }
        }
        groups
    }

    /// How many lines an answer settles by itself: those that hold with it alone, and those that rest on it.
    fn settles(&self, fact: FactId) -> usize {
        let conditions = self.depends.conditions.iter();
        let alone =
            conditions.filter(|it| matches!(it.answers.as_slice(), [one] if one.fact == fact));
        let decided: usize = alone.map(|it| it.lines.len()).sum();
        let lines = self.builder.assessment.lines.iter();
        decided + lines.filter(|line| rests_on(line, fact)).count()
    }

    /// How many answers have to come together until a line changes by this one. What a line rests on that is advised
    /// now is one of one.
    fn weight(&self, fact: FactId) -> usize {
        let mut lines = self.builder.assessment.lines.iter();
        let rests_on = lines.any(|line| rests_on(line, fact));
        let conditions = self.depends.conditions.iter();
        let with = conditions.filter(|it| it.answers.iter().any(|it| it.fact == fact));
        let least = with.map(|it| it.answers.len()).min();
        if rests_on {
            1
        } else {
            least.unwrap_or(usize::MAX)
        }
    }

    /// The questions that are none any more if everything is as presumed: they belong to an exception that nobody
    /// mentioned, and come after it.
    fn moot(&self, questions: &[&Question]) -> BTreeSet<(FactId, Option<Side>)> {
        let knowledge = self.builder.knowledge;
        let mut supposed = self.builder.case.clone();
        let mut presumed = BTreeSet::new();
        for question in questions {
            let fact = knowledge.facts.get(question.fact.0 as usize);
            let Some(presume) = fact.and_then(|it| it.presume.as_ref()) else {
                continue;
            };
            let answer = Answer::State(State::Known(presume.value.clone()));
            let then = answered(knowledge, &supposed, question.fact, question.side, &answer);
            if let Ok(case) = then {
                supposed = case;
                presumed.insert((question.fact, question.side));
            }
        }
        if presumed.is_empty() {
            return presumed;
        }
        let then = assess(knowledge, &supposed);
        let left = then.questions.iter().map(|it| (it.fact, it.side));
        let left: BTreeSet<_> = left.collect();
        let questions = questions.iter().map(|it| (it.fact, it.side));
        questions
            .filter(|it| !left.contains(it) && !presumed.contains(it))
            .collect()
    }
}

/// Whether a provisional line takes something to be so that this fact decides.
fn rests_on(line: &Line, fact: FactId) -> bool {
    let Status::Provisional { provided } = &line.status else {
        return false;
    };
    provided.iter().any(|it| match it {
        Proviso::Fact { fact: other, .. } => *other == fact,
        Proviso::RuleDoesNotApply { waits_for, .. } => waits_for.contains(&fact),
    })
}

/// Questions about red flags that raise the same.
struct RedFlags<'a> {
    raised: Vec<ActionId>,
    questions: Vec<&'a Question>,
}

impl RedFlags<'_> {
    fn asks(&self, fact: FactId) -> bool {
        self.questions.iter().any(|it| it.fact == fact)
    }

    fn by_label(&self, composer: &Composer<'_, '_>) -> Item {
        let knowledge = composer.builder.knowledge;
        let labels = self.questions.iter().map(|it| composer.labelled(it));
        let then = self.raised.iter();
        let then = then.map(|id| words::opening(knowledge, *id, Stance::Do));
        Item {
            strong: "Red flag:".to_owned(),
            text: format!(
                "{}? If so: {}.",
                labels.collect::<Vec<_>>().join("; "),
                then.collect::<Vec<_>>()
                    .join("; ")
                    .trim_end_matches(['.', ' '])
            ),
            ..Item::default()
        }
    }

    fn in_full(&self, composer: &Composer<'_, '_>) -> Item {
        let builder = &composer.builder;
        let texts = self.questions.iter().filter_map(|it| composer.asked(it));
        let then = self.raised.iter();
        let then = then.map(|id| words::action(builder.knowledge, *id, Stance::Do));
        let then: Vec<String> = then.collect();
        Item {
            strong: "Red flag:".to_owned(),
            text: texts.collect::<Vec<_>>().join(" "),
            remarks: vec![("if so", then.join("; "))],
            ..Item::default()
        }
    }
}
