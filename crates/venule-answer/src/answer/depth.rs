//! How much of an answer is shown at first. The document holds all of it; what is cut is named, with how to get it.

use super::assumed::ASSUMES;
use super::{Document, EMERGENCY, Part, Reader};
use crate::build::{AS_OF, PATHWAY};
use crate::page::{Emergency, Item, Page, Section, Tone};
use crate::review::CONTENT;
use crate::words;

/// How much of an answer a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What is read at first: in an emergency what to do now, otherwise everything but lists behind it.
    First,
    /// Everything.
    All,
}

/// Parts of which an emergency shows what is to be done now; their other lines are named.
const ADVICE: [&str; 4] = ["steps", "avoid", "consider", "follow-up"];

/// Parts that an emergency shows as they are.
const WITH_EMERGENCY: [&str; 5] = ["resolve", "unread", "assumed", "confirm", "changes"];

/// What stands above an answer that is one.
const EMERGENCY_TITLE: &str = "Emergency";

/// Parts that are not read at first.
const BEHIND: [&str; 1] = ["ask-more"];

/// Parts that patients do not read at first: they are about the answer, not about them.
const BEHIND_FOR_PATIENTS: [&str; 2] = ["understood", "sources"];

/// Most conditions of what is not decided that are read at first.
const MOST_OPEN: usize = 4;

impl Document {
    /// The page that a renderer prints.
    #[must_use]
    pub fn page(self, depth: Depth) -> Page {
        let is_emergency = self.parts.iter().any(|part| part.id == EMERGENCY);
        match depth {
            Depth::All => self.into_page(),
            Depth::First if is_emergency => self.in_an_emergency().into_page(),
            Depth::First => self.at_first().into_page(),
        }
    }

    fn into_page(self) -> Page {
        let mut review = self.review;
        let mut sections = Vec::new();
        let mut emergency = None;
        for part in self.parts {
            if part.id == EMERGENCY {
                emergency = Some(Emergency {
                    status: review.take(),
                    section: part.section,
                });
            } else {
                sections.push(part.section);
            }
        }
        let question = (!self.question.is_empty()).then(|| format!("Question: {}", self.question));
        Page {
            title: self.title,
            emergency,
            lead: question
                .into_iter()
                .chain(review)
                .chain(self.status)
                .collect(),
            sections,
            foot: self.foot,
        }
    }

    /// Without the lists behind it.
    fn at_first(mut self) -> Self {
        let is_behind = |part: &Part| {
            let is_for_others = self.reader == Reader::Patient;
            BEHIND.contains(&part.id) || is_for_others && BEHIND_FOR_PATIENTS.contains(&part.id)
        };
        let (behind, mut shown): (Vec<Part>, Vec<Part>) = std::mem::take(&mut self.parts)
            .into_iter()
            .partition(is_behind);
        let mut cut: Vec<String> = Vec::new();
        for part in &mut shown {
            let items = &mut part.section.items;
            match part.id {
                "open" => cut.extend(fewer_conditions(items)),
                "sources" => {
                    items.iter_mut().for_each(|it| it.remarks.clear());
                    cut.push("the statements behind each source".to_owned());
                }
                _ => {}
            }
        }
        cut.extend(behind.iter().map(named));
        self.parts = shown;
        self.leave_what_patients_read();
        self.point_at(&cut);
        self
    }

    /// What to do in the next minutes and what not to do; the rest of the advice by its first words.
    fn in_an_emergency(mut self) -> Self {
        let mut shown = Vec::new();
        let mut is_cut = false;
        let mut later: Vec<String> = Vec::new();
        for mut part in std::mem::take(&mut self.parts) {
            if ADVICE.contains(&part.id) {
                let is_shown = |it: &Item| part.id == "avoid" || it.is_now;
                let (now, rest): (Vec<Item>, Vec<Item>) =
                    part.section.items.into_iter().partition(is_shown);
                later.extend(rest.iter().filter_map(|it| in_brief(part.id, it)));
                part.section.items = now;
                shown.push(part);
            } else if part.id == EMERGENCY || is_shown_with_emergency(&part) {
                shown.push(part);
            } else {
                is_cut = true;
            }
        }
        leave_what_is_shown(&mut shown);
        if !later.is_empty() {
            let mut section = Section::new("After that", Tone::Plain);
            section
                .items
                .push(Item::plain(format!("{}.", later.join("; "))));
            let at = shown.iter().position(|it| it.id == "assumed");
            let part = Part {
                id: "later",
                section,
            };
            shown.insert(at.unwrap_or(shown.len()), part);
        }
        self.parts = shown;
        EMERGENCY_TITLE.clone_into(&mut self.title);
        self.question.clear();
        self.status.retain(|it| !it.starts_with(PATHWAY));
        self.leave_the_warning();
        self.leave_what_patients_read();
        if is_cut {
            let rest = vec!["questions, reasons, what was understood, sources".to_owned()];
            self.point_at(&rest);
        }
        self
    }

    /// Patients know what they asked and on which day.
    fn leave_what_patients_read(&mut self) {
        if self.reader == Reader::Patient {
            self.question.clear();
            self.status.retain(|it| !it.starts_with(AS_OF));
            self.leave_the_warning();
        }
    }

    /// Of the review status, leaves above what no reader may miss; which guidelines these are is said below.
    fn leave_the_warning(&mut self) {
        let review = self.review.as_mut();
        let at = review.as_ref().and_then(|it| it.find(CONTENT));
        if let (Some(review), Some(at)) = (review, at) {
            self.foot.push(review.split_off(at));
            review.truncate(review.trim_end().len());
        }
    }

    fn point_at(&mut self, cut: &[String]) {
        if !cut.is_empty() {
            let line = format!("Not shown: {}. Add --all for everything.", cut.join("; "));
            self.foot.insert(0, line);
        }
    }
}

/// Leaves the first conditions; of the others, which say by their brief words what they settle, one entry is left.
fn fewer_conditions(items: &mut Vec<Item>) -> Option<String> {
    let all = items.iter().filter(|it| it.depends.is_some()).count();
    if all <= MOST_OPEN + 1 {
        return None;
    }
    let mut seen = 0;
    let mut settled: Vec<String> = Vec::new();
    items.retain(|it| {
        seen += usize::from(it.depends.is_some());
        let is_cut = it.depends.is_some() && seen > MOST_OPEN;
        settled.extend(it.brief.clone().filter(|_| is_cut));
        !is_cut
    });
    let at = items.iter().position(|it| it.depends.is_none());
    let entry = Item {
        strong: format!("{} more conditions would settle:", all - MOST_OPEN),
        text: format!("{}.", settled.join("; ")),
        ..Item::default()
    };
    items.insert(at.unwrap_or(items.len()), entry);
    Some(format!("{} conditions in full", all - MOST_OPEN))
}

/// A part by its heading, as it reads in a list.
fn named(part: &Part) -> String {
    words::within(&part.section.heading)
}

/// What is shown beside an emergency. What lies outside is, unless it is the emergency itself.
fn is_shown_with_emergency(part: &Part) -> bool {
    let is_outside = part.id == "outside" && part.section.tone != Tone::Emergency;
    is_outside || WITH_EMERGENCY.contains(&part.id)
}

/// Of what was assumed, leaves what the lines rest on that are shown.
fn leave_what_is_shown(shown: &mut Vec<Part>) {
    let items = shown.iter().flat_map(|it| &it.section.items);
    let remarks = items.flat_map(|it| &it.remarks);
    let named = remarks.filter(|(label, _)| *label == ASSUMES);
    let named: Vec<String> = named
        .flat_map(|(_, letters)| letters.split([',', ';']))
        .map(|it| format!("{}.", it.trim()))
        .collect();
    if let Some(assumed) = shown.iter_mut().find(|it| it.id == "assumed") {
        let is_named = |it: &Item| it.mark.as_ref().is_none_or(|mark| named.contains(mark));
        assumed.section.items.retain(is_named);
    }
    shown.retain(|it| !it.section.is_empty());
}

/// A line by its number and its first words.
fn in_brief(part: &str, item: &Item) -> Option<String> {
    let brief = item.brief.as_ref()?;
    let consider = if part == "consider" { "consider: " } else { "" };
    let mark = item.mark.as_deref().unwrap_or_default();
    let mut remarks = item.remarks.iter();
    let rests = remarks.any(|(label, _)| *label == ASSUMES);
    let assumes = if rests { " (provisional)" } else { "" };
    Some(
        format!("{mark} {consider}{brief}{assumes}")
            .trim_start()
            .to_owned(),
    )
}
