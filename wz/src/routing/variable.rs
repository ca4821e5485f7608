//! What the parameters of a handler can be: the types that each converter fills.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::digits;
use super::spec::Bound;

use super::converter::{Arguments, Converter};

/// What an `int` variable captured.
#[derive(Debug, Clone, Copy)]
pub struct IntText<'c> {
    /// Digits from `start` to `end`, perhaps with a sign. What is around them is cut off only when somebody asks.
    whole: &'c str,
    start: usize,
    end: usize,
    negative: bool,
    magnitude: u64,
}

impl<'c> IntText<'c> {
    /// `text` is digits, perhaps with a sign: the matcher has seen to that.
    #[inline]
    pub(crate) fn new(text: &'c str) -> Self {
        IntText::within(text, 0, text.len())
    }

    /// The same for a part of a text.
    #[inline]
    pub(crate) fn within(whole: &'c str, start: usize, end: usize) -> Self {
        let text = whole.as_bytes().get(start..end).unwrap_or(b"");
        let unsigned = text.strip_prefix(b"-");
        let magnitude = digits::read(unsigned.unwrap_or(text)).unwrap_or(0);
        IntText { whole, start, end, negative: unsigned.is_some(), magnitude }
    }

    /// The digits as they stand in the URL, with the sign if there is one.
    pub fn text(&self) -> &'c str {
        self.whole.get(self.start..self.end).unwrap_or("")
    }

    /// The value, when it fits into 128 bits.
    pub fn to_i128(&self) -> Option<i128> {
        match self.magnitude {
            u64::MAX => self.text().parse().ok(),
            value if self.negative => Some(-i128::from(value)),
            value => Some(i128::from(value)),
        }
    }
}

/// A type that an `<int:...>` variable fills: all of Rust's integers, and your own types around one.
///
/// `MIN` and `MAX` take part in matching: a value beyond them is no match, so that the next rule gets its
/// chance. When [`from_int`](Self::from_int) refuses for another reason, the answer is 404.
///
/// ```
/// use wz::routing::{FromInt, IntText};
///
/// struct UserId(u32);
///
/// impl FromInt for UserId {
///     const MIN: i128 = 1;
///     const MAX: u128 = u32::MAX as u128;
///
///     fn from_int(value: IntText<'_>) -> Option<Self> {
///         u32::from_int(value).map(UserId)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the value of an `<int:...>` variable",
    label = "an `int` variable needs an integer type here",
    note = "use u8 to u128, usize, i8 to i128 or isize; for text write `<name>` in the rule"
)]
pub trait FromInt: Sized {
    /// The least value.
    const MIN: i128;
    /// The greatest value.
    const MAX: u128;

    /// The range as the bound of the last variable, of the one before it, and so on.
    #[doc(hidden)]
    const BOUNDS: [&'static [Bound]; 4] = [
        &[Bound::of(0, (Self::MIN, Self::MAX))],
        &[Bound::of(1, (Self::MIN, Self::MAX))],
        &[Bound::of(2, (Self::MIN, Self::MAX))],
        &[Bound::of(3, (Self::MIN, Self::MAX))],
    ];

    /// The value; `None` when it does not fit.
    fn from_int(value: IntText<'_>) -> Option<Self>;
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl FromInt for $type {
            const MIN: i128 = {
                // `u128` is the one type whose least value is the same in i128.
                #[allow(unused_comparisons)]
                if <$type>::MIN < 0 { <$type>::MIN as i128 } else { 0 }
            };
            const MAX: u128 = <$type>::MAX as u128;

            #[inline]
            fn from_int(value: IntText<'_>) -> Option<Self> {
                match value.magnitude {
                    u64::MAX => value.text().parse().ok(),
                    _ if value.negative => Self::try_from(-i128::from(value.magnitude)).ok(),
                    magnitude => Self::try_from(magnitude).ok(),
                }
            }
        }
    )*};
}
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// A type that a `<float:...>` variable fills.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the value of a `<float:...>` variable",
    label = "a `float` variable needs `f64` or `f32` here",
    note = "for an integer write `<int:name>` in the rule, for text `<name>`"
)]
pub trait FromFloat: Sized {
    /// The value of digits with a point; `None` when it does not fit.
    fn from_float(text: &str) -> Option<Self>;
}

impl FromFloat for f64 {
    fn from_float(text: &str) -> Option<Self> {
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

/// Rounded to the nearest; what is too large for it does not fit.
impl FromFloat for f32 {
    fn from_float(text: &str) -> Option<Self> {
        text.parse().ok().filter(|value: &f32| value.is_finite())
    }
}

/// A type that a `<name>` (`string`) or a `<path:name>` variable fills.
///
/// When [`from_text`](Self::from_text) of your own type refuses, the answer is 404. To let the next rule have
/// its chance, write a [`Converter`](super::Converter) instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the text of a variable",
    label = "a `string` or `path` variable needs `&str`, `String` or `Cow<str>` here",
    note = "for a number write `<int:name>` or `<float:name>` in the rule; for a type of your own implement `FromText`"
)]
pub trait FromText<'c>: Sized {
    /// The value of the text, already percent-decoded; `None` when it does not fit.
    fn from_text(text: &'c str) -> Option<Self>;
}

macro_rules! texts {
    ($($trait:ident $method:ident { $($consts:tt)* })*) => {$(
        impl<'c> $trait<'c> for &'c str {
            $($consts)*
            #[inline]
            fn $method(text: &'c str) -> Option<Self> {
                Some(text)
            }
        }

        impl<'c> $trait<'c> for Cow<'c, str> {
            $($consts)*
            #[inline]
            fn $method(text: &'c str) -> Option<Self> {
                Some(Cow::Borrowed(text))
            }
        }

        texts!(@owned $trait $method { $($consts)* } String Box<str> Arc<str> Rc<str>);
    )*};
    (@owned $trait:ident $method:ident $consts:tt $($type:ty)*) => {$(
        texts!(@one $trait $method $consts $type);
    )*};
    (@one $trait:ident $method:ident { $($consts:tt)* } $type:ty) => {
        impl<'c> $trait<'c> for $type {
            $($consts)*
            #[inline]
            fn $method(text: &'c str) -> Option<Self> {
                Some(text.into())
            }
        }
    };
}

/// A type that an `<any(...):...>` variable fills: text, or an enum with `#[derive(Choice)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the value of an `<any(...):...>` variable",
    label = "an `any` variable needs `&str`, `String` or an enum with `#[derive(Choice)]` here",
    note = "for a number write `<int:name>` in the rule"
)]
pub trait FromChoice<'c>: Sized {
    /// All texts the type has a value for; `None` when it takes any text.
    const CHOICES: Option<&'static [&'static str]>;

    /// The value of one of the texts in the rule.
    fn from_choice(text: &'c str) -> Option<Self>;
}

/// A type that a variable with the [`Converter`] `C` fills: its `Value`, here `T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the value of the converter `{C}`",
    label = "`{C}` makes `{T}`: write that here"
)]
pub trait FromCustom<C, T>: Sized {
    /// The value, when the text fits.
    fn from_custom(text: &str, arguments: Arguments<'_>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<C: Converter<Value = T>, T> FromCustom<C, T> for T {
    fn from_custom(text: &str, arguments: Arguments<'_>) -> Option<Self> {
        C::parse(text, arguments)
    }
}

/// A type that a `<uuid:...>` variable fills.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the value of a `<uuid:...>` variable",
    label = "a `uuid` variable needs `Uuid`, `u128`, `[u8; 16]` or text here",
    note = "`uuid::Uuid` needs the feature `uuid` of wz"
)]
pub trait FromUuid<'c>: Sized {
    /// The value of 8-4-4-4-12 hexadecimal digits.
    fn from_uuid(text: &'c str) -> Option<Self>;
}

texts! {
    FromText from_text {}
    FromUuid from_uuid {}
    FromChoice from_choice { const CHOICES: Option<&'static [&'static str]> = None; }
}

impl FromUuid<'_> for u128 {
    fn from_uuid(text: &str) -> Option<Self> {
        let digits = text.bytes().filter_map(|b| (b as char).to_digit(16));
        Some(digits.fold(0, |value, digit| value << 4 | u128::from(digit)))
    }
}

impl FromUuid<'_> for [u8; 16] {
    fn from_uuid(text: &str) -> Option<Self> {
        u128::from_uuid(text).map(u128::to_be_bytes)
    }
}

#[cfg(feature = "uuid")]
impl FromUuid<'_> for uuid::Uuid {
    fn from_uuid(text: &str) -> Option<Self> {
        u128::from_uuid(text).map(uuid::Uuid::from_u128)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int<T: FromInt>(text: &str) -> Option<T> {
        T::from_int(IntText::new(text))
    }

    #[test]
    fn integers_of_all_widths() {
        assert_eq!(int::<u8>("255"), Some(255));
        assert_eq!(int::<u8>("256"), None);
        assert_eq!(int::<i8>("-128"), Some(-128));
        assert_eq!(int::<i8>("-129"), None);
        assert_eq!(int::<u64>("18446744073709551615"), Some(u64::MAX));
        assert_eq!(int::<u64>("18446744073709551616"), None);
        assert_eq!(int::<u128>("340282366920938463463374607431768211455"), Some(u128::MAX));
        assert_eq!(int::<u128>("340282366920938463463374607431768211456"), None);
        assert_eq!(int::<i128>("-170141183460469231731687303715884105728"), Some(i128::MIN));
        assert_eq!((u8::MIN, <u8 as FromInt>::MIN, <i128 as FromInt>::MIN), (0, 0, i128::MIN));
    }

    #[test]
    fn uuids() {
        let text = "12345678-1234-abcd-ABCD-1234567890ab";
        assert_eq!(u128::from_uuid(text), Some(0x12345678_1234_abcd_abcd_1234567890ab));
    }
}
