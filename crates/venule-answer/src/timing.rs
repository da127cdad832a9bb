//! Timings of rules in words, as they are before there is a patient.

use venule_knowledge::model::{Knowledge, Timing};

use crate::words::quantity;

/// When something is due, such as "5 to 7 days after the latest scan".
pub fn words(knowledge: &Knowledge, timing: &Timing) -> String {
    let (anchor, from, to) = match timing {
        Timing::Now => return "now".to_owned(),
        Timing::Within(span) => return format!("within {}", quantity(span)),
        Timing::After { anchor, from, to } => (anchor, from, to),
    };
    let event = knowledge
        .views
        .get(anchor.0 as usize)
        .map_or("the event", |view| view.label.as_str());
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("{} after {event}", quantity(to)),
        (Some(from), Some(to)) if from.unit == to.unit => {
            format!(
                "{} to {} after {event}",
                from.value.normalize(),
                quantity(to)
            )
        }
        (Some(from), Some(to)) => format!("{} to {} after {event}", quantity(from), quantity(to)),
        (Some(from), None) => format!("from {} after {event} on", quantity(from)),
        (None, Some(to)) => format!("up to {} after {event}", quantity(to)),
        (None, None) => format!("after {event}"),
    }
}
