use std::borrow::Cow;

use super::host::split_port;
use super::{UrlError, UrlErrorKind, idna};

/// The hosts that an application trusts to be its own; Werkzeug's `trusted_hosts`.
///
/// Names are compared without regard to case and port. A name with a `.` before it is also everything below it. No
/// names at all: every host is trusted that is well-formed.
///
/// ```
/// use wz::url::{TrustedHosts, host_is_trusted};
///
/// let trusted = TrustedHosts::new(["example.com", ".example.org"])?;
/// assert!(host_is_trusted("Example.com:8080", &trusted));
/// assert!(host_is_trusted("example.org", &trusted) && host_is_trusted("api.example.org", &trusted));
/// assert!(!host_is_trusted("www.example.com", &trusted));
/// # Ok::<_, wz::url::UrlError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedHosts {
    names: Vec<Name>,
    underscore: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    text: String,
    /// Everything below it, too.
    below: bool,
}

impl TrustedHosts {
    /// Every host that is well-formed: the default.
    ///
    /// ```
    /// use wz::url::{TrustedHosts, host_is_trusted};
    ///
    /// assert!(host_is_trusted("whatever.example", &TrustedHosts::any()));
    /// assert!(!host_is_trusted("what/ever", &TrustedHosts::any()));
    /// ```
    #[must_use]
    pub fn any() -> TrustedHosts {
        TrustedHosts::default()
    }

    /// Only these; any host when there are none.
    ///
    /// ```
    /// use wz::url::{TrustedHosts, UrlErrorKind};
    ///
    /// assert_eq!(TrustedHosts::new(["a b"]).unwrap_err().kind(), UrlErrorKind::Host);
    /// ```
    ///
    /// # Errors
    /// When a name is not one that a host can have, or is beyond ASCII without the feature `idna`.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<TrustedHosts, UrlError> {
        let names = names.into_iter().map(|name| Name::parse(name.as_ref())).collect::<Result<_, _>>()?;
        Ok(TrustedHosts { names, underscore: false })
    }

    /// Takes `_` for a character that a host may have: it is no name on the internet, but usual among containers.
    ///
    /// ```
    /// use wz::url::{TrustedHosts, host_is_trusted};
    ///
    /// assert!(!host_is_trusted("my_service", &TrustedHosts::any()));
    /// assert!(host_is_trusted("my_service", &TrustedHosts::any().allow_underscore()));
    /// ```
    #[must_use]
    pub fn allow_underscore(mut self) -> TrustedHosts {
        self.underscore = true;
        self
    }

    pub(super) fn allows_underscore(&self) -> bool {
        self.underscore
    }

    /// Whether every host is trusted.
    pub(super) fn is_any(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a host is among the names; it has no port.
    pub(crate) fn contains(&self, host: &str) -> bool {
        self.names.iter().any(|name| {
            let Some(start) = host.len().checked_sub(name.text.len()) else { return false };
            let same = host.as_bytes()[start..].eq_ignore_ascii_case(name.text.as_bytes());
            same && (start == 0 || (name.below && host.as_bytes()[start - 1] == b'.'))
        })
    }
}

impl Name {
    fn parse(text: &str) -> Result<Name, UrlError> {
        let (below, text) = text.strip_prefix('.').map_or((false, text), |text| (true, text));
        let ascii = if text.is_ascii() { Cow::Borrowed(text) } else { idna::to_ascii(text)? };
        // A name may have an underscore here: whether a host may is asked when there is one.
        match split_port(&ascii, true) {
            Some((host, _)) => Ok(Name { text: host.to_ascii_lowercase(), below }),
            None => Err(UrlError::new(UrlErrorKind::Host)),
        }
    }
}
