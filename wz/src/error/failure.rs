use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;
use std::sync::Arc;

/// What went wrong behind a 500: for the log and the developer, never for the client.
///
/// [`App::on_failure`](crate::App::on_failure) receives it. [`Display`](fmt::Display) writes one line for the
/// error, one for each cause, and where it was raised.
#[derive(Debug, Clone)]
pub struct Failure {
    message: String,
    causes: Vec<String>,
    location: Option<String>,
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
        Failure { message: error.to_string(), causes, location: at.map(ToString::to_string), panicked: false }
    }

    /// A failure without an error value behind it.
    pub(crate) fn message(message: String) -> Failure {
        Failure { message, causes: Vec::new(), location: None, panicked: false }
    }

    /// A panic, with the place it came from when that is known.
    pub(crate) fn panic(message: String, location: Option<String>) -> Failure {
        Failure { message, causes: Vec::new(), location, panicked: true }
    }

    /// The error's own words.
    pub fn error(&self) -> &str {
        &self.message
    }

    /// The words of its sources, the nearest first.
    pub fn causes(&self) -> &[String] {
        &self.causes
    }

    /// `file:line:column` of the `?` or the panic, when known.
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// Whether the handler panicked instead of returning an error.
    pub fn panicked(&self) -> bool {
        self.panicked
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.panicked { "panicked: " } else { "error: " })?;
        f.write_str(&self.message)?;
        for cause in &self.causes {
            write!(f, "\n  caused by: {cause}")?;
        }
        match &self.location {
            Some(location) => write!(f, "\n  at {location}"),
            None => Ok(()),
        }
    }
}

/// A failure on its way to the log, among the extensions of its response.
#[derive(Debug, Clone)]
pub(crate) struct Reported(pub(crate) Arc<Failure>);

impl From<Failure> for Reported {
    fn from(failure: Failure) -> Reported {
        Reported(Arc::new(failure))
    }
}
