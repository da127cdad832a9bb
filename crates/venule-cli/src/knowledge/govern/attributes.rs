//! The source attributes of a guideline: what its file states, and what follows from what it uses (ADR 0006).

use serde_json::{Map, Value as Json, json};
use venule_knowledge::load::words;
use venule_knowledge::model::{DataElement, Fact, Guideline, Knowledge, Source};

use venule_answer::cite::{reference, verification};
use venule_answer::page::{Section, Tone};

use super::super::show::sheet;

/// The data elements with their wording, in the order of the rule.
const ELEMENTS: [(DataElement, &str); 9] = [
    (DataElement::Race, "race"),
    (DataElement::Ethnicity, "ethnicity"),
    (DataElement::Language, "language"),
    (DataElement::SexualOrientation, "sexual orientation"),
    (DataElement::GenderIdentity, "gender identity"),
    (DataElement::Sex, "sex"),
    (DataElement::DateOfBirth, "date of birth or age"),
    (DataElement::SocialDeterminants, "social determinants"),
    (DataElement::HealthStatus, "health status"),
];

/// The attributes as a section of the guideline's page.
pub(in crate::knowledge) fn section(knowledge: &Knowledge, guideline: &Guideline) -> Section {
    let mut section = Section::new("Source attributes", Tone::Plain);
    let stated = &guideline.attributes;
    let dates = format!(
        "released {}, revised {}",
        stated.released, guideline.updated
    );
    section.items = vec![
        sheet::marked("developer", stated.developer.as_str()),
        sheet::marked("funding", stated.funding.as_str()),
        sheet::marked("dates", dates),
    ];
    let listed = [
        ("specialties", &stated.specialties),
        ("resources", &stated.resources),
    ];
    let listed = listed.into_iter().filter(|(_, all)| !all.is_empty());
    let listed = listed.map(|(label, all)| sheet::marked(label, all.join("; ")));
    section.items.extend(listed);
    let policy = stated.editorial_policy.as_deref();
    let policy = policy.map(|it| sheet::marked("editorial policy", it));
    section.items.extend(policy);
    for (label, facts) in data_elements(knowledge, guideline) {
        let names: Vec<&str> = facts.iter().map(|it| &*it.name).collect();
        let text = match names.is_empty() {
            true => "not used".to_owned(),
            false => format!("used: {}", names.join(", ")),
        };
        section.items.push(sheet::marked(label, text));
    }
    let sources = cited(knowledge, guideline);
    section.items.extend(
        sources
            .iter()
            .map(|it| (it, verification(it.verification)))
            .map(|(it, check)| sheet::marked("citation", format!("{} ({check})", reference(it)))),
    );
    section
}

/// The attributes as JSON.
pub(super) fn json(knowledge: &Knowledge, guideline: &Guideline) -> Json {
    let uses: Map<String, Json> = ELEMENTS
        .iter()
        .map(|(element, _)| {
            let facts = using(knowledge, guideline, *element);
            let names: Vec<&str> = facts.iter().map(|it| &*it.name).collect();
            let word = words::word(words::DATA_ELEMENT, element);
            (word.to_owned(), json!(names))
        })
        .collect();
    let citations: Vec<Json> = cited(knowledge, guideline)
        .iter()
        .map(|it| {
            json!({
                "id": it.name,
                "text": reference(it),
                "verification": words::word(words::VERIFICATION, &it.verification),
            })
        })
        .collect();
    json!({
        "citations": citations,
        "developer": guideline.attributes.developer,
        "funding": guideline.attributes.funding,
        "released": guideline.attributes.released,
        "revised": guideline.updated,
        "specialties": guideline.attributes.specialties,
        "editorial_policy": guideline.attributes.editorial_policy,
        "resources": guideline.attributes.resources,
        "uses": uses,
    })
}

/// Every data element by its wording, with the facts of the bound content that are of it.
pub(in crate::knowledge) fn data_elements<'k>(
    knowledge: &'k Knowledge,
    guideline: &Guideline,
) -> impl Iterator<Item = (&'static str, Vec<&'k Fact>)> {
    ELEMENTS
        .iter()
        .map(move |(element, label)| (*label, using(knowledge, guideline, *element)))
}

/// The facts of the bound content that are this data element.
fn using<'k>(
    knowledge: &'k Knowledge,
    guideline: &Guideline,
    element: DataElement,
) -> Vec<&'k Fact> {
    let bound = names(guideline, "fact ");
    let names: Vec<&str> = bound.collect();
    let facts = knowledge.facts.iter();
    facts
        .filter(|it| it.data_element == Some(element) && names.contains(&&*it.name))
        .collect()
}

/// The sources of the bound content.
fn cited<'k>(knowledge: &'k Knowledge, guideline: &Guideline) -> Vec<&'k Source> {
    names(guideline, "source ")
        .filter_map(|key| knowledge.sources.get(key))
        .collect()
}

fn names<'g>(guideline: &'g Guideline, kind: &'static str) -> impl Iterator<Item = &'g str> {
    let elements = guideline.bound.elements.iter();
    elements.filter_map(move |it| it.name.strip_prefix(kind))
}
