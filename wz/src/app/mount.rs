use std::fmt;
use std::sync::Arc;

use http::Uri;
use http::uri::PathAndQuery;

use super::foreign::Foreign;
use super::prefix::Prefix;
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::IntoResponse;

/// A service below a prefix.
#[derive(Clone)]
pub(super) struct Mount {
    prefix: Prefix,
    /// The prefix as it stands in a URL.
    root: Arc<str>,
    service: Arc<dyn Foreign>,
}

impl Mount {
    pub(super) fn new(prefix: Prefix, service: Arc<dyn Foreign>) -> Mount {
        let root = prefix.encoded().into();
        Mount { prefix, root, service }
    }

    pub(super) fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// Gives the service a request with the prefix moved from the path to the script root.
    pub(super) fn call(&self, mut request: Request) -> HandlerFuture {
        let below = self.prefix.strip(request.path()).and_then(|rest| below(request.uri(), rest));
        let Some(uri) = below else { return HandlerFuture::ready(HttpError::not_found().into_response()) };
        request.set_uri(uri);
        if !self.root.is_empty() {
            request.push_script_root(&self.root);
        }
        self.service.answer(request)
    }
}

/// The same target with another path; `/` for an empty one.
fn below(uri: &Uri, path: &str) -> Option<Uri> {
    let mut target = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
    if let Some(query) = uri.query() {
        target.push('?');
        target.push_str(query);
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
    Uri::from_parts(parts).ok()
}

impl fmt::Debug for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mount").field(&self.prefix).finish()
    }
}
