//! Three-valued logic, quantities with units, and the condition language.
//!
//! A condition is text in a typed subset of CQL 1.5. Going in: that text, a [`Schema`] that
//! says which facts exist, and [`Facts`] that say what is known of them. Coming out: true,
//! false or unknown, the facts an unknown answer waits for, and the facts a known one rests on.
//!
//! ```text
//! text -> syntax::parse -> Expr -> check -> Checked -> evaluate -> Value
//!                   \-> SyntaxErrors  \-> TypeErrors        \-> waits_for, decisive, explain
//! ```
//!
//! The evaluator is the definition of correct: slow, obvious, and what every faster
//! executor has to agree with. It never panics; what cannot be computed is unknown.
//!
//! **Architecture invariant:** this crate reads no file, clock or environment and knows no
//! clinical fact.
//!
//! # Examples
//!
//! ```
//! use venule_logic::{check, syntax, Dialect, FactId, FactType, Facts, Schema, Truth, Type, Value};
//!
//! struct OneFact;
//!
//! impl Schema for OneFact {
//!     fn lookup(&self, name: &str) -> Option<FactType> {
//!         (name == "wells.score").then(|| FactType::new(FactId(0), Type::Integer))
//!     }
//!     fn names(&self) -> Vec<&str> {
//!         vec!["wells.score"]
//!     }
//! }
//!
//! struct Between(i32, i32);
//!
//! impl Facts for Between {
//!     fn value(&self, _: FactId) -> Value {
//!         Value::range(Value::Integer(self.0), Value::Integer(self.1))
//!     }
//! }
//!
//! let parsed = syntax::parse("wells.score >= 2");
//! let likely = check(&parsed.expr.unwrap(), &OneFact, Dialect::Knowledge).unwrap();
//! assert_eq!(likely.truth(&Between(2, 4)), Truth::True);
//! assert_eq!(likely.truth(&Between(1, 4)), Truth::Unknown);
//! ```

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod decimal;
pub mod evaluate;
pub mod explain;
pub mod nearest;
pub mod satisfy;
pub mod span;
mod spelling;
pub mod syntax;
pub mod truth;
pub mod types;
pub mod unit;
pub mod value;

pub use evaluate::{Facts, could_hold_by, decisive, evaluate, waits_for};
pub use explain::{Explanation, explain};
pub use nearest::nearest;
pub use span::Span;
pub use truth::Truth;
pub use types::{Checked, ChoiceType, Dialect, FactId, FactType, Schema, Type, TypeError, check};
pub use unit::{Dimension, Unit};
pub use value::{Decimal, Interval, Partial, Quantity, Value};
