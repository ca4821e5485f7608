use std::fmt;

/// Why a URL cannot be built, with what would work where that can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError {
    kind: BuildErrorKind,
}

/// The kinds of [`BuildError`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildErrorKind {
    /// No route has this endpoint name.
    UnknownEndpoint {
        /// The name that was asked for.
        endpoint: String,
        /// The nearest name there is.
        suggestion: Option<String>,
    },
    /// The endpoint is there, but not all its variables were given values.
    MissingValues {
        /// The endpoint.
        endpoint: String,
        /// The rule that needs the fewest more.
        rule: String,
        /// The variables without value.
        missing: Vec<String>,
    },
    /// The endpoint is there and has all values, but no rule for the method, or a default says otherwise.
    NoSuitableRule {
        /// The endpoint.
        endpoint: String,
    },
    /// A value does not fit its variable: the URL would not lead back to the route.
    InvalidValue {
        /// The rule.
        rule: String,
        /// The variable.
        variable: String,
        /// The value, as text.
        value: String,
        /// What the variable takes.
        expected: String,
    },
}

impl BuildError {
    pub(crate) fn new(kind: BuildErrorKind) -> Self {
        BuildError { kind }
    }

    /// What went wrong.
    pub fn kind(&self) -> &BuildErrorKind {
        &self.kind
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            BuildErrorKind::UnknownEndpoint { endpoint, suggestion: Some(near) } => {
                write!(f, "no route has the endpoint `{endpoint}`; did you mean `{near}`?")
            }
            BuildErrorKind::UnknownEndpoint { endpoint, suggestion: None } => {
                write!(f, "no route has the endpoint `{endpoint}`")
            }
            BuildErrorKind::MissingValues { endpoint, rule, missing } => {
                let missing = missing.join("`, `");
                write!(f, "`{endpoint}` (`{rule}`) needs a value for `{missing}`")
            }
            BuildErrorKind::NoSuitableRule { endpoint } => {
                write!(f, "no rule of `{endpoint}` is for this method and these values")
            }
            BuildErrorKind::InvalidValue { rule, variable, value, expected } => {
                write!(f, "the value {value:?} of `{variable}` does not fit `{rule}`: expected {expected}")
            }
        }
    }
}

impl std::error::Error for BuildError {}
