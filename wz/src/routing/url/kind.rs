//! Which trait the value of a variable needs in `url_for!`: chosen at compile time, by a number.
//!
//! A link is a constant, and a constant cannot choose a type but can choose a number. [`Variable`] leads from the number
//! to a type. Its `write` is not one of a trait: the error about a value would be about that trait, and not about the
//! one of the converter, whose message says what the variable takes.

use super::super::converter::{Arguments, Converter};
use super::value::{ChoiceValue, CustomValue, FloatValue, IntValue, TextValue, UuidValue};

/// The kinds of variables as numbers.
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

    use super::super::super::spec::ConverterSpec;

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

/// Says which converter of its own a route has for the variable with a name of this hash.
pub trait CustomVariable<const NAME: u64> {
    /// The converter. That it is one is said where it is used: here it would be a second error.
    type Converter;
    /// Its arguments.
    const ARGUMENTS: Arguments<'static>;
}

/// A route, and the kind and arguments of its variable with a name of this hash.
pub trait Variable<const KIND: u8, const NAME: u64> {
    /// The kind as a type.
    type Kind;
    /// The arguments of a converter of the user's.
    const ARGUMENTS: Arguments<'static> = Arguments::NONE;
}

macro_rules! kinds {
    ($($number:ident $kind:ident)*) => {$(
        #[doc = concat!("See [`value_kind::", stringify!($number), "`].")]
        #[derive(Debug)]
        pub struct $kind;

        impl<R, const NAME: u64> Variable<{ value_kind::$number }, NAME> for R {
            type Kind = $kind;
        }
    )*};
}
kinds! { TEXT Text INT Int FLOAT Float UUID Uuid CHOICE Choice ANYTHING Anything }

// Not by a macro: the compiler shows these lines to people.

impl Text {
    /// Appends a value as text, not percent-encoded.
    #[inline]
    pub fn write<V: TextValue + ?Sized>(value: &V, _: Arguments<'_>, out: &mut String) {
        value.write_text(out);
    }
}

impl Int {
    /// Appends a value as text, not percent-encoded.
    #[inline]
    pub fn write<V: IntValue + ?Sized>(value: &V, _: Arguments<'_>, out: &mut String) {
        value.write_text(out);
    }
}

impl Float {
    /// Appends a value as text, not percent-encoded.
    #[inline]
    pub fn write<V: FloatValue + ?Sized>(value: &V, _: Arguments<'_>, out: &mut String) {
        value.write_text(out);
    }
}

impl Uuid {
    /// Appends a value as text, not percent-encoded.
    #[inline]
    pub fn write<V: UuidValue + ?Sized>(value: &V, _: Arguments<'_>, out: &mut String) {
        value.write_text(out);
    }
}

impl Choice {
    /// Appends a value as text, not percent-encoded.
    #[inline]
    pub fn write<V: ChoiceValue + ?Sized>(value: &V, _: Arguments<'_>, out: &mut String) {
        value.write_text(out);
    }
}

impl Anything {
    /// Takes whatever is given.
    pub fn write<V: ?Sized>(_: &V, _: Arguments<'_>, _: &mut String) {}
}

/// See [`value_kind::CUSTOM`].
#[derive(Debug)]
pub struct Custom<C>(C);

impl<R: CustomVariable<NAME>, const NAME: u64> Variable<{ value_kind::CUSTOM }, NAME> for R {
    type Kind = Custom<R::Converter>;
    const ARGUMENTS: Arguments<'static> = R::ARGUMENTS;
}

impl<C: Converter> Custom<C> {
    /// Appends a value as text, not percent-encoded.
    pub fn write<V: CustomValue<C, C::Value> + ?Sized>(
        value: &V,
        arguments: Arguments<'_>,
        out: &mut String,
    ) {
        C::format(value.value(), arguments, out);
    }
}
