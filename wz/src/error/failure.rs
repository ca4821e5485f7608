use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use crate::log::Words;

/// What went wrong behind a 500: for the log and the developer, never for the client.
///
/// [`App::on_failure`](crate::App::on_failure) receives it. [`Display`](fmt::Display) writes one line for the
/// error, one for each cause, and where it was raised. What a client has sent may be quoted in them: control
/// characters and what changes the direction of writing are escaped, and each further line of a text is indented by
/// four spaces, so that it cannot be taken for a line of the log. [`error`](Failure::error) and
/// [`causes`](Failure::causes) are the texts as they are.
#[derive(Debug, Clone)]
pub struct Failure {
    message: String,
    causes: Vec<String>,
    location: Option<String>,
    type_name: Option<&'static str>,
    panicked: bool,
}

impl Failure {
    /// An error with the chain of its sources.
    pub(crate) fn of(error: &(dyn StdError + 'static), at: Option<&'static Location<'static>>) -> Failure {
        let mut causes = Vec::new();
        let mut next = error.source();
        while let Some(cause) = next {
            causes.push(cause.to_string());
            next = cause.source();
        }
        Failure {
            message: error.to_string(),
            causes,
            location: at.map(ToString::to_string),
            type_name: None,
            panicked: false,
        }
    }

    /// Remembers the type of the error.
    pub(crate) fn with_type_name(mut self, name: Option<&'static str>) -> Failure {
        self.type_name = name;
        self
    }

    /// A failure without an error value behind it.
    pub(crate) fn message(message: String) -> Failure {
        Failure { message, causes: Vec::new(), location: None, type_name: None, panicked: false }
    }

    /// A panic, with the place it came from when that is known.
    pub(crate) fn panic(message: String, location: Option<String>) -> Failure {
        Failure { message, causes: Vec::new(), location, type_name: None, panicked: true }
    }

    /// The error's own words, with nothing escaped.
    pub fn error(&self) -> &str {
        &self.message
    }

    /// The words of its sources, the nearest first, with nothing escaped.
    pub fn causes(&self) -> &[String] {
        &self.causes
    }

    /// `file:line:column` of the `?` or the panic, when known.
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// The type of the error that a `?` made an [`Error`](crate::Error) of, as [`type_name`](std::any::type_name) writes it.
    pub fn type_name(&self) -> Option<&str> {
        self.type_name
    }

    /// Whether the handler panicked instead of returning an error.
    pub fn panicked(&self) -> bool {
        self.panicked
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.panicked { "panicked: " } else { "error: " })?;
        write!(f, "{}", Words(&self.message))?;
        for cause in &self.causes {
            write!(f, "\n  caused by: {}", Words(cause))?;
        }
        match &self.location {
            Some(location) => write!(f, "\n  at {}", Words(location)),
            None => Ok(()),
        }
    }
}

/// What a stream in the middle of a response fails with.
impl StdError for Failure {}

/// A failure on its way to the log, among the extensions of its response.
#[derive(Debug, Clone)]
pub(crate) struct Reported(pub(crate) Arc<Failure>);

impl From<Failure> for Reported {
    fn from(failure: Failure) -> Reported {
        Reported(Arc::new(failure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_forges_a_line() {
        let forged = "x\nGET /admin 200 0 B 0.1 ms\x1b[2J";
        let error = crate::HttpError::internal().with_description(forged).with_source(forged);
        let place = Some("a.rs:1:2".to_owned());
        for failure in [Failure::of(&error, None), Failure::panic(forged.to_owned(), place)] {
            let text = failure.to_string();
            assert!(text.lines().skip(1).all(|line| line.starts_with("  ")), "{text}");
            assert!(!text.contains('\x1b'), "{text}");
        }
        let failure = Failure::panic(forged.to_owned(), None);
        assert_eq!(failure.to_string(), "panicked: x\n    GET /admin 200 0 B 0.1 ms\\u{1b}[2J");
        assert_eq!(failure.error(), forged);
    }
}
