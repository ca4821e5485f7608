//! Rooms, which are there while somebody is in them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use wz::prelude::*;

use crate::line::{News, Said};

/// How many lines somebody gets to see who enters.
const REMEMBERED: usize = 100;
/// How many news somebody may be behind. Who is further behind gets the lines again.
const BEHIND: usize = 64;

#[derive(Clone, Default)]
pub struct Rooms(Arc<Mutex<HashMap<String, Room>>>);

struct Room {
    news: broadcast::Sender<News>,
    lines: VecDeque<News>,
    next: u64,
    here: usize,
}

/// A place in a room, until it is dropped.
pub struct Seat {
    rooms: Rooms,
    room: String,
    /// The last line that was told.
    told: u64,
    missed: VecDeque<News>,
    news: broadcast::Receiver<News>,
}

impl Rooms {
    /// Enters a room; the lines after this one are told first.
    pub fn enter(&self, name: &str, after: u64) -> Seat {
        let mut rooms = self.lock();
        let room = rooms.entry(name.to_owned()).or_insert_with(Room::new);
        let news = room.news.subscribe();
        room.here += 1;
        let missed = room.after(after);
        room.tell(News::here(room.here));
        Seat { rooms: self.clone(), room: name.to_owned(), told: after, missed, news }
    }

    /// Says something in a room.
    pub fn say(&self, name: &str, said: Said) -> Result<(), HttpError> {
        let mut rooms = self.lock();
        let room = rooms.get_mut(name).or_404("There is nobody in that room.")?;
        let line = said.line(room.next)?;
        room.next += 1;
        room.lines.push_back(line.clone());
        if room.lines.len() > REMEMBERED {
            room.lines.pop_front();
        }
        room.tell(line);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Room>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn new() -> Room {
        // So that a page that comes back is not told less, the lines of a new room begin where no old one has been.
        let now = std::time::UNIX_EPOCH.elapsed().map_or(1, |time| time.as_millis() as u64);
        Room { news: broadcast::channel(BEHIND).0, lines: VecDeque::new(), next: now, here: 0 }
    }

    fn after(&self, id: u64) -> VecDeque<News> {
        self.lines.iter().filter(|line| line.id > Some(id)).cloned().collect()
    }

    fn tell(&self, news: News) {
        // Only an error when there is nobody.
        let _ = self.news.send(news);
    }
}

impl Seat {
    pub async fn news(&mut self) -> News {
        loop {
            let news = match self.missed.pop_front() {
                Some(line) => line,
                None => match self.news.recv().await {
                    Ok(news) => news,
                    Err(RecvError::Lagged(_)) => {
                        let rooms = self.rooms.lock();
                        self.missed =
                            rooms.get(&self.room).map(|room| room.after(self.told)).unwrap_or_default();
                        continue;
                    }
                    // The room is there as long as somebody has a seat in it.
                    Err(RecvError::Closed) => std::future::pending().await,
                },
            };
            match news.id {
                Some(id) if id <= self.told => {}
                Some(id) => {
                    self.told = id;
                    return news;
                }
                None => return news,
            }
        }
    }

    pub fn say(&self, said: Said) -> Result<(), HttpError> {
        self.rooms.say(&self.room, said)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut rooms = self.rooms.lock();
        if let Some(room) = rooms.get_mut(&self.room) {
            room.here -= 1;
            room.tell(News::here(room.here));
            if room.here == 0 {
                rooms.remove(&self.room);
            }
        }
    }
}
