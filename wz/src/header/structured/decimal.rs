use std::fmt;

use crate::header::HeaderError;

/// A number with up to 12 digits before and 3 after the point (RFC 9651 §3.3.2), kept exactly.
///
/// ```
/// use wz::header::structured::Decimal;
///
/// assert_eq!(Decimal::try_from(0.0025)?.to_string(), "0.002"); // ties go to the even one
/// assert_eq!(Decimal::try_from(4.0)?.to_string(), "4.0");
/// assert_eq!(Decimal::from_thousandths(-1_250).map(Decimal::to_f64), Some(-1.25));
/// assert!(Decimal::try_from(1e12).is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    thousandths: i64,
}

const LARGEST: i64 = 999_999_999_999_999;

impl Decimal {
    /// So many thousandths; `None` when that has more than 12 digits before the point.
    ///
    /// ```
    /// use wz::header::structured::Decimal;
    ///
    /// assert_eq!(Decimal::from_thousandths(1_500).unwrap().to_string(), "1.5");
    /// assert_eq!(Decimal::from_thousandths(1_000_000_000_000_000), None);
    /// ```
    pub const fn from_thousandths(thousandths: i64) -> Option<Decimal> {
        if thousandths < -LARGEST || thousandths > LARGEST { None } else { Some(Decimal { thousandths }) }
    }

    /// The number times 1000.
    ///
    /// ```
    /// use wz::header::structured::Decimal;
    ///
    /// assert_eq!(Decimal::try_from(-0.25)?.thousandths(), -250);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub const fn thousandths(self) -> i64 {
        self.thousandths
    }

    /// The nearest floating point number.
    ///
    /// ```
    /// use wz::header::structured::Decimal;
    ///
    /// assert_eq!(Decimal::from_thousandths(100).unwrap().to_f64(), 0.1);
    /// ```
    pub fn to_f64(self) -> f64 {
        self.thousandths as f64 / 1000.0
    }
}

impl TryFrom<f64> for Decimal {
    type Error = HeaderError;

    /// Rounds to three digits, ties to even (RFC 9651 §4.1.5).
    fn try_from(number: f64) -> Result<Decimal, HeaderError> {
        let thousandths = (number * 1000.0).round_ties_even();
        if thousandths.is_finite() && thousandths.abs() <= LARGEST as f64 {
            return Ok(Decimal { thousandths: thousandths as i64 });
        }
        let expected = "a number with at most 12 digits before the point";
        Err(HeaderError::unwritable(expected).found(&number.to_string()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.thousandths < 0 { "-" } else { "" };
        let thousandths = self.thousandths.unsigned_abs();
        let (whole, rest) = (thousandths / 1000, thousandths % 1000);
        match (rest, rest % 100, rest % 10) {
            (_, 0, _) => write!(f, "{sign}{whole}.{}", rest / 100),
            (_, _, 0) => write!(f, "{sign}{whole}.{:02}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:03}"),
        }
    }
}
