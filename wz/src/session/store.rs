use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::error::Error;

/// Where sessions are kept on the side of the server: a database, say. What is kept is JSON text.
///
/// The ids are 43 random characters of URL-safe base64. An error of a store is a 500, and its text goes to the log.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::Duration;
/// use wz::session::SessionStore;
///
/// /// Forgets nothing before the program ends.
/// #[derive(Default)]
/// struct Simple(Mutex<HashMap<String, String>>);
///
/// impl SessionStore for Simple {
///     async fn load(&self, id: &str) -> Result<Option<String>, wz::Error> {
///         Ok(self.0.lock().unwrap().get(id).cloned())
///     }
///
///     async fn save(&self, id: &str, data: &str, _: Duration) -> Result<(), wz::Error> {
///         self.0.lock().unwrap().insert(id.to_owned(), data.to_owned());
///         Ok(())
///     }
///
///     async fn delete(&self, id: &str) -> Result<(), wz::Error> {
///         self.0.lock().unwrap().remove(id);
///         Ok(())
///     }
/// }
/// ```
pub trait SessionStore: Send + Sync + 'static {
    /// What was saved under an id; `None` when there is nothing, or its time is over.
    fn load(&self, id: &str) -> impl Future<Output = Result<Option<String>, Error>> + Send;

    /// Keeps a session, in place of what was there, at least for this time.
    fn save(&self, id: &str, data: &str, time: Duration) -> impl Future<Output = Result<(), Error>> + Send;

    /// Keeps a session in place of what was there, and says whether there was something: what has been deleted since it was
    /// loaded must not come back, or who has a copy of the cookie could keep a request going while somebody signs out.
    ///
    /// By default it looks and saves. A store that can do both at once leaves no moment in between.
    fn update(
        &self,
        id: &str,
        data: &str,
        time: Duration,
    ) -> impl Future<Output = Result<bool, Error>> + Send {
        async move {
            let is_there = self.load(id).await?.is_some();
            if is_there {
                self.save(id, data, time).await?;
            }
            Ok(is_there)
        }
    }

    /// Forgets a session; one that is not there is none less.
    fn delete(&self, id: &str) -> impl Future<Output = Result<(), Error>> + Send;
}

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// The same for any type.
pub(super) trait AnyStore: Send + Sync {
    fn load<'a>(&'a self, id: &'a str) -> Answer<'a, Option<String>>;
    fn save<'a>(&'a self, id: &'a str, data: &'a str, time: Duration) -> Answer<'a, ()>;
    fn update<'a>(&'a self, id: &'a str, data: &'a str, time: Duration) -> Answer<'a, bool>;
    fn delete<'a>(&'a self, id: &'a str) -> Answer<'a, ()>;
}

impl<S: SessionStore> AnyStore for S {
    fn load<'a>(&'a self, id: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(SessionStore::load(self, id))
    }

    fn save<'a>(&'a self, id: &'a str, data: &'a str, time: Duration) -> Answer<'a, ()> {
        Box::pin(SessionStore::save(self, id, data, time))
    }

    fn update<'a>(&'a self, id: &'a str, data: &'a str, time: Duration) -> Answer<'a, bool> {
        Box::pin(SessionStore::update(self, id, data, time))
    }

    fn delete<'a>(&'a self, id: &'a str) -> Answer<'a, ()> {
        Box::pin(SessionStore::delete(self, id))
    }
}
