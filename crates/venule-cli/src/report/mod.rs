//! An assessment for people and for programs.
//!
//! [`build`] turns an assessment into a [`page::Page`], which the terminal and Markdown renderers print;
//! [`json`] writes the whole assessment for programs. Nothing here decides anything.

pub(crate) mod build;
pub(crate) mod cite;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod page;
pub(crate) mod review;
pub(crate) mod stated;
pub(crate) mod terminal;
pub(crate) mod words;
