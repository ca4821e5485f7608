//! Authentication (RFC 9110 §11): what servers ask for and clients answer.

mod authorization;
mod basic;
mod challenge;
mod data;
mod parameters;
mod proxy;
mod www_authenticate;

pub use authorization::Authorization;
pub use basic::Basic;
pub use challenge::Challenge;
pub use parameters::AuthParameters;
pub use proxy::{ProxyAuthenticate, ProxyAuthorization};
pub use www_authenticate::WwwAuthenticate;

#[cfg(test)]
mod tests;
