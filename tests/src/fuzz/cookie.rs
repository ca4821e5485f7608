use wz::cookie::{SetCookie, header, parse, quote, unquote};

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
        if let Ok(cookie) = SetCookie::build(name.as_ref(), value).build() {
            assert_eq!(cookie.to_string().parse().as_ref(), Ok(&cookie));
        }
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(cookie) = text.parse::<SetCookie>() {
        let written = cookie.to_string();
        assert!(!written.contains(['\r', '\n', '\0']));
        assert_eq!(written.parse(), Ok(cookie), "{written}");
    }
}
