use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::current::Current;
use super::place::Found;
use super::sessions::Configured;
use crate::error::{Error, HttpError};
use crate::handler::{FromRequest, Requirements};
use crate::request::Request;

/// The session of the client that asks: values by name, for anything that serde can write. A clone is the same session.
///
/// Changes count until the head of the response is sent; see [the module](super).
#[derive(Clone)]
pub struct Session(Arc<Mutex<State>>);

#[derive(Default)]
pub(super) struct State {
    pub(super) values: Map<String, Value>,
    pub(super) found: Found,
    pub(super) changed: bool,
    pub(super) regenerated: bool,
}

/// Where [`CsrfTokens`](crate::middleware::CsrfTokens) keep what they need.
pub(crate) const CSRF_SECRET: &str = "_csrf";

/// Flask has them under this name, too.
const FLASHES: &str = "_flashes";

impl Session {
    pub(super) fn new(found: Found) -> Session {
        // What is no session was made by an older version of the program.
        let values = serde_json::from_str(&found.data).unwrap_or_default();
        Session(Arc::new(Mutex::new(State { values, found, ..State::default() })))
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value of this name; `None` when there is none, or one of another type.
    ///
    /// ```
    /// use wz::session::Session;
    ///
    /// # fn example(session: Session) -> wz::Result {
    /// session.insert("cart", &["tea", "rice"])?;
    /// assert_eq!(session.get::<Vec<String>>("cart").unwrap().len(), 2);
    /// assert_eq!(session.get::<u32>("cart"), None);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.state().values.get(name)?).ok()
    }

    /// Sets a value.
    ///
    /// # Errors
    /// When it cannot be written as JSON: a map whose keys are no text, say.
    pub fn insert<T: Serialize + ?Sized>(&self, name: &str, value: &T) -> Result<(), Error> {
        let value = serde_json::to_value(value)?;
        let mut state = self.state();
        state.changed |= state.values.get(name) != Some(&value);
        state.values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Takes a value away. Whether there was one.
    pub fn remove(&self, name: &str) -> bool {
        let mut state = self.state();
        let was_there = state.values.remove(name).is_some();
        state.changed |= was_there;
        was_there
    }

    /// Whether there is a value of this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.state().values.contains_key(name)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.state().values.is_empty()
    }

    /// Takes all values away, which ends the session: its cookie is deleted, and what a store has of it.
    pub fn clear(&self) {
        let mut state = self.state();
        state.changed |= !state.values.is_empty();
        state.values.clear();
    }

    /// Gives the session another id, and forgets the old one. To be called when somebody signs in: else whoever has got a
    /// session of their own into this browser before would be signed in with it. Sessions in cookies have no id, and are
    /// written anew.
    pub fn regenerate(&self) {
        let mut state = self.state();
        state.regenerated = true;
        // Whoever has put the session there knows the secret that tokens of forms are made of.
        state.changed |= state.values.remove(CSRF_SECRET).is_some();
    }

    /// Keeps a message for the next page, whichever it is: Flask's `flash`.
    pub fn flash(&self, message: impl Into<String>) {
        let mut state = self.state();
        state.changed = true;
        let message = Value::String(message.into());
        match state.values.get_mut(FLASHES) {
            Some(Value::Array(all)) => all.push(message),
            _ => _ = state.values.insert(FLASHES.to_owned(), Value::Array(vec![message])),
        }
    }

    /// The messages kept, the first one first: Flask's `get_flashed_messages`. They are shown once.
    #[must_use]
    pub fn take_flashes(&self) -> Vec<String> {
        let mut state = self.state();
        let Some(flashes) = state.values.remove(FLASHES) else { return Vec::new() };
        state.changed = true;
        serde_json::from_value(flashes).unwrap_or_default()
    }
}

impl FromRequest for Session {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Session, HttpError> {
        let Some(current) = request.extensions().get::<Current>().cloned() else {
            return Err(HttpError::internal()
                .with_source("no sessions: give them to `App::sessions`")
                .as_missing());
        };
        current.load().await
    }

    fn requires(needs: &mut Requirements) {
        needs.otherwise::<Configured>("sessions: give them to `App::sessions`");
    }
}

/// The names alone: values may be secret.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.state().values.keys()).finish()
    }
}
