use std::sync::{Arc, Mutex, PoisonError};

use http::header::{HeaderValue, VARY};

use super::Session;
use super::place::Found;
use super::sessions::Settings;
use crate::cookie::{MAX_SIZE, SetCookie};
use crate::error::{Error, HttpError};
use crate::header::{HttpDate, lists};
use crate::response::{IntoResponse, Response};

/// The session of one request, among its extensions: loaded when it is asked for.
#[derive(Clone)]
pub(super) struct Current(Arc<Request>);

struct Request {
    settings: Arc<Settings>,
    cookie: Option<String>,
    loaded: Mutex<Option<Session>>,
}

impl Current {
    pub(super) fn new(settings: Arc<Settings>, cookie: Option<String>) -> Current {
        Current(Arc::new(Request { settings, cookie, loaded: Mutex::default() }))
    }

    fn loaded(&self) -> Option<Session> {
        self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) async fn load(&self) -> Result<Session, HttpError> {
        if let Some(session) = self.loaded() {
            return Ok(session);
        }
        let Settings { place, keys, name, .. } = &*self.0.settings;
        let found = match &self.0.cookie {
            Some(cookie) => place.load(keys, name, cookie).await,
            None => Ok(Found::default()),
        };
        let session = Session::new(found.map_err(|error| HttpError::internal().with_source(error))?);
        // Of two that load at the same time the first one counts for both.
        let mut loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(loaded.get_or_insert(session).clone())
    }

    /// Puts what has become of the session into the response.
    pub(super) async fn finish(&self, mut response: Response) -> Response {
        let Some(session) = self.loaded() else { return response };
        if !lists(response.headers(), &VARY, "cookie") {
            response.headers_mut().append(VARY, HeaderValue::from_static("cookie"));
        }
        match self.cookie(&session).await {
            Ok(Some(cookie)) => response.with_cookie(&cookie),
            Ok(None) => response,
            Err(error) => HttpError::internal().with_source(error).into_response(),
        }
    }

    async fn cookie(&self, session: &Session) -> Result<Option<SetCookie>, Error> {
        let Settings { place, keys, name, time, secure, same_site, .. } = &*self.0.settings;
        // Nothing of the lock is held while a store works.
        let (data, id, is_needed, regenerated) = {
            let state = session.state();
            let is_old =
                state.found.old_key || time.is_some_and(|time| is_half_over(state.found.expires, time));
            let is_needed = state.changed || (!state.values.is_empty() && (is_old || state.regenerated));
            let data =
                if state.values.is_empty() { None } else { Some(serde_json::to_string(&state.values)?) };
            (data, state.found.id.clone(), is_needed, state.regenerated)
        };
        if !is_needed {
            return Ok(None);
        }
        let Some(data) = data else {
            place.delete(id.as_deref()).await?;
            // There may be none; but to delete none does no harm.
            return Ok(match self.0.cookie {
                Some(_) => Some(
                    SetCookie::deletion(name.as_str())
                        .secure(*secure)
                        .same_site(*same_site)
                        .http_only(true)
                        .build()?,
                ),
                None => None,
            });
        };
        let kept = id.as_deref().filter(|_| !regenerated);
        let saved = place.save(keys, name, kept, &data, *time).await?;
        // Another request has ended it, and has said so to the client: what this one has changed in it is gone, too.
        let Some(value) = saved else { return Ok(None) };
        if regenerated {
            place.delete(id.as_deref()).await?;
        }
        let cookie =
            SetCookie::build(name.as_str(), value).http_only(true).secure(*secure).same_site(*same_site);
        let cookie = match time {
            Some(time) => cookie.max_age(*time),
            None => cookie,
        };
        let cookie = cookie.build()?;
        match cookie.too_large(MAX_SIZE) {
            Some(_) => Err(Error::from(HttpError::internal().with_source(format!(
                "the session is {} bytes of JSON, too much for a cookie of {MAX_SIZE} bytes, the limit of browsers: keep \
                 less in it, or take `Sessions::stored`",
                data.len()
            )))),
            None => Ok(Some(cookie)),
        }
    }
}

/// Whether it is time to write a session anew, so that who comes often enough keeps it.
fn is_half_over(expires: Option<HttpDate>, time: std::time::Duration) -> bool {
    let left = |end: HttpDate| end.unix_seconds().saturating_sub(HttpDate::now().unix_seconds());
    expires.is_some_and(|end| left(end) < i64::try_from(time.as_secs() / 2).unwrap_or(i64::MAX))
}
