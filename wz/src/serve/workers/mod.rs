//! Several processes that serve at the same sockets, and one that watches over them (feature `workers`, on Unix).
//!
//! The supervisor opens the sockets, starts the workers (this very program, with the same arguments), and hands the sockets
//! to each over a channel, which is the standard input of the worker. What happens to a worker does not touch the sockets:
//! connections wait for the next one. The channel also says when a worker is ready and when it is to stop, and each end sees
//! by it that the other has gone: no worker outlives its supervisor.

mod channel;
mod event;
mod process;
mod supervisor;
mod worker;

pub(crate) use event::Event;
pub(crate) use supervisor::Supervisor;
pub(crate) use worker::{Farewell, Worker};
