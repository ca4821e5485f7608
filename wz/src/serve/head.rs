use http::header::{HOST, HeaderValue, TRANSFER_ENCODING};
use http::{StatusCode, Version};

use crate::error::HttpError;
use crate::header::tokens;
use crate::request::{Request, is_host_header};

/// What hyper leaves to its users.
pub(super) fn check(request: &Request) -> Result<(), HttpError> {
    let (mut hosts, mut host, mut coded) = (0_u32, None::<&HeaderValue>, false);
    // Once over all of them is less than to look two up.
    for (name, value) in request.headers() {
        if *name == HOST {
            (hosts, host) = (hosts.saturating_add(1), Some(value));
        } else if *name == TRANSFER_ENCODING {
            coded = true;
        }
    }
    // An HTTP/1.1 request has exactly one `Host`, well-formed or empty (RFC 9112 section 3.2).
    let has_host = hosts == 1 && host.is_some_and(is_host_header);
    if !has_host && request.version() == Version::HTTP_11 {
        return Err(HttpError::bad_request("The request must have exactly one valid `Host` header."));
    }
    if coded { check_coding(request) } else { Ok(()) }
}

/// `chunked` is the only transfer coding there is. hyper sees to it that it is the last one; what another one has made
/// of the body before must not be taken for the body (RFC 9112 section 6.1).
fn check_coding(request: &Request) -> Result<(), HttpError> {
    let mut chunked = false;
    for coding in tokens(request.headers(), &TRANSFER_ENCODING) {
        if !coding.eq_ignore_ascii_case(b"chunked") {
            return Err(HttpError::new(StatusCode::NOT_IMPLEMENTED)
                .with_description("The only transfer coding understood here is `chunked`."));
        }
        if chunked {
            return Err(HttpError::bad_request("The transfer coding `chunked` stands there twice."));
        }
        chunked = true;
    }
    Ok(())
}
