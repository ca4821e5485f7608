use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use http::header::{HeaderValue, VARY};

use super::token::Secret;
use super::tokens::CsrfTokens;
use crate::cookie::{Keys, SameSite, SetCookie, get};
use crate::error::{Error, HttpError};
use crate::handler::FromRequest;
use crate::header::{HttpDate, lists};
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::session::{CSRF_SECRET, Session};

/// Where the secret of a client is.
#[derive(Clone)]
pub(super) enum Place {
    Session,
    Cookie { keys: Keys, name: String, secure: bool },
}

/// The secret of the client that asks, among the extensions of the request.
#[derive(Clone)]
pub(super) struct Issued(Arc<State>);

struct State {
    tokens: Arc<CsrfTokens>,
    cookie: Option<String>,
    made: OnceLock<Secret>,
    asked: AtomicBool,
}

impl Issued {
    pub(super) fn new(tokens: Arc<CsrfTokens>, request: &Request) -> Issued {
        let cookie = match &tokens.place {
            Place::Session => None,
            Place::Cookie { name, .. } => get(request.headers(), name).map(Cow::into_owned),
        };
        Issued(Arc::new(State { tokens, cookie, made: OnceLock::new(), asked: AtomicBool::new(false) }))
    }

    pub(super) async fn secret(&self, request: &mut Request) -> Result<Option<Secret>, HttpError> {
        let text = match &self.0.tokens.place {
            Place::Session => Session::from_request(request).await?.get::<String>(CSRF_SECRET),
            Place::Cookie { keys, name, .. } => {
                let opened = self.0.cookie.as_deref().map(|text| keys.verify(name, text, HttpDate::now()));
                opened.and_then(Result::ok).map(|opened| opened.value)
            }
        };
        Ok(text.and_then(|text| Secret::read(&text)))
    }

    pub(super) async fn secret_or_new(&self, request: &mut Request) -> Result<Secret, HttpError> {
        self.0.asked.store(true, Ordering::Relaxed);
        if let Some(secret) = self.secret(request).await? {
            return Ok(secret);
        }
        let new = Secret::random().map_err(|error| HttpError::internal().with_source(error))?;
        match self.0.tokens.place {
            Place::Session => {
                Session::from_request(request).await?.insert(CSRF_SECRET, &new.text())?;
                Ok(new)
            }
            Place::Cookie { .. } => Ok(*self.0.made.get_or_init(|| new)),
        }
    }

    /// Hands out the cookie of a secret that was made. Sessions see to theirs.
    pub(super) fn finish(&self, mut response: Response) -> Response {
        let Place::Cookie { keys, name, secure } = &self.0.tokens.place else { return response };
        if !self.0.asked.load(Ordering::Relaxed) {
            return response;
        }
        if !lists(response.headers(), &VARY, "cookie") {
            response.headers_mut().append(VARY, HeaderValue::from_static("cookie"));
        }
        let Some(secret) = self.0.made.get() else { return response };
        let cookie = SetCookie::build(name.as_str(), keys.sign(name, &secret.text(), None))
            .http_only(true)
            .secure(*secure)
            .same_site(SameSite::Lax)
            .build();
        match cookie {
            Ok(cookie) => response.with_cookie(&cookie),
            Err(error) => HttpError::from(Error::from(error)).into_response(),
        }
    }
}
