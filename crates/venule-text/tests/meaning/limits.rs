//! Limits that a laboratory prints beside a value, and lists of results that share one word.

use venule_logic::Value;

use super::reading::{attribute, fact, standing, word};

fn number(value: Option<Value>) -> Option<String> {
    match value? {
        Value::Quantity(it) => Some(it.value.normalize().to_string()),
        _ => None,
    }
}

#[test]
fn a_limit_in_brackets_is_the_cut_off() {
    for (text, value, cutoff) in [
        ("Wells 0, D-dimer 210 ug/L (N<500)", "210", "500"),
        ("D-dimer 620 ng/mL (ref 0-500)", "620", "500"),
        (
            "D-dimer 230 µg/L (reference range 0 - 500 µg/L)",
            "230",
            "500",
        ),
        ("D-dimer: 1.2 mg/L FEU (N < 0.5)", "1200", "500"),
        ("DD 0.3 mg/L N<0.5", "300", "500"),
        ("D-dimer 300ng/ml (cut off <500ng/ml)", "300", "500"),
        ("D-dimer 1.4 ug/mL, ref. 0.00-0.50", "1400", "500"),
        ("D-dimer 410 ng/mL FEU, normal <500", "410", "500"),
        ("D-dimer 180 ng/mL (NR<230 DDU)", "180", "230"),
        ("CRP 12 (N<5), D-dimer 350 ug/L (N<500)", "350", "500"),
    ] {
        let of = |name| number(attribute(text, "d_dimer", name));
        assert_eq!(of("value").as_deref(), Some(value), "{text}");
        assert_eq!(of("cutoff").as_deref(), Some(cutoff), "{text}");
    }
    // A value that is itself a bound stays one.
    let bound = attribute("D-dimer <500 ng/mL FEU", "d_dimer", "value");
    assert!(bound.is_some() && number(bound).is_none());
    // What is usual is no cut-off where nothing has a unit.
    assert_eq!(
        attribute("D-dimer 350 (normal < 500)", "d_dimer", "result"),
        None
    );
}

#[test]
fn a_list_shares_the_word_behind_its_colon() {
    for text in [
        "TSH, Mg, CK: all normal",
        "Mg, CK, TSH: unremarkable",
        "TSH, Mg, CK - all normal",
    ] {
        for name in ["tsh.result", "magnesium.serum_result", "ck.result"] {
            assert_eq!(fact(text, name), word("normal"), "{text}");
        }
    }
    let one = "TSH normal, CK: 900";
    assert_eq!(fact(one, "tsh.result"), word("normal"));
    assert_eq!(fact(one, "ck.result"), None);
}

#[test]
fn what_is_excepted_is_not_as_the_others() {
    for (text, other) in [
        ("TSH, Mg, CK: all normal except CK", "ck.result"),
        ("B12, TSH, CK: all OK apart from CK", "ck.result"),
        (
            "Bloods: TSH, Mg, CK normal except Mg",
            "magnesium.serum_result",
        ),
    ] {
        assert_eq!(fact(text, "tsh.result"), word("normal"), "{text}");
        assert_eq!(fact(text, other), None, "{text}");
        assert!(standing(text, other).is_some(), "{text}");
    }
}
