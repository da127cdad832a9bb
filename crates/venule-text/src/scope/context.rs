//! What the modifiers in reach, the heading and the question mark make of a mention.

use super::dispute;
use super::past;
use super::plan::{self, Stand};
use super::question::Asked;
use super::reach::Reach;
use super::{By, Certainty, Context, MOST_REACH, Person, Reason, Text, Time, Within};
use crate::language::model::{ConceptId, ModifierKind, Polarity};
use crate::layout::Sentence;
use crate::scan::{Hit, What};
use crate::token::Kind;

/// Digits of a year.
pub(super) const YEAR_DIGITS: usize = 4;

/// The context of a mention. What it comes from is added to the reasons.
pub(super) fn of(
    text: Text<'_>,
    within: Within<'_>,
    hit: &Hit,
    reaches: &[Reach],
    asked: &[Option<Asked>],
    reasons: &mut Vec<Reason>,
) -> Context {
    let mut context = Context::default();
    let (mut patient, mut now) = (false, false);
    let mut degree_at = u32::MAX;
    let first = reaches.partition_point(|it| it.last + MOST_REACH < hit.first);
    let near = reaches.get(first..).unwrap_or_default().iter();
    for reach in near.take_while(|it| it.first <= hit.last + MOST_REACH) {
        if !reach.reaches(hit) && !is_part_of(reach, hit) {
            continue;
        }
        patient |= reach.kind == ModifierKind::Patient;
        now |= reach.kind == ModifierKind::Patient && reach.both;
        let distance = reach.first.abs_diff(hit.first);
        if matches!(reach.kind, ModifierKind::Degree(_)) && distance >= degree_at {
            continue;
        }
        if matches!(reach.kind, ModifierKind::Degree(_)) {
            degree_at = distance;
        }
        apply(&mut context, reach.kind);
        if hit.first >= reach.unsure && is_symptom(text, hit) {
            apply(&mut context, ModifierKind::Possible);
        }
        // Words that come back to the patient change nothing that is said: they are no reason.
        if reach.kind != ModifierKind::Patient {
            reasons.push(Reason {
                by: By::Hit(reach.hit),
                kind: reach.kind,
            });
        }
    }
    for asked in asked.iter().flatten() {
        if !asked.clause.contains(&hit.first) {
            continue;
        }
        let doubted = match asked.reason.kind {
            ModifierKind::Question => context.certainty >= Certainty::Asked,
            // What an examination does not show is its result, whoever believes it.
            ModifierKind::Possible => {
                let shown = || text.hits_of(within).any(|(_, it)| is_anchor(it));
                !dispute::is_open(text, hit) || context.polarity == Polarity::Absent && shown()
            }
            _ => false,
        };
        if !doubted {
            apply(&mut context, asked.reason.kind);
            reasons.push(asked.reason);
        }
    }
    let part = within.sentence.part;
    for kind in defaults(text, part, hit) {
        let kind = match stand(text, within, hit, &context, *kind) {
            Stand::Told => continue,
            Stand::Open => &ModifierKind::Possible,
            Stand::ByDefault => kind,
        };
        let lifted = match kind {
            ModifierKind::OtherPerson => patient || comes_back_to_the_leg(text, within, hit),
            ModifierKind::Historical => now || comes_back_to_the_leg(text, within, hit),
            _ => false,
        };
        if lifted {
            continue;
        }
        apply(&mut context, *kind);
        let by = By::Part(part);
        reasons.push(Reason { by, kind: *kind });
    }
    context
}

fn is_anchor(hit: &Hit) -> bool {
    matches!(hit.what, What::Anchor { .. })
}

/// "PMH: HTN. L calf red and swollen": a later sentence of the same line that begins with a side and tells a symptom
/// without a year is of now.
fn comes_back_to_the_leg(text: Text<'_>, within: Within<'_>, hit: &Hit) -> bool {
    let sentence = within.sentence;
    let Some(part) = text.layout.parts.get(sentence.part as usize) else {
        return false;
    };
    let sided = matches!(
        text.word(sentence.body),
        "l" | "r" | "left" | "right" | "lt" | "rt"
    );
    is_symptom(text, hit)
        && sided
        && sentence.start > part.start
        && !text.tokens.breaks_within(part.start..sentence.start)
        && !*within.year.get_or_init(|| names_year(text, sentence))
}

/// Whether the patient comes with what is mentioned.
fn is_symptom(text: Text<'_>, hit: &Hit) -> bool {
    match hit.what {
        What::Concept { id, .. } => {
            let concept = text.language.concepts.get(id.0 as usize);
            concept.is_some_and(|it| it.symptom)
        }
        _ => false,
    }
}

fn names_year(text: Text<'_>, sentence: Sentence) -> bool {
    let is_year = |at: u32| {
        let kind = text.tokens.kind(at) == Some(Kind::Number);
        kind && text.word(at).len() == YEAR_DIGITS
    };
    (sentence.body..sentence.end).any(is_year)
}

/// Words that somebody marked may begin with what dates them: "status post bypass".
fn is_part_of(reach: &Reach, hit: &Hit) -> bool {
    hit.what == What::Marked
        && matches!(
            reach.kind,
            ModifierKind::Historical | ModifierKind::Conditional
        )
        && reach.first == hit.first
        && reach.last <= hit.last
}

fn apply(context: &mut Context, kind: ModifierKind) {
    let doubt = |context: &mut Context, certainty| {
        context.certainty = context.certainty.max(certainty);
    };
    match kind {
        ModifierKind::Negation => context.polarity = Polarity::Absent,
        ModifierKind::Probable => doubt(context, Certainty::Probable),
        ModifierKind::Possible => doubt(context, Certainty::Possible),
        ModifierKind::Question => doubt(context, Certainty::Asked),
        ModifierKind::Retraction => context.time = Time::Withdrawn,
        ModifierKind::Conditional if context.time != Time::Withdrawn => {
            context.time = Time::Conditional;
        }
        ModifierKind::Historical if context.time == Time::Now => context.time = Time::Before,
        ModifierKind::OtherPerson | ModifierKind::SecondPatient => {
            context.person = Person::Other;
        }
        ModifierKind::Trend(trend) => context.trends.insert(trend),
        ModifierKind::Degree(degree) => context.degree = Some(degree),
        ModifierKind::Historical
        | ModifierKind::Conditional
        | ModifierKind::Correction
        | ModifierKind::Amendment
        | ModifierKind::Explanation
        | ModifierKind::Visit
        | ModifierKind::Dispute
        | ModifierKind::NoSide
        | ModifierKind::Staff
        | ModifierKind::SamePatient
        | ModifierKind::NextPatient
        | ModifierKind::Trade
        | ModifierKind::Mismatch
        | ModifierKind::Patient
        | ModifierKind::Terminator
        | ModifierKind::Pseudo
        | ModifierKind::Subject => {}
    }
}

/// How what stands below a heading is meant; where nothing but the default counts there, by the default.
fn stand(
    text: Text<'_>,
    within: Within<'_>,
    hit: &Hit,
    context: &Context,
    default: ModifierKind,
) -> Stand {
    let part = text.layout.parts.get(within.sentence.part as usize);
    let section = part.and_then(|it| text.language.sections.get(it.section? as usize));
    if !section.is_some_and(|it| it.tells) {
        return Stand::ByDefault;
    }
    match default {
        ModifierKind::Conditional => plan::stand(text, within, hit, context),
        ModifierKind::Historical => past::stand(text, within, hit, context),
        _ => Stand::ByDefault,
    }
}

fn defaults<'a>(text: Text<'a>, part: u32, hit: &Hit) -> &'a [ModifierKind] {
    let section = text
        .layout
        .parts
        .get(part as usize)
        .and_then(|it| it.section);
    section
        .and_then(|index| text.language.sections.get(index as usize))
        .filter(|section| section.of.is_empty() || is_one_of(hit, &section.of))
        .map_or(&[], |section| &section.defaults)
}

fn is_one_of(hit: &Hit, concepts: &[ConceptId]) -> bool {
    match hit.what {
        What::Concept { id, .. } => concepts.contains(&id),
        What::Marked => true,
        _ => false,
    }
}
