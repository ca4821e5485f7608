//! WebSockets over real sockets.

mod frames;
mod handshake;
mod life;
mod site;
