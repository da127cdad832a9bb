//! Help lines with the nearest right name.

use venule_logic::nearest::nearest;

/// Who writes more letters than that did not misspell a name that exists.
const LONGEST: usize = 200;

/// "did you mean `x`?", when one of the candidates is near enough.
pub fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    if name.len() > LONGEST {
        return None;
    }
    nearest(name, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// The candidates in backticks, for a help line about a short closed list.
pub fn listed<'a>(candidates: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for candidate in candidates {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push('`');
        text.push_str(candidate);
        text.push('`');
    }
    text
}
