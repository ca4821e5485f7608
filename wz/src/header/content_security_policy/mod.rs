//! `Content-Security-Policy`: from where a page may load what (CSP Level 3).

mod nonce;
mod report_only;

use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_SECURITY_POLICY;

use super::ordered::Ordered;
use super::structured::Key;
use super::{Header, HeaderError, Lines};

pub use report_only::ContentSecurityPolicyReportOnly;

/// One policy: directives by name, in order.
///
/// ```
/// use wz::header::ContentSecurityPolicy;
///
/// let mut policy = ContentSecurityPolicy::new()
///     .with("default-src", "'self'")?
///     .with("img-src", "* data:")?
///     .with("upgrade-insecure-requests", "")?;
/// policy.add_nonce("script-src", "nN7xLpXvTgBbq0Rz0pYt9A==")?;
/// assert_eq!(
///     policy.to_string(),
///     "default-src 'self'; img-src * data:; upgrade-insecure-requests; \
///      script-src 'self' 'nonce-nN7xLpXvTgBbq0Rz0pYt9A=='"
/// );
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Reading follows CSP §2.2.1: names have any case, of a directive that is repeated the first counts, one without value
/// is kept, and one that is not ASCII is ignored. A comma is where another policy begins, so a header with several of
/// them is an error here, and [`parse_list`](ContentSecurityPolicy::parse_list) reads it: all of them apply, and
/// writing back one of them would let pass what the others forbid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentSecurityPolicy {
    directives: Ordered<String>,
}

impl ContentSecurityPolicy {
    /// Without directives: everything is allowed.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// assert!(ContentSecurityPolicy::new().is_empty());
    /// ```
    pub fn new() -> ContentSecurityPolicy {
        ContentSecurityPolicy::default()
    }

    /// The policies of a text, in which commas are between them.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let policies = ContentSecurityPolicy::parse_list("default-src 'self', img-src *; sandbox");
    /// assert_eq!(policies.len(), 2);
    /// assert_eq!(policies[1].get("sandbox"), Some(""));
    /// ```
    pub fn parse_list(text: &str) -> Vec<ContentSecurityPolicy> {
        text.split(',').map(read).filter(|policy| !policy.is_empty()).collect()
    }

    /// The value of a directive, without regard to the case of its name: empty for one without value.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let policy: ContentSecurityPolicy = "IMG-SRC * data:; sandbox".parse()?;
    /// assert_eq!((policy.get("img-src"), policy.get("sandbox")), (Some("* data:"), Some("")));
    /// assert_eq!(policy.get("font-src"), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, directive: &str) -> Option<&str> {
        self.directives.get(directive).map(String::as_str)
    }

    /// Whether there is the directive, without regard to the case of its name.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// assert!("sandbox".parse::<ContentSecurityPolicy>()?.contains("Sandbox"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn contains(&self, directive: &str) -> bool {
        self.get(directive).is_some()
    }

    /// Whether there is no directive.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// assert!(";; ;".parse::<ContentSecurityPolicy>()?.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.directives.len() == 0
    }

    /// Names, in lower case, and values in order.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let policy: ContentSecurityPolicy = "Img-Src *; sandbox; img-src 'none'".parse()?;
    /// assert!(policy.iter().eq([("img-src", "*"), ("sandbox", "")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.directives.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// Sets the value of a directive, which keeps its place.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let mut policy: ContentSecurityPolicy = "img-src *; sandbox".parse()?;
    /// policy.set("Img-Src", "'self'")?;
    /// assert_eq!(policy.to_string(), "img-src 'self'; sandbox");
    /// assert!(policy.set("img-src", "'self'; script-src *").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name has other characters than letters, digits and `-`, or the value other ones than visible ASCII and
    /// spaces, or a `;` or `,`, which would end it. A source that has one of these is to be percent-encoded.
    pub fn set(&mut self, directive: &str, value: &str) -> Result<(), HeaderError> {
        let error =
            |expected, found| HeaderError::unwritable(expected).found(found).of(CONTENT_SECURITY_POLICY);
        if !is_name(directive) {
            return Err(error("letters, digits and `-` as name of a directive", directive));
        }
        if !value.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b';' && byte != b',') {
            return Err(error("visible ASCII without `;` and `,` as value of a directive", value));
        }
        self.directives.set(directive.to_ascii_lowercase(), value.trim_ascii().to_owned());
        Ok(())
    }

    /// The policy with a directive.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let policy = ContentSecurityPolicy::new().with("default-src", "'self'")?.with("sandbox", "")?;
    /// assert_eq!(policy.to_string(), "default-src 'self'; sandbox");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// As [`set`](ContentSecurityPolicy::set).
    pub fn with(mut self, directive: &str, value: &str) -> Result<ContentSecurityPolicy, HeaderError> {
        self.set(directive, value)?;
        Ok(self)
    }

    /// The policy with `report-to`: browsers send reports to the endpoint of this name in
    /// [`ReportingEndpoints`](super::ReportingEndpoints), where there is an example.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// assert_eq!(ContentSecurityPolicy::new().with_report_to("csp")?.to_string(), "report-to csp");
    /// assert!(ContentSecurityPolicy::new().with_report_to("CSP").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is none that an endpoint can have.
    pub fn with_report_to(self, endpoint: &str) -> Result<ContentSecurityPolicy, HeaderError> {
        let name: Key = endpoint.parse().map_err(|error: HeaderError| error.of(CONTENT_SECURITY_POLICY))?;
        self.with("report-to", name.as_str())
    }

    /// Adds a source to a directive, unless it is there. `'none'`, which allows only itself, makes place for it.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let mut policy = ContentSecurityPolicy::new().with("img-src", "'none'")?;
    /// policy.add_source("img-src", "https://cdn.example")?;
    /// policy.set("object-src", "'none'")?;
    /// assert_eq!(policy.to_string(), "img-src https://cdn.example; object-src 'none'");
    /// assert_eq!(policy.remove("img-src").as_deref(), Some("https://cdn.example"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// As [`set`](ContentSecurityPolicy::set).
    pub fn add_source(&mut self, directive: &str, source: &str) -> Result<(), HeaderError> {
        let known = self.get(directive).unwrap_or_default();
        let mut sources: Vec<&str> = known.split_ascii_whitespace().filter(|known| !is_none(known)).collect();
        if !sources.contains(&source) {
            sources.push(source);
        }
        self.set(directive, &sources.join(" "))
    }

    /// Takes a directive away, without regard to the case of its name, and gives its value.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let mut policy: ContentSecurityPolicy = "img-src *; sandbox".parse()?;
    /// assert_eq!((policy.remove("Img-Src").as_deref(), policy.remove("img-src")), (Some("*"), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, directive: &str) -> Option<String> {
        self.directives.remove(directive)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_none(source: &str) -> bool {
    source.eq_ignore_ascii_case("'none'")
}

/// Reads one policy.
fn read(text: &str) -> ContentSecurityPolicy {
    let mut directives = Ordered::default();
    for part in text.split(';') {
        let part = part.trim_ascii();
        let (name, value) =
            part.split_once(|character: char| character.is_ascii_whitespace()).unwrap_or((part, ""));
        let value = value.trim_ascii();
        if is_name(name) && value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
            directives.add(&name.to_ascii_lowercase(), value.replace('\t', " "));
        }
    }
    ContentSecurityPolicy { directives }
}

/// The only policy of a text.
fn read_one(text: &str) -> Result<ContentSecurityPolicy, HeaderError> {
    let mut policies = ContentSecurityPolicy::parse_list(text);
    if policies.len() > 1 {
        return Err(HeaderError::value("one policy; `ContentSecurityPolicy::parse_list` reads several"));
    }
    Ok(policies.pop().unwrap_or_default())
}

impl FromStr for ContentSecurityPolicy {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentSecurityPolicy, HeaderError> {
        read_one(text).map_err(|error| error.of(CONTENT_SECURITY_POLICY))
    }
}

impl fmt::Display for ContentSecurityPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().enumerate().try_for_each(|(place, (name, value))| {
            let before = if place > 0 { "; " } else { "" };
            let space = if value.is_empty() { "" } else { " " };
            write!(f, "{before}{name}{space}{value}")
        })
    }
}

/// Several lines are several policies, so they do not read as one.
impl Header for ContentSecurityPolicy {
    const NAME: HeaderName = CONTENT_SECURITY_POLICY;
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        text.parse::<ContentSecurityPolicy>().unwrap().to_string()
    }

    #[test]
    fn keeps_directives_without_value_and_the_first_of_equal_ones() {
        assert_eq!(
            written(
                "Default-Src 'self';; upgrade-insecure-requests ; sandbox; DEFAULT-SRC *; img-src\t* \tdata:"
            ),
            "default-src 'self'; upgrade-insecure-requests; sandbox; img-src *  data:"
        );
        assert_eq!(written("é x; a é; b_c d; \u{7f} e; f 'g'"), "f 'g'");
        assert_eq!(written(" , ; ,"), "");
        assert_eq!(written("a b, "), "a b");
    }

    #[test]
    fn several_policies_are_not_one() {
        let error = "a b, c d".parse::<ContentSecurityPolicy>().unwrap_err().to_string();
        assert!(error.starts_with("content-security-policy: expected one policy"), "{error}");
    }

    #[test]
    fn a_value_does_not_break_out() {
        let mut policy = ContentSecurityPolicy::new();
        for value in ["a; b", "a, b", "a\r\nb", "é", "\0"] {
            assert!(
                policy.set("img-src", value).is_err() && policy.add_source("img-src", value).is_err(),
                "{value}"
            );
        }
        for name in ["", "a b", "a;", "é"] {
            assert!(policy.set(name, "*").is_err(), "{name}");
        }
        assert!(policy.is_empty());
    }

    #[test]
    fn sources_are_added_once_and_in_place_of_none() {
        let mut policy = ContentSecurityPolicy::new().with("img-src", "'None'").unwrap();
        policy.add_source("IMG-SRC", "https://a.example").unwrap();
        policy.add_source("img-src", "https://a.example").unwrap();
        policy.add_source("font-src", "*").unwrap();
        assert_eq!(policy.to_string(), "img-src https://a.example; font-src *");
        assert_eq!((policy.remove("img-src").is_some(), policy.contains("img-src")), (true, false));
    }

    #[test]
    fn what_is_written_reads_back() {
        let policy: ContentSecurityPolicy = "a b  c; d; e 'f'".parse().unwrap();
        assert_eq!(policy.to_string().parse(), Ok(policy));
        let many: String = (0..100_000).map(|number| format!("d{number} x;")).collect();
        assert_eq!(many.parse::<ContentSecurityPolicy>().unwrap().iter().len(), 100_000);
    }
}
