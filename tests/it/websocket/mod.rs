//! WebSockets over real sockets.

mod deflate;
mod elsewhere;
mod frames;
mod handshake;
mod life;
mod site;
