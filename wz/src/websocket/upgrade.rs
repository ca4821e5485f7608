use std::future::Future;

use http::StatusCode;
use http::header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_PROTOCOL, UPGRADE};

use super::accept::{Acceptance, Accepted};
use super::codec::Role;
use super::handshake::Handshake;
use super::limits::WebSocketLimits;
use super::link::Link;
use super::origin::OriginCheck;
use super::session::Session;
use super::socket::WebSocket;
use super::terms::Terms;
use crate::context;
use crate::error::HttpError;
use crate::handler::FromRequest;
use crate::header::Origin;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::upgrade::Upgrader;

/// A request to open a WebSocket, which the handler accepts, or answers with something else.
///
/// ```
/// use wz::prelude::*;
/// use wz::testing::Client;
/// use wz::websocket::{WebSocketLimits, WebSocketUpgrade};
///
/// #[route("/chat/<room>", websocket)]
/// async fn chat(room: &str, upgrade: WebSocketUpgrade) -> Result {
///     if room == "secret" {
///         abort!(403);
///     }
///     let socket = upgrade
///         .protocols(["chat.v2", "chat.v1"])
///         .allow_origins(["https://app.example"])
///         .limits(WebSocketLimits::new().message(4096))
///         .accept()
///         .await?;
///     socket.send(format!("welcome to {room}")).await?;
///     Ok(())
/// }
///
/// routes! { Site = chat }
///
/// # fn main() {
/// let client = Client::new(App::new(Site));
/// # client.block_on(async {
/// let request = client.get("/chat/rust").header("sec-websocket-protocol", "chat.v1, chat.v2");
/// let mut socket = request.websocket().await.unwrap();
/// assert_eq!(socket.protocol(), Some("chat.v1"));
/// assert_eq!(socket.receive().await, Some("welcome to rust".into()));
/// assert_eq!(socket.receive().await, None);
/// # });
/// # }
/// ```
///
/// Pages of the same origin may open it, and what is no page; those of other origins get 403 unless they are
/// [allowed](WebSocketUpgrade::allow_origins). Browsers do not look after that: they let any page open a WebSocket to
/// anywhere, with the cookies of whoever looks at it.
///
/// # Errors
/// As an extractor: 426 with `Sec-WebSocket-Version: 13` when the request opens no WebSocket of this version, 400 when
/// its handshake is wrong, 500 when the server that serves the application cannot give its connection away.
#[derive(Debug)]
pub struct WebSocketUpgrade {
    handshake: Handshake,
    origin: OriginCheck,
    protocol: Option<HeaderValue>,
    /// Whether the client can, and whether it is wanted.
    #[cfg(feature = "ws-deflate")]
    deflate: (bool, bool),
    limits: WebSocketLimits,
    upgrader: Upgrader,
    acceptance: Option<Acceptance>,
}

impl WebSocketUpgrade {
    /// The subprotocols that this end speaks. The first one of the client's that is among them is agreed upon; none, when
    /// there is none: [`protocol`](WebSocketUpgrade::protocol) says which. What is no token counts as absent.
    #[must_use]
    pub fn protocols<P: AsRef<str>>(mut self, ours: impl IntoIterator<Item = P>) -> WebSocketUpgrade {
        let theirs = &self.handshake.protocols;
        let place = |ours: P| theirs.iter().position(|theirs| theirs == ours.as_ref());
        let best = ours.into_iter().filter_map(place).min();
        self.protocol = best.and_then(|at| HeaderValue::from_str(&theirs[at]).ok());
        self
    }

    /// The subprotocols that the client offers, the one that it likes best first.
    #[must_use]
    pub fn offered_protocols(&self) -> &[String] {
        &self.handshake.protocols
    }

    /// The subprotocol that was agreed upon.
    #[must_use]
    pub fn protocol(&self) -> Option<&str> {
        self.protocol.as_ref().and_then(|protocol| protocol.to_str().ok())
    }

    /// Lets pages of these origins open it as well, `https://app.example` or `http://localhost:5173`.
    ///
    /// What is no origin is a mistake of the program: every request of another origin is then a 500, and the log says
    /// why.
    #[must_use]
    pub fn allow_origins<O: AsRef<str>>(mut self, origins: impl IntoIterator<Item = O>) -> WebSocketUpgrade {
        for origin in origins {
            self.origin.allow(origin.as_ref());
        }
        self
    }

    /// Lets pages of every origin open it: for what knows who is there by something else than cookies, or tells everyone
    /// the same.
    #[must_use]
    pub fn allow_any_origin(mut self) -> WebSocketUpgrade {
        self.origin.allow_any();
        self
    }

    /// Where the page comes from that opens it; `None` when it is no page of a browser.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.origin.as_ref()
    }

    /// Whether it is opened by a page of the host that the request is for, or by no page at all.
    #[must_use]
    pub fn is_same_origin(&self) -> bool {
        self.origin.is_same()
    }

    /// Other limits than those of the route.
    #[must_use]
    pub fn limits(mut self, limits: WebSocketLimits) -> WebSocketUpgrade {
        self.limits = limits;
        self
    }

    /// Compresses messages, if the client can do that (RFC 7692 `permessage-deflate`; feature `ws-deflate`), each by itself,
    /// and from 128 bytes on. The [limit of a message](WebSocketLimits::message) is that of what it becomes when it is
    /// decompressed: a small one that becomes a huge one is refused with 1009 when it has become as long as that.
    ///
    /// Off by default: it costs time, and where what a client sends is sent back together with a secret, the length of the
    /// message tells about the secret.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    /// use wz::websocket::WebSocketUpgrade;
    ///
    /// #[route("/feed", websocket)]
    /// async fn feed(upgrade: WebSocketUpgrade) -> Result {
    ///     let socket = upgrade.deflate().accept().await?;
    ///     socket.send("again ".repeat(1000)).await?;
    ///     Ok(())
    /// }
    ///
    /// routes! { Site = feed }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// # client.block_on(async {
    /// let request = client.get("/feed").header("sec-websocket-extensions", "permessage-deflate");
    /// let mut socket = request.websocket().await.unwrap();
    /// assert_eq!(socket.receive().await, Some("again ".repeat(1000).into()));
    /// # });
    /// # }
    /// ```
    #[cfg(feature = "ws-deflate")]
    #[must_use]
    pub fn deflate(mut self) -> WebSocketUpgrade {
        self.deflate.1 = true;
        self
    }

    /// Accepts: the response 101 is sent when the handler waits for the first time, and what the handler returns later only
    /// decides with which code the connection is closed.
    ///
    /// # Errors
    /// 403 for a page of an origin that is not allowed. 500 outside of an [`App`](crate::App), where nobody goes on with a
    /// handler that has been answered: there is [`on_upgrade`](WebSocketUpgrade::on_upgrade).
    pub async fn accept(mut self) -> Result<WebSocket, HttpError> {
        let Some(acceptance) = self.acceptance.take() else {
            return Err(HttpError::internal()
                .with_source("`WebSocketUpgrade::accept` needs an `App`; without one, use `on_upgrade`"));
        };
        let (response, link, upgrader) = self.agree()?;
        let socket = WebSocket::new(&link);
        acceptance.put(Accepted { response, link, upgrader });
        Ok(socket)
    }

    /// Accepts with a response that may be given headers of its own, a cookie say, and runs the function when that has been
    /// sent. It must be sent: the connection changes with it.
    ///
    /// A page of an origin that is not allowed gets 403, and the function is not called.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::websocket::WebSocketUpgrade;
    ///
    /// #[route("/echo", websocket)]
    /// fn echo(upgrade: WebSocketUpgrade) -> Response {
    ///     let response = upgrade.on_upgrade(async |mut socket| {
    ///         while let Some(message) = socket.receive().await
    ///             && socket.send(message).await.is_ok()
    ///         {}
    ///     });
    ///     response.with_header("set-cookie", "visited=1")
    /// }
    ///
    /// routes! { Site = echo }
    /// ```
    pub fn on_upgrade<F>(self, handler: impl FnOnce(WebSocket) -> F) -> Response
    where
        F: Future<Output = ()> + Send + 'static,
    {
        match self.agree() {
            Ok((response, link, upgrader)) => {
                // It runs in another task.
                let handler = context::carried(handler(WebSocket::new(&link)));
                let session = Session::new(link, handler);
                upgrader.hand_over(|connection| session.run(connection));
                response
            }
            Err(error) => error.into_response(),
        }
    }

    /// The response 101, and what the socket needs.
    fn agree(self) -> Result<(Response, std::sync::Arc<Link>, Upgrader), HttpError> {
        self.origin.check()?;
        let mut terms = Terms::new(Role::Server, self.limits);
        terms.protocol = self.protocol().map(Into::into);
        let mut response = StatusCode::SWITCHING_PROTOCOLS.into_response();
        let headers = response.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(SEC_WEBSOCKET_ACCEPT, self.handshake.accept);
        if let Some(protocol) = self.protocol {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, protocol);
        }
        #[cfg(feature = "ws-deflate")]
        if self.deflate == (true, true) {
            terms.deflates = true;
            headers.insert(http::header::SEC_WEBSOCKET_EXTENSIONS, super::extension::ACCEPTED);
        }
        Ok((response, Link::new(terms), self.upgrader))
    }
}

impl FromRequest for WebSocketUpgrade {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<WebSocketUpgrade, HttpError> {
        let handshake = Handshake::of(request)?;
        let Some(upgrader) = request.extensions_mut().remove::<Upgrader>() else {
            return Err(HttpError::internal().with_source(
                "the server does not give its connection away, which a WebSocket needs: in a server other than wz's, call \
                 `wz::serve::accept_upgrades` before the application; in a test, use `TestRequest::websocket`",
            ));
        };
        Ok(WebSocketUpgrade {
            handshake,
            origin: OriginCheck::of(request),
            protocol: None,
            #[cfg(feature = "ws-deflate")]
            deflate: (super::extension::offers_deflate(request.headers()), false),
            limits: request.limits().websocket,
            upgrader,
            acceptance: request.extensions_mut().remove(),
        })
    }
}
