use std::borrow::Cow;

use crate::url::push_form_encoded;

/// Appends `name=value` to a URL, after `?` when it has no query yet, else after `&`.
///
/// ```
/// let mut url = String::from("/search");
/// wz::routing::push_query_pair(&mut url, "q", "a b&c");
/// wz::routing::push_query_pair(&mut url, "page", "2");
/// assert_eq!(url, "/search?q=a+b%26c&page=2");
/// ```
pub fn push_query_pair(url: &mut String, name: &str, value: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    push_form_encoded(name, url);
    url.push('=');
    push_form_encoded(value, url);
}

/// A value for `?name = value` in [`url_for!`](crate::url_for): text, numbers, `bool` (`true`, `false`), an
/// `Option` (`None` is left out) or a list (one pair for each).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a query",
    label = "expected text, a number, a bool, an Option or a list of these",
    note = "write the value with `.to_string()` if it has one"
)]
pub trait QueryValue {
    /// Appends the pairs for this value to a URL.
    fn push_pairs(&self, name: &str, url: &mut String);
}

macro_rules! by_display {
    ($($type:ty)*) => {$(
        impl QueryValue for $type {
            fn push_pairs(&self, name: &str, url: &mut String) {
                push_query_pair(url, name, &self.to_string());
            }
        }
    )*};
}
by_display!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char);

macro_rules! by_text {
    ($($type:ty)*) => {$(
        impl QueryValue for $type {
            fn push_pairs(&self, name: &str, url: &mut String) {
                push_query_pair(url, name, self);
            }
        }
    )*};
}
by_text!(str String Cow<'_, str> Box<str> std::sync::Arc<str>);

impl<T: QueryValue + ?Sized> QueryValue for &T {
    fn push_pairs(&self, name: &str, url: &mut String) {
        (**self).push_pairs(name, url);
    }
}

impl<T: QueryValue> QueryValue for Option<T> {
    fn push_pairs(&self, name: &str, url: &mut String) {
        if let Some(value) = self {
            value.push_pairs(name, url);
        }
    }
}

impl<T: QueryValue> QueryValue for [T] {
    fn push_pairs(&self, name: &str, url: &mut String) {
        for value in self {
            value.push_pairs(name, url);
        }
    }
}

impl<T: QueryValue> QueryValue for Vec<T> {
    fn push_pairs(&self, name: &str, url: &mut String) {
        self.as_slice().push_pairs(name, url);
    }
}

impl<T: QueryValue, const N: usize> QueryValue for [T; N] {
    fn push_pairs(&self, name: &str, url: &mut String) {
        self.as_slice().push_pairs(name, url);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let mut url = String::from("/x");
        7u8.push_pairs("a", &mut url);
        None::<u8>.push_pairs("b", &mut url);
        vec!["1", "é+"].push_pairs("c", &mut url);
        true.push_pairs("d e", &mut url);
        Some(1.5).push_pairs("f", &mut url);
        assert_eq!(url, "/x?a=7&c=1&c=%C3%A9%2B&d+e=true&f=1.5");
    }
}
