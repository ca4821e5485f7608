use std::io::{self, ErrorKind};

use http::StatusCode;

use crate::error::HttpError;

/// The answer when a file cannot be written: never one that blames the client.
pub(crate) fn not_stored(error: io::Error) -> HttpError {
    let answer = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            HttpError::new(StatusCode::INSUFFICIENT_STORAGE)
                .with_description("The server has no room for what was sent.")
        }
        _ => HttpError::internal(),
    };
    answer.with_source(error)
}
