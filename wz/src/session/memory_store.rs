use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::SessionStore;
use crate::error::Error;

/// Sessions in the memory of this process: gone when it ends, unknown to others. For development and tests, and for one
/// process that may forget.
///
/// ```
/// use wz::session::{Key, Keys, MemoryStore, Sessions};
///
/// # fn main() -> wz::Result {
/// let sessions = Sessions::stored(Keys::new(Key::generate()?), MemoryStore::new());
/// # let _ = sessions; Ok(()) }
/// ```
#[derive(Default)]
pub struct MemoryStore {
    kept: Mutex<HashMap<String, (String, Instant)>>,
}

/// As long as any is kept: a clock can only count so far.
const YEAR: Duration = Duration::from_secs(365 * 86_400);

impl MemoryStore {
    /// How many sessions there are at most: 100,000. Beyond that, the one that ends first goes.
    pub const MAX_SESSIONS: usize = 100_000;

    /// Without sessions.
    #[must_use]
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// How many there are, with those that have ended and not been noticed yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept().is_empty()
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, (String, Instant)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionStore for MemoryStore {
    async fn load(&self, id: &str) -> Result<Option<String>, Error> {
        let mut kept = self.kept();
        let now = Instant::now();
        if kept.get(id).is_some_and(|(_, end)| *end <= now) {
            kept.remove(id);
        }
        Ok(kept.get(id).map(|(data, _)| data.clone()))
    }

    async fn save(&self, id: &str, data: &str, time: Duration) -> Result<(), Error> {
        let mut kept = self.kept();
        let now = Instant::now();
        if kept.len() >= MemoryStore::MAX_SESSIONS && !kept.contains_key(id) {
            kept.retain(|_, (_, end)| *end > now);
            // A tenth at a time: to look for the first one of so many takes a while.
            if kept.len() >= MemoryStore::MAX_SESSIONS {
                let mut ends: Vec<_> = kept.values().map(|(_, end)| *end).collect();
                let tenth = ends.len() / 10;
                let (_, last, _) = ends.select_nth_unstable(tenth);
                let last = *last;
                kept.retain(|_, (_, end)| *end > last);
            }
        }
        kept.insert(id.to_owned(), (data.to_owned(), now + time.min(YEAR)));
        Ok(())
    }

    async fn update(&self, id: &str, data: &str, time: Duration) -> Result<bool, Error> {
        let now = Instant::now();
        let mut kept = self.kept();
        let there = kept.get_mut(id).filter(|(_, end)| *end > now);
        Ok(there.map(|there| *there = (data.to_owned(), now + time.min(YEAR))).is_some())
    }

    async fn delete(&self, id: &str) -> Result<(), Error> {
        self.kept().remove(id);
        Ok(())
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("sessions", &self.len()).finish()
    }
}
