//! What became of advice when something became known, in one sentence each.

use venule_engine::assessment::{Assessment, Kind, Line};
use venule_engine::case::Moment;
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Stance};

use crate::words;

/// The advice that is new since the last answer, and what became of advice that stood before it.
#[must_use]
pub fn news(
    knowledge: &Knowledge,
    before: &Assessment,
    now: &Assessment,
    as_of: Moment,
) -> Vec<String> {
    let words_of = |line: &Line, with_date: bool| words_of(knowledge, line, with_date, as_of);
    let same = |one: &Line, other: &Line| {
        is_same_advice(one, other)
            && one.due == other.due
            && one.status.kind() == other.status.kind()
            && covers(one.side, other.side)
    };
    let live = |assessment: &'_ Assessment| -> Vec<Line> {
        let lines = assessment.lines.iter().filter(|line| line.is_live());
        lines.cloned().collect()
    };
    let (stood, stands) = (live(before), live(now));
    let mut news = Vec::new();
    for line in &stands {
        if !stood.iter().any(|old| same(old, line)) {
            let sure = match line.status.kind() {
                Kind::Decided => "decided",
                Kind::Provisional => "provisional",
                Kind::Undecided => continue,
            };
            news.push(format!("{sure}, {}", words_of(line, true)));
        }
    }
    for line in &stood {
        let replaced = |new: &Line| is_same_advice(new, line) && covers(new.side, line.side);
        if stands.iter().any(replaced) {
            continue;
        }
        let is_open = |new: &Line| replaced(new) && new.status.kind() == Kind::Undecided;
        let is_withheld = now.conflicts.iter().any(|conflict| {
            let of_conflict = [&conflict.for_line, &conflict.against];
            of_conflict
                .into_iter()
                .any(|other| is_same_advice(other, line))
        });
        let became = if is_withheld {
            "now withheld, because there is advice for and against it"
        } else if now.lines.iter().any(is_open) {
            "now undecided"
        } else {
            "no longer advised"
        };
        news.push(format!("{became}, {}", words_of(line, false)));
    }
    news.dedup();
    news
}

fn is_same_advice(one: &Line, other: &Line) -> bool {
    one.action == other.action && one.stance == other.stance
}

/// Whether what is said of one leg or both speaks of another one as well.
fn covers(one: Option<Side>, other: Option<Side>) -> bool {
    one == other || one.is_none() || other.is_none() || one == Some(Side::Both)
}

/// "do: send a D-dimer, left leg (now)".
fn words_of(knowledge: &Knowledge, line: &Line, with_date: bool, as_of: Moment) -> String {
    let action = knowledge.actions.get(line.action.0 as usize);
    // The label that advises against would say it twice: "against: No filter".
    let label = action.map_or("", |action| action.label.as_str());
    let stance = match line.stance {
        Stance::Do => "do",
        Stance::Consider => "consider",
        Stance::Avoid => "against",
    };
    let leg = match line.side {
        Some(side) => format!(", {}", words::leg(Some(side))),
        None => String::new(),
    };
    let due = words::due(&line.due, knowledge, as_of.date).to_lowercase();
    let due = if due.is_empty() || !with_date {
        String::new()
    } else {
        format!(" ({due})")
    };
    format!("{stance}: {}{leg}{due}", label.trim_end_matches('.'))
}
