use std::borrow::Cow;

use crate::header::HeaderError;
use crate::percent::push_encoded;

/// The path as it is written: what is neither of a URL's path nor a `%` is percent-encoded, `;` too.
pub(super) fn encode(path: Cow<'static, str>) -> Result<Cow<'static, str>, HeaderError> {
    // Browsers ignore a path of another kind (RFC 6265 §5.2.4), so the cookie would be sent elsewhere.
    if !path.starts_with('/') {
        return Err(HeaderError::value("a `Path` that begins with `/`").found(&path));
    }
    // As Werkzeug's `dump_cookie`: a percent sign is of an escape that is there already.
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,/:=@".contains(&byte);
    if path.bytes().all(is_bare) {
        return Ok(path);
    }
    let mut encoded = String::with_capacity(path.len() + 8);
    push_encoded(&path, is_bare, &mut encoded);
    Ok(encoded.into())
}
