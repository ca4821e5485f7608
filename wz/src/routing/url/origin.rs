use std::fmt::Display;

use crate::percent::push_encoded;

/// Appends `#anchor`, percent-encoded.
pub fn push_anchor(url: &mut String, anchor: &dyn Display) {
    url.push('#');
    wz_rule::encode_path_text(&anchor.to_string(), url);
}

/// Puts scheme and host in front of a path. An empty scheme makes `//host/...`.
///
/// What a host cannot have is percent-encoded: a `/` or `@` in it would make another host of it.
pub fn insert_origin(url: &mut String, scheme: &dyn Display, host: &dyn Display) {
    let scheme = scheme.to_string();
    let mut origin: String =
        scheme.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')).collect();
    origin.push_str(if origin.is_empty() { "//" } else { "://" });
    let may_stand_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:[]%".contains(&byte);
    push_encoded(&host.to_string(), may_stand_bare, &mut origin);
    url.insert_str(0, &origin);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_stays_the_host() {
        let origin = |scheme: &str, host: &str| {
            let mut url = "/path".to_owned();
            insert_origin(&mut url, &scheme, &host);
            url
        };
        assert_eq!(origin("https", "example.com:8080"), "https://example.com:8080/path");
        assert_eq!(origin("", "[::1]:80"), "//[::1]:80/path");
        assert_eq!(origin("https", "evil.com/@x y#"), "https://evil.com%2F%40x%20y%23/path");
        assert_eq!(origin("java\nscript:", "a"), "javascript://a/path");
    }
}
