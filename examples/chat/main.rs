//! A chat with rooms: through WebSockets and, where a proxy or a program lets none through, server-sent events and `POST`.
//!
//! `cargo run -p wz-examples --bin chat`, then open <http://127.0.0.1:5000/> in two windows. <http://127.0.0.1:5000/lobby?events>
//! does without a WebSocket.

mod line;
mod room;

use serde::Deserialize;
use wz::header::LastEventId;
use wz::prelude::*;
use wz::response::{Event, EventStream};
use wz::websocket::WebSocket;

use line::Said;
use room::Rooms;

/// The last line that the page has seen.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

#[get("/")]
fn lobby() -> Redirect {
    Redirect::to("/lobby")
}

#[get("/<string(maxlength=30):room>")]
fn page(room: &str) -> Html<&'static str> {
    // The page reads it from its address.
    let _ = room;
    Html(include_str!("page.html"))
}

/// What is said in the room goes out, what comes in is said in the room.
#[route("/<string(maxlength=30):room>/socket", websocket, limits(message = "4KiB"))]
async fn socket(room: &str, rooms: State<Rooms>, after: Query<After>, mut socket: WebSocket) -> Result {
    let mut seat = rooms.enter(room, after.after);
    loop {
        tokio::select! {
            news = seat.news() => socket.send(&news.json).await?,
            message = socket.receive() => match message {
                Some(message) => {
                    let said: Said = message.json().or(Err(HttpError::bad_request("That is no line of a chat.")))?;
                    seat.say(said)?;
                }
                None => return Ok(()),
            },
        }
    }
}

/// The same for a page without a WebSocket.
#[get("/<string(maxlength=30):room>/events")]
fn events(
    room: &str,
    rooms: State<Rooms>,
    after: Query<After>,
    last: Option<Header<LastEventId>>,
) -> EventStream {
    let after = last.and_then(|last| last.get::<u64>()).unwrap_or(after.after);
    let mut seat = rooms.enter(room, after);
    EventStream::new(move |mut events| async move {
        loop {
            let news = seat.news().await;
            let event = Event::data(&*news.json);
            events
                .send(match news.id {
                    Some(id) => event.id(id.to_string())?,
                    None => event,
                })
                .await?;
        }
    })
}

#[post("/<string(maxlength=30):room>/lines", limits(buffered = "4KiB"))]
fn say(room: &str, rooms: State<Rooms>, said: Json<Said>) -> Result<StatusCode> {
    rooms.say(room, said.0)?;
    Ok(StatusCode::NO_CONTENT)
}

routes! { pub Site = lobby, page, socket, events, say }

fn main() -> wz::Result {
    wz::run(App::new(Site).state(Rooms::default()))
}
