//! The server and an application over real sockets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;
mod behaviour;
mod compressed;
mod compressing;
mod failures;
mod files;
mod hostile;
mod listeners;
mod log;
mod proxy;
mod rate_limit;
mod redirects;
mod responses;
mod sendfile;
mod server;
mod spooling;
mod stores;
mod streams;
mod tower;
mod uploads;
mod websocket;
