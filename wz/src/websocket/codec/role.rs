/// Which end of the connection one is. Clients mask what they send, servers do not (RFC 6455 §5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The end that has been connected to.
    Server,
    /// The end that has connected.
    Client,
}
