//! "That side", "the same leg", "the other leg", "left and right legs".

use venule_engine::side::Side;
use venule_logic::Value;
use venule_text::candidate::Standing;

use super::reading::{DATA, YES, read_text};

/// The values of a fact that are accepted, with the legs they are of.
fn told(text: &str, name: &str) -> Vec<(Option<Side>, Value)> {
    let facts = read_text(text).facts.into_iter();
    let of = facts.filter(|it| {
        let named = &*DATA.0.facts[it.fact.0 as usize].name == name;
        named && it.standing == Standing::Accepted
    });
    of.map(|it| (it.side, it.value)).collect()
}

fn indexes(text: &str) -> Vec<(Option<Side>, String)> {
    let all = told(text, "abi.value").into_iter();
    let number = |value| match value {
        Value::Quantity(it) => it.value.normalize().to_string(),
        other => format!("{other:?}"),
    };
    all.map(|(side, value)| (side, number(value))).collect()
}

#[test]
fn a_leg_told_of_before_has_its_value() {
    for (text, left, right) in [
        (
            "Right leg pain. ABI on that side is 0.44, left 0.71.",
            "0.71",
            "0.44",
        ),
        ("ABI on that side is 0.44, left 0.71", "0.71", "0.44"),
        (
            "Left leg swollen. ABI this side 0.5, other side 1.0",
            "0.5",
            "1",
        ),
        (
            "Right leg: pain. ABPI that leg 0.62, other leg 1.02",
            "1.02",
            "0.62",
        ),
        (
            "Right leg hurts, ABI in that leg 0.8 and 1.1 in the other leg",
            "1.1",
            "0.8",
        ),
    ] {
        let wanted = [
            (Some(Side::Left), left.to_owned()),
            (Some(Side::Right), right.to_owned()),
        ];
        assert_eq!(indexes(text), wanted, "{text}");
    }
    // Which side is meant is not said.
    let both = "Left and right legs ache. ABI on that side 0.5";
    assert_eq!(indexes(both), [(None, "0.5".to_owned())]);
}

#[test]
fn a_leg_told_of_before_has_its_findings() {
    for (text, name, side) in [
        (
            "Pain in the right calf. Pulses absent on that side.",
            "limb.pulses_absent",
            Side::Right,
        ),
        (
            "Right leg cast off last week. Now swelling of that leg.",
            "symptoms.swelling",
            Side::Right,
        ),
        (
            "DVT of the right leg in 2020. Now pain in the same leg.",
            "symptoms.pain",
            Side::Right,
        ),
        (
            "DVT of the right leg in 2020. Now pain in the other leg.",
            "symptoms.pain",
            Side::Left,
        ),
        (
            "Pain left calf. The other leg is swollen as well.",
            "symptoms.swelling",
            Side::Right,
        ),
        (
            "Left hip fracture, plaster off, same leg now swollen",
            "symptoms.swelling",
            Side::Left,
        ),
    ] {
        let found = told(text, name);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            (found[0].0, Some(found[0].1.clone())),
            (Some(side), YES),
            "{text}"
        );
    }
    // No leg is told of, and a side effect is no side.
    for text in [
        "Swelling of that leg.",
        "Left leg pain. This side effect is swelling.",
    ] {
        assert!(
            told(text, "symptoms.swelling")
                .iter()
                .all(|(side, _)| side.is_none()),
            "{text}"
        );
    }
}

#[test]
fn left_and_right_legs_are_both() {
    let of = |text| {
        told(text, "symptoms.pain")
            .into_iter()
            .map(|(side, _)| side)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("Left and right legs ache."), [Some(Side::Both)]);
    assert_eq!(of("Pain in left and right calves"), [Some(Side::Both)]);
    assert_eq!(of("Left calf painful, right fine"), [Some(Side::Left)]);
}
