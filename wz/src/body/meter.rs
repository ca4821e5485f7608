use bytes::Bytes;
use http::StatusCode;
use http_body::{Frame, SizeHint};

use super::BoxError;
use crate::error::HttpError;
use crate::limits::{Limits, advice};

/// What has come of a body, against its limit.
pub(crate) struct Meter {
    limit: u64,
    read: u64,
    /// After its error a body has ended.
    failed: bool,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Meter {
        Meter { limit: limits.body, read: 0, failed: false }
    }

    pub(crate) fn set_limits(&mut self, limits: &Limits) {
        self.limit = limits.body;
    }

    #[cfg(feature = "server")]
    pub(crate) fn read(&self) -> u64 {
        self.read
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    pub(crate) fn fail(&mut self, error: impl Into<BoxError>) -> BoxError {
        self.failed = true;
        error.into()
    }

    /// Whether what is announced to come still fits.
    pub(crate) fn check(&mut self, rest: &SizeHint) -> Result<(), BoxError> {
        if self.read.saturating_add(rest.lower()) > self.limit {
            return Err(self.fail(too_large(self.limit)));
        }
        Ok(())
    }

    /// Counts what has come.
    pub(crate) fn count(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, BoxError> {
        self.read = self.read.saturating_add(frame.data_ref().map_or(0, Bytes::len) as u64);
        self.check(&SizeHint::default()).map(|()| frame)
    }
}

/// The error of a body that is longer than [`Limits::body`].
pub(crate) fn too_large(limit: u64) -> HttpError {
    HttpError::new(StatusCode::PAYLOAD_TOO_LARGE).with_description(format!(
        "The body is longer than {limit} bytes, the limit `body`. {}",
        advice("body(bytes)", "body = \"...\"")
    ))
}
