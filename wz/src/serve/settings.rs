use std::time::Duration;

use super::access_log::AccessLog;

/// What a [`Server`](super::Server) can be told; its methods say what each means.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) header_timeout: Duration,
    pub(super) write_timeout: Duration,
    pub(super) half_close_timeout: Duration,
    pub(super) linger_bytes: u64,
    pub(super) linger_time: Duration,
    pub(super) linger_timeout: Duration,
    pub(super) farewell: Duration,
    pub(super) grace: Duration,
    pub(super) tcp_keep_alive: Option<Duration>,
    pub(super) max_connections: usize,
    pub(super) overflow_wait: Duration,
    pub(super) access_log: AccessLog,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            header_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            half_close_timeout: Duration::from_secs(30),
            linger_bytes: 256 << 20,
            linger_time: Duration::from_secs(30),
            linger_timeout: Duration::from_secs(5),
            farewell: Duration::ZERO,
            grace: Duration::from_secs(10),
            tcp_keep_alive: None,
            max_connections: 10_000,
            overflow_wait: Duration::from_secs(1),
            access_log: AccessLog::stderr(),
        }
    }
}
