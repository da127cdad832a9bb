//! Units as people write them, who do not think of UCUM: with a micro sign or `mc` for micro, a small `l` for liter, or
//! the everyday name of a unit whose code nobody says.
//!
//! Nothing is guessed: what is no such spelling stays refused, because units that look alike differ a thousandfold.

use crate::unit::Unit;

/// Names of units whose code nobody says.
const EVERYDAY: &[(&str, &str)] = &[
    ("inch", "[in_i]"),
    ("inches", "[in_i]"),
    ("mmHg", "mm[Hg]"),
    ("\u{b0}C", "Cel"),
    ("IU/L", "[IU]/L"),
];

/// Micro as UCUM has it, and as it is written: the micro sign and the Greek letter look alike and are two characters.
const MICRO: [&str; 4] = ["u", "\u{b5}", "\u{3bc}", "mc"];

impl Unit {
    /// The unit that is written so: by its code, by a calendar word, or as people write it.
    ///
    /// # Examples
    ///
    /// ```
    /// use venule_logic::Unit;
    ///
    /// assert_eq!(Unit::written("\u{b5}g/ml"), Unit::parse("ug/mL"));
    /// assert_eq!(Unit::written("mmHg"), Unit::parse("mm[Hg]"));
    /// ```
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        let spelled = || Self::all().find(|unit| unit.spellings().iter().any(|it| it == text));
        Self::parse(text).or_else(spelled)
    }

    /// All ways in which people write this unit, its code first. Calendar words are not among them.
    #[must_use]
    pub fn spellings(self) -> Vec<String> {
        let mut whole = vec![String::new()];
        for (place, part) in self.code().split('/').enumerate() {
            let slash = if place == 0 { "" } else { "/" };
            let parts = spellings_of_part(part);
            let longer = |begun: &String| {
                let begun = format!("{begun}{slash}");
                let all = parts.iter().map(move |it| format!("{begun}{it}"));
                all.collect::<Vec<_>>()
            };
            whole = whole.iter().flat_map(longer).collect();
        }
        let everyday = EVERYDAY.iter().filter(|(_, code)| *code == self.code());
        whole.extend(everyday.map(|(word, _)| (*word).to_owned()));
        whole
    }
}

fn spellings_of_part(part: &str) -> Vec<String> {
    let (prefixes, rest) = match part.strip_prefix('u') {
        Some(rest) => (&MICRO[..], rest),
        None => (&[""][..], part),
    };
    let liter = ["L", "dL", "mL", "uL"].contains(&part);
    let small = liter.then(|| rest.to_lowercase());
    let rests: Vec<String> = std::iter::once(rest.to_owned()).chain(small).collect();
    let with = |prefix: &&str| {
        let prefix = (*prefix).to_owned();
        rests.iter().map(move |rest| format!("{prefix}{rest}"))
    };
    prefixes.iter().flat_map(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_units_in_more_ways_than_ucum_does() {
        let same = [
            ("ug/mL", "ug/mL"),
            ("\u{b5}g/mL", "ug/mL"),
            ("\u{3bc}g/mL", "ug/mL"),
            ("mcg/mL", "ug/mL"),
            ("mcg/ml", "ug/mL"),
            ("mcg/L", "ug/L"),
            ("\u{3bc}g/l", "ug/L"),
            ("ng/ml", "ng/mL"),
            ("mg/l", "mg/L"),
            ("\u{b5}mol/l", "umol/L"),
            ("inches", "[in_i]"),
            ("mmHg", "mm[Hg]"),
            ("\u{b0}C", "Cel"),
            ("days", "d"),
        ];
        for (written, code) in same {
            assert!(Unit::parse(code).is_some(), "{code}");
            assert_eq!(Unit::written(written), Unit::parse(code), "{written}");
        }
        for written in [
            "mcg/mL FEU",
            "MG/L",
            "Ng/mL",
            "ml/Min",
            "g/ul/",
            "/",
            "",
            "mc",
            "l/l",
        ] {
            assert_eq!(Unit::written(written), None, "{written}");
        }
    }

    #[test]
    fn every_spelling_is_that_of_one_unit() {
        for unit in Unit::all() {
            let spellings = unit.spellings();
            assert_eq!(spellings.first().map(String::as_str), Some(unit.code()));
            for written in spellings.iter().skip(1) {
                assert_eq!(Unit::parse(written), None, "{written}");
                assert_eq!(Unit::written(written), Some(unit), "{written}");
            }
        }
    }
}
