use std::fmt;
use std::str::FromStr;

use crate::header::HeaderError;
use crate::header::syntax::cut;

/// How much something is wanted, from 0 to 1 in steps of a thousandth (RFC 9110 §12.4.2). 0 means: not acceptable.
///
/// ```
/// use wz::header::Quality;
///
/// let half: Quality = "0.5".parse()?;
/// assert!(Quality::ZERO < half && half < Quality::ONE);
/// assert_eq!((half.thousandths(), half.to_string()), (500, "0.5".to_owned()));
/// assert!("1.1".parse::<Quality>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Reading is lenient about zeros in front and more than three digits: what is more than 0 stays more than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quality(u16);

impl Quality {
    /// Not acceptable.
    ///
    /// ```
    /// use wz::header::Quality;
    ///
    /// assert!(Quality::ZERO.is_zero() && Quality::ZERO.to_string() == "0");
    /// ```
    pub const ZERO: Quality = Quality(0);
    /// Acceptable, and less wanted than everything else.
    ///
    /// ```
    /// use wz::header::Quality;
    ///
    /// assert!(Quality::LEAST.to_string() == "0.001" && !Quality::LEAST.is_zero());
    /// ```
    pub const LEAST: Quality = Quality(1);
    /// Wanted most; what an element without `q` has.
    ///
    /// ```
    /// use wz::header::{Accept, Quality};
    ///
    /// assert_eq!("text/html".parse::<Accept>()?.quality("text/html"), Quality::ONE);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub const ONE: Quality = Quality(1000);

    /// From a number of thousandths; `None` for more than 1000.
    ///
    /// ```
    /// use wz::header::Quality;
    ///
    /// let half = Quality::from_thousandths(500).unwrap();
    /// assert_eq!((half.to_string().as_str(), half.thousandths()), ("0.5", 500));
    /// assert!(Quality::ZERO.is_zero() && Quality::ZERO < Quality::LEAST && half < Quality::ONE);
    /// ```
    pub const fn from_thousandths(thousandths: u16) -> Option<Quality> {
        if thousandths <= 1000 { Some(Quality(thousandths)) } else { None }
    }

    /// The quality times 1000.
    ///
    /// ```
    /// use wz::header::Quality;
    ///
    /// assert_eq!("0.25".parse::<Quality>()?.thousandths(), 250);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// Whether it means: not acceptable.
    ///
    /// ```
    /// use wz::header::Quality;
    ///
    /// assert!("0.000".parse::<Quality>()?.is_zero() && !"0.0001".parse::<Quality>()?.is_zero());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl From<Quality> for f32 {
    fn from(quality: Quality) -> f32 {
        f32::from(quality.0) / 1000.0
    }
}

impl FromStr for Quality {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Quality, HeaderError> {
        read(text).ok_or_else(|| HeaderError::value("a quality from 0 to 1").found(text))
    }
}

fn read(text: &str) -> Option<Quality> {
    let (whole, decimals) = cut(text, b'.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return None;
    }
    let more = decimals.bytes().any(|byte| byte != b'0');
    match whole.trim_start_matches('0') {
        "1" if !more => Some(Quality::ONE),
        "" => {
            let digit = |place| decimals.as_bytes().get(place).map_or(0, |byte| u16::from(byte - b'0'));
            let thousandths = digit(0) * 100 + digit(1) * 10 + digit(2);
            Some(Quality(thousandths.max(u16::from(more))))
        }
        _ => None,
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("0"),
            1000 => f.write_str("1"),
            thousandths => {
                let digits = format!("{thousandths:03}");
                write!(f, "0.{}", digits.trim_end_matches('0'))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for thousandths in 0..=1000 {
            let quality = Quality(thousandths);
            assert_eq!(quality.to_string().parse(), Ok(quality));
        }
        for (text, thousandths) in
            [("1.", 1000), ("0.", 0), ("1.000", 1000), ("0.0009", 1), ("00.5", 500), ("0.12345", 123)]
        {
            assert_eq!(text.parse(), Ok(Quality(thousandths)), "{text}");
        }
        for text in ["", ".5", "-0", "-1", "+1", "1.001", "2", "0.5x", "0,5", "1e0", " 1", "٠", "0.٥", "."]
        {
            assert!(text.parse::<Quality>().is_err(), "{text}");
        }
    }
}
