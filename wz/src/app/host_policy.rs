/// Which hosts an application answers for.
///
/// The `Host` header is the client's word. Whoever builds absolute URLs from it, or keeps caches by it, wants to
/// know that it is one of the application's own names. A request for another host is answered with 421
/// (RFC 9110 section 15.5.20) and reaches no handler, whatever the patterns of the routes are.
///
/// ```
/// use wz::app::HostPolicy;
///
/// let policy = HostPolicy::only(["example.com", ".example.org"]);
/// assert!(policy.allows(Some("example.com")));
/// assert!(policy.allows(Some("api.example.org")) && policy.allows(Some("example.org")));
/// assert!(!policy.allows(Some("www.example.com")) && !policy.allows(None));
/// assert!(HostPolicy::any().allows(None));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostPolicy {
    /// `None`: any host.
    names: Option<Vec<String>>,
}

impl HostPolicy {
    /// Any host, and none at all: the default.
    #[must_use]
    pub fn any() -> HostPolicy {
        HostPolicy { names: None }
    }

    /// Only these hosts, without ports, whatever their case. `.example.com` is the name itself and everything
    /// below it. An international name is given in its `xn--` form.
    #[must_use]
    pub fn only<N: Into<String>>(names: impl IntoIterator<Item = N>) -> HostPolicy {
        let lower = |name: N| name.into().to_ascii_lowercase();
        HostPolicy { names: Some(names.into_iter().map(lower).collect()) }
    }

    /// Whether a request for this host is answered: given as [`Request::host`](crate::Request::host) gives it.
    pub fn allows(&self, host: Option<&str>) -> bool {
        let Some(names) = &self.names else { return true };
        let Some(host) = host else { return false };
        names.iter().any(|name| match name.strip_prefix('.') {
            Some(base) => host.strip_suffix(base).is_some_and(|left| left.is_empty() || left.ends_with('.')),
            None => host == name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::HostPolicy;

    #[test]
    fn suffixes_end_at_a_dot() {
        let policy = HostPolicy::only([".Example.com"]);
        assert!(policy.allows(Some("example.com")));
        assert!(policy.allows(Some("a.b.example.com")));
        assert!(!policy.allows(Some("badexample.com")));
        assert!(!policy.allows(Some("example.com.evil.org")));
        assert!(!HostPolicy::only([""; 0]).allows(Some("example.com")));
    }
}
