use std::time::Duration;

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderValue, ORIGIN, VARY,
};
use http::{Method, StatusCode};

use super::{Middleware, Next};
use crate::handler::HandlerFuture;
use crate::header::{
    AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlAllowOrigin,
    AccessControlExposeHeaders, AccessControlMaxAge, HeaderError, HeaderMapExt, Origin, lists,
};
use crate::request::Request;
use crate::response::Response;

/// Lets scripts of other sites read what the application answers (the CORS protocol of the Fetch standard).
///
/// Without it browsers keep that from them. A preflight (`OPTIONS` with `Access-Control-Request-Method`) is answered here;
/// everything else goes on to the handlers, whether the origin may read the answer or not: it is the browser that keeps it
/// back. What must not be *done* for other sites is the affair of [`Csrf`](super::Csrf).
///
/// ```
/// use wz::middleware::Cors;
/// use wz::prelude::*;
/// use wz::testing::Client;
///
/// #[get("/data")]
/// fn data() -> &'static str {
///     "data"
/// }
///
/// routes! { Site = data }
///
/// # fn main() -> wz::Result {
/// let cors = Cors::origins(["https://app.example"])?.headers(["x-token"])?.credentials();
/// let client = Client::new(App::new(Site).middleware(cors));
/// let answer = client.get("/data").header("origin", "https://app.example").send();
/// answer.assert_header("access-control-allow-origin", "https://app.example").assert_header("vary", "origin");
/// let other = client.get("/data").header("origin", "https://evil.example").send();
/// assert_eq!(other.header("access-control-allow-origin"), None);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "it lets nobody in until it is given to `App::middleware`"]
pub struct Cors {
    /// `None`: all of them.
    origins: Option<Vec<Origin>>,
    methods: Option<HeaderValue>,
    headers: Option<AccessControlAllowHeaders>,
    exposed: Option<AccessControlExposeHeaders>,
    max_age: Duration,
    credentials: bool,
}

impl Cors {
    fn new(origins: Option<Vec<Origin>>) -> Cors {
        let max_age = Duration::from_secs(600);
        Cors { origins, methods: None, headers: None, exposed: None, max_age, credentials: false }
    }

    /// For scripts of all sites: for what is public anyway.
    pub fn any_origin() -> Cors {
        Cors::new(None)
    }

    /// For scripts of these origins.
    ///
    /// # Errors
    /// When one is no origin such as `https://app.example`.
    pub fn origins<O: AsRef<str>>(origins: impl IntoIterator<Item = O>) -> Result<Cors, HeaderError> {
        let origins = origins.into_iter().map(|origin| origin.as_ref().parse());
        Ok(Cors::new(Some(origins.collect::<Result<_, _>>()?)))
    }

    /// Allows only these methods. Without this, the one that is asked for.
    pub fn methods(mut self, methods: impl IntoIterator<Item = Method>) -> Cors {
        let names: Vec<_> = methods.into_iter().map(|method| method.to_string()).collect();
        // Names of methods and commas always make a value.
        self.methods = HeaderValue::try_from(names.join(", ")).ok();
        self
    }

    /// Allows only these headers in requests, beside the harmless ones. Without this, those that are asked for.
    ///
    /// # Errors
    /// When one is no name of a header.
    pub fn headers<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Result<Cors, HeaderError> {
        self.headers = Some(AccessControlAllowHeaders::new(names)?);
        Ok(self)
    }

    /// Lets scripts read these headers of responses, beside the harmless ones.
    ///
    /// # Errors
    /// When one is no name of a header.
    pub fn expose<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Result<Cors, HeaderError> {
        self.exposed = Some(AccessControlExposeHeaders::new(names)?);
        Ok(self)
    }

    /// How long a browser may remember the answer to a preflight: ten minutes by default; browsers have limits of their own.
    pub fn max_age(mut self, time: Duration) -> Cors {
        self.max_age = time;
        self
    }

    /// Lets scripts send cookies along. Only for origins that are named: with [`any_origin`](Cors::any_origin) it does
    /// nothing, since every site of the web could then read what is for the user's eyes only.
    pub fn credentials(mut self) -> Cors {
        self.credentials = self.origins.is_some();
        self
    }

    /// What the response to this origin says of it; `None` when it may not read it.
    fn allowed(&self, request: &Request) -> Option<AccessControlAllowOrigin> {
        let origin = request.headers().typed::<Origin>().ok().flatten()?;
        match &self.origins {
            None => Some(AccessControlAllowOrigin::Any),
            Some(origins) => origins
                .contains(&origin)
                .then_some(AccessControlAllowOrigin::Only(origin))
                .filter(|allowed| *allowed != AccessControlAllowOrigin::Only(Origin::null())),
        }
    }

    fn mark(&self, allowed: Option<AccessControlAllowOrigin>, mut response: Response) -> Response {
        // The answer to the next one may say another origin.
        if self.origins.is_some() && !lists(response.headers(), &VARY, "origin") {
            response.headers_mut().append(VARY, HeaderValue::from_static("origin"));
        }
        let Some(allowed) = allowed else { return response };
        let mut response = response.with_typed_header(&allowed);
        if self.credentials {
            response = response.with_typed_header(&AccessControlAllowCredentials);
        }
        match &self.exposed {
            Some(exposed) => response.with_typed_header(exposed),
            None => response,
        }
    }

    fn preflight(&self, request: &Request) -> Response {
        let allowed = self.allowed(request);
        let is_allowed = allowed.is_some();
        let mut response = self.mark(allowed, Response::empty().with_status(StatusCode::NO_CONTENT));
        if !is_allowed {
            return response;
        }
        let asked = |name| request.headers().get(name).cloned();
        if let Some(methods) = self.methods.clone().or_else(|| asked(ACCESS_CONTROL_REQUEST_METHOD)) {
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
        }
        response = match &self.headers {
            Some(headers) => response.with_typed_header(headers),
            None => {
                if let Some(headers) = asked(ACCESS_CONTROL_REQUEST_HEADERS) {
                    response.headers_mut().insert(ACCESS_CONTROL_ALLOW_HEADERS, headers);
                }
                response
            }
        };
        response.with_typed_header(&AccessControlMaxAge(self.max_age))
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for Cors {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        let headers = request.headers();
        let is_preflight = *request.method() == Method::OPTIONS
            && headers.contains_key(ORIGIN)
            && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        if is_preflight {
            return HandlerFuture::ready(self.preflight(&request));
        }
        let (cors, allowed) = (self.clone(), self.allowed(&request));
        HandlerFuture::new(async move { cors.mark(allowed, next.run(request).await) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::test_support::block_on;

    #[wz::get("/")]
    fn index() -> &'static str {
        "x"
    }

    wz::routes! { Site = index }

    fn ask(cors: Cors, method: Method, lines: &[(&'static str, &str)]) -> Response {
        let mut request = Request::new(method, "/", ());
        for (name, value) in lines {
            request = request.with_header(name, value);
        }
        block_on(App::new(Site).middleware(cors).call(request))
    }

    fn said(response: &Response) -> Vec<String> {
        let mut lines: Vec<_> = response
            .headers()
            .iter()
            .filter(|(name, _)| name.as_str().starts_with("access-control") || *name == VARY)
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort_unstable();
        lines
    }

    const ORIGIN: (&str, &str) = ("origin", "https://a.example");
    const PREFLIGHT: [(&str, &str); 3] =
        [ORIGIN, ("access-control-request-method", "PUT"), ("access-control-request-headers", "x-a, x-b")];

    #[test]
    fn preflights() {
        let some = || Cors::origins(["https://a.example"]).unwrap();
        let answer = ask(some().credentials(), Method::OPTIONS, &PREFLIGHT);
        assert_eq!(answer.status(), 204);
        assert_eq!(
            said(&answer),
            [
                "access-control-allow-credentials: true",
                "access-control-allow-headers: x-a, x-b",
                "access-control-allow-methods: PUT",
                "access-control-allow-origin: https://a.example",
                "access-control-max-age: 600",
                "vary: origin",
            ]
        );
        let strict = some().methods([Method::GET, Method::PUT]).headers(["x-a"]).unwrap();
        let answer = ask(strict.max_age(Duration::from_secs(5)), Method::OPTIONS, &PREFLIGHT);
        assert_eq!(
            said(&answer),
            [
                "access-control-allow-headers: x-a",
                "access-control-allow-methods: GET, PUT",
                "access-control-allow-origin: https://a.example",
                "access-control-max-age: 5",
                "vary: origin",
            ]
        );
        let other = ask(Cors::origins(["https://b.example"]).unwrap(), Method::OPTIONS, &PREFLIGHT);
        assert_eq!((other.status().as_u16(), said(&other)), (204, vec!["vary: origin".to_owned()]));
        // Not a preflight: the routes say what is allowed.
        let plain = ask(some(), Method::OPTIONS, &[ORIGIN]);
        assert_eq!((plain.status().as_u16(), plain.headers().contains_key("allow")), (200, true));
    }

    #[test]
    fn answers() {
        let any = Cors::any_origin().credentials().expose(["x-total"]).unwrap();
        assert_eq!(
            said(&ask(any.clone(), Method::GET, &[ORIGIN])),
            ["access-control-allow-origin: *", "access-control-expose-headers: x-total"]
        );
        assert_eq!(said(&ask(any, Method::GET, &[])), [""; 0]);
        let some = Cors::origins(["https://a.example", "null"]).unwrap();
        // Caches must not give this answer to a page that may read it.
        assert_eq!(said(&ask(some.clone(), Method::GET, &[])), ["vary: origin"]);
        assert_eq!(said(&ask(some.clone(), Method::GET, &[("origin", "null")])), ["vary: origin"]);
        assert_eq!(said(&ask(some, Method::GET, &[ORIGIN])).len(), 2);
        assert!(Cors::origins(["a.example"]).is_err());
    }
}
