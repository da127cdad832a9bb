//! What texts mean, with the language of `knowledge/language/`: one contrast for each rule.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod ages;
mod amended;
mod below;
mod beside;
mod binding;
mod bleeding;
mod caution;
mod changes;
mod contradicting;
mod dated;
mod days_of_scans;
mod denied;
mod disputed;
mod drugs;
mod extent;
mod figures;
mod finished;
mod free_veins;
mod labels;
mod lasting;
mod late;
mod legs;
mod limits;
mod not_begun;
mod of_then;
mod others;
mod passed;
mod patients;
mod pregnant;
mod reading;
mod shorthand;
mod supposed;
mod telegraphic;
mod that_leg;
mod times;
mod told_scans;
mod told_wrongly;
mod withdrawn;
