//! The hash with which a reviewer confirms what was read.

use venule_knowledge::model::{Guideline, Knowledge};

use super::short;

/// As many digits as reports print: fewer could be met by chance.
const LEAST: usize = 12;

/// Reads the beginning of a hash.
pub(super) fn hash(text: &str) -> Result<String, String> {
    let text = text.trim();
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !digits || !(LEAST..=64).contains(&text.len()) {
        return Err(format!("write {LEAST} to 64 hexadecimal digits"));
    }
    Ok(text.to_lowercase())
}

/// Whether what was read is the guideline as it is now; if not, what it is instead.
pub(super) fn confirm(
    read: Option<&str>,
    knowledge: &Knowledge,
    guideline: &Guideline,
) -> Result<(), String> {
    let name = &guideline.name;
    let here = &guideline.bound.hash;
    let Some(read) = read else {
        return Err(format!(
            "an approval says what was read: add `--hash` with at least the first {LEAST} digits of the content that was read\n\
             help: they stand beside {name} on the page that was signed (`venule knowledge book`); \
             `venule knowledge status {name}` shows those of the content that is there now"
        ));
    };
    if here.starts_with(read) {
        return Ok(());
    }
    let given = short(read);
    if knowledge.content_hash.starts_with(read) {
        return Err(format!(
            "{given} is the hash of the whole knowledge; an approval is of one guideline, and takes the hash of {name}\n\
             help: `venule knowledge status {name}` shows it under \"content\""
        ));
    }
    let mut others = knowledge.guidelines.iter();
    if let Some(other) = others.find(|it| it.bound.hash.starts_with(read)) {
        return Err(format!(
            "{given} is the hash of {}, not of {name}",
            other.name
        ));
    }
    let mut earlier = guideline.review.submissions.iter();
    let was = match earlier.find(|it| it.hash.starts_with(read)) {
        Some(it) => format!(
            "{given} is what was submitted on {}, and it has changed since",
            it.date
        ),
        None => format!("not {given}"),
    };
    Err(format!(
        "{name} is not what was read: its content is {}; {was}\n\
         help: read it again as it is now: `venule knowledge book --guideline {name} --out FILE`",
        short(here)
    ))
}
