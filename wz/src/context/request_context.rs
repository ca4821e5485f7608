use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use http::Extensions;
use http::header::HOST;

use super::current::{Entered, current};
use super::scoped::Carried;
use crate::middleware::RequestId;
use crate::request::{Request, RouteWatch};
use crate::routing::Route;

/// What is known of a request. Cloning it copies a pointer; all clones share the values that are put into it.
///
/// Inside of a request [`context::current`](super::current) gives it. A test, or a job that works for a request which is long
/// over, makes its own and [runs something](RequestContext::call) in it:
///
/// ```
/// use wz::context::{self, RequestContext};
/// use wz::Request;
///
/// let request = Request::get("https://example.com/x");
/// let link = RequestContext::of(&request).call(|| context::url("/user/7"));
/// assert_eq!(link.as_deref(), Some("https://example.com/user/7"));
/// ```
#[derive(Clone)]
pub struct RequestContext(Arc<Inner>);

struct Inner {
    id: Option<RequestId>,
    scheme: &'static str,
    /// With its port.
    host: Option<Box<str>>,
    script_root: Box<str>,
    route: RouteWatch,
    values: Values,
}

/// Shared with the contexts inside of it.
type Values = Arc<Mutex<Extensions>>;

impl RequestContext {
    /// What is known of this request. In another context it shares the values of that one.
    pub fn of(request: &Request) -> RequestContext {
        RequestContext::new(request, request.extensions().get::<RouteWatch>().cloned().unwrap_or_default())
    }

    pub(crate) fn new(request: &Request, route: RouteWatch) -> RequestContext {
        let host = match request.uri().authority() {
            Some(authority) => Some(authority.as_str()),
            None => request.headers().get(HOST).and_then(|host| host.to_str().ok()),
        };
        // One that is not well-formed could be another URL.
        let host = host.filter(|_| request.host().is_some());
        RequestContext(Arc::new(Inner {
            id: request.extensions().get().cloned(),
            scheme: request.scheme(),
            host: host.map(|host| host.to_ascii_lowercase().into()),
            script_root: request.script_root().into(),
            route,
            values: current().map(|outer| Arc::clone(&outer.0.values)).unwrap_or_default(),
        }))
    }

    /// Its id, when [`RequestIds`](crate::middleware::RequestIds) has given it one before the context was made.
    pub fn id(&self) -> Option<&RequestId> {
        self.0.id.as_ref()
    }

    /// `http` or `https`, as [`Request::scheme`] says.
    pub fn scheme(&self) -> &'static str {
        self.0.scheme
    }

    /// The host that the client has asked for, in lower case and with its port if that was said; `None` when there is none, or
    /// none that is well-formed. The client chooses it: [`App::hosts`](crate::App::hosts) says which are answered.
    pub fn host(&self) -> Option<&str> {
        self.0.host.as_deref()
    }

    /// Where the application is mounted, as [`Request::script_root`] says.
    pub fn script_root(&self) -> &str {
        &self.0.script_root
    }

    /// The route that answers the request, once it is known.
    pub fn route(&self) -> Option<Route<'static>> {
        self.0.route.route()
    }

    /// Where the application is to be found, without a slash at the end: `https://example.com/app`. `None` without a
    /// [host](RequestContext::host).
    pub fn url_root(&self) -> Option<String> {
        let Inner { scheme, script_root, .. } = &*self.0;
        self.host().map(|host| format!("{scheme}://{host}{script_root}"))
    }

    /// The absolute URL of a path from the root of the application, as [`url_for!`](macro@crate::url_for) makes it; for mails,
    /// feeds, and whatever else leaves the site. What is no such path (an absolute URL, `//host`, `?page=2`) stays as it is.
    /// `None` without a [host](RequestContext::host).
    ///
    /// ```
    /// use wz::Request;
    /// use wz::context::RequestContext;
    ///
    /// let request = Request::get("/").with_header("host", "example.com:8080");
    /// let context = RequestContext::of(&request);
    /// assert_eq!(context.url("/a?b").as_deref(), Some("http://example.com:8080/a?b"));
    /// assert_eq!(context.url("https://other.example/").as_deref(), Some("https://other.example/"));
    /// assert_eq!(RequestContext::of(&Request::get("/")).url("/a"), None);
    /// ```
    pub fn url(&self, path: &str) -> Option<String> {
        if !path.starts_with('/') || path.starts_with("//") {
            return Some(path.to_owned());
        }
        let root = self.url_root()?;
        Some([&*root, path].concat())
    }

    /// A copy of the value of this type.
    ///
    /// ```
    /// use wz::Request;
    /// use wz::context::RequestContext;
    ///
    /// #[derive(Clone, PartialEq, Debug)]
    /// struct Tenant(String);
    ///
    /// let context = RequestContext::of(&Request::get("/"));
    /// assert_eq!(context.insert(Tenant("a".into())), None);
    /// assert_eq!(context.insert(Tenant("b".into())), Some(Tenant("a".into())));
    /// assert_eq!((context.get::<Tenant>(), context.get::<u32>()), (Some(Tenant("b".into())), None));
    /// ```
    pub fn get<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.0.values.lock().unwrap_or_else(PoisonError::into_inner).get().cloned()
    }

    /// Keeps a value for everything in the request that asks for one of its type, in place of an earlier one, which is
    /// returned.
    pub fn insert<T: Clone + Send + Sync + 'static>(&self, value: T) -> Option<T> {
        self.0.values.lock().unwrap_or_else(PoisonError::into_inner).insert(value)
    }

    /// Calls a function in this context.
    pub fn call<R>(&self, function: impl FnOnce() -> R) -> R {
        let _entered = Entered::new(Some(self.clone()));
        function()
    }

    /// A future that is always polled in this context, wherever that is.
    ///
    /// ```
    /// use wz::Request;
    /// use wz::context::{self, RequestContext};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let context = RequestContext::of(&Request::get("http://example.com/"));
    /// let url = runtime.block_on(context.run(async { context::url("/x") }));
    /// assert_eq!(url.as_deref(), Some("http://example.com/x"));
    /// ```
    pub fn run<F: Future>(&self, future: F) -> Carried<F> {
        Carried::new(Some(self.clone()), future)
    }
}

impl fmt::Debug for RequestContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext")
            .field("id", &self.0.id)
            .field("url_root", &self.url_root())
            .field("route", &self.route())
            .finish_non_exhaustive()
    }
}
