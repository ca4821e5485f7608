use std::fmt;

/// What is wrong with the configuration: all that was found, one problem a line.
///
/// ```
/// use wz::config::Config;
///
/// let config = Config::new().with_variables([("WZ_PORT", "many")]);
/// let error = config.get::<u16>("port").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the configuration is not as it should be\n  WZ_PORT: `port` is \"many\", expected a whole number from 0 to 65535"
/// );
/// assert_eq!(error.problems()[0].key(), Some("port"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    problems: Vec<ConfigProblem>,
}

/// One thing that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    place: Option<String>,
    key: Option<String>,
    message: String,
}

impl ConfigError {
    pub(super) fn new(problems: Vec<ConfigProblem>) -> ConfigError {
        ConfigError { problems }
    }

    /// All of them.
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }
}

impl ConfigProblem {
    /// One of a file or a variable as such.
    pub(super) fn at(place: &str, message: &str) -> ConfigProblem {
        ConfigProblem { place: Some(place.to_owned()), key: None, message: message.to_owned() }
    }

    pub(super) fn of_key(place: Option<String>, key: String, message: String) -> ConfigProblem {
        ConfigProblem { place, key: Some(key).filter(|key| !key.is_empty()), message }
    }

    /// The dotted key, `database.url`, where the problem is one of a value.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Where the value stands: `wz.toml:7`, or the name of a variable; `None` where it is missing.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "`{key}` ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is not as it should be")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for ConfigError {}
