//! Where connections come from.

mod address;
mod binding;
mod listener;
#[cfg(all(unix, feature = "systemd"))]
mod passed;
#[cfg(unix)]
mod socket_file;

pub use address::{Address, AddressError};
pub use binding::Binding;
pub use listener::Listener;
