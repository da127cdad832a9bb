//! What happens under an anticoagulant: platelets and skin under heparin, two drugs at once, doses too many or missed, an
//! INR, a procedure, a weight.

use crate::reading::{YES, fact};

const FALLEN: &str = "platelets.fallen";
const SKIN: &str = "heparin.skin_necrosis";
const TWO: &str = "treatment.two_at_once";
const TOO_MANY: &str = "treatment.overdose";
const MISSED: &str = "treatment.doses_missed";
const INR: &str = "inr.too_high";
const PROCEDURE: &str = "procedure.near";
const WEIGHT: &str = "weight.extreme";
const NO_LYSIS: &str = "contraindication.thrombolysis";

#[track_caller]
fn contrast(name: &str, said: &[&str], not_said: &[&str]) {
    for text in said {
        assert_eq!(fact(text, name), YES, "{text}");
    }
    for text in not_said {
        assert_eq!(fact(text, name), None, "{text}");
    }
}

#[test]
fn platelets_that_fall_below_150_or_by_half() {
    contrast(
        FALLEN,
        &[
            "On dalteparin, day 10. Plt 118 (265).",
            "Plt today 96 (204 at start).",
            "Platelets 118, previously 265.",
            "plt 265 -> 118 today",
            "Plts: 288 on 8/4, 190 on 11/4, 84 today.",
            "Platelets halved on dalteparin.",
            "plt 480 -> 190",
        ],
        &[
            "Platelets 118.",
            "Platelets 212 -> 205, stable.",
            "No fall in platelets.",
            "platelet count 180 -> 160",
        ],
    );
}

#[test]
fn skin_that_dies_where_heparin_is_injected_is_no_infection_of_the_leg() {
    contrast(
        SKIN,
        &[
            "Black patches where she injects her Clexane.",
            "Skin necrosis at injection sites.",
            "On Fragmin, black painful skin around the jab sites on her tummy.",
        ],
        &[
            "Bruises where she injects her Clexane.",
            "Black toes.",
            "Skin necrosis of the shin.",
        ],
    );
    let leg = "limb.necrotizing_signs";
    assert_eq!(fact("Skin necrosis at injection sites.", leg), None);
    assert_eq!(fact("Skin necrosis of the shin.", leg), YES);
}

#[test]
fn two_anticoagulants_at_once() {
    contrast(
        TWO,
        &[
            "Apixaban 5 mg bd and enoxaparin 80 mg bd both charted.",
            "Found with two DOACs in her pill box.",
            "Clexane 80mg bd still prescribed although apixaban started yesterday.",
        ],
        &[
            "Switched from enoxaparin to apixaban yesterday.",
            "Can we add LMWH on top of her apixaban?",
            "Never two anticoagulants at once.",
        ],
    );
}

#[test]
fn doses_too_many_and_doses_missed() {
    contrast(
        TOO_MANY,
        &[
            "I took a double dose of rivaroxaban this morning by mistake.",
            "Accidentally took 2 x 20mg rivaroxaban today.",
            "I doubled up on my apixaban.",
        ],
        &[
            "Missed two doses of apixaban.",
            "Should not take a double dose of apixaban.",
            "Apixaban two tablets a day.",
        ],
    );
    contrast(
        MISSED,
        &[
            "Ran out of apixaban 4 days ago.",
            "Forgot last night's edoxaban.",
            "Missed two doses of her rivaroxaban.",
        ],
        &[
            "She has never missed a dose of her apixaban.",
            "He has not missed any doses of edoxaban.",
            "What if I miss a dose of apixaban?",
        ],
    );
}

#[test]
fn an_inr_above_every_range() {
    contrast(
        INR,
        &[
            "On warfarin for AF, INR 5.2.",
            "INR 4.4 on warfarin, no bleed.",
            "Warfarin, supratherapeutic INR.",
        ],
        &[
            "On warfarin, INR 2.6.",
            "INR 3.8 on warfarin for a mitral valve.",
            "Cirrhosis, INR 5.0.",
        ],
    );
}

#[test]
fn a_procedure_that_is_planned_or_of_these_days() {
    contrast(
        PROCEDURE,
        &[
            "Hip replacement planned next week, on rivaroxaban.",
            "Prostate biopsy scheduled 22/4; apixaban for a DVT.",
            "The dentist wants to pull a molar next Tuesday, on rivaroxaban.",
            "On apixaban, needs colonoscopy with polypectomy.",
        ],
        &[
            "Colonoscopy was done last month, on apixaban.",
            "Ablation cancelled, apixaban goes on.",
            "Hip replacement two years ago, on apixaban.",
            "He has a pacemaker, on apixaban.",
        ],
    );
}

#[test]
fn a_weight_that_changes_the_dose() {
    contrast(
        WEIGHT,
        &[
            "142 kg man.",
            "wt 41kg, frail.",
            "Gastric sleeve in 2022.",
            "BMI 47.",
        ],
        &[
            "82 kg.",
            "She lost 15 kg.",
            "Enoxaparin 80 mg, 1 mg/kg.",
            "Considering bariatric surgery.",
        ],
    );
}

#[test]
fn an_operation_of_the_last_two_weeks_bars_thrombolysis() {
    contrast(
        NO_LYSIS,
        &[
            "Iliofemoral DVT 5 days after THR.",
            "Hip replacement 5 days ago.",
            "Spinal fusion 9 days ago.",
        ],
        &[
            "Cataract surgery 5 days ago.",
            "THR 2 years ago.",
            "TKR planned next month.",
            "Pain came on 4 days after his hip replacement on 3 January.",
        ],
    );
}

#[test]
fn what_is_pending_ends_at_its_comma() {
    let text = "Bloods pending, popliteal DVT on duplex today.";
    assert_eq!(crate::reading::events(text, "ultrasound").len(), 1);
}
