//! WebSockets over real sockets.

mod elsewhere;
mod frames;
mod handshake;
mod life;
mod site;
