use std::sync::Arc;
use std::time::Duration;

use super::store::AnyStore;
use crate::base64::{Alphabet, decode_canonical, encode_unfilled};
use crate::cookie::Keys;
use crate::error::Error;
use crate::header::HttpDate;
use crate::security::token_urlsafe;

/// Where a session is kept.
#[derive(Clone)]
pub(super) enum Place {
    Signed,
    Encrypted,
    Stored(Arc<dyn AnyStore>),
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// JSON; empty when there is no session.
    pub(super) data: String,
    /// Where it is in a store.
    pub(super) id: Option<String>,
    /// Until when the cookie is good.
    pub(super) expires: Option<HttpDate>,
    /// It was made with a key that is to go.
    pub(super) old_key: bool,
}

/// How long a session without an end is kept in a store: the client forgets it when the browser is closed, and does not
/// say so.
const WITHOUT_END: Duration = Duration::from_secs(14 * 86_400);

impl Place {
    /// A cookie that was not made here is none.
    pub(super) async fn load(&self, keys: &Keys, name: &str, cookie: &str) -> Result<Found, Error> {
        let now = HttpDate::now();
        let opened = match self {
            Place::Encrypted => keys.decrypt(name, cookie, now),
            Place::Signed | Place::Stored(_) => keys.verify(name, cookie, now),
        };
        let Ok(opened) = opened else { return Ok(Found::default()) };
        let found = Found { expires: opened.expires, old_key: opened.old_key, ..Found::default() };
        Ok(match self {
            Place::Encrypted => Found { data: opened.value, ..found },
            Place::Signed => {
                let data = decode_canonical(opened.value.as_bytes(), Alphabet::Url);
                Found {
                    data: data.and_then(|data| String::from_utf8(data).ok()).unwrap_or_default(),
                    ..found
                }
            }
            Place::Stored(store) => {
                // An id is no good for anything else when there is nothing behind it.
                match store.load(&opened.value).await? {
                    Some(data) => Found { data, id: Some(opened.value), ..found },
                    None => Found::default(),
                }
            }
        })
    }

    /// The value of the cookie; `None` when the session has ended since it was loaded.
    pub(super) async fn save(
        &self,
        keys: &Keys,
        name: &str,
        id: Option<&str>,
        data: &str,
        time: Option<Duration>,
    ) -> Result<Option<String>, Error> {
        let expires = time.map(|time| HttpDate::now() + time);
        Ok(Some(match self {
            Place::Signed => keys.sign(name, &encode_unfilled(data.as_bytes(), Alphabet::Url), expires),
            Place::Encrypted => keys.encrypt(name, data, expires)?,
            Place::Stored(store) => {
                let time = time.unwrap_or(WITHOUT_END);
                match id {
                    Some(id) if store.update(id, data, time).await? => keys.sign(name, id, expires),
                    Some(_) => return Ok(None),
                    None => {
                        let id = token_urlsafe(32)?;
                        store.save(&id, data, time).await?;
                        keys.sign(name, &id, expires)
                    }
                }
            }
        }))
    }

    pub(super) async fn delete(&self, id: Option<&str>) -> Result<(), Error> {
        match (self, id) {
            (Place::Stored(store), Some(id)) => store.delete(id).await,
            _ => Ok(()),
        }
    }
}
