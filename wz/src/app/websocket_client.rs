use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use http::header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE};
use tokio::runtime::Handle;

use super::App;
use crate::error::Failure;
use crate::request::Request;
use crate::response::Response;
use crate::websocket::{Connection, Session, Upgrader, WebSocket, client};

/// What each direction of a connection in memory holds.
const PIPE: usize = 64 * 1024;

impl App {
    /// Opens a WebSocket without a server, for tests: the client's end, which speaks through a pipe in memory. The headers
    /// of a handshake are added to the request where they are missing.
    ///
    /// It needs a tokio runtime, where both ends are run; nothing is timed: there are no pings, and no end after a
    /// silence.
    ///
    /// ```
    /// use wz::prelude::*;
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
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site);
    /// let mut socket = app.websocket(Request::get("/add/40")).await.unwrap();
    /// socket.send("2").await?;
    /// assert_eq!(socket.receive().await, Some("42".into()));
    ///
    /// socket.send("x").await?;
    /// assert_eq!(socket.receive().await, None);
    /// let Some(Ending::Closed(close)) = socket.ending() else { panic!() };
    /// assert_eq!(close.code(), CloseCode::POLICY_VIOLATION);
    ///
    /// assert_eq!(app.websocket(Request::get("/nowhere")).await.unwrap_err().status(), 404);
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    ///
    /// # Errors
    /// The response, when it is not 101.
    pub async fn websocket(&self, mut request: Request) -> Result<WebSocket, Box<Response>> {
        let Ok(runtime) = Handle::try_current() else {
            let message = "`App::websocket` needs a tokio runtime".to_owned();
            return Err(Box::new(Response::failed(Failure::message(message))));
        };
        let headers = request.headers_mut();
        for (name, value) in [
            (CONNECTION, "upgrade"),
            (UPGRADE, "websocket"),
            (SEC_WEBSOCKET_VERSION, "13"),
            (SEC_WEBSOCKET_KEY, "d3ogdGVzdHMgaXRzZWxmIQ=="),
        ] {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
        let slot = Arc::new(Mutex::new(None::<Session>));
        let taken = Arc::clone(&slot);
        request.extensions_mut().insert(Upgrader::new(move |session| {
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(session);
        }));
        let response = self.call(request).await;
        let session = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(session) = session.filter(|_| response.status() == StatusCode::SWITCHING_PROTOCOLS) else {
            return Err(Box::new(response));
        };
        let (here, there) = tokio::io::duplex(PIPE);
        runtime.spawn(session.run(Connection { io: Box::new(there), clock: None, stop: None }));
        let connection = Connection { io: Box::new(here), clock: None, stop: None };
        let (socket, running) = client(response.headers(), connection);
        runtime.spawn(running);
        Ok(socket)
    }
}
