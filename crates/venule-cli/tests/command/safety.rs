//! What `venule order` and `venule check` must not pass over.

use serde_json::Value as Json;

use crate::support::{Run, Scratch, assert_in_order, venule};

const COMPLETE: &str = "as_of = 2026-03-05\nnone_of = [\"ultrasound\"]\n[order]\nexam = \"complete_duplex\"\nside = \"left\"\n\
    states_symptoms = true\nstates_symptom_duration = true\nstates_area_of_concern = true\n\
    states_dvt_risk_factors = true\nstates_prior_imaging = true\n\
    includes_compression_cfv_to_ankle = true\nincludes_compression_2_cm = true\nincludes_calf_veins = true\n\
    includes_cfv_doppler_bilateral = true\nincludes_popliteal_doppler = true\nincludes_color_throughout = true\n\
    includes_symptomatic_area = true\nasks_dvt = true\n";

fn check(kind: &str, content: &str, more: &[&str]) -> Run {
    let scratch = Scratch::new();
    let file = scratch.file("file.toml", content);
    venule(&[&["check", kind, &file], more].concat())
}

#[test]
fn a_danger_sign_comes_before_a_complete_order() {
    for sign in [
        "shock",
        "pe.symptoms",
        "limb_threat",
        "bleeding.active_major",
    ] {
        let order = format!("{COMPLETE}[facts]\nsymptoms.laterality = \"left\"\n{sign} = true\n");
        let run = check("order", &order, &[]);
        assert_eq!(run.code, 5, "{sign}: {}", run.out);
        let lead = run.out.lines().nth(1).unwrap_or_default();
        assert!(lead.starts_with("EMERGENCY FIRST: "), "{sign}: {}", run.out);
        assert_in_order(&run.out, &["CANNOT STAND", "EMERGENCY: HAND OVER"]);
        let json: Json =
            serde_json::from_str(&check("order", &order, &["--format", "json"]).out).expect("JSON");
        assert_eq!(
            (&json["emergency"], &json["complete"]),
            (&true.into(), &false.into())
        );
    }
    let calm = format!("{COMPLETE}[facts]\nsymptoms.laterality = \"left\"\nshock = false\n");
    let run = check("order", &calm, &[]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_in_order(&run.out, &["complete", "RED FLAGS NOT RULED OUT"]);
}

#[test]
fn no_order_in_an_emergency_names_the_emergency_as_the_reason() {
    let scratch = Scratch::new();
    let case = scratch.file(
        "case.toml",
        "as_of = 2026-03-05\n[facts]\nshock = true\nsymptoms.laterality = \"left\"\n",
    );
    let run = venule(&["order", &case]);
    assert_eq!(run.code, 6);
    assert_in_order(
        &run.out,
        &["EMERGENCY FIRST", "NO ORDER: the emergency comes first."],
    );
    assert!(!run.out.contains("nothing asks for"), "{}", run.out);
}

#[test]
fn an_emergency_comes_before_what_a_report_amounts_to() {
    let report = "as_of = 2026-03-05\n[report]\nside = \"left\"\n[facts]\nshock = true\n";
    let run = check("report", report, &[]);
    assert_in_order(
        &run.out,
        &["EMERGENCY FIRST", "EMERGENCY: HAND OVER", "AMOUNTS TO"],
    );
}

#[test]
fn a_report_that_describes_nothing_says_so() {
    let run = check(
        "report",
        "as_of = 2026-03-05\n[report]\nside = \"left\"\n",
        &[],
    );
    assert!(!run.out.contains("segments seen"), "{}", run.out);
    assert_in_order(
        &run.out,
        &[
            "technical adequacy: cannot be told from this report.",
            "not described: common femoral vein",
            "The day of the scan is not stated.",
        ],
    );
}

#[test]
fn a_scan_that_was_not_done_before_is_written_and_not_asked_for() {
    let order = COMPLETE.replace("states_prior_imaging = true\n", "");
    let order = format!("{order}[facts]\nsymptoms.laterality = \"left\"\n");
    let run = check("order", &order, &[]);
    assert_in_order(
        &run.out,
        &[
            "Earlier imaging: not stated.",
            "add: Earlier imaging: no ultrasound",
        ],
    );
    assert!(
        !run.out.contains("What did earlier imaging show"),
        "{}",
        run.out
    );
    let open = order.replace("none_of = [\"ultrasound\"]\n", "");
    let run = check("order", &open, &[]);
    assert!(
        run.out.contains("What did earlier imaging show"),
        "{}",
        run.out
    );
}

#[test]
fn one_missing_item_is_one() {
    let order = COMPLETE.replace("asks_dvt = true\n", "");
    let run = check("order", &order, &[]);
    assert!(
        run.out.contains("1 required item is missing."),
        "{}",
        run.out
    );
}

#[test]
fn a_file_of_another_kind_is_named_with_its_command() {
    let scratch = Scratch::new();
    let order = scratch.file("order.toml", COMPLETE);
    let report = "as_of = 2026-03-05\n[report]\nside = \"left\"\n[[segment]]\nname = \"femoral\"\nside = \"left\"\n";
    let report = scratch.file("report.toml", report);
    for (file, what, command) in [
        (&order, "this is an order, not a case", "venule check order"),
        (
            &report,
            "this is a report, not a case",
            "venule check report",
        ),
    ] {
        let run = venule(&["assess", file]);
        assert_eq!(run.code, 2);
        assert_in_order(&run.err, &[what, command, "1 error"]);
    }
}

#[test]
fn standard_input_stands_for_one_file() {
    for kind in ["order", "report"] {
        let run = venule(&["check", kind, "-", "--case", "-"]);
        assert_eq!(run.code, 1);
        assert!(
            run.err.contains("standard input can be read once"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_thrombus_of_the_leg_that_a_report_does_not_conclude_on_is_not_passed_over() {
    let vein = |side: &str, name: &str, compressibility: &str| {
        format!(
            "[[segment]]\nname = \"{name}\"\nside = \"{side}\"\ncompressibility = \"{compressibility}\"\nwaveform = \"phasic\"\n"
        )
    };
    let mut report =
        "as_of = 2026-04-14\n[report]\nside = \"left\"\ndate = 2026-04-14\nresult = \"negative\"\n\
        protocol = \"complete_duplex\"\narea_examined = true\ncolor_throughout = true\n"
            .to_owned();
    for name in ["femoral", "popliteal", "posterior_tibial", "peroneal"] {
        report.push_str(&vein("left", name, "complete"));
    }
    report.push_str(&vein("both", "common_femoral", "complete"));
    assert_eq!(check("report", &report, &[]).code, 0);
    report.push_str(&vein("right", "popliteal", "none"));
    let run = check("report", &report, &[]);
    assert_eq!(run.code, 5, "{}", run.out);
    assert_in_order(&run.out, &["NOT COMPLETE", "THE SCAN OF THE RIGHT LEG"]);
}

#[test]
fn a_d_dimer_value_without_its_unit_never_passes_for_a_small_one() {
    for value in ["4.8", "\"4.8 FEU\"", "\"1.200 FEU\"", "\"22 ng/mL FEU\""] {
        let case = format!(
            "as_of = 2026-03-05\nevent = [{{ kind = \"d_dimer\", date = 2026-03-05, value = {value}, assay = \"high_sensitivity\" }}]\n"
        );
        let scratch = Scratch::new();
        let file = scratch.file("case.toml", &case);
        let run = venule(&["assess", &file]);
        assert_eq!(run.code, 2, "{value}: {}", run.out);
        assert!(run.err.contains("d_dimer"), "{}", run.err);
    }
}
