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
    /// Several variables stand next to each other, and a request for the URL would split it at another place.
    Ambiguous {
        /// The rule.
        rule: String,
        /// What would be the URL.
        url: String,
        /// The variables that differ: name, value given, value a request would have (`None` when the rule would
        /// not take it at all).
        values: Vec<(String, String, Option<String>)>,
    },
    /// A segment of the path would be `.` or `..`: clients resolve those before they send a request.
    DotSegment {
        /// The rule.
        rule: String,
        /// The segment.
        segment: String,
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
            BuildErrorKind::Ambiguous { rule, url, values } => {
                write!(f, "{url} does not lead back to the values it is made of: `{rule}` would ")?;
                if values.iter().all(|(.., found)| found.is_none()) {
                    return f.write_str("not take it");
                }
                for (i, (name, given, found)) in values.iter().enumerate() {
                    let and = if i > 0 { ", " } else { "read " };
                    write!(f, "{and}`{name}` as {:?} instead of {given:?}", found.as_deref().unwrap_or(""))?;
                }
                f.write_str("; put a text between the variables that their values do not have")
            }
            BuildErrorKind::DotSegment { rule, segment } => write!(
                f,
                "a segment of `{rule}` would be `{segment}`, which clients take out of a path before they send it"
            ),
        }
    }
}

impl std::error::Error for BuildError {}
