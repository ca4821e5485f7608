use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use http::header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE};
use tokio::runtime::Handle;

use super::client::wrong;
use super::exchange::{Answer, made};
use super::{TestRequest, TestResponse};
use crate::upgrade::{Connection, Takeover, Upgrader};
use crate::websocket::{WebSocket, client};

/// What each direction of a connection in memory holds.
const PIPE: usize = 64 * 1024;

impl TestRequest {
    /// Opens a WebSocket (feature `ws`): the client's end, which speaks through a pipe in memory. The headers of a handshake
    /// are added to the request where they are missing.
    ///
    /// It runs in a tokio runtime: that of [`Client::block_on`](super::Client::block_on) with the feature `server`, or
    /// the test's own. Nothing is timed: there are no pings, and no end after a silence.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    /// use wz::websocket::{CloseCode, Ending, Message, WebSocket};
    ///
    /// #[route("/add/<int:number>", websocket)]
    /// async fn add(number: i64, mut socket: WebSocket) -> Result {
    ///     while let Some(message) = socket.receive().await {
    ///         let other: i64 = message.json().or(Err(HttpError::bad_request("no number")))?;
    ///         socket.send(&Message::from_json(&(number + other))?).await?;
    ///     }
    ///     Ok(())
    /// }
    ///
    /// routes! { Site = add }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// client.block_on(async {
    ///     let mut socket = client.get("/add/40").websocket().await.unwrap();
    ///     socket.send("2").await.unwrap();
    ///     assert_eq!(socket.receive().await, Some("42".into()));
    ///
    ///     socket.send("x").await.unwrap();
    ///     assert_eq!(socket.receive().await, None);
    ///     let Some(Ending::Closed(close)) = socket.ending() else { panic!() };
    ///     assert_eq!(close.code(), CloseCode::POLICY_VIOLATION);
    ///
    ///     client.get("/nowhere").websocket().await.unwrap_err().assert_status(404);
    /// });
    /// # }
    /// ```
    ///
    /// # Errors
    /// The response, when it is not 101.
    ///
    /// # Panics
    /// Without a tokio runtime.
    pub async fn websocket(mut self) -> Result<WebSocket, Box<TestResponse>> {
        let Ok(runtime) = Handle::try_current() else {
            wrong("a WebSocket needs a tokio runtime: open it inside of `Client::block_on`")
        };
        let mut request = made(&mut self);
        let headers = request.headers_mut();
        for (name, value) in [
            (CONNECTION, "upgrade"),
            (UPGRADE, "websocket"),
            (SEC_WEBSOCKET_VERSION, "13"),
            (SEC_WEBSOCKET_KEY, "d3ogdGVzdHMgaXRzZWxmIQ=="),
        ] {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
        let slot = Arc::new(Mutex::new(None::<Takeover>));
        let taken = Arc::clone(&slot);
        request.extensions_mut().insert(Upgrader::new(move |takeover| {
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(takeover);
        }));
        let TestRequest { client: tester, method, address, .. } = self;
        let response = tester.app.call(request).await;
        if tester.keeps_cookies {
            tester.jar().take(&address, response.headers());
        }
        let takeover = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(takeover) = takeover.filter(|_| response.status() == StatusCode::SWITCHING_PROTOCOLS) else {
            let (head, body) = http::Response::from(response).into_parts();
            let answer = Answer { method, address, head, body, history: Vec::new() };
            return Err(Box::new(answer.collect().await));
        };
        let (here, there) = tokio::io::duplex(PIPE);
        runtime.spawn(takeover(Connection { io: Box::new(there), clock: None, stop: None }));
        let connection = Connection { io: Box::new(here), clock: None, stop: None };
        let (socket, running) = client(response.headers(), connection);
        runtime.spawn(running);
        Ok(socket)
    }
}
