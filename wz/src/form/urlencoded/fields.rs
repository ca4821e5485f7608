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
        // A real form has few names; beyond that, sorting keeps hostile input from taking quadratic time.
        const SCANNED: usize = 32;
        for pair in pairs {
            let (name, value) = pair?;
            let scanned = if fields.len() <= SCANNED { &mut fields[..] } else { &mut [] };
            match scanned.iter_mut().find(|field| field.name == name) {
                Some(field) => field.values.push(value),
                None => fields.push(Field { name, values: vec![value] }),
            }
        }
        if fields.len() > SCANNED {
            merge(&mut fields);
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

/// Brings together what has the same name, where it came first.
fn merge(fields: &mut Vec<Field<'_>>) {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    // Stable: of one name the first comes first.
    order.sort_by(|a, b| fields[*a].name.cmp(&fields[*b].name));
    let mut first = 0;
    for at in order {
        if at != first && fields[at].name == fields[first].name {
            let values = std::mem::take(&mut fields[at].values);
            fields[first].values.extend(values);
        } else {
            first = at;
        }
    }
    fields.retain(|field| !field.values.is_empty());
}
