//! A page that is told what happens, by server-sent events: how long the program has been running and how many look at
//! it, and how far a job is, which goes on where it was when the connection has been lost.
//!
//! `cargo run -p wz-examples --bin events`, then open <http://127.0.0.1:5000/> in two windows, or see what is sent:
//! `curl -N http://127.0.0.1:5000/clock`, `curl -N -H 'Last-Event-ID: 95' http://127.0.0.1:5000/job`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::Notify;
use tokio::time::{interval, sleep};
use wz::header::LastEventId;
use wz::prelude::*;
use wz::response::{Event, EventStream};

/// How many steps the job has.
const STEPS: u32 = 100;
const STEP: Duration = Duration::from_millis(50);

struct Hall {
    start: Instant,
    watching: AtomicUsize,
    lost: Notify,
}

#[derive(Serialize)]
struct Tick {
    seconds: u64,
    watching: usize,
}

#[get("/")]
fn page() -> Html<&'static str> {
    Html(include_str!("events.html"))
}

/// Once a second.
#[get("/clock")]
fn clock(hall: State<Hall>) -> Response {
    hall.watching.fetch_add(1, Ordering::Relaxed);
    let watched = hall.clone();
    let ticks = EventStream::new(move |mut events| async move {
        let mut second = interval(Duration::from_secs(1));
        loop {
            second.tick().await;
            let watching = hall.watching.load(Ordering::Relaxed);
            let tick = Tick { seconds: hall.start.elapsed().as_secs(), watching };
            events.send(Event::json(&tick)?.event("tick")?).await?;
        }
    });
    // When the page is closed, as well as when the program stops.
    ticks.into_response().call_on_close(move || {
        watched.watching.fetch_sub(1, Ordering::Relaxed);
    })
}

/// Each step has its number as id: a browser that comes back says which was the last that it has seen.
#[get("/job")]
fn job(hall: State<Hall>, last: Option<Header<LastEventId>>) -> EventStream {
    let done = last.and_then(|last| last.get::<u32>()).unwrap_or(0);
    EventStream::new(move |mut events| async move {
        events.send(Event::default().retry(Duration::from_millis(300))).await?;
        for step in done.saturating_add(1)..=STEPS {
            tokio::select! {
                () = sleep(STEP) => {}
                () = hall.lost.notified() => return Ok(()),
            }
            events.send(Event::data(step.to_string()).event("step")?.id(step.to_string())?).await?;
        }
        events.send(Event::data("").event("done")?).await?;
        Ok(())
    })
}

/// Ends the connections of all jobs.
#[post("/lose")]
fn lose(hall: State<Hall>) -> StatusCode {
    hall.lost.notify_waiters();
    StatusCode::NO_CONTENT
}

routes! { pub Site = page, clock, job, lose }

fn main() -> wz::Result {
    let hall = Hall { start: Instant::now(), watching: AtomicUsize::new(0), lost: Notify::new() };
    wz::run(App::new(Site).state(hall))
}
