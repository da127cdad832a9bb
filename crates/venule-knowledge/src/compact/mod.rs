//! Trees, texts and tables as bytes, for content that is prepared when the program is built (ADR 0007).
//!
//! [`Writer`] and [`Reader`] are each other's contrary. Bytes that do not fit are nothing, never something out of bounds.

mod read;
mod write;

pub use read::Reader;
pub use write::Writer;
