//! The whole of a configuration, for a type of the program.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::de::{Deserializer, Visitor};

use super::deserialize::{Reading, Refusal};
use super::settings::OWN;
use super::value::{Node, Value, is_same_key};

/// It notes what it is asked for, and keeps the settings of wz from types that do not ask for them.
pub(super) struct Root<'c> {
    pub(super) root: &'c Node,
    pub(super) asked: &'c Mutex<BTreeSet<String>>,
}

impl Root<'_> {
    fn without_own(&self, fields: &[&str]) -> Node {
        let mut node = self.root.clone();
        if let Value::Table(entries) = &mut node.value {
            let is_one = |keys: &[&str], key: &str| keys.iter().any(|known| is_same_key(known, key));
            entries.retain(|(key, _)| is_one(fields, key) || !is_one(OWN, key));
        }
        node
    }

    fn note<'k>(&self, keys: impl IntoIterator<Item = &'k str>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.extend(keys.into_iter().map(str::to_owned));
    }
}

impl<'de> Deserializer<'de> for Root<'_> {
    type Error = Refusal;

    /// As for a field with `#[serde(flatten)]`, which takes everything.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let node = self.without_own(&[]);
        if let Value::Table(entries) = &node.value {
            self.note(entries.iter().map(|(key, _)| key.as_str()));
        }
        Reading { node: &node, key: "" }.deserialize_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.note(fields.iter().copied());
        let node = self.without_own(fields);
        Reading { node: &node, key: "" }.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
