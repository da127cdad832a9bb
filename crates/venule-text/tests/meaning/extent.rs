//! Whose, when and which: how far words carry over to others, with the language of `knowledge/language/`.

use jiff::civil::date;
use venule_engine::side::Side;
use venule_logic::Value;
use venule_text::candidate::Standing;

use crate::reading::{DATA, NO, YES, events, fact, read_text, word};

/// What is accepted of a fact of one leg.
fn of_leg(text: &str, name: &str, leg: Side) -> Option<Value> {
    let mut facts = read_text(text).facts.into_iter();
    let found = facts.find(|it| {
        let stated = &*DATA.0.facts[it.fact.0 as usize].name == name;
        stated && it.side == Some(leg) && it.standing == Standing::Accepted
    });
    found.map(|it| it.value)
}

#[test]
fn kin_who_are_the_patient_are_nobody_else() {
    let swelling = "symptoms.swelling";
    let asked = "Calling on behalf of my father. My father's leg is swollen.";
    assert_eq!(fact(asked, swelling), YES);
    assert_eq!(fact("My father's leg is swollen.", swelling), YES);
    let mine = "My father's leg is swollen. Mine hurts, am I at risk?";
    assert_eq!(fact(mine, swelling), None);
}

#[test]
fn ages_are_read_where_a_person_stands() {
    let age = |text: &str| fact(text, "patient.age_years");
    let years = |years| Some(Value::Integer(years));
    assert_eq!(age("I am 49 by the way."), years(49));
    assert_eq!(age("Mr Smith, 68 y. Leg swollen."), years(68));
    assert_eq!(age("Mr, 68 y. Leg swollen."), years(68));
    assert_eq!(age("Girl, 14 yrs, leg swollen."), years(14));
    assert_eq!(age("Tel. consult. 60M, leg swollen."), years(60));
    assert_eq!(age("He walked. 60m later pain."), None);
}

#[test]
fn that_day_is_the_day_named_last() {
    let when = |text: &str| events(text, "ultrasound")[0].when.map(|it| it.earliest);
    let that = "Seen on 3 March. The scan that day was negative.";
    assert_eq!(when(that), Some(date(2026, 3, 3)));
    assert_eq!(when("Seen on 3 March. The scan was negative."), None);
}

#[test]
fn what_is_long_ago_is_of_the_time_before() {
    let before = "wells.previous_dvt";
    assert_eq!(fact("DVT of the leg in 2014.", before), YES);
    assert_eq!(fact("DVT of the leg on 9 March 2026.", before), None);
}

#[test]
fn a_length_of_time_between_two_things_dates_neither() {
    let onset = |text: &str| events(text, "symptom_onset").len();
    assert_eq!(onset("1 week check: leg less swollen."), 0);
    assert_eq!(onset("Leg swollen for 1 week."), 1);
}

#[test]
fn points_of_a_score_belong_to_its_items() {
    let list = "Wells: active cancer 0, previous DVT 1, collaterals 0. Total 1.";
    assert_eq!(fact(list, "comorbidity.active_cancer"), NO);
    assert_eq!(fact(list, "wells.previous_dvt"), YES);
    assert_eq!(fact(list, "wells.score"), Some(Value::Integer(1)));
    assert_eq!(
        fact("Wells score: -2.", "wells.score"),
        Some(Value::Integer(-2))
    );
    assert_eq!(fact("Wells 4 for PE.", "wells.score"), None);
}

#[test]
fn one_leg_is_set_against_the_other() {
    let tender = "symptoms.tenderness";
    let text = "Left calf tender, right calf not.";
    assert_eq!(of_leg(text, tender, Side::Left), YES);
    assert_eq!(of_leg(text, tender, Side::Right), NO);
    let pulses = "Foot pulses absent on the right, present on the left.";
    assert_eq!(of_leg(pulses, "limb.pulses_absent", Side::Right), YES);
    assert_eq!(of_leg(pulses, "limb.pulses_absent", Side::Left), NO);
}

#[test]
fn a_mention_in_doubt_is_a_suspicion() {
    let suspected = "dvt.suspected";
    assert_eq!(fact("A DVT is likely.", suspected), YES);
    assert_eq!(fact("A DVT is unlikely.", suspected), None);
    assert_eq!(fact("Treatment of a DVT is with drugs.", suspected), None);
}

#[test]
fn findings_of_one_named_vein_are_its_own() {
    let level = "exam.vein_level";
    let one = "Popliteal vein: not compressible, no flow.";
    assert_eq!(fact(one, level), word("knee"));
    assert_eq!(fact(one, "exam.vein_flow"), word("absent"));
    assert_eq!(
        fact("Popliteal and femoral veins not compressible.", level),
        None
    );
}

#[test]
fn a_unit_is_that_of_the_value_beside_it() {
    let cutoff = |text: &str| events(text, "d_dimer")[0].attributes.len();
    assert_eq!(cutoff("D-dimer 740 ng/mL FEU, cut-off 500."), 3);
    assert_eq!(cutoff("D-dimer positive, cut-off 500."), 1);
}
