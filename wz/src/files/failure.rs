use std::io::{Error, ErrorKind};

use crate::error::HttpError;

/// What a client learns: that there is no such file, also where it is only that we cannot read it; 500 when it is not about
/// the file, which the log then tells more of.
pub(super) fn failure(error: Error) -> HttpError {
    // Links that lead round in a circle, of which std has no stable name.
    if error.raw_os_error() == Some(if cfg!(target_os = "linux") { 40 } else { 62 }) && cfg!(unix) {
        return HttpError::not_found().with_source(error);
    }
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
