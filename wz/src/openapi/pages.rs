//! Handlers for the document and for a page that shows it.

use http::HeaderValue;
use http::header::CONTENT_TYPE;

use super::{Document, Operation, OperationInput, Source};
use crate::error::HttpError;
use crate::handler::{FromRequest, Requirements, State};
use crate::request::Request;
use crate::response::{HTML, Response};

/// The page loads nothing but its own files, whatever stands in the document; it may ask any server for an answer, since the
/// document names those.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' http: https:; form-action 'none'; \
     base-uri 'none'; frame-ancestors 'none'",
);

wz::routes! {
    /// A page that shows the document of the application, and lets try its operations: list it under a prefix,
    /// `"/docs" => wz::openapi::Docs`. The document is beside it, as `openapi.json`.
    ///
    /// The page needs no other server, no inline script and no cookie; it is in light or dark, as the browser asks. Who may see it
    /// is for [middleware](crate::middleware): `"/docs" with(require_login) => wz::openapi::Docs`.
    ///
    /// The application needs [`App::openapi`](crate::App::openapi), or does not start.
    ///
    /// ```
    /// use wz::openapi::OpenApi;
    /// use wz::prelude::*;
    ///
    /// routes! { Site = "/docs" => wz::openapi::Docs }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).openapi(OpenApi::new("Nothing", "1"));
    /// let answer = runtime.block_on(app.call(Request::get("/docs/")));
    /// assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    /// assert!(App::new(Site).check().unwrap_err().to_string().contains("`App::openapi`"));
    /// ```
    #[diagnostic::do_not_recommend]
    pub Docs = page, json, script, style
}

/// The document of the application as JSON. It is one of the routes of [`Docs`], and can be listed alone: it is at `/openapi.json`
/// then, below the prefix where it is listed.
///
/// ```
/// use wz::openapi::OpenApi;
/// use wz::prelude::*;
///
/// /// Says hello.
/// #[get("/")]
/// fn index() -> &'static str {
///     "hello"
/// }
///
/// routes! { Site = index, wz::openapi::json }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).openapi(OpenApi::new("Hello", "1"));
/// let answer = runtime.block_on(app.call(Request::get("/openapi.json")));
/// let document: serde_json::Value = serde_json::from_slice(answer.body().as_bytes().unwrap()).unwrap();
/// assert_eq!(document["paths"]["/"]["get"]["summary"], "Says hello.");
/// ```
#[wz::get("/openapi.json", endpoint = "openapi.json")]
#[diagnostic::do_not_recommend]
pub fn json(Served(document): Served) -> Document {
    document
}

#[wz::get("/", endpoint = "openapi.page")]
fn page(_served: Served) -> Response {
    Response::new(include_str!("page.html"))
        .with_header(CONTENT_TYPE, HTML)
        .with_header("content-security-policy", POLICY)
}

#[wz::get("/page.js", endpoint = "openapi.script")]
#[doc(hidden)]
fn script() -> Response {
    file(include_str!("page.js"), "text/javascript; charset=utf-8")
}

#[wz::get("/page.css", endpoint = "openapi.style")]
#[doc(hidden)]
fn style() -> Response {
    file(include_str!("page.css"), "text/css; charset=utf-8")
}

fn file(text: &'static str, media_type: &'static str) -> Response {
    Response::new(text)
        .with_header(CONTENT_TYPE, HeaderValue::from_static(media_type))
        .with_header("cache-control", HeaderValue::from_static("no-cache"))
        .with_content_etag()
}

/// The document, as it is where it is asked for.
#[derive(Debug)]
#[doc(hidden)]
pub struct Served(Document);

#[diagnostic::do_not_recommend]
impl FromRequest for Served {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Served, HttpError> {
        let source = State::<Source>::from_request(request).await?;
        Ok(Served(source.document().served_at(request.script_root())))
    }

    fn requires(needs: &mut Requirements) {
        needs.otherwise::<Source>("what its document says: give it to `App::openapi`");
    }
}

/// A document says nothing of itself.
impl OperationInput for Served {
    fn describe(operation: &mut Operation) {
        operation.hide();
    }
}
