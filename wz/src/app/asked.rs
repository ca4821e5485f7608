use http::header::{
    ACCEPT, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    IF_UNMODIFIED_SINCE, RANGE, UPGRADE,
};
use http::uri::PathAndQuery;
use http::{HeaderMap, Method};

use crate::header::Accept;
#[cfg(feature = "compress")]
use crate::header::{AcceptEncoding, HeaderMapExt, IfRange};
use crate::request::Request;

/// What is kept of a request until it is answered, since its handler takes it away.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) path: Option<PathAndQuery>,
    /// Whether there is an `Upgrade`.
    pub(super) upgrade: bool,
    /// Whether the client is told what goes wrong.
    pub(super) details: bool,
    accept: Option<HeaderValue>,
    /// The conditions and ranges of a `GET` or `HEAD`, when there are any.
    conditions: Option<Box<HeaderMap>>,
    /// For an application that compresses.
    #[cfg(feature = "compress")]
    accept_encoding: Option<Box<AcceptEncoding>>,
}

/// What a read may depend on (RFC 9110 sections 13.1 and 14.2).
fn is_condition(name: &HeaderName) -> bool {
    *name == IF_MATCH
        || *name == IF_NONE_MATCH
        || *name == IF_MODIFIED_SINCE
        || *name == IF_UNMODIFIED_SINCE
        || *name == IF_RANGE
        || *name == RANGE
}

impl Asked {
    #[inline(always)]
    pub(super) fn of(request: &Request) -> Asked {
        let mut asked = Asked {
            method: request.method().clone(),
            path: request.uri().path_and_query().cloned(),
            upgrade: false,
            details: request.context().details,
            accept: None,
            conditions: None,
            #[cfg(feature = "compress")]
            accept_encoding: None,
        };
        let reads = asked.reads();
        // Once over all of them is less than to look up each of seven names.
        for (name, value) in request.headers() {
            if *name == ACCEPT {
                asked.add_accept(value);
            } else if *name == UPGRADE {
                asked.upgrade = true;
            } else if reads && is_condition(name) {
                asked.conditions.get_or_insert_default().append(name, value.clone());
            }
        }
        asked
    }

    /// All lines of it as one. There is hardly ever more than one, which is shared then.
    fn add_accept(&mut self, line: &HeaderValue) {
        self.accept = match &self.accept {
            None => Some(line.clone()),
            Some(all) => HeaderValue::from_bytes(&[all.as_bytes(), b", ", line.as_bytes()].concat()).ok(),
        };
    }

    pub(super) fn reads(&self) -> bool {
        self.method == Method::GET || self.method == Method::HEAD
    }

    pub(super) fn conditions(&self) -> Option<&HeaderMap> {
        self.conditions.as_deref()
    }

    /// Keeps which codings the client undoes, for an application that compresses.
    #[cfg(feature = "compress")]
    pub(super) fn keep_accept_encoding(&mut self, headers: &HeaderMap) {
        self.accept_encoding = headers.typed().ok().flatten().map(Box::new);
    }

    /// None, when the client does not say.
    #[cfg(feature = "compress")]
    pub(super) fn accept_encoding(&self) -> &AcceptEncoding {
        static ANY: std::sync::LazyLock<AcceptEncoding> = std::sync::LazyLock::new(AcceptEncoding::any);
        self.accept_encoding.as_deref().unwrap_or(&ANY)
    }

    /// Asks for all instead of a part whose `If-Range` is a date.
    #[cfg(feature = "compress")]
    pub(super) fn forget_dated_range(&mut self) {
        if let Some(conditions) = &mut self.conditions
            && let Ok(Some(IfRange::Date(_))) = conditions.typed()
        {
            conditions.remove(RANGE);
        }
    }

    pub(super) fn path(&self) -> &str {
        self.path.as_ref().map_or("*", PathAndQuery::path)
    }

    /// Anything, when the client does not say, or not so that it can be understood.
    pub(super) fn accept(&self) -> Accept {
        let text = self.accept.as_ref().and_then(|value| value.to_str().ok());
        text.and_then(|text| text.parse().ok()).unwrap_or_else(Accept::any)
    }
}
