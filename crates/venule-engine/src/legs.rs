//! Both legs together: equal findings become one, and lines are put in order.

use venule_knowledge::model::{Knowledge, Stance};

use crate::assessment::{Assessment, Line, ProtocolReport, ScoreReport};
use crate::merge::add_ratings;
use crate::side::Side;

/// Equal findings of both legs become one.
pub(crate) fn join_legs(whole: &mut Assessment) {
    let mut lines: Vec<Line> = Vec::new();
    for line in std::mem::take(&mut whole.lines) {
        let twin = lines.iter_mut().find(|other| {
            let sides = match (other.side, line.side) {
                (None, None) => true,
                (Some(one), Some(two)) => one != two,
                _ => false,
            };
            if !sides || other.action != line.action {
                return false;
            }
            let mut same = line.clone();
            same.side = other.side;
            same.rules.clone_from(&other.rules);
            same == **other
        });
        match twin {
            Some(twin) => {
                twin.side = twin.side.map(|_| Side::Both);
                for trace in line.rules {
                    if !twin.rules.contains(&trace) {
                        twin.rules.push(trace);
                    }
                }
            }
            None => lines.push(line),
        }
    }
    whole.lines = one_of_the_person(lines);
    let scopes = std::mem::take(&mut whole.scopes);
    for report in scopes {
        let twin = whole
            .scopes
            .iter_mut()
            .find(|other| other.guideline == report.guideline && other.status == report.status);
        match twin {
            Some(twin) => twin.side = None,
            None => whole.scopes.push(report),
        }
    }
    let mut scores: Vec<ScoreReport> = Vec::new();
    for report in std::mem::take(&mut whole.scores) {
        let twin = scores.iter_mut().find(|other| {
            let mut same = report.clone();
            same.side = other.side;
            same == **other
        });
        match twin {
            Some(twin) => twin.side = None,
            None => scores.push(report),
        }
    }
    whole.scores = scores;
    let mut protocols: Vec<ProtocolReport> = Vec::new();
    for report in std::mem::take(&mut whole.protocols) {
        let twin = protocols
            .iter_mut()
            .find(|other| other.protocol == report.protocol && other.items == report.items);
        match twin {
            Some(twin) if twin.side != report.side => twin.side = Some(Side::Both),
            Some(_) => {}
            None => protocols.push(report),
        }
    }
    whole.protocols = protocols;
}

/// Advice to the person that both legs give, one of them more surely than the other, is given once: the surer one
/// stands, and the trace keeps the rules of both.
fn one_of_the_person(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for mut line in lines {
        let says_the_same = |other: &&mut Line| {
            let of_person = other.side.is_none() && line.side.is_none();
            let live = other.is_live() && line.is_live();
            let asks = (other.action, other.stance, other.red_flag, other.one_of)
                == (line.action, line.stance, line.red_flag, line.one_of);
            of_person && live && asks && other.due == line.due && other.duration == line.duration
        };
        let Some(other) = kept.iter_mut().find(says_the_same) else {
            kept.push(line);
            continue;
        };
        let doubt = |line: &Line| (line.status.kind(), line.scope.doubt());
        if doubt(&line) < doubt(other) {
            std::mem::swap(&mut line, other);
        }
        other.rules.extend(line.rules);
        add_ratings(&mut other.ratings, line.ratings);
    }
    kept
}

/// Red flags, then live lines by stance and deadline, then what is undecided.
pub(crate) fn order_lines(knowledge: &Knowledge, lines: &mut [Line]) {
    lines.sort_by(|one, other| {
        let category = |line: &Line| {
            knowledge
                .actions
                .get(line.action.0 as usize)
                .map(|it| it.category)
        };
        let stance = |line: &Line| match line.stance {
            Stance::Do => 0,
            Stance::Consider => 1,
            Stance::Avoid => 2,
        };
        (!one.red_flag, !one.is_live(), stance(one))
            .cmp(&(!other.red_flag, !other.is_live(), stance(other)))
            .then_with(|| one.due.by_deadline(&other.due))
            .then_with(|| one.status.kind().cmp(&other.status.kind()))
            .then_with(|| category(one).cmp(&category(other)))
            .then_with(|| (one.action, one.side).cmp(&(other.action, other.side)))
    });
}
