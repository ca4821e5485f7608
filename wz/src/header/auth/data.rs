use std::fmt;

use super::AuthParameters;
use super::parameters::Values;
use crate::header::HeaderError;
use crate::header::syntax::is_token;

/// What follows a scheme.
#[derive(Clone, Eq)]
pub(super) enum Data {
    Empty,
    /// `abc==`: one text, called token68 in the grammar.
    Token(String),
    Parameters(AuthParameters),
}

/// No parameters are as good as nothing: both are written as the scheme alone.
impl PartialEq for Data {
    fn eq(&self, other: &Data) -> bool {
        match (self, other) {
            (Data::Token(one), Data::Token(other)) => one == other,
            (Data::Parameters(one), Data::Parameters(other)) => one == other,
            (Data::Empty, Data::Parameters(none)) | (Data::Parameters(none), Data::Empty) => none.is_empty(),
            (one, other) => matches!((one, other), (Data::Empty, Data::Empty)),
        }
    }
}

impl Data {
    pub(super) fn token(&self) -> Option<&str> {
        if let Data::Token(token) = self { Some(token) } else { None }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        if let Data::Parameters(parameters) = self { parameters.get(name) } else { None }
    }

    /// Writes scheme and data.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, scheme: &str, values: &Values) -> fmt::Result {
        f.write_str(scheme)?;
        match self {
            Data::Token(token) => write!(f, " {token}"),
            Data::Parameters(parameters) if !parameters.is_empty() => {
                f.write_str(" ")?;
                parameters.write(f, values)
            }
            _ => Ok(()),
        }
    }
}

/// Whether this is a token and no parameters: it has `=` at its end only. RFC 9110 §11.4 leaves it open for `a=`.
pub(super) fn is_token68(text: &str) -> bool {
    !text.trim_end_matches('=').contains('=')
}

pub(super) fn check_scheme(scheme: &str) -> Result<(), HeaderError> {
    if is_token(scheme) { Ok(()) } else { Err(HeaderError::unwritable("a token as scheme").found(scheme)) }
}

/// The text is not shown in the error: it may be a secret.
pub(super) fn check_token(token: &str) -> Result<(), HeaderError> {
    let visible = token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',' && byte != b'"');
    // With `=` in another place it would be read as a parameter.
    if visible && is_token68(token) && !token.trim_end_matches('=').is_empty() {
        return Ok(());
    }
    Err(HeaderError::unwritable(
        "a token of visible ASCII without `,` and `\"`, and with `=` at its end only",
    ))
}
