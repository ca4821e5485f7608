use std::sync::Arc;

use super::App;
use crate::url::{TrustedHosts, UrlError};

/// Which hosts an application answers for.
///
/// The `Host` header is the client's word. Whoever builds absolute URLs from it, or keeps caches by it, wants to
/// know that it is one of the application's own names. A request for another host is answered with 421
/// (RFC 9110 section 15.5.20) and reaches no handler, whatever the patterns of the routes are.
///
/// ```
/// use wz::app::HostPolicy;
///
/// let policy = HostPolicy::only(["example.com", ".example.org"])?;
/// assert!(policy.allows(Some("example.com")));
/// assert!(policy.allows(Some("api.example.org")) && policy.allows(Some("example.org")));
/// assert!(!policy.allows(Some("www.example.com")) && !policy.allows(None));
/// assert!(HostPolicy::any().allows(None));
/// # Ok::<_, wz::url::UrlError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostPolicy {
    /// `None`: any host.
    only: Option<TrustedHosts>,
}

impl HostPolicy {
    /// Any host, and none at all: the default.
    #[must_use]
    pub fn any() -> HostPolicy {
        HostPolicy { only: None }
    }

    pub(super) fn is_any(&self) -> bool {
        self.only.is_none()
    }

    /// Only these hosts, whatever their case and port; no host at all when there are none. `.example.com` is the name
    /// itself and everything below it. An international name is given in its `xn--` form, unless the feature `idna` is
    /// on.
    ///
    /// # Errors
    /// When a name is none that a host can have: it would never be answered for.
    pub fn only<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<HostPolicy, UrlError> {
        Ok(HostPolicy { only: Some(TrustedHosts::new(names)?) })
    }

    /// Whether a request for this host is answered: given as [`Request::host`](crate::Request::host) gives it.
    #[must_use]
    pub fn allows(&self, host: Option<&str>) -> bool {
        let Some(names) = &self.only else { return true };
        host.is_some_and(|host| names.contains(host))
    }
}

impl App {
    /// Says which hosts the application answers for; any by default. A request for another one gets 421.
    #[must_use]
    pub fn hosts(mut self, policy: HostPolicy) -> App {
        Arc::make_mut(&mut self.inner).hosts = policy;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::HostPolicy;

    #[test]
    fn suffixes_end_at_a_dot() {
        let policy = HostPolicy::only([".Example.com"]).unwrap();
        assert!(policy.allows(Some("example.com")));
        assert!(policy.allows(Some("a.b.example.com")));
        assert!(!policy.allows(Some("badexample.com")));
        assert!(!policy.allows(Some("example.com.evil.org")));
        assert!(!HostPolicy::only([""; 0]).unwrap().allows(Some("example.com")));
    }

    #[test]
    fn a_name_that_no_host_has_is_noticed() {
        for name in ["", ".", "https://example.com", "example.com/", "*.example.com", "[::1"] {
            assert!(HostPolicy::only([name]).is_err(), "{name}");
        }
        let policy = HostPolicy::only(["Example.com:8080", "[::1]", "my_service"]).unwrap();
        for host in ["example.com", "[::1]", "my_service"] {
            assert!(policy.allows(Some(host)), "{host}");
        }
    }
}
