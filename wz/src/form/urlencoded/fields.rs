use std::borrow::Cow;

use super::error::Kind;
use super::{DecodeError, Error, pairs};
use crate::form::handed::FileHandle;

/// The pairs, grouped by name in the order of their first occurrence.
#[derive(Debug)]
pub(super) struct Fields<'t>(Vec<Field<'t>>);

/// All values of one name; none for a field that is to be `None` or an empty list.
#[derive(Debug)]
pub(super) struct Field<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) values: Vec<FieldValue<'t>>,
}

/// What stands under a name.
#[derive(Debug)]
pub(crate) enum FieldValue<'t> {
    Text(Cow<'t, str>),
    /// Only forms with files have them.
    File(FileHandle),
}

impl<'t> Fields<'t> {
    pub(super) fn parse(text: &'t str) -> Result<Fields<'t>, DecodeError> {
        Fields::of(pairs(text).map(|pair| pair.map(|(name, value)| (name, FieldValue::Text(value)))))
    }

    pub(super) fn of<E>(
        pairs: impl Iterator<Item = Result<(Cow<'t, str>, FieldValue<'t>), E>>,
    ) -> Result<Fields<'t>, E> {
        let mut fields = Vec::<Field<'t>>::new();
        // A real form has few names; beyond that, a map keeps hostile input from taking quadratic time.
        const SCANNED: usize = 32;
        let mut index = std::collections::HashMap::<Cow<'t, str>, usize>::new();
        for pair in pairs {
            let (name, value) = pair?;
            let known = if fields.len() <= SCANNED {
                fields.iter().position(|field| field.name == name)
            } else {
                if index.is_empty() {
                    index = fields.iter().enumerate().map(|(i, field)| (field.name.clone(), i)).collect();
                }
                index.get(&name).copied()
            };
            match known {
                Some(at) => fields[at].values.push(value),
                None => {
                    if !index.is_empty() {
                        index.insert(name.clone(), fields.len());
                    }
                    fields.push(Field { name, values: vec![value] });
                }
            }
        }
        Ok(Fields(fields))
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Field<'t>> {
        self.0.iter()
    }

    /// Changes what the error asks for; `false` when the error is final.
    pub(super) fn settle(&mut self, error: &Error) -> bool {
        match &error.kind {
            Kind::EmptyOption => {
                let empty = self.0.iter_mut().find(|field| Some(&*field.name) == error.field());
                empty.is_some_and(|field| !std::mem::take(&mut field.values).is_empty())
            }
            Kind::Missing(name) if self.0.iter().all(|field| field.name != *name) => {
                self.0.push(Field { name: Cow::Borrowed(name), values: Vec::new() });
                true
            }
            _ => false,
        }
    }
}
