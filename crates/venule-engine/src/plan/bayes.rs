//! Bayes' rule over shares with their limits.
//!
//! Shares lie between 0 and 1. Double precision is enough: the inputs have three digits, and results are rounded where
//! they are printed.

/// A share with the limits it may lie between.
///
/// INVARIANT (ordered): `0 <= low <= value <= high <= 1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    low: f64,
    value: f64,
    high: f64,
}

/// How often a test is right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// Positive results among those with the disease.
    pub sensitivity: Interval,
    /// Negative results among those without it.
    pub specificity: Interval,
}

impl Interval {
    /// A share between its limits. A limit that is not known is the value itself. Nothing if they are not ordered, or
    /// not shares.
    ///
    /// # Examples
    ///
    /// ```
    /// use venule_engine::plan::bayes::Interval;
    ///
    /// let share = Interval::new(Some(0.926), 0.961, Some(0.98)).unwrap();
    /// assert!(share.low() < share.value());
    /// assert!(Interval::new(Some(0.5), 0.4, None).is_none());
    /// assert!(Interval::new(None, 1.2, None).is_none());
    /// ```
    #[must_use]
    pub fn new(low: Option<f64>, value: f64, high: Option<f64>) -> Option<Self> {
        let (low, high) = (low.unwrap_or(value), high.unwrap_or(value));
        (0.0 <= low && low <= value && value <= high && high <= 1.0).then_some(Self {
            low,
            value,
            high,
        })
    }

    /// The lower limit.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The share itself.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    /// The upper limit.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// The probability after a result, if this is the probability before it.
    ///
    /// The limits are those of all figures at once: the unfavorable ones together and the favorable ones together.
    /// Nothing where the result cannot occur at all.
    ///
    /// # Examples
    ///
    /// ```
    /// use venule_engine::plan::bayes::{Interval, Test};
    ///
    /// let share = |value| Interval::new(None, value, None).unwrap();
    /// let test = Test { sensitivity: share(0.94), specificity: share(0.973) };
    /// let after = share(0.279).after(test, false).unwrap();
    /// assert_eq!(format!("{:.4}", after.value()), "0.0233");
    /// ```
    #[must_use]
    pub fn after(self, test: Test, positive: bool) -> Option<Self> {
        let Test {
            sensitivity: se,
            specificity: sp,
        } = test;
        // A better test moves the probability further, down after a negative result and up after a positive one.
        if positive {
            Self::new(
                Some(posttest(self.low, se.low, 1.0 - sp.low)?),
                posttest(self.value, se.value, 1.0 - sp.value)?,
                Some(posttest(self.high, se.high, 1.0 - sp.high)?),
            )
        } else {
            Self::new(
                Some(posttest(self.low, 1.0 - se.high, sp.high)?),
                posttest(self.value, 1.0 - se.value, sp.value)?,
                Some(posttest(self.high, 1.0 - se.low, sp.low)?),
            )
        }
    }
}

/// Probability of the disease after a result that `with` of those who have it and `without` of the others get.
fn posttest(before: f64, with: f64, without: f64) -> Option<f64> {
    let sick = before * with;
    let all = sick + (1.0 - before) * without;
    (all > 0.0).then(|| (sick / all).clamp(0.0, 1.0))
}
