use std::io::{Error, ErrorKind};

use crate::error::HttpError;

/// What a client learns: that there is no such file, also where it is only that we cannot read it; 500 when it is not about
/// the file, which the log then tells more of.
pub(super) fn failure(error: Error) -> HttpError {
    match error.kind() {
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::IsADirectory
        | ErrorKind::PermissionDenied
        // NUL in a name.
        | ErrorKind::InvalidInput
        | ErrorKind::InvalidFilename => HttpError::not_found().with_source(error),
        _ => HttpError::internal().with_source(error),
    }
}
