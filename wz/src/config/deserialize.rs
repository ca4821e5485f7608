//! Values as what a type asks for, by serde.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
use wz_rule::did_you_mean;

use super::error::ConfigProblem;
use super::value::{Node, Source, Value, is_same_key};

/// A value that a type is made of.
pub(super) struct Reading<'n> {
    pub(super) node: &'n Node,
    /// The key that it stands at; that of a list for what is in it.
    pub(super) key: &'n str,
}

/// What a type did not like, and where. The keys are added on the way out.
#[derive(Debug)]
pub(super) struct Refusal {
    message: String,
    /// Whether the message says what was expected instead.
    expects: bool,
    /// The innermost last.
    keys: Vec<String>,
    place: Option<String>,
    /// Whether `place` is known, be it that there is none.
    placed: bool,
    missing: bool,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Refusal {
        let message = message.into();
        Refusal { message, expects: false, keys: Vec::new(), place: None, placed: false, missing: false }
    }

    pub(super) fn expected(expected: impl Display) -> Refusal {
        Refusal { expects: true, ..Refusal::new(format!("expected {expected}")) }
    }

    /// Says where it happened, unless it is known to have happened further inside.
    pub(super) fn at(mut self, node: &Node, key: &str) -> Refusal {
        if !self.placed {
            self.placed = true;
            if !matches!(node.source, Source::Several) {
                self.place = Some(node.source.to_string());
            }
            let is_simple = !matches!(node.value, Value::Table(_) | Value::List(_));
            self.message = match node.shown(key) {
                Some(shown) if self.expects => format!("is {shown}, {}", self.message),
                Some(shown) if is_simple => format!("is {shown}: {}", self.message),
                _ => format!("is not right: {}", self.message),
            };
        }
        self
    }

    fn below(mut self, key: &str) -> Refusal {
        self.keys.insert(0, key.to_owned());
        self
    }

    /// The problem of the value at a dotted key; an empty one for the whole.
    pub(super) fn problem(mut self, key: &str) -> ConfigProblem {
        if !key.is_empty() {
            self.keys.splice(0..0, key.split('.').map(str::to_owned));
        }
        if self.missing {
            let variable = self.keys.join("__").replace('-', "_").to_ascii_uppercase();
            self.message = format!("is missing: put it into the file, or set `WZ_{variable}`");
        }
        ConfigProblem::of_key(self.place, self.keys.join("."), self.message)
    }

    pub(super) fn missing() -> Refusal {
        Refusal { placed: true, missing: true, ..Refusal::new("") }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: Display>(message: T) -> Refusal {
        Refusal::new(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Refusal {
        Refusal::expected(expected)
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Refusal {
        Refusal::expected(expected)
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Refusal {
        Refusal::expected(format_args!("one of {}", known.join(", ")))
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Refusal {
        let hint = match did_you_mean(field, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        Refusal { placed: true, ..Refusal::new(format!("has a key too many, `{field}`: {hint}")) }
    }

    fn missing_field(field: &'static str) -> Refusal {
        Refusal { keys: vec![field.to_owned()], ..Refusal::missing() }
    }
}

impl<'n> Reading<'n> {
    fn number<T: FromStr>(&self, text: &str, expected: impl Display) -> Result<T, Refusal> {
        text.trim().parse().map_err(|_| Refusal::expected(expected).at(self.node, self.key))
    }

    fn wants<T>(&self, result: Result<T, Refusal>) -> Result<T, Refusal> {
        result.map_err(|refusal| refusal.at(self.node, self.key))
    }

    /// The entries of a table, with their keys spelled as the fields that they are for.
    fn entries(&self, fields: &[&'static str]) -> Option<Entries<'n>> {
        let Value::Table(table) = &self.node.value else { return None };
        let entries = table.iter().map(|(key, node)| {
            let field = fields.iter().find(|field| **field == key).or_else(|| {
                fields
                    .iter()
                    .find(|field| is_same_key(field, key) && !table.iter().any(|(key, _)| key == *field))
            });
            (field.map_or(key.as_str(), |field| *field), node)
        });
        Some(Entries { rest: entries.collect::<Vec<_>>().into_iter(), next: None })
    }
}

/// The entries of a table that are not read yet.
struct Entries<'n> {
    rest: std::vec::IntoIter<(&'n str, &'n Node)>,
    next: Option<(&'n str, &'n Node)>,
}

// Nothing is borrowed of a value: it is for any lifetime.
impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        self.next = self.rest.next();
        let Some((key, _)) = self.next else { return Ok(None) };
        seed.deserialize(StrDeserializer::<Refusal>::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let Some((key, node)) = self.next.take() else { return Err(Refusal::new("is read twice")) };
        let result = seed.deserialize(Reading { node, key });
        result.map_err(|refusal| refusal.at(node, key).below(key))
    }
}

/// What is not read yet of a list.
struct Items<'n> {
    rest: std::vec::IntoIter<Cow<'n, Node>>,
    key: &'n str,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        let Some(node) = self.rest.next() else { return Ok(None) };
        let result = seed.deserialize(Reading { node: &node, key: self.key });
        result.map(Some).map_err(|refusal| refusal.at(&node, self.key))
    }
}

/// Numbers that a variable says in its text.
macro_rules! numbers {
    ($($method:ident $visit:ident $type:ident $expected:expr,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            match &self.node.value {
                Value::Text(text) => {
                    let number: $type = self.number(text, $expected)?;
                    self.wants(visitor.$visit(number))
                }
                Value::Integer(number) => match $type::try_from_integer(*number) {
                    Some(number) => self.wants(visitor.$visit(number)),
                    None => Err(Refusal::expected($expected).at(self.node, self.key)),
                },
                Value::Float(number) if $type::IS_FLOAT => self.wants(visitor.visit_f64(*number)),
                _ => Err(Refusal::expected($expected).at(self.node, self.key)),
            }
        }
    )*};
}

/// What all numbers have in common here.
trait Number: Sized {
    const IS_FLOAT: bool = false;
    fn try_from_integer(number: i64) -> Option<Self>;
}

macro_rules! whole {
    ($($type:ident)*) => {$(
        impl Number for $type {
            fn try_from_integer(number: i64) -> Option<$type> {
                $type::try_from(number).ok()
            }
        }
    )*};
}

whole!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);

macro_rules! broken {
    ($($type:ident)*) => {$(
        impl Number for $type {
            const IS_FLOAT: bool = true;
            fn try_from_integer(number: i64) -> Option<$type> {
                Some(number as $type)
            }
        }
    )*};
}

broken!(f32 f64);

/// The whole numbers of a type, in words.
macro_rules! from_to {
    ($type:ident) => {
        format_args!("a whole number from {} to {}", $type::MIN, $type::MAX)
    };
}

impl<'de> de::Deserializer<'de> for Reading<'_> {
    type Error = Refusal;

    /// For a type that takes several: a variable says a number or a truth value when it looks like one.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let result = match &self.node.value {
            Value::Text(text) if text == "true" || text == "false" => visitor.visit_bool(text == "true"),
            Value::Text(text) => match text.parse() {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => visitor.visit_str(text),
            },
            Value::Quoted(text) => visitor.visit_str(text),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(value) => visitor.visit_i64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::List(_) => return self.deserialize_seq(visitor),
            Value::Table(_) => return self.deserialize_map(visitor),
        };
        self.wants(result)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match &self.node.value {
            Value::Bool(value) => *value,
            Value::Text(text) if matches!(text.trim(), "true" | "1") => true,
            Value::Text(text) if matches!(text.trim(), "false" | "0") => false,
            _ => return Err(Refusal::expected("true or false").at(self.node, self.key)),
        };
        self.wants(visitor.visit_bool(value))
    }

    numbers! {
        deserialize_u8 visit_u8 u8 from_to!(u8),
        deserialize_u16 visit_u16 u16 from_to!(u16),
        deserialize_u32 visit_u32 u32 from_to!(u32),
        deserialize_u64 visit_u64 u64 from_to!(u64),
        deserialize_u128 visit_u128 u128 from_to!(u128),
        deserialize_i8 visit_i8 i8 from_to!(i8),
        deserialize_i16 visit_i16 i16 from_to!(i16),
        deserialize_i32 visit_i32 i32 from_to!(i32),
        deserialize_i64 visit_i64 i64 from_to!(i64),
        deserialize_i128 visit_i128 i128 from_to!(i128),
        deserialize_f32 visit_f32 f32 "a number",
        deserialize_f64 visit_f64 f64 "a number",
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match &self.node.value {
            Value::Text(text) | Value::Quoted(text) => self.wants(visitor.visit_str(text)),
            _ => Err(Refusal::expected("a text").at(self.node, self.key)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    /// A list; what a variable says is one with commas.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let items = match &self.node.value {
            Value::List(items) => items.iter().map(Cow::Borrowed).collect(),
            Value::Text(text) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                let source = &self.node.source;
                let node = |item: &str| Node { value: Value::Text(item.to_owned()), source: source.clone() };
                items.map(|item| Cow::Owned(node(item))).collect()
            }
            _ => return Err(Refusal::expected("a list").at(self.node, self.key)),
        };
        let result = visitor.visit_seq(Items { rest: Vec::into_iter(items), key: self.key });
        self.wants(result)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_struct("", &[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.entries(fields) {
            Some(entries) => self.wants(visitor.visit_map(entries)),
            None => {
                let message = "a table; a variable for each of its keys is `WZ_TABLE__KEY`";
                Err(Refusal::expected(message).at(self.node, self.key))
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let result = match &self.node.value {
            Value::Text(text) | Value::Quoted(text) => visitor.visit_enum(StrDeserializer::new(text)),
            _ => match self.entries(variants) {
                Some(entries) => visitor.visit_enum(MapAccessDeserializer::new(entries)),
                None => Err(Refusal::expected(format_args!("one of {}", variants.join(", ")))),
            },
        };
        self.wants(result)
    }

    serde::forward_to_deserialize_any! {
        bytes byte_buf unit unit_struct identifier ignored_any
    }
}
