use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::syntax::{is_token, list, parameters, split_once, write_parameter, write_value};
use super::{Header, HeaderError, Lines};

/// `Server-Timing`: how long the server took for what; browsers show it beside the request.
///
/// Reading leaves out metrics whose name is no token; of a parameter that stands twice the first counts, and a
/// duration that is no number is none.
///
/// ```
/// use wz::header::{ServerTiming, TimingMetric};
///
/// let timing = ServerTiming(vec![
///     TimingMetric::new("db")?.duration(53.25).description("all queries"),
///     TimingMetric::new("miss")?,
/// ]);
/// assert_eq!(timing.to_string(), r#"db;dur=53.25;desc="all queries", miss"#);
/// assert_eq!(timing.to_string().parse(), Ok(timing));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServerTiming(pub Vec<TimingMetric>);

/// One measurement of [`ServerTiming`].
///
/// ```
/// use wz::header::{ServerTiming, TimingMetric};
///
/// let timing: ServerTiming = "cache;desc=\"a hit\", db;dur=12.5".parse()?;
/// let [cache, db] = &timing.0[..] else { unreachable!() };
/// assert_eq!((cache.name(), cache.text(), cache.milliseconds()), ("cache", Some("a hit"), None));
/// assert_eq!(db.milliseconds(), Some(12.5));
/// assert_eq!(*db, TimingMetric::new("db")?.duration(12.5));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TimingMetric {
    name: String,
    duration: Option<f64>,
    description: Option<String>,
}

impl TimingMetric {
    /// A metric of this name, without anything else.
    ///
    /// ```
    /// use wz::header::TimingMetric;
    ///
    /// assert_eq!(TimingMetric::new("miss")?.to_string(), "miss");
    /// assert!(TimingMetric::new("cache miss").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no token.
    pub fn new(name: &str) -> Result<TimingMetric, HeaderError> {
        if !is_token(name) {
            return Err(HeaderError::unwritable("a token as name of a metric").found(name));
        }
        Ok(TimingMetric { name: name.to_owned(), duration: None, description: None })
    }

    /// How long it took, in milliseconds. What is not finite is none.
    ///
    /// ```
    /// use wz::header::TimingMetric;
    ///
    /// assert_eq!(TimingMetric::new("db")?.duration(53.25).to_string(), "db;dur=53.25");
    /// assert_eq!(TimingMetric::new("db")?.duration(f64::NAN).milliseconds(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn duration(mut self, milliseconds: f64) -> TimingMetric {
        self.duration = Some(milliseconds).filter(|milliseconds| milliseconds.is_finite());
        self
    }

    /// What it is, for people. A control character other than a tab becomes a space when it is
    /// written (RFC 9110 §5.5).
    ///
    /// ```
    /// use wz::header::TimingMetric;
    ///
    /// assert_eq!(TimingMetric::new("db")?.description("all queries").to_string(), r#"db;desc="all queries""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> TimingMetric {
        self.description = Some(description.into());
        self
    }

    /// The name.
    ///
    /// ```
    /// use wz::header::TimingMetric;
    ///
    /// assert_eq!(TimingMetric::new("db")?.name(), "db");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How long it took, in milliseconds; `None` when it does not say, or says no number.
    ///
    /// ```
    /// use wz::header::ServerTiming;
    ///
    /// let timing: ServerTiming = "db;dur=12.5, cache;dur=fast".parse()?;
    /// assert_eq!((timing.0[0].milliseconds(), timing.0[1].milliseconds()), (Some(12.5), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn milliseconds(&self) -> Option<f64> {
        self.duration
    }

    /// What it is, for people.
    ///
    /// ```
    /// use wz::header::ServerTiming;
    ///
    /// assert_eq!("db;desc=\"all \\\"queries\\\"\"".parse::<ServerTiming>()?.0[0].text(), Some("all \"queries\""));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn text(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl FromStr for ServerTiming {
    type Err = HeaderError;

    /// Never fails.
    fn from_str(text: &str) -> Result<ServerTiming, HeaderError> {
        Ok(ServerTiming(list(text).filter_map(metric).collect()))
    }
}

fn metric(text: &str) -> Option<TimingMetric> {
    let (name, rest) = split_once(text, b';');
    let mut metric = TimingMetric::new(name).ok()?;
    let (mut duration, mut description) = (None, None);
    for parameter in parameters(rest.unwrap_or_default()) {
        if parameter.is("dur") {
            duration.get_or_insert(parameter.value);
        } else if parameter.is("desc") {
            description.get_or_insert(parameter.value);
        }
    }
    let number = duration.flatten().and_then(|value| value.parse::<f64>().ok());
    metric.duration = number.filter(|number| number.is_finite());
    metric.description = description.flatten().map(std::borrow::Cow::into_owned);
    Some(metric)
}

impl fmt::Display for TimingMetric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_value(f, &self.name)?;
        if let Some(duration) = self.duration {
            write!(f, ";dur={duration}")?;
        }
        if let Some(description) = &self.description {
            f.write_str(";")?;
            write_parameter(f, "desc", description)?;
        }
        Ok(())
    }
}

impl fmt::Display for ServerTiming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, metric) in self.0.iter().enumerate() {
            write!(f, "{}{metric}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl Header for ServerTiming {
    const NAME: HeaderName = HeaderName::from_static("server-timing");
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_leniently_and_writes_strictly() {
        for (text, canonical) in [
            ("a", "a"),
            ("a;dur=1;dur=2;desc=x;desc=y", "a;dur=1;desc=x"),
            ("a ; DUR = 1.50 ; x=y, b;desc=\"p, q\"", "a;dur=1.5, b;desc=\"p, q\""),
            ("a;dur=x, \"b\", c d, , e;dur=inf;desc", "a, e"),
            ("", ""),
        ] {
            let timing: ServerTiming = text.parse().unwrap();
            assert_eq!(timing.to_string(), canonical, "{text}");
        }
        assert!(TimingMetric::new("a, b").is_err());
        assert_eq!(TimingMetric::new("a").unwrap().description("x\r\ny").to_string(), "a;desc=\"x  y\"");
        assert_eq!(TimingMetric::new("a").unwrap().duration(f64::NAN).to_string(), "a");
    }
}
