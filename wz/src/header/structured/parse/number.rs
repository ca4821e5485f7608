use super::{Parsed, Parser};
use crate::header::HeaderError;
use crate::header::structured::{BareItem, Decimal, Integer};

impl Parser<'_> {
    /// §4.2.4.
    pub(super) fn number(&mut self) -> Parsed<BareItem> {
        let start = self.at;
        let negative = self.eat(b'-');
        let whole = self.skip(|byte| byte.is_ascii_digit());
        if whole.is_empty() {
            return Err(self.expected("a digit"));
        }
        let too_long = |expected| Err(HeaderError::syntax(expected).at(start));
        if !self.eat(b'.') {
            if whole.len() > 15 {
                return too_long("an integer of at most 15 digits");
            }
            let number = value(whole);
            let number = Integer::try_from(if negative { -number } else { number })?;
            return Ok(BareItem::Integer(number));
        }
        if whole.len() > 12 {
            return too_long("at most 12 digits before the point");
        }
        let fraction = self.skip(|byte| byte.is_ascii_digit());
        let unit = match fraction.len() {
            0 => return Err(self.expected("a digit after the point")),
            1 => 100,
            2 => 10,
            3 => 1,
            _ => return too_long("at most 3 digits after the point"),
        };
        let thousandths = value(whole) * 1000 + value(fraction) * unit;
        let number = Decimal::from_thousandths(if negative { -thousandths } else { thousandths });
        number.map(BareItem::Decimal).ok_or_else(|| self.expected("a decimal"))
    }

    /// §4.2.9, after the `@`.
    pub(super) fn date(&mut self) -> Parsed<BareItem> {
        let start = self.at;
        match self.number()? {
            BareItem::Integer(seconds) => Ok(BareItem::Date(seconds)),
            _ => Err(HeaderError::syntax("whole seconds").at(start)),
        }
    }
}

/// The number of up to 15 digits.
fn value(digits: &str) -> i64 {
    digits.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}
