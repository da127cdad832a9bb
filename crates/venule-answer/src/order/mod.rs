//! Orders as pages and as parts of other pages: composed ones, and those that somebody wrote.

pub mod check;
pub mod raised;
pub mod request;
pub mod told;
