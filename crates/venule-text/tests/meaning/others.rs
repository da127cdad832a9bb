//! A test of somebody else is not the patient's.

use crate::reading::events;

fn tests(text: &str) -> usize {
    let kinds = [
        "ultrasound",
        "d_dimer",
        "diagnosis",
        "anticoagulation_start",
    ];
    kinds.iter().map(|kind| events(text, kind).len()).sum()
}

#[test]
fn what_belongs_to_somebody_else_by_the_words_is_not_used() {
    for text in [
        "62F swollen left calf since Monday. Her sister's doppler was positive for DVT.",
        "62F swollen left calf since Monday. Her brother's D-dimer was positive.",
        "33F calf pain. Twin sister: scan positive for popliteal DVT.",
        "33F calf pain. Sister's scan: popliteal DVT.",
        "45F, calf swelling 3 days. Anxious because her best friend's ultrasound found a DVT.",
        "40M calf pain 2 days. A colleague's ultrasound showed DVT and he is on apixaban.",
        "My left calf aches. My flatmate's scan came back positive for a clot.",
        "Swollen calf x3d. Her daughter's D dimer came back positive and she was started on apixaban.",
        "Calf pain. Patient's brother had a duplex positive for DVT.",
        "55M swollen right leg. The patient next to him had a scan that was positive for DVT.",
        "The bed next door has a DVT on duplex. Our patient, 62F, has a swollen left calf.",
        "Brother's CT venogram: iliac DVT. Right leg swollen.",
        "Boyfriend's D-dimer negative. Her right calf is sore.",
        "Calf pain. Daughter had duplex yesterday: femoral DVT.",
        "Calf pain. Daughter's duplex today: femoral DVT.",
        "Swollen calf. Brother's scan last week: left popliteal DVT.",
        "Swollen calf. Mum's leg doppler in March: iliac DVT.",
        "Calf pain. Her husband had a scan this morning: DVT of the femoral vein.",
        "Calf pain. Sister scan positive last week.",
        "Calf pain. Cousin's duplex positive.",
    ] {
        assert_eq!(tests(text), 0, "{text}");
    }
}

#[test]
fn what_somebody_else_says_or_stands_beside_is_the_patients() {
    for text in [
        "62F swollen left calf since Monday. Her duplex was positive for DVT.",
        "Her sister drove her in. Doppler positive for DVT left popliteal.",
        "62F swollen left calf. Her sister had a DVT. Doppler today negative.",
        "65M leg swelling. His wife said his doppler was positive.",
        "65M leg swelling. Daughter brought the report: duplex positive, popliteal DVT.",
        "70F brought by daughter, duplex shows popliteal clot.",
        "70F. Her husband had a DVT, scan today shows left femoral DVT.",
        "70F. Her husband had a scan, today: left femoral DVT on duplex.",
        "Brother had a DVT. Duplex today: popliteal DVT.",
        "Mother DVT. Scan yesterday: left popliteal DVT.",
    ] {
        assert!(tests(text) > 0, "{text}");
    }
}
