use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::SessionStore;
use super::current::Current;
use super::place::Place;
use crate::app::App;
use crate::cookie::{Keys, SameSite, get};
use crate::handler::HandlerFuture;
use crate::middleware::{Middleware, Next};
use crate::request::Request;

/// How sessions are kept, for [`App::sessions`].
///
/// The cookie is called `session`, is for all paths of this host, hidden from scripts (`HttpOnly`), sent over TLS only
/// (`Secure`; browsers count `localhost` in), and comes along from other sites only with a link (`SameSite=Lax`). It ends
/// when the browser is closed.
#[derive(Clone)]
#[must_use = "sessions do nothing until they are given to `App::sessions`"]
pub struct Sessions(Settings);

#[derive(Clone)]
pub(super) struct Settings {
    pub(super) place: Place,
    pub(super) keys: Keys,
    pub(super) name: String,
    pub(super) time: Option<Duration>,
    pub(super) secure: bool,
    pub(super) same_site: SameSite,
}

/// That there are sessions, for those who ask before the application starts.
#[derive(Debug)]
pub(super) struct Configured;

impl Sessions {
    fn new(place: Place, keys: Keys) -> Sessions {
        let (name, same_site) = ("session".to_owned(), SameSite::Lax);
        Sessions(Settings { place, keys, name, time: None, secure: true, same_site })
    }

    /// In a cookie that the client can read and cannot change.
    pub fn signed(keys: Keys) -> Sessions {
        Sessions::new(Place::Signed, keys)
    }

    /// In a cookie that nobody can read.
    pub fn encrypted(keys: Keys) -> Sessions {
        Sessions::new(Place::Encrypted, keys)
    }

    /// In a store, by an id in a cookie, which is signed: so nobody can make the store look for what they like.
    pub fn stored(keys: Keys, store: impl SessionStore) -> Sessions {
        Sessions::new(Place::Stored(Arc::new(store)), keys)
    }

    /// Calls the cookie otherwise. `__Host-` before the name has browsers refuse it from anybody but this host over TLS.
    pub fn cookie_name(mut self, name: impl Into<String>) -> Sessions {
        self.0.name = name.into();
        self
    }

    /// Keeps sessions for this time, also when the browser is closed. Who comes back when less than half of it is left has
    /// all of it again.
    pub fn max_age(mut self, time: Duration) -> Sessions {
        self.0.time = Some(time);
        self
    }

    /// Sends the cookie over plain HTTP, too: who listens can then be anybody who is signed in. Only for a network of which
    /// you know all.
    pub fn insecure(mut self) -> Sessions {
        self.0.secure = false;
        self
    }

    /// Whether the cookie comes along with requests that begin on other sites.
    pub fn same_site(mut self, same_site: SameSite) -> Sessions {
        self.0.same_site = same_site;
        self
    }
}

struct Layer(Arc<Settings>);

#[diagnostic::do_not_recommend]
impl Middleware for Layer {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        let cookie = get(request.headers(), &self.0.name).map(std::borrow::Cow::into_owned);
        let current = Current::new(Arc::clone(&self.0), cookie);
        request.extensions_mut().insert(current.clone());
        HandlerFuture::new(async move {
            let response = next.run(request).await;
            current.finish(response).await
        })
    }
}

impl App {
    /// Gives handlers sessions: they ask for a [`Session`](super::Session). What is added by
    /// [`middleware`](App::middleware) after this may ask, too. An application in which somebody asks and this is not called
    /// does not start.
    #[must_use]
    pub fn sessions(self, sessions: Sessions) -> App {
        self.state(Configured).middleware(Layer(Arc::new(sessions.0)))
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.0.place {
            Place::Signed => "signed",
            Place::Encrypted => "encrypted",
            Place::Stored(_) => "stored",
        };
        f.debug_struct("Sessions").field("place", &place).field("name", &self.0.name).finish_non_exhaustive()
    }
}
