//! Assessments, plans and answers for people and for programs.
//!
//! [`build`] turns an assessment into a [`page::Page`], which the [`terminal`] and [`markdown`] renderers print;
//! [`json`] writes the whole assessment for programs, [`plan`] does the same for plans. Nothing here decides anything.

pub mod answer;
pub mod build;
pub mod cite;
pub mod condition;
pub mod conversation;
pub mod html;
pub mod json;
pub mod markdown;
pub mod news;
pub mod order;
pub mod page;
pub mod plan;
pub mod review;
pub mod sentence;
pub mod stated;
pub mod terminal;
pub mod timing;
pub mod words;
