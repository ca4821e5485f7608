use serde::de::value::SeqDeserializer;
use serde::de::{self, Visitor};
use serde::forward_to_deserialize_any;

use super::Error;
use super::error::Kind;
use super::fields::{Field, FieldIter, Fields};
use super::value::{Scalar, Values};

/// The whole text: a map, a struct or a list of pairs.
pub(super) struct Deserializer<'f, 't> {
    pub(super) fields: &'f Fields<'t>,
}

impl<'de> de::Deserializer<'de> for Deserializer<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(FieldAccess { fields: self.fields.iter(), current: None })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let pairs = self
            .fields
            .iter()
            .flat_map(|field| field.values.iter().map(move |value| (field.name, Scalar::from(value))));
        visitor.visit_seq(PairAccess { pairs })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf tuple tuple_struct
        map struct enum identifier ignored_any
    }
}

struct FieldAccess<'f, 't> {
    fields: FieldIter<'f, 't>,
    current: Option<Field<'f, 't>>,
}

impl<'de> de::MapAccess<'de> for FieldAccess<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.current = self.fields.next();
        match self.current {
            Some(field) => seed.deserialize(Scalar::of(field.name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some(field) = self.current else {
            return Err(Error::new(Kind::Message("a value without a name".to_owned())));
        };
        seed.deserialize(Values::of(field.values)).map_err(|error| error.in_field(field.name))
    }
}

struct PairAccess<I> {
    pairs: I,
}

impl<'de, 'f, I: Iterator<Item = (&'f str, Scalar<'f>)>> de::SeqAccess<'de> for PairAccess<I> {
    type Error = Error;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.pairs.next() else { return Ok(None) };
        let pair = SeqDeserializer::new([Scalar::of(name), value].into_iter());
        seed.deserialize(pair).map(Some).map_err(|error| error.in_field(name))
    }
}
