use std::borrow::{Borrow, Cow};
use std::fmt::Write;
use std::rc::Rc;
use std::sync::Arc;

use super::super::converter::{Arguments, Converter};
use super::super::spec::ConverterSpec;

/// The kinds of variables as numbers, since a constant cannot choose a type but can choose a number.
pub mod value_kind {
    /// `string` and `path`.
    pub const TEXT: u8 = 0;
    /// `int`.
    pub const INT: u8 = 1;
    /// `float`.
    pub const FLOAT: u8 = 2;
    /// `uuid`.
    pub const UUID: u8 = 3;
    /// `any`.
    pub const CHOICE: u8 = 4;
    /// A user's converter.
    pub const CUSTOM: u8 = 5;

    /// What stands for a variable that does not exist.
    pub const ANYTHING: u8 = 255;

    use super::ConverterSpec;

    /// The kind of a converter.
    pub const fn of(converter: &ConverterSpec<'_>) -> u8 {
        match converter {
            ConverterSpec::Text { .. } | ConverterSpec::Path => TEXT,
            ConverterSpec::Int { .. } => INT,
            ConverterSpec::Float { .. } => FLOAT,
            ConverterSpec::Uuid => UUID,
            ConverterSpec::Any(_) => CHOICE,
            ConverterSpec::Custom(_) => CUSTOM,
        }
    }
}

/// A value for a variable in [`url_for!`](crate::url_for): of the route `R`, of this [kind](value_kind), and
/// with a name of this hash.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for this variable of `{R}`",
    label = "the converter of this variable cannot write it",
    note = "an `int` variable takes integers, `float` numbers with a point (`2.0`), `string` and `path` text, `any` \
            text or its enum, `uuid` a `Uuid`, `u128` or text, a converter of your own its `Value`"
)]
pub trait VariableValue<R, const KIND: u8, const NAME: u64> {
    /// Appends the value as text, not percent-encoded.
    fn write_text(&self, out: &mut String);
}

/// Says which converter of its own a route has for the variable with a name of this hash.
pub trait CustomVariable<const NAME: u64> {
    /// The converter. That it is one is said where it is used: here it would be a second error.
    type Converter;
    /// Its arguments.
    const ARGUMENTS: Arguments<'static>;
}

macro_rules! values {
    ($kind:ident: $($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<R, const NAME: u64> VariableValue<R, { value_kind::$kind }, NAME> for $type {
            #[inline]
            fn write_text(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        }
    )*};
}
values!(INT: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
values!(TEXT: str String Cow<'_, str> Box<str> Rc<str> Arc<str>);
values!(CHOICE: str String Cow<'_, str> Box<str> Rc<str> Arc<str>);
values!(UUID: str String);
#[cfg(feature = "uuid")]
values!(UUID: uuid::Uuid);

#[diagnostic::do_not_recommend]
impl<R, const NAME: u64> VariableValue<R, { value_kind::UUID }, NAME> for u128 {
    fn write_text(&self, out: &mut String) {
        let digits = format!("{self:032x}");
        for (i, group) in [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().enumerate() {
            if i > 0 {
                out.push('-');
            }
            out.push_str(&digits[group]);
        }
    }
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<R, const NAME: u64> VariableValue<R, { value_kind::FLOAT }, NAME> for $type {
            /// Plain decimal digits with a point, never an exponent.
            fn write_text(&self, out: &mut String) {
                let start = out.len();
                let _ = write!(out, "{self}");
                if !out[start..].contains('.') {
                    out.push_str(".0");
                }
            }
        }
    )*};
}
floats!(f32 f64);

macro_rules! through_references {
    ($($kind:ident)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, R, const NAME: u64> VariableValue<R, { value_kind::$kind }, NAME> for &T
        where
            T: VariableValue<R, { value_kind::$kind }, NAME> + ?Sized,
        {
            #[inline]
            fn write_text(&self, out: &mut String) {
                (**self).write_text(out);
            }
        }
    )*};
}
through_references!(INT TEXT CHOICE UUID FLOAT);

impl<V, R, const NAME: u64> VariableValue<R, { value_kind::CUSTOM }, NAME> for V
where
    R: CustomVariable<NAME>,
    R::Converter: Converter,
    V: Borrow<<R::Converter as Converter>::Value>,
{
    fn write_text(&self, out: &mut String) {
        R::Converter::format(self.borrow(), R::ARGUMENTS, out);
    }
}

#[diagnostic::do_not_recommend]
impl<V, R, const NAME: u64> VariableValue<R, { value_kind::ANYTHING }, NAME> for V {
    fn write_text(&self, _: &mut String) {}
}
