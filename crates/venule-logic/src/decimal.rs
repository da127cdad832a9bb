//! CQL's decimals: 28 digits, 8 of them after the point.
//!
//! Every decimal is a whole number of hundred-millionths, so the arithmetic here is
//! integer arithmetic with one rounding at the end, half up as CQL rounds.
//! A result that does not fit is `None`, which CQL writes as null.

use std::cmp::Ordering;

pub use rust_decimal::Decimal;

/// Places after the point.
pub const PLACES: u32 = 8;

/// Hundred-millionths in one.
const ONE: i128 = 100_000_000;

/// The largest count of hundred-millionths: 28 nines.
const MAX: i128 = 10_i128.pow(28) - 1;

/// An exact positive fraction: how many of one unit make another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// `numerator / denominator` in lowest terms; both must be positive.
    #[must_use]
    pub const fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = gcd(numerator, denominator);
        Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        }
    }

    /// The product. Factors come from the unit table, whose products stay far below the limit.
    #[must_use]
    pub const fn times(self, other: Self) -> Self {
        let left = Self::new(self.numerator, other.denominator);
        let right = Self::new(other.numerator, self.denominator);
        Self::new(
            left.numerator.saturating_mul(right.numerator),
            left.denominator.saturating_mul(right.denominator),
        )
    }

    /// The quotient.
    #[must_use]
    pub const fn over(self, other: Self) -> Self {
        self.times(Self::new(other.denominator, other.numerator))
    }

    /// Which of the two is larger.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let quotient = self.over(other);
        quotient.numerator.cmp(&quotient.denominator)
    }
}

const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

/// The value rounded to the places CQL keeps, if it is in CQL's range.
///
/// # Examples
///
/// ```
/// use venule_logic::decimal::{admit, Decimal};
///
/// assert_eq!(admit(Decimal::new(123_456_789_5, 10)), Some(Decimal::new(12_345_679, 8)));
/// assert_eq!(admit(Decimal::MAX), None);
/// ```
#[must_use]
pub fn admit(value: Decimal) -> Option<Decimal> {
    to_decimal(to_fixed(value)?)
}

/// The sum, or `None` when out of range.
#[must_use]
pub fn add(left: Decimal, right: Decimal) -> Option<Decimal> {
    to_decimal(to_fixed(left)?.checked_add(to_fixed(right)?)?)
}

/// The difference, or `None` when out of range.
#[must_use]
pub fn subtract(left: Decimal, right: Decimal) -> Option<Decimal> {
    to_decimal(to_fixed(left)?.checked_sub(to_fixed(right)?)?)
}

/// The product rounded to 8 places, or `None` when out of range.
#[must_use]
pub fn multiply(left: Decimal, right: Decimal) -> Option<Decimal> {
    // A product too large for `i128` is too large for a decimal by ten orders of magnitude.
    let product = to_fixed(left)?.checked_mul(to_fixed(right)?)?;
    to_decimal(divide_half_up(product, ONE)?)
}

/// The quotient rounded to 8 places, or `None` when out of range or divided by zero.
///
/// # Examples
///
/// ```
/// use venule_logic::decimal::{divide, Decimal};
///
/// assert_eq!(divide(Decimal::ONE, Decimal::from(3)), Some(Decimal::new(33_333_333, 8)));
/// assert_eq!(divide(Decimal::ONE, Decimal::ZERO), None);
/// ```
#[must_use]
pub fn divide(left: Decimal, right: Decimal) -> Option<Decimal> {
    let left = to_fixed(left)?.checked_mul(ONE)?;
    to_decimal(divide_half_up(left, to_fixed(right)?)?)
}

/// The value times the ratio, rounded to 8 places, or `None` when out of range.
#[must_use]
pub fn scale(value: Decimal, ratio: Ratio) -> Option<Decimal> {
    // Whole quotients first: the remainder is below the denominator, so no product overflows
    // unless the result does.
    let value = to_fixed(value)?;
    let whole = value.div_euclid(ratio.denominator);
    let rest = value.rem_euclid(ratio.denominator);
    let rest = divide_half_up(rest.checked_mul(ratio.numerator)?, ratio.denominator)?;
    to_decimal(whole.checked_mul(ratio.numerator)?.checked_add(rest)?)
}

/// Compares `left * ratio` with `right` without rounding; `None` when one is out of range.
#[must_use]
pub fn compare_scaled(left: Decimal, ratio: Ratio, right: Decimal) -> Option<Ordering> {
    // left * n / d ? right  <=>  left / d ? right / n, by whole quotients and then by remainders.
    let (left, right) = (to_fixed(left)?, to_fixed(right)?);
    let wholes = left
        .div_euclid(ratio.denominator)
        .cmp(&right.div_euclid(ratio.numerator));
    let left_rest = left.rem_euclid(ratio.denominator);
    let right_rest = right.rem_euclid(ratio.numerator);
    let rests = left_rest
        .checked_mul(ratio.numerator)?
        .cmp(&right_rest.checked_mul(ratio.denominator)?);
    Some(wholes.then(rests))
}

/// CQL's `~` on decimals: equal after rounding both to the places of the less precise one.
///
/// Trailing zeros are not precision: `1.001 ~ 1.000` compares whole numbers and holds.
#[must_use]
pub fn equivalent(left: Decimal, right: Decimal) -> bool {
    let places = left.normalize().scale().min(right.normalize().scale());
    let unit = 10_i128.pow(PLACES.saturating_sub(places));
    let rounded = |value| divide_half_up(to_fixed(value)?, unit);
    match (rounded(left), rounded(right)) {
        (Some(left), Some(right)) => left == right,
        (_, None) | (None, _) => false,
    }
}

/// The largest whole number not above the value, if it is in CQL's range.
#[must_use]
pub(crate) fn floor(value: Decimal) -> Option<i128> {
    Some(to_fixed(value)?.div_euclid(ONE))
}

fn to_fixed(value: Decimal) -> Option<i128> {
    let mantissa = value.mantissa();
    let fixed = if value.scale() <= PLACES {
        mantissa.checked_mul(10_i128.checked_pow(PLACES.checked_sub(value.scale())?)?)?
    } else {
        divide_half_up(
            mantissa,
            10_i128.checked_pow(value.scale().checked_sub(PLACES)?)?,
        )?
    };
    in_range(fixed)
}

fn to_decimal(fixed: i128) -> Option<Decimal> {
    Some(
        Decimal::try_from_i128_with_scale(in_range(fixed)?, PLACES)
            .ok()?
            .normalize(),
    )
}

fn in_range(fixed: i128) -> Option<i128> {
    (-MAX..=MAX).contains(&fixed).then_some(fixed)
}

/// The quotient rounded to a whole number, halves toward positive infinity.
fn divide_half_up(value: i128, divisor: i128) -> Option<i128> {
    // The sign moves to the dividend, so that the remainder below is never negative.
    let (value, divisor) = if divisor < 0 {
        (value.checked_neg()?, divisor.checked_neg()?)
    } else {
        (value, divisor)
    };
    let whole = value.checked_div_euclid(divisor)?;
    let rest = value.checked_rem_euclid(divisor)?;
    let up = rest >= divisor.checked_sub(rest)?;
    whole.checked_add(i128::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn halves_round_up_on_both_sides_of_zero() {
        assert_eq!(divide_half_up(3, 2), Some(2));
        assert_eq!(divide_half_up(-3, 2), Some(-1));
        assert_eq!(divide_half_up(3, -2), Some(-1));
        assert_eq!(divide_half_up(1, 3), Some(0));
        assert_eq!(divide_half_up(2, 3), Some(1));
        assert_eq!(divide_half_up(1, 0), None);
    }

    #[test]
    fn quotients_keep_eight_places() {
        let quotient = divide(decimal("4.14"), decimal("2.06"));
        assert_eq!(quotient, Some(decimal("2.00970874")));
    }

    #[test]
    fn the_largest_decimal_has_no_successor() {
        let largest = decimal("99999999999999999999.99999999");
        assert_eq!(admit(largest), Some(largest));
        assert_eq!(add(largest, decimal("0.00000001")), None);
        assert_eq!(multiply(largest, decimal("1.00000001")), None);
        assert_eq!(multiply(largest, decimal("1.0")), Some(largest));
        assert_eq!(divide(largest, decimal("0.1")), None);
    }

    #[test]
    fn equivalence_ignores_trailing_zeros() {
        assert!(equivalent(decimal("1.001"), decimal("1.000")));
        assert!(!equivalent(decimal("1.5"), decimal("1.55")));
        assert!(equivalent(decimal("1.5"), decimal("1.54")));
    }

    #[test]
    fn scaled_comparison_is_exact_where_scaling_rounds() {
        // A third is not a decimal; three thirds are one.
        let third = Ratio::new(1, 3);
        assert_eq!(scale(decimal("1"), third), Some(decimal("0.33333333")));
        let order = compare_scaled(decimal("1"), third, decimal("0.33333333"));
        assert_eq!(order, Some(Ordering::Greater));
        assert_eq!(
            compare_scaled(decimal("-3"), third, decimal("-1")),
            Some(Ordering::Equal)
        );
    }

    #[test]
    fn scaled_comparison_survives_the_largest_values() {
        let largest = decimal("99999999999999999999.99999999");
        let ratio = Ratio::new(1_000_000_000_000, 1);
        assert_eq!(
            compare_scaled(largest, ratio, largest),
            Some(Ordering::Greater)
        );
        assert_eq!(
            compare_scaled(-largest, ratio, largest),
            Some(Ordering::Less)
        );
        assert_eq!(scale(largest, ratio), None);
    }
}
