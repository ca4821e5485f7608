use std::fmt::Write;

use http::StatusCode;

use crate::html::Escaped;

/// The HTML document of an error: the status as title and heading, one escaped sentence.
pub(super) fn page(status: StatusCode, description: &str) -> String {
    let reason = status.canonical_reason().unwrap_or("Unknown Status");
    let mut page = String::with_capacity(128 + description.len());
    // Writing into a `String` cannot fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<title>{} {reason}</title>\n<h1>{reason}</h1>\n<p>{}</p>\n",
        status.as_u16(),
        Escaped(description),
    );
    page
}

/// What a status means, for a reader who did nothing but follow a link.
pub(super) fn description(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "The server could not make sense of this request.",
        401 => "This address is only for those who have signed in.",
        403 => "You are not allowed to see what is at this address.",
        404 => "There is nothing at this address. If you typed it in, check the spelling.",
        405 => "This address exists, but does not answer this method.",
        406 => "Nothing at this address comes in a form that your client accepts.",
        408 => "The request took too long to arrive.",
        409 => "The request does not fit the present state of what is at this address.",
        410 => "What was at this address has been removed for good.",
        411 => "The request must say how long its body is.",
        412 => "A condition of the request does not hold.",
        413 => "The body of the request is larger than the server accepts.",
        414 => "The address is longer than the server accepts.",
        415 => "The body of the request has a media type that is not understood here.",
        416 => "The requested range lies outside of the content.",
        422 => "The request was understood, but what it says cannot be used.",
        428 => "The request must be conditional.",
        429 => "Too many requests in too short a time; try again later.",
        431 => "The headers of the request are larger than the server accepts.",
        500 => "The server failed to answer this request. The error is its own, not yours.",
        501 => "The server does not support this.",
        502 => "A server behind this one gave an answer that makes no sense.",
        503 => "The server cannot answer for the moment; try again later.",
        504 => "A server behind this one did not answer in time.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_the_description() {
        let page = page(StatusCode::BAD_REQUEST, "<script>");
        assert!(page.contains("<title>400 Bad Request</title>"));
        assert!(page.contains("<p>&lt;script&gt;</p>"));
    }
}
