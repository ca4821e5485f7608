use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, Method};

use super::TestRequest;
use super::address::Address;
use super::jar::Jar;
use super::request::header;
use crate::app::App;
use crate::blocking::Runner;
use crate::cookie::SetCookie;

/// A client of an [`App`]: Werkzeug's `Client`, Flask's `test_client`.
///
/// It is at `http://localhost`, keeps cookies, and follows redirects when it is told to. A clone shares the cookies; a
/// second user is a second `Client::new`.
#[derive(Clone)]
pub struct Client {
    pub(super) app: App,
    pub(super) base: Address,
    pub(super) headers: HeaderMap,
    pub(super) peer: SocketAddr,
    pub(super) keeps_cookies: bool,
    pub(super) follows: bool,
    jar: Arc<Mutex<Jar>>,
    runner: Arc<Runner>,
}

impl Client {
    /// A client of this application.
    #[must_use]
    pub fn new(app: App) -> Client {
        Client {
            app,
            base: Address {
                secure: false,
                host: "localhost".to_owned(),
                port: None,
                path: "/".to_owned(),
                query: None,
            },
            headers: HeaderMap::new(),
            peer: SocketAddr::from(([127, 0, 0, 1], 40_000)),
            keeps_cookies: true,
            follows: false,
            jar: Arc::default(),
            runner: Arc::default(),
        }
    }

    /// Another origin than `http://localhost`, for paths: `https://shop.example:8443`, say. TLS is only pretended: the
    /// request has the scheme in its target, as in HTTP/2.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[get("/")]
    /// fn index(request: &Request) -> String {
    ///     format!("{:?} {:?}", request.uri().scheme_str(), request.host())
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site)).at("https://shop.example");
    /// assert_eq!(client.get("/").send().text(), r#"Some("https") Some("shop.example")"#);
    /// # }
    /// ```
    ///
    /// # Panics
    /// When it is no URL of HTTP.
    #[must_use]
    #[track_caller]
    pub fn at(mut self, origin: &str) -> Client {
        match Address::parse(origin) {
            Some(base) => self.base = base,
            None => wrong(&format!("`{origin}` is no origin such as `https://example.com`")),
        }
        self
    }

    /// Sends a header with every request that has none of this name.
    ///
    /// # Panics
    /// When HTTP allows no such header.
    #[must_use]
    #[track_caller]
    pub fn with_header(mut self, name: &str, value: &str) -> Client {
        let (name, value) = header(name, value);
        self.headers.insert(name, value);
        self
    }

    /// Says where requests come from: [`PeerAddr`](crate::handler::PeerAddr). `127.0.0.1:40000` by default.
    #[must_use]
    pub fn with_peer(mut self, peer: impl Into<SocketAddr>) -> Client {
        self.peer = peer.into();
        self
    }

    /// Keeps no cookies.
    #[must_use]
    pub fn without_cookies(mut self) -> Client {
        self.keeps_cookies = false;
        self
    }

    /// Follows redirects of all requests; see [`TestRequest::follow_redirects`].
    #[must_use]
    pub fn following_redirects(mut self) -> Client {
        self.follows = true;
        self
    }

    /// A request with any method. The target is a path with a query, or a whole URL.
    ///
    /// # Panics
    /// When it is neither.
    #[track_caller]
    pub fn request(&self, method: Method, target: &str) -> TestRequest {
        let address = if target.starts_with('/') {
            // Not resolved: the path goes as it is, `..` and all.
            let (path, query) =
                target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
            let uri = target.parse::<http::Uri>();
            uri.is_ok().then(|| Address {
                path: path.to_owned(),
                query: query.map(str::to_owned),
                ..self.base.clone()
            })
        } else {
            Address::parse(target)
        };
        match address {
            Some(address) => TestRequest::new(self.clone(), method, address),
            None => wrong(&format!("`{target}` is neither a path that begins with `/` nor a URL of HTTP")),
        }
    }

    /// The first cookie of this name that a request for `/` would send, read.
    ///
    /// ```
    /// use wz::{App, cookie::SetCookie, prelude::*, testing::Client};
    ///
    /// # #[get("/")]
    /// # fn index() {}
    /// # routes! { Site = index }
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// client.set_cookie(&SetCookie::build("theme", "dark blue").build().unwrap());
    /// assert_eq!(client.cookie("theme").as_deref(), Some("dark blue"));
    /// client.delete_cookie("theme");
    /// assert_eq!(client.cookie("theme"), None);
    /// # }
    /// ```
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(&self.base, name)
    }

    /// Sets a cookie as a response for `/` would.
    ///
    /// # Panics
    /// When a browser would not take it: for another domain, `Secure` without TLS, a prefix whose promise is not kept.
    #[track_caller]
    pub fn set_cookie(&self, cookie: &SetCookie) {
        let taken = self.jar().set(&self.base, cookie);
        if !taken {
            wrong(&format!("no browser takes the cookie `{}` from {}", cookie.name(), self.base.url()));
        }
    }

    /// Forgets the cookies of this name that a request for `/` would send.
    pub fn delete_cookie(&self, name: &str) {
        self.jar().delete(&self.base, name);
    }

    /// Forgets all cookies.
    pub fn clear_cookies(&self) {
        self.jar().clear();
    }

    /// Lets time pass for the cookies: those that expire within it are gone.
    pub fn pass_time(&self, time: Duration) {
        self.jar().pass(time);
    }

    /// Runs a future to its end, for what there is no blocking call of: streams, WebSockets, two requests at once. With the
    /// feature `server` a tokio runtime is there, the same one for all requests of this client.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[get("/")]
    /// fn index() -> &'static str {
    ///     "hello"
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// let length = client.block_on(async { client.get("/").await.text().len() });
    /// assert_eq!(length, 5);
    /// # }
    /// ```
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runner.block_on(future)
    }

    pub(super) fn jar(&self) -> MutexGuard<'_, Jar> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

macro_rules! methods {
    ($($name:ident $method:ident),+) => {
        impl Client {
            $(
                #[doc = concat!("A `", stringify!($method), "` request; see [`request`](Client::request).")]
                #[track_caller]
                pub fn $name(&self, target: &str) -> TestRequest {
                    self.request(Method::$method, target)
                }
            )+
        }
    };
}

methods!(get GET, head HEAD, post POST, put PUT, patch PATCH, delete DELETE, options OPTIONS);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("at", &self.base.url()).field("app", &self.app).finish_non_exhaustive()
    }
}

/// The test itself is wrong.
#[track_caller]
#[expect(clippy::panic, reason = "for tests, where a panic is how to fail")]
pub(super) fn wrong(problem: &str) -> ! {
    panic!("{problem}");
}
