use std::sync::Arc;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};

use super::HttpError;
use super::details::Details;
use super::page::PageFormat;
use crate::body::Body;
use crate::header::{Accept, lists};
use crate::response::Response;

/// The error behind a page, among the extensions of its response: what raised it does not know the request, so the
/// application writes the page anew.
#[derive(Debug, Clone)]
pub(crate) struct Raised {
    pub(crate) error: Arc<HttpError>,
    /// The body it was given, to see whether somebody has put another one there since.
    page: Bytes,
}

impl Raised {
    /// The HTML page, with the error beside it.
    pub(super) fn page(error: HttpError) -> Response {
        let (format, status) = (PageFormat::Html, error.status());
        let page = error.text(format, None);
        let mut response = Response::typed(page.clone(), format.content_type()).with_status(status);
        response.extensions_mut().insert(Raised { error: Arc::new(error), page });
        response
    }

    /// The error whose page a response is, if it still is.
    #[inline]
    pub(crate) fn take(response: &mut Response) -> Option<Arc<HttpError>> {
        let Raised { error, page } = response.extensions_mut().remove()?;
        let unchanged =
            response.body().as_bytes().is_some_and(|body| std::ptr::eq(body, &raw const page[..]));
        (unchanged && response.status() == error.status()).then_some(error)
    }
}

/// Writes a page anew as the client wants it, with details for who may know them; its headers stay.
pub(crate) fn rewrite(
    response: &mut Response,
    error: &HttpError,
    accept: &Accept,
    details: Option<&Details>,
) {
    vary_by_accept(response.headers_mut());
    let format = PageFormat::wanted(accept);
    if format != PageFormat::Html || details.is_some() {
        response.headers_mut().insert(CONTENT_TYPE, format.content_type());
        *response.body_mut() = Body::full(error.text(format, details));
    }
    if details.is_some() {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// A cache may keep an error page, too.
pub(crate) fn vary_by_accept(headers: &mut HeaderMap) {
    if !lists(headers, &VARY, "accept") {
        headers.append(VARY, HeaderValue::from_static("accept"));
    }
}
