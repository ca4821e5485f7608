//! WebSockets over real sockets.
