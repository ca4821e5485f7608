use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_SECURITY_POLICY_REPORT_ONLY;

use super::{ContentSecurityPolicy, read_one};
use crate::header::{Header, HeaderError, Lines};

/// `Content-Security-Policy-Report-Only`: a policy that is tried, and not enforced.
///
/// ```
/// use wz::header::{ContentSecurityPolicy, ContentSecurityPolicyReportOnly, HeaderMapExt};
/// use wz::http::HeaderMap;
///
/// let policy = ContentSecurityPolicy::new().with("default-src", "'self'")?.with("report-to", "csp")?;
/// let mut headers = HeaderMap::new();
/// headers.set_typed(&ContentSecurityPolicyReportOnly(policy))?;
/// assert_eq!(headers["content-security-policy-report-only"], "default-src 'self'; report-to csp");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentSecurityPolicyReportOnly(pub ContentSecurityPolicy);

impl FromStr for ContentSecurityPolicyReportOnly {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentSecurityPolicyReportOnly, HeaderError> {
        read_one(text)
            .map(ContentSecurityPolicyReportOnly)
            .map_err(|error| error.of(CONTENT_SECURITY_POLICY_REPORT_ONLY))
    }
}

impl fmt::Display for ContentSecurityPolicyReportOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Header for ContentSecurityPolicyReportOnly {
    const NAME: HeaderName = CONTENT_SECURITY_POLICY_REPORT_ONLY;
    const LINES: Lines = Lines::Joined;
}
