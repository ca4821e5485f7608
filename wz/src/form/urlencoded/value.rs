use std::str::FromStr;

use serde::de::value::SeqDeserializer;
use serde::de::{self, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::Error;
use super::error::Kind;
use super::fields::FieldValue;
use crate::form::handed::{self, FileHandle};

/// One value: a text, which becomes whatever type is asked for, or a file.
#[derive(Clone, Copy)]
pub(super) struct Scalar<'v> {
    value: TextOrFile<'v>,
    /// Asked for inside an `Option`.
    optional: bool,
}

#[derive(Clone, Copy)]
enum TextOrFile<'v> {
    Text(&'v str),
    File(&'v FileHandle),
}

impl<'v> Scalar<'v> {
    pub(super) fn of(text: &'v str) -> Scalar<'v> {
        Scalar { value: TextOrFile::Text(text), optional: false }
    }

    fn text(self, expected: impl std::fmt::Display) -> Result<&'v str, Error> {
        match self.value {
            TextOrFile::Text(text) => Ok(text),
            TextOrFile::File(_) => Err(Error::file(expected)),
        }
    }

    fn parse<N: FromStr>(self, expected: impl std::fmt::Display + Copy) -> Result<N, Error> {
        let text = self.filled(expected)?;
        text.parse().map_err(|_| Error::expected(expected, text))
    }

    /// Text for something that cannot be made of an empty one.
    fn filled(self, expected: impl std::fmt::Display) -> Result<&'v str, Error> {
        match self.text(expected)? {
            "" if self.optional => Err(Error::new(Kind::EmptyOption)),
            text => Ok(text),
        }
    }
}

impl<'v> From<&'v FieldValue<'_>> for Scalar<'v> {
    fn from(value: &'v FieldValue<'_>) -> Scalar<'v> {
        match value {
            FieldValue::Text(text) => Scalar::of(text),
            FieldValue::File(file) => Scalar { value: TextOrFile::File(file), optional: false },
        }
    }
}

impl<'de> IntoDeserializer<'de, Error> for Scalar<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! numbers {
    ($($deserialize:ident $visit:ident $number:ty: $expected:expr;)+) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.parse::<$number>($expected)?)
        })+
    };
}

macro_rules! range {
    ($number:ty) => {
        format_args!("an integer from {} to {}", <$number>::MIN, <$number>::MAX)
    };
}

impl<'de> de::Deserializer<'de> for Scalar<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text("a text")?)
    }

    numbers! {
        deserialize_i8 visit_i8 i8: range!(i8);
        deserialize_i16 visit_i16 i16: range!(i16);
        deserialize_i32 visit_i32 i32: range!(i32);
        deserialize_i64 visit_i64 i64: "an integer";
        deserialize_i128 visit_i128 i128: "an integer";
        deserialize_u8 visit_u8 u8: range!(u8);
        deserialize_u16 visit_u16 u16: range!(u16);
        deserialize_u32 visit_u32 u32: range!(u32);
        deserialize_u64 visit_u64 u64: "an integer, not negative";
        deserialize_u128 visit_u128 u128: "an integer, not negative";
        deserialize_f32 visit_f32 f32: "a number";
        deserialize_f64 visit_f64 f64: "a number";
        deserialize_char visit_char char: "one character";
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        const WORDS: &str = "one of `true`, `false`, `1`, `0`, `on`, `off`";

        match self.filled(WORDS)? {
            "true" | "1" | "on" => visitor.visit_bool(true),
            "false" | "0" | "off" => visitor.visit_bool(false),
            other => Err(Error::expected(WORDS, other)),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bytes(self.text("a text")?.as_bytes())
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // Only elements of a list come here, where there is no field to leave out.
        match self.value {
            TextOrFile::Text("") => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            _ if name != handed::FILE => visitor.visit_newtype_struct(self),
            TextOrFile::File(file) => handed::hand_over(file, visitor),
            TextOrFile::Text(_) => Err(Error::expected("a file", self.filled("a file")?)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let name = self.filled("a text")?;
        visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(name))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::once(self)))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { str string unit unit_struct tuple tuple_struct map struct identifier }
}

/// All values of one name: a list for who asks for one, else the first.
#[derive(Clone, Copy)]
pub(super) struct Values<'f, 't> {
    values: &'f [FieldValue<'t>],
    optional: bool,
}

impl<'f, 't> Values<'f, 't> {
    pub(super) fn of(values: &'f [FieldValue<'t>]) -> Values<'f, 't> {
        Values { values, optional: false }
    }

    fn scalar(self) -> Result<Scalar<'f>, Error> {
        match self.values.first() {
            Some(value) => Ok(Scalar { optional: self.optional, ..value.into() }),
            None => Err(Error::new(Kind::NoValue)),
        }
    }
}

macro_rules! first_value {
    ($($deserialize:ident)+) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.scalar()?.$deserialize(visitor)
        })+
    };
}

impl<'de> de::Deserializer<'de> for Values<'_, '_> {
    type Error = Error;

    // Whoever takes anything (a flattened map, an untagged enum) sees what is there.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.values.len() == 1 {
            self.scalar()?.deserialize_any(visitor)
        } else {
            self.deserialize_seq(visitor)
        }
    }

    first_value! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_identifier deserialize_unit deserialize_map
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.values.is_empty() {
            visitor.visit_none()
        } else {
            visitor.visit_some(Values { optional: true, ..self })
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == handed::FILE {
            self.scalar()?.deserialize_newtype_struct(name, visitor)
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.values.iter().map(Scalar::from)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.scalar()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { unit_struct struct }
}
