//! What is done before and after each request: Flask's `before_request`, `after_request`, `teardown_request`.

mod after;
mod app;
mod before;
mod caught;
mod run;
mod teardown;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use crate::app::prefix::Prefix;
use crate::app::surroundings::Kind;
use crate::error::Failure;
use crate::handler::Requirements;
use crate::request::Request;

pub use after::AfterRequest;
pub use before::{BeforeRequest, HookAnswer};
pub(super) use run::run;

/// What is done before and after each request; for those below a prefix, it is given to
/// [`App::hooks_below`](crate::App::hooks_below). [`App::before_request`](crate::App::before_request) and the two beside it
/// add to those of all requests.
///
/// The order is Flask's. The route is known by then, and [`Request::route`] tells it; there may be none, for a 404.
///
/// 1. `before_request`, in the order in which they were added, those of shorter prefixes first. When one answers, those
///    after it and the handler are left out.
/// 2. The middleware of the routes, and the handler; errors become their pages, a panic a 500.
/// 3. `after_request`, the last one first, those of longer prefixes first. All of them, whatever the response is.
/// 4. `teardown_request`, in the same order as the third. They run also when there is no response because the client has
///    left; they get the failure behind a 500, or that.
///
/// A hook that panics makes the response a 500; those that follow get that one.
///
/// ```
/// use wz::middleware::Hooks;
/// use wz::prelude::*;
///
/// #[derive(Clone)]
/// struct User(String);
///
/// /// Who asks, for the handlers; nobody is sent away.
/// async fn load_user(request: &mut Request) -> Option<Response> {
///     let name = request.headers().get("x-user")?.to_str().ok()?.to_owned();
///     request.extensions_mut().insert(User(name));
///     None
/// }
///
/// async fn login_required(request: &mut Request) -> Result<(), HttpError> {
///     match request.extensions().get::<User>() {
///         Some(_) => Ok(()),
///         None => Err(HttpError::unauthorized()),
///     }
/// }
///
/// async fn no_sniff(_: &Request, response: Response) -> Response {
///     response.with_header("x-content-type-options", "nosniff")
/// }
///
/// #[get("/account/name")]
/// fn name(request: &Request) -> Option<String> {
///     request.extensions().get::<User>().map(|user| user.0.clone())
/// }
///
/// routes! { Site = name }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site)
///     .before_request(load_user)
///     .after_request(no_sniff)
///     .hooks_below("/account", Hooks::new().before_request(login_required));
/// let get = |user| runtime.block_on(app.call(Request::get("/account/name").with_header("x-user", user)));
/// assert_eq!(get("ada").body().as_bytes(), Some(&b"ada"[..]));
/// let stranger = runtime.block_on(app.call(Request::get("/account/name")));
/// assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
/// assert_eq!(stranger.headers()["x-content-type-options"], "nosniff");
/// ```
///
/// A hook may have up to four [extractors](crate::FromRequest) before the request, as `async fn load_user(users: State<Users>,
/// request: &mut Request)`: what it shares with others is best a [`State`](crate::State), which the launch looks for. A
/// closure is written `async |request: &mut Request| { ... }`, and captures nothing.
#[derive(Clone, Default)]
pub struct Hooks {
    before: Vec<Hook<dyn before::Erased>>,
    after: Vec<Hook<dyn after::Erased>>,
    teardown: Vec<Arc<Teardown>>,
}

type Teardown = dyn Fn(&Request, Option<&Failure>) + Send + Sync;

/// Hooks of the paths below a prefix.
#[derive(Debug, Clone)]
pub(in crate::app) struct HooksBelow {
    pub(in crate::app) prefix: Prefix,
    pub(in crate::app) hooks: Hooks,
}

/// A hook, with what a message calls it.
struct Hook<H: ?Sized> {
    hook: Arc<H>,
    name: &'static str,
    location: &'static Location<'static>,
}

impl Hooks {
    /// None yet.
    pub fn new() -> Hooks {
        Hooks::default()
    }

    /// Adds what is done before the handler: `async fn(&mut Request) -> R`, where `R` is `()`, an `Option` of a response,
    /// which is the answer then, or a `Result` of one of these, whose error is the answer.
    #[must_use]
    #[track_caller]
    pub fn before_request<Kind: 'static, H>(mut self, hook: H) -> Hooks
    where
        H: for<'r> BeforeRequest<'r, Kind>,
    {
        self.before.push(Hook::new::<H>(before::erased(hook)));
        self
    }

    /// Adds what is done with the response: `async fn(&Request, Response) -> R`, where `R` is a response. The request is
    /// without its body.
    #[must_use]
    #[track_caller]
    pub fn after_request<Kind: 'static, H>(mut self, hook: H) -> Hooks
    where
        H: for<'r> AfterRequest<'r, Kind>,
    {
        self.after.push(Hook::new::<H>(after::erased(hook)));
        self
    }

    /// Adds what is done at the end, whatever the end is: the request without its body, and the failure, if there was one.
    ///
    /// The end is when the response is about to be sent. For what has to wait until the last byte of a stream is sent there
    /// is [`Response::call_on_close`](crate::Response::call_on_close).
    #[must_use]
    pub fn teardown_request(
        mut self,
        hook: impl Fn(&Request, Option<&Failure>) + Send + Sync + 'static,
    ) -> Hooks {
        self.teardown.push(Arc::new(hook));
        self
    }

    /// Adds those of others behind its own.
    pub(in crate::app) fn extend(&mut self, more: Hooks) {
        self.before.extend(more.before);
        self.after.extend(more.after);
        self.teardown.extend(more.teardown);
    }

    /// What each is, what it is called, and where it was added, in the order of the methods.
    pub(in crate::app) fn listed(
        &self,
    ) -> impl Iterator<Item = (Kind, &'static str, Option<&'static Location<'static>>)> {
        let before = self.before.iter().map(|hook| (Kind::BeforeRequest, hook.name, Some(hook.location)));
        let after = self.after.iter().map(|hook| (Kind::AfterRequest, hook.name, Some(hook.location)));
        before.chain(after).chain(self.teardown.iter().map(|_| (Kind::TeardownRequest, "", None)))
    }

    /// Who needs something, and what.
    pub(super) fn needs(&self, all: &mut Vec<(String, Requirements)>) {
        for before in &self.before {
            let mut needs = Requirements::new();
            before.hook.requires(&mut needs);
            all.push((before.described("before_request"), needs));
        }
        for after in &self.after {
            let mut needs = Requirements::new();
            after.hook.requires(&mut needs);
            all.push((after.described("after_request"), needs));
        }
    }
}

impl<H: ?Sized> Hook<H> {
    #[track_caller]
    fn new<Name>(hook: Arc<H>) -> Hook<H> {
        Hook { hook, name: std::any::type_name::<Name>(), location: Location::caller() }
    }

    fn described(&self, kind: &str) -> String {
        format!("`{kind}` hook `{}` ({}:{})", self.name, self.location.file(), self.location.line())
    }
}

impl<H: ?Sized> Clone for Hook<H> {
    fn clone(&self) -> Hook<H> {
        Hook { hook: Arc::clone(&self.hook), ..*self }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("before", &self.before.len())
            .field("after", &self.after.len())
            .field("teardown", &self.teardown.len())
            .finish()
    }
}

/// An implementation for functions with so many extractors before the request.
macro_rules! with_extractors {
    ($implement:ident) => {
        $implement!();
        $implement!(A);
        $implement!(A B);
        $implement!(A B C);
        $implement!(A B C D);
    };
}

use with_extractors;
