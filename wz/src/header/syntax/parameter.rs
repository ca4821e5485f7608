use std::borrow::Cow;
use std::fmt;
use std::iter::FusedIterator;

use super::{Split, is_token, quoted_string, split, trim, write_value};

/// One `name=value` or bare `name`.
///
/// ```
/// use wz::header::syntax::parameters;
///
/// let first = parameters("Charset=\"utf-8\"; flag").next().unwrap();
/// assert!(first.name == "Charset" && first.is("charset"));
/// assert_eq!(first.value.as_deref(), Some("utf-8"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<'t> {
    /// The name as it is written; compare it without regard to case.
    pub name: &'t str,
    /// The value without quotes and escapes; `None` for a bare name.
    pub value: Option<Cow<'t, str>>,
}

impl Parameter<'_> {
    /// Whether the parameter has this name, without regard to ASCII case.
    ///
    /// ```
    /// use wz::header::syntax::parameters;
    ///
    /// assert!(parameters("CHARSET=utf-8").next().unwrap().is("charset"));
    /// ```
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The parameters of a text; see [`parameters`].
///
/// ```
/// use wz::header::syntax::{Parameters, parameters};
///
/// let all: Parameters<'_> = parameters("a=1; b; c=3");
/// assert!(all.clone().map(|parameter| parameter.name).eq(["a", "b", "c"]));
/// assert_eq!(all.filter(|parameter| parameter.value.is_none()).count(), 1);
/// ```
#[derive(Debug, Clone)]
pub struct Parameters<'t> {
    parts: Split<'t>,
}

/// The parameters in a text like `a=b; c="d e"; f` (RFC 9110 §5.6.6), which may begin with `;`: the rest of a value
/// after its first part.
///
/// Lenient: spaces around `;` and `=` are ignored, and so is a part that is no parameter because its name is no token
/// or something follows its quoted string. A value that is not in quotes reaches to the next `;`, whatever is in it.
///
/// ```
/// use wz::header::syntax::parameters;
///
/// let mut all = parameters(r#"; charset="utf-8"; q=0.5; lax;; =x"#);
/// let charset = all.next().unwrap();
/// assert!(charset.is("Charset"));
/// assert_eq!(charset.value.as_deref(), Some("utf-8"));
/// assert_eq!(all.next().unwrap().value.as_deref(), Some("0.5"));
/// assert_eq!((all.next().unwrap().value, all.next()), (None, None));
/// ```
pub fn parameters(text: &str) -> Parameters<'_> {
    Parameters { parts: split(text, b';') }
}

impl<'t> Iterator for Parameters<'t> {
    type Item = Parameter<'t>;

    fn next(&mut self) -> Option<Parameter<'t>> {
        self.parts.find_map(parameter)
    }
}

impl FusedIterator for Parameters<'_> {}

fn parameter(part: &str) -> Option<Parameter<'_>> {
    let (name, value) = match part.split_once('=') {
        Some((name, value)) => (trim(name), Some(trim(value))),
        None => (part, None),
    };
    if !is_token(name) {
        return None;
    }
    let value = match value {
        Some(value) if value.starts_with('"') => {
            Some(quoted_string(value).filter(|quoted| trim(quoted.rest).is_empty())?.value)
        }
        value => value.map(Cow::Borrowed),
    };
    Some(Parameter { name, value })
}

/// Writes `name=value`, the value in quotes where it is no token. The name has to be a token.
///
/// ```
/// use wz::header::syntax::write_parameter;
///
/// let mut text = String::new();
/// write_parameter(&mut text, "filename", "a b")?;
/// assert_eq!(text, r#"filename="a b""#);
/// # Ok::<_, std::fmt::Error>(())
/// ```
///
/// # Errors
/// Those of the writer, and a name that is no token: it could not be read back, and might break out of its place.
pub fn write_parameter(out: &mut (impl fmt::Write + ?Sized), name: &str, value: &str) -> fmt::Result {
    if !is_token(name) {
        return Err(fmt::Error);
    }
    out.write_str(name)?;
    out.write_char('=')?;
    write_value(out, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Option<String>)> {
        parameters(text).map(|parameter| (parameter.name, parameter.value.map(Cow::into_owned))).collect()
    }

    #[test]
    fn reads_names_values_and_bare_names() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(r#"a=b;c = "d;\"e" ; F"#), [("a", some("b")), ("c", some("d;\"e")), ("F", None)]);
        assert_eq!(read("a=;b=\"\";a=x=y"), [("a", some("")), ("b", some("")), ("a", some("x=y"))]);
        assert_eq!(read(r#"; a*=UTF-8''x; "b"=c; é=1; d="e"f; g="open"#), [("a*", some("UTF-8''x"))]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn refuses_a_name_that_breaks_out() {
        assert!(write_parameter(&mut String::new(), "a; b", "c").is_err());
        assert!(write_parameter(&mut String::new(), "", "c").is_err());
    }
}
