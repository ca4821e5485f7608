use std::fmt;

use crate::header::HeaderError;

/// An integer of up to 15 digits (RFC 9651 §3.3.1), which also a program that has only floating point keeps exact.
///
/// ```
/// use wz::header::structured::Integer;
///
/// assert_eq!(Integer::try_from(-42_i64)?.get(), -42);
/// assert!(Integer::try_from(1_000_000_000_000_000_i64).is_err());
/// assert_eq!(Integer::from(7_u32).to_string(), "7");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(i64);

impl Integer {
    /// The least one: -999,999,999,999,999.
    ///
    /// ```
    /// use wz::header::structured::Integer;
    ///
    /// assert!(Integer::try_from(Integer::MIN.get() - 1).is_err());
    /// ```
    pub const MIN: Integer = Integer(-999_999_999_999_999);
    /// The greatest one: 999,999,999,999,999.
    ///
    /// ```
    /// use wz::header::structured::Integer;
    ///
    /// assert!(Integer::try_from(Integer::MAX.get() + 1).is_err());
    /// ```
    pub const MAX: Integer = Integer(999_999_999_999_999);

    /// The number.
    ///
    /// ```
    /// use wz::header::structured::Integer;
    ///
    /// assert_eq!(Integer::from(-7).get(), -7);
    /// ```
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Integer {
    type Error = HeaderError;

    fn try_from(number: i64) -> Result<Integer, HeaderError> {
        if (Integer::MIN.0..=Integer::MAX.0).contains(&number) {
            return Ok(Integer(number));
        }
        Err(HeaderError::unwritable("an integer of at most 15 digits").found(&number.to_string()))
    }
}

impl From<i32> for Integer {
    fn from(number: i32) -> Integer {
        Integer(number.into())
    }
}

impl From<u32> for Integer {
    fn from(number: u32) -> Integer {
        Integer(number.into())
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
