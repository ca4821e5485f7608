use std::time::Duration;

/// How much a WebSocket takes, and how long it waits. Every limit is on by default.
///
/// | field | in `limits(...)` | default | beyond it |
/// |---|---|---|---|
/// | [`message`](WebSocketLimits::message) | `message = "1MiB"` | 1 MiB | closed with 1009 |
/// | [`frame`](WebSocketLimits::frame) | `frame = "1MiB"` | 1 MiB | closed with 1009 |
/// | [`write_buffer`](WebSocketLimits::write_buffer) | | 64 KiB | `send` waits |
/// | [`read_buffer`](WebSocketLimits::read_buffer) | | 64 KiB | nothing more is read |
/// | [`ping_interval`](WebSocketLimits::ping_interval) | `ping = "30s"` | 30 s | a ping |
/// | [`ping_timeout`](WebSocketLimits::ping_timeout) | | 30 s | the connection is lost |
/// | [`close_timeout`](WebSocketLimits::close_timeout) | | 10 s | the connection is lost |
/// | [`after_close`](WebSocketLimits::after_close) | | 30 s | the handler is dropped |
///
/// They are those of [`Limits::websocket`](crate::Limits), so that they can be set for the application and for a route;
/// a `WebSocketUpgrade` takes others for one connection.
///
/// ```
/// use wz::Limits;
/// use wz::websocket::WebSocketLimits;
///
/// let limits = Limits::new().websocket(WebSocketLimits::new().message(16 << 20).frame(16 << 20));
/// assert_eq!(limits.websocket.message, 16_777_216);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebSocketLimits {
    /// The bytes of a message that is received, of all its frames together. 1 MiB by default.
    pub message: u64,
    /// The bytes of one frame that is received. 1 MiB by default.
    pub frame: u64,
    /// The bytes that wait to be sent: while there are as many, [`send`](super::WebSocket::send) waits. One message is
    /// always taken, however long. 64 KiB by default.
    pub write_buffer: usize,
    /// The bytes of messages that wait to be received: while there are as many, nothing more is read from the other
    /// end, which then has to wait. 64 KiB by default.
    pub read_buffer: usize,
    /// When nothing has come for so long, the other end is asked whether it is there. 30 seconds by default;
    /// `Duration::MAX` is never.
    pub ping_interval: Duration,
    /// How long it may take to answer that. 30 seconds by default.
    pub ping_timeout: Duration,
    /// How long the other end may take to close, once this one has. 10 seconds by default.
    pub close_timeout: Duration,
    /// How long the handler may go on when the connection has ended, before it is dropped: to save what it was told, say. 30
    /// seconds by default; `Duration::MAX` is for ever.
    pub after_close: Duration,
}

macro_rules! setters {
    ($($name:ident: $type:ty,)+) => {
        $(
            #[doc = concat!("Sets [`", stringify!($name), "`](WebSocketLimits::", stringify!($name), ").")]
            #[must_use]
            pub const fn $name(mut self, $name: $type) -> WebSocketLimits {
                self.$name = $name;
                self
            }
        )+
    };
}

impl WebSocketLimits {
    /// The defaults.
    #[must_use]
    pub const fn new() -> WebSocketLimits {
        WebSocketLimits {
            message: 1 << 20,
            frame: 1 << 20,
            write_buffer: 64 << 10,
            read_buffer: 64 << 10,
            ping_interval: Duration::from_secs(30),
            ping_timeout: Duration::from_secs(30),
            close_timeout: Duration::from_secs(10),
            after_close: Duration::from_secs(30),
        }
    }

    setters! {
        message: u64,
        frame: u64,
        write_buffer: usize,
        read_buffer: usize,
        ping_interval: Duration,
        ping_timeout: Duration,
        close_timeout: Duration,
        after_close: Duration,
    }
}

impl Default for WebSocketLimits {
    fn default() -> WebSocketLimits {
        WebSocketLimits::new()
    }
}
