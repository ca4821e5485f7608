use std::fmt;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode};

use crate::log::{self, Shown, Visible};

/// Where the line of each request goes.
///
/// ```
/// use wz::serve::AccessLog;
///
/// let errors_only = AccessLog::to(|entry| {
///     if entry.status().is_none_or(|status| status.is_server_error()) {
///         eprintln!("{entry}");
///     }
/// });
/// # let _ = errors_only;
/// ```
#[derive(Clone)]
pub struct AccessLog(Option<Arc<Sink>>);

type Sink = dyn Fn(&Entry) + Send + Sync;

impl AccessLog {
    /// Nowhere; nothing is measured either.
    pub fn off() -> AccessLog {
        AccessLog(None)
    }

    /// To standard error, coloured by the class of the status when that is a terminal and the environment variable
    /// `NO_COLOR` is not set; nor is `TERM` to `dumb`.
    pub fn stderr() -> AccessLog {
        let coloured = log::colours(std::io::stderr().is_terminal());
        AccessLog::to(move |entry| log::line(&entry.line(coloured)))
    }

    /// To this function, which runs on the server's threads: it should not wait for anything.
    pub fn to(sink: impl Fn(&Entry) + Send + Sync + 'static) -> AccessLog {
        AccessLog(Some(Arc::new(sink)))
    }

    pub(super) fn is_off(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn write(&self, entry: &Entry) {
        if let Some(sink) = &self.0 {
            sink(entry);
        }
    }
}

impl fmt::Debug for AccessLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_off() { "AccessLog(off)" } else { "AccessLog(on)" })
    }
}

/// One request in the access log, written when its response has ended.
///
/// [`Display`](fmt::Display) writes method, target, status, bytes of the body and time:
/// `GET /user/1 200 13 B 0.4 ms`. What could play tricks on a terminal is escaped, and of a method or target of more
/// than 1024 bytes only the beginning is written, with an ellipsis and its length. The status is `-` when the client
/// left before the answer; `cut off` follows when the answer did not come to its end. Of a request that could not be
/// read there is no method and no target, and [the reason](Entry::refusal) follows:
/// `- - 431 0 B 0.0 ms refused: message head is too large`.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(super) method: Option<Method>,
    pub(super) target: String,
    pub(super) status: Option<StatusCode>,
    pub(super) bytes: u64,
    pub(super) complete: bool,
    pub(super) time: Duration,
    pub(super) refusal: Option<String>,
}

impl Entry {
    pub(super) const EMPTY: Entry = Entry {
        method: None,
        target: String::new(),
        status: None,
        bytes: 0,
        complete: false,
        time: Duration::ZERO,
        refusal: None,
    };

    /// The method of the request; `None` when it could not be read.
    pub fn method(&self) -> Option<&Method> {
        self.method.as_ref()
    }

    /// The target as it was sent, whole: path and query, for some methods and clients another form (RFC 9112 section
    /// 3.2). Empty when it could not be read.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The status of the response; `None` when the client left before there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The bytes of the body that were handed to the connection.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether the body came to its end.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// From the head of the request to the end of the response.
    pub fn time(&self) -> Duration {
        self.time
    }

    /// Why the request was refused before anybody could look at it: its head is no HTTP, or too large.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    fn line(&self, coloured: bool) -> String {
        let colour = match self.status.map(|status| status.as_u16() / 100) {
            Some(2) => "\x1b[32m",
            Some(3) => "\x1b[36m",
            Some(4) => "\x1b[33m",
            Some(5) => "\x1b[31m",
            _ => "\x1b[2m",
        };
        if coloured { format!("{colour}{self}\x1b[0m") } else { self.to_string() }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let method = self.method.as_ref().map_or("-", Method::as_str);
        let target = if self.method.is_none() { "-" } else { &self.target };
        write!(f, "{} {} ", Shown(method), Shown(target))?;
        match self.status {
            Some(status) => write!(f, "{}", status.as_u16())?,
            None => f.write_str("-")?,
        }
        write!(f, " {} B {:.1} ms", self.bytes, self.time.as_secs_f64() * 1000.0)?;
        match &self.refusal {
            Some(reason) => write!(f, " refused: {}", Visible(reason)),
            None if self.status.is_some() && !self.complete => f.write_str(" cut off"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(target: &str, status: Option<StatusCode>) -> Entry {
        Entry {
            method: Some(Method::GET),
            target: target.into(),
            status,
            bytes: 13,
            complete: status.is_some(),
            time: Duration::from_micros(440),
            refusal: None,
        }
    }

    #[test]
    fn lines() {
        assert_eq!(entry("/a?b", Some(StatusCode::OK)).to_string(), "GET /a?b 200 13 B 0.4 ms");
        assert_eq!(entry("/\x1b[2J\r\nü", None).to_string(), "GET /\\u{1b}[2J\\r\\n\\u{fc} - 13 B 0.4 ms");
        let cut = Entry { complete: false, ..entry("/", Some(StatusCode::OK)) };
        assert_eq!(cut.to_string(), "GET / 200 13 B 0.4 ms cut off");
    }

    #[test]
    fn what_is_long_is_cut() {
        let line = entry(&"/".repeat(60_000), None).to_string();
        assert_eq!(line, format!("GET {}... (60000 bytes) - 13 B 0.4 ms", "/".repeat(1024)));
    }

    #[test]
    fn what_could_not_be_read_has_a_reason() {
        let refused =
            Entry { status: Some(StatusCode::BAD_REQUEST), refusal: Some("no\nHTTP".into()), ..Entry::EMPTY };
        assert_eq!(refused.to_string(), "- - 400 0 B 0.0 ms refused: no\\nHTTP");
    }

    #[test]
    fn colours_follow_the_status() {
        assert!(entry("/", Some(StatusCode::NOT_FOUND)).line(true).starts_with("\x1b[33mGET"));
        assert!(!entry("/", Some(StatusCode::NOT_FOUND)).line(false).contains('\x1b'));
    }
}
