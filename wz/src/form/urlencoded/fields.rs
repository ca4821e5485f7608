use std::borrow::Cow;

use super::error::Kind;
use super::{DecodeError, Error, pairs};
use crate::form::handed::FileHandle;

/// The pairs, those of one name together, in the order of the first of each.
#[derive(Debug)]
pub(super) struct Fields<'t> {
    names: Vec<Cow<'t, str>>,
    /// As many.
    values: Vec<FieldValue<'t>>,
    /// The fields that are to be `None` or an empty list.
    empty: Vec<Cow<'t, str>>,
}

/// All values of one name; none for a field that is to be `None` or an empty list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'f, 't> {
    pub(super) name: &'f str,
    pub(super) values: &'f [FieldValue<'t>],
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
        // A form has some fields: the room for them is asked for once.
        const USUAL: usize = 8;

        let mut fields =
            Fields { names: Vec::with_capacity(USUAL), values: Vec::with_capacity(USUAL), empty: Vec::new() };
        for pair in pairs {
            let (name, value) = pair?;
            fields.names.push(name);
            fields.values.push(value);
        }
        fields.group();
        Ok(fields)
    }

    /// Brings together what has the same name, where it came first.
    fn group(&mut self) {
        let Some(first) = first_of_each(&self.names) else { return };
        let mut order: Vec<usize> = (0..first.len()).collect();
        // Stable: the values of a name keep their order.
        order.sort_by_key(|&at| first[at]);
        let mut values: Vec<_> = std::mem::take(&mut self.values).into_iter().map(Some).collect();
        self.values = order.iter().filter_map(|&at| values.get_mut(at)?.take()).collect();
        self.names = order.iter().map(|&at| std::mem::take(&mut self.names[at])).collect();
    }

    pub(super) fn iter(&self) -> FieldIter<'_, 't> {
        FieldIter { names: &self.names, values: &self.values, empty: self.empty.iter() }
    }

    /// Changes what the error asks for; `false` when the error is final.
    pub(super) fn settle(&mut self, error: &Error) -> bool {
        match &error.kind {
            Kind::EmptyOption => {
                let mut all = self.names.iter();
                let Some(start) = all.position(|name| Some(&**name) == error.field()) else { return false };
                let end = start + 1 + all.take_while(|name| Some(&***name) == error.field()).count();
                let mut names = self.names.drain(start..end);
                self.empty.extend(names.next());
                drop(names);
                self.values.drain(start..end);
                true
            }
            Kind::Missing(name) if self.iter().all(|field| field.name != *name) => {
                self.empty.push(Cow::Borrowed(name));
                true
            }
            _ => false,
        }
    }
}

/// For each name the place where it came first; `None` when the same names stand together already, as they mostly do.
fn first_of_each(names: &[Cow<'_, str>]) -> Option<Vec<usize>> {
    // A real form has few names; beyond that, sorting keeps hostile input from taking quadratic time.
    const SCANNED: usize = 32;

    let mut first: Vec<usize> = Vec::new();
    if names.len() <= SCANNED {
        let stray = |at: usize| at > 0 && names[at] != names[at - 1] && names[..at].contains(&names[at]);
        if !(0..names.len()).any(stray) {
            return None;
        }
        first.extend(
            names.iter().map(|name| names.iter().position(|other| other == name).unwrap_or_default()),
        );
        return Some(first);
    }
    first.extend(0..names.len());
    let mut order = first.clone();
    // Stable: of one name the first comes first.
    order.sort_by(|a, b| names[*a].cmp(&names[*b]));
    for pair in order.windows(2) {
        if names[pair[0]] == names[pair[1]] {
            first[pair[1]] = first[pair[0]];
        }
    }
    (!first.is_sorted()).then_some(first)
}

/// The fields in order.
pub(super) struct FieldIter<'f, 't> {
    names: &'f [Cow<'t, str>],
    values: &'f [FieldValue<'t>],
    empty: std::slice::Iter<'f, Cow<'t, str>>,
}

impl<'f, 't> Iterator for FieldIter<'f, 't> {
    type Item = Field<'f, 't>;

    fn next(&mut self) -> Option<Field<'f, 't>> {
        let Some((name, others)) = self.names.split_first() else {
            return self.empty.next().map(|name| Field { name, values: &[] });
        };
        let same = others.iter().take_while(|other| *other == name).count();
        let (values, rest) = self.values.split_at_checked(same + 1)?;
        (self.names, self.values) = (&others[same..], rest);
        Some(Field { name, values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(text: &str) -> Vec<(String, Vec<String>)> {
        let fields = Fields::parse(text).unwrap();
        let text = |value: &FieldValue<'_>| match value {
            FieldValue::Text(text) => text.to_string(),
            FieldValue::File(_) => String::new(),
        };
        fields.iter().map(|field| (field.name.to_owned(), field.values.iter().map(text).collect())).collect()
    }

    #[test]
    fn the_same_names_stand_together() {
        let field =
            |name: &str, values: &[&str]| (name.to_owned(), values.iter().map(ToString::to_string).collect());
        assert_eq!(grouped(""), []);
        assert_eq!(grouped("b=1&b=2&a=3"), [field("b", &["1", "2"]), field("a", &["3"])]);
        assert_eq!(
            grouped("b=1&a=2&b=3&c=4&a=5&b=6"),
            [field("b", &["1", "3", "6"]), field("a", &["2", "5"]), field("c", &["4"])]
        );
    }

    #[test]
    fn many_names_are_grouped_as_few_are() {
        let mut seed = 1_u32;
        for names in [3, 20, 40, 500] {
            for length in [31, 32, 33, 34, 200, 2000] {
                let mut expected: Vec<(String, Vec<String>)> = Vec::new();
                let mut text = String::new();
                for number in 0..length {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let name = format!("n{}", (seed >> 8) % names);
                    text += &format!("{name}={number}&");
                    match expected.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, values)) => values.push(number.to_string()),
                        None => expected.push((name, vec![number.to_string()])),
                    }
                }
                assert_eq!(grouped(&text), expected, "{names} {length}");
            }
        }
    }
}
