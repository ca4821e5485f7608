use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::room::Room;
use super::settings::Settings;
use super::stop::Stop;

/// How many connections wait for room at most.
const WAITING: usize = 1024;

/// Sees to it that no more connections are open than may be.
pub(super) struct Overflow {
    rooms: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// A place in the queue for [room](Room).
pub(super) struct Place {
    rooms: Arc<Semaphore>,
    _place: Option<OwnedSemaphorePermit>,
}

impl Overflow {
    pub(super) fn new(settings: &Settings) -> Overflow {
        let rooms = Arc::new(Semaphore::new(settings.max_connections));
        Overflow { rooms, places: Arc::new(Semaphore::new(WAITING)) }
    }

    /// Ready when there is room, or a place to wait for it.
    pub(super) async fn has_passed(&mut self) {
        if self.rooms.available_permits() == 0 {
            // Given back at once: nobody else takes one.
            drop(self.places.acquire().await);
        }
    }

    /// Room for one more connection, or else a place in the queue.
    pub(super) fn room(&mut self) -> Result<Room, Place> {
        match Arc::clone(&self.rooms).try_acquire_owned() {
            Ok(permit) => Ok(Room::new(permit)),
            Err(_) => Err(Place {
                rooms: Arc::clone(&self.rooms),
                _place: Arc::clone(&self.places).try_acquire_owned().ok(),
            }),
        }
    }
}

impl Place {
    /// Room, unless there is none in time, or the server is to stop.
    pub(super) async fn wait(self, settings: &Settings, mut stop: Stop) -> Option<Room> {
        let mut room = pin!(timeout(settings.overflow_wait, Arc::clone(&self.rooms).acquire_owned()));
        let mut stopped = pin!(stop.requested());
        poll_fn(|cx| match room.as_mut().poll(cx) {
            Poll::Ready(room) => Poll::Ready(room.ok().and_then(Result::ok).map(Room::new)),
            Poll::Pending => stopped.as_mut().poll(cx).map(|_| None),
        })
        .await
    }
}
