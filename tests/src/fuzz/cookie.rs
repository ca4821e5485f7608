use wz::cookie::{SetCookie, header, parse, quote, set_cookies, unquote};
use wz::http::{HeaderMap, HeaderValue};

/// Cookies: what is read can be written, and reads back the same.
pub fn cookie(data: &[u8]) {
    let pairs: Vec<_> = parse(data).collect();
    for (name, value) in &pairs {
        assert!(!name.is_empty(), "no name");
        assert_eq!(unquote(&quote(value)), *value);
        if let Ok(Some(line)) = header([(&**name, &**value)]) {
            let again: Vec<_> = parse(line.as_bytes()).collect();
            assert_eq!(again, [(name.clone(), value.clone())]);
        }
        // What is longer can be written, and no browser takes it.
        if let Ok(cookie) = SetCookie::build(name.as_ref(), value).build()
            && cookie.name().len() + cookie.written_value().len() <= 4096
        {
            assert_eq!(cookie.to_string().parse().as_ref(), Ok(&cookie));
        }
    }
    lines(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(cookie) = text.parse::<SetCookie>() {
        let written = cookie.to_string();
        assert!(!written.contains(['\r', '\n', '\0']));
        assert_eq!(written.parse(), Ok(cookie), "{written}");
    }
}

/// Each line of a response is read for itself, as text of the same bytes is, and written again as the same cookie.
fn lines(data: &[u8]) {
    let mut response = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n').take(64) {
        if let Ok(line) = HeaderValue::from_bytes(line) {
            response.append("set-cookie", line);
        }
    }
    let read: Vec<_> = set_cookies(&response).collect();
    assert_eq!(read.len(), response.len());
    let mut again = HeaderMap::new();
    for (cookie, line) in read.iter().zip(response.get_all("set-cookie")) {
        if let Ok(text) = std::str::from_utf8(line.as_bytes()) {
            assert_eq!(*cookie, text.parse(), "{line:?}");
        }
        if let Ok(cookie) = cookie {
            cookie.append_to(&mut again);
        }
    }
    assert!(set_cookies(&again).eq(read.into_iter().filter(Result::is_ok)), "{response:?}");
}
