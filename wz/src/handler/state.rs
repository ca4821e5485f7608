use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::{FromRequest, Requirements};
use crate::error::HttpError;
use crate::request::Request;

/// A value of the whole application, given to [`App::state`](crate::App::state): a pool of connections, a
/// configuration. There is one value for each type; cloning a `State` copies a pointer.
///
/// An application with a handler that asks for a state nobody has set does not start.
///
/// ```
/// use wz::State;
///
/// struct Greeting(&'static str);
///
/// fn hello(greeting: State<Greeting>) -> String {
///     format!("{}, World!", greeting.0)
/// }
/// assert_eq!(hello(State::new(Greeting("Hello"))), "Hello, World!");
/// ```
pub struct State<T: ?Sized>(Arc<T>);

impl<T> State<T> {
    /// A state outside of an application: for unit tests of handlers.
    pub fn new(value: T) -> State<T> {
        State(Arc::new(value))
    }
}

impl<T: ?Sized> State<T> {
    /// The pointer inside.
    pub fn into_inner(self) -> Arc<T> {
        self.0
    }
}

impl<T: Send + Sync + 'static> FromRequest for State<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<State<T>, HttpError> {
        match request.context().state() {
            Some(value) => Ok(State(value)),
            None => Err(HttpError::internal()
                .with_source(format!(
                    "no state of type `{}`: give one to `App::state`",
                    std::any::type_name::<T>()
                ))
                .as_missing()),
        }
    }

    fn requires(needs: &mut Requirements) {
        needs.state::<T>();
    }
}

impl<T: ?Sized> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> Clone for State<T> {
    fn clone(&self) -> State<T> {
        State(Arc::clone(&self.0))
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for State<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("State").field(&&*self.0).finish()
    }
}
