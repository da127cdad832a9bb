//! Loss of feeling or movement: new it is an emergency, old or of both legs it is asked, after a stroke it is paresis.

use venule_text::candidate::{Doubt, Standing};

use crate::reading::{YES, fact, standing};

const LOST: &str = "limb.sensorimotor_deficit";
const PARETIC: &str = "wells.paralysis_or_immobilized_leg";

#[test]
fn what_may_be_old_is_asked() {
    for text in [
        "His toes have felt numb on both sides for a year or more.",
        "Left foot numb for 6 weeks, calf swollen since Monday.",
        "Left foot numb since November.",
        "Numbness of both soles since 2024.",
    ] {
        let asked = Some(Standing::ToConfirm(Doubt::Past));
        assert_eq!(standing(text, LOST), asked, "{text}");
    }
}

#[test]
fn what_is_new_is_an_emergency() {
    for text in [
        "Left foot numb since this morning, leg swollen for 6 weeks.",
        "Both soles went numb this morning.",
        "Both feet numb and cold since last night.",
        "Both legs suddenly weak today.",
        "Toes numb for years, much worse since yesterday.",
        "L leg swollen, weak since this morning.",
        "Leg swollen for 6 weeks, foot now numb.",
        "Femoral DVT 2 months ago. Foot numb.",
    ] {
        assert_eq!(fact(text, LOST), YES, "{text}");
    }
}

#[test]
fn a_stroke_weakens_the_leg_from_above() {
    for text in [
        "He had a stroke in February and his right leg is still weak.",
        "Old polio, right leg wasted and weak.",
        "CVA and since then her left leg is weak.",
    ] {
        assert_eq!(standing(text, LOST), None, "{text}");
        assert_eq!(fact(text, PARETIC), YES, "{text}");
    }
    assert_eq!(fact("No stroke; right leg weak.", PARETIC), None);
}
