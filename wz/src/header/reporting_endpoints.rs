use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::structured::{Dictionary, Item, Text};
use super::{Header, HeaderError, Lines};

/// `Reporting-Endpoints`: where browsers send reports to, by the names that `report-to` of other headers has (Reporting
/// API).
///
/// ```
/// use wz::header::{ContentSecurityPolicy, ReportingEndpoints};
///
/// let endpoints = ReportingEndpoints::new().with("csp", "https://example.com/reports")?;
/// assert_eq!(endpoints.to_string(), r#"csp="https://example.com/reports""#);
/// assert_eq!(endpoints.get("csp"), Some("https://example.com/reports"));
/// let policy = ContentSecurityPolicy::new().with("default-src", "'self'")?.with_report_to("csp")?;
/// assert_eq!(policy.to_string(), "default-src 'self'; report-to csp");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportingEndpoints(Dictionary);

impl ReportingEndpoints {
    /// No endpoints.
    ///
    /// ```
    /// use wz::header::ReportingEndpoints;
    ///
    /// assert_eq!(ReportingEndpoints::new().iter().count(), 0);
    /// ```
    pub fn new() -> ReportingEndpoints {
        ReportingEndpoints::default()
    }

    /// With an endpoint; browsers take `https` URLs only, and relative ones.
    ///
    /// ```
    /// use wz::header::ReportingEndpoints;
    ///
    /// assert_eq!(ReportingEndpoints::new().with("csp", "/reports")?.to_string(), r#"csp="/reports""#);
    /// assert!(ReportingEndpoints::new().with("CSP", "/reports").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no key of a structured field, or the URL is not ASCII.
    pub fn with(mut self, name: &str, url: &str) -> Result<ReportingEndpoints, HeaderError> {
        let (name, url) = name.parse().and_then(|name| Ok((name, url.parse::<Text>()?))).map_err(of_this)?;
        self.0.insert(name, Item::new(url));
        Ok(self)
    }

    /// The URL of an endpoint.
    ///
    /// ```
    /// use wz::header::ReportingEndpoints;
    ///
    /// let endpoints: ReportingEndpoints = r#"csp="/reports", odd=1"#.parse()?;
    /// assert_eq!((endpoints.get("csp"), endpoints.get("odd")), (Some("/reports"), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.item(name)?.value.as_string()
    }

    /// Names and URLs, in order; what is not a text is left out, as browsers do.
    ///
    /// ```
    /// use wz::header::ReportingEndpoints;
    ///
    /// let endpoints: ReportingEndpoints = r#"b="/b", odd=1, a="/a""#.parse()?;
    /// assert!(endpoints.iter().eq([("b", "/b"), ("a", "/a")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, member)| Some((name.as_str(), member.as_item()?.value.as_string()?)))
    }
}

fn of_this(error: HeaderError) -> HeaderError {
    error.of(ReportingEndpoints::NAME)
}

impl FromStr for ReportingEndpoints {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ReportingEndpoints, HeaderError> {
        text.parse().map(ReportingEndpoints).map_err(of_this)
    }
}

impl fmt::Display for ReportingEndpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Header for ReportingEndpoints {
    const NAME: HeaderName = HeaderName::from_static("reporting-endpoints");
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_keys() {
        let endpoints: ReportingEndpoints = r#"a="/x", b=1, c="https://y.example/", a="/z""#.parse().unwrap();
        assert!(endpoints.iter().eq([("a", "/z"), ("c", "https://y.example/")]));
        let error = ReportingEndpoints::new().with("A b", "/").unwrap_err();
        assert_eq!(error.name().unwrap(), "reporting-endpoints");
        assert!(ReportingEndpoints::new().with("a", "é").is_err());
        assert!("a=".parse::<ReportingEndpoints>().is_err());
    }
}
