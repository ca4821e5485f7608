use http::header::{CONTENT_LOCATION, HeaderMap, HeaderValue, LOCATION};

use super::upstream::Upstream;

/// Makes what leads to the other server lead to the proxy, which is below `prefix` at `host`.
pub(super) fn rewrite(headers: &mut HeaderMap, upstream: &Upstream, host: Option<&str>, prefix: &str) {
    for name in [LOCATION, CONTENT_LOCATION] {
        let Some(value) = headers.get(&name).and_then(|value| value.to_str().ok()) else { continue };
        let Some(here) = here(value, upstream, host, prefix) else { continue };
        // Parts of values that are headers already.
        if let Ok(value) = HeaderValue::try_from(here) {
            headers.insert(name, value);
        }
    }
}

/// The path at the proxy; `None` for what leads elsewhere, or depends on where one is.
fn here(value: &str, upstream: &Upstream, host: Option<&str>, prefix: &str) -> Option<String> {
    let scheme = value.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("http:"));
    let rest = if scheme.is_some() { &value[5..] } else { value };
    let path = if let Some(rest) = rest.strip_prefix("//") {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let is_ours =
            upstream.is_at(authority) || host.is_some_and(|host| host.eq_ignore_ascii_case(authority));
        is_ours.then_some(path)?
    } else if scheme.is_none() && value.starts_with('/') {
        value
    } else {
        return None;
    };
    let below = upstream.below(path)?;
    let slash = if below.starts_with('/') { "" } else { "/" };
    let here = [prefix, slash, below].concat();
    // Not what a client would take for another host, which leaves out tabs first.
    let is_path = !here.contains('\t') && !here.starts_with("//") && !here.starts_with("/\\");
    is_path.then_some(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_here() {
        let upstream = Upstream::parse("http://back:80/v1").unwrap();
        let location = |value: &str, prefix: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(LOCATION, value.parse().unwrap());
            rewrite(&mut headers, &upstream, Some("front:8080"), prefix);
            headers[LOCATION].to_str().unwrap().to_owned()
        };
        for (value, there) in [
            ("http://back/v1/x?y#z", "/api/x?y#z"),
            ("HTTP://BACK:80/v1", "/api/"),
            ("//back/v1?x", "/api/?x"),
            ("http://front:8080/v1/x", "/api/x"),
            ("/v1/x", "/api/x"),
            // Nobody gets there by the proxy.
            ("/v2/x", "/v2/x"),
            ("/v10", "/v10"),
            ("http://back:81/v1/x", "http://back:81/v1/x"),
            ("https://back/v1/x", "https://back/v1/x"),
            ("http://elsewhere/v1/x", "http://elsewhere/v1/x"),
            ("x/y", "x/y"),
            ("?page=2", "?page=2"),
            ("http:x", "http:x"),
            ("", ""),
        ] {
            assert_eq!(location(value, "/api"), there);
        }
        // Without a prefix it must not become another host.
        for value in
            ["/v1//evil.example/", "/v1/\\evil.example/", "/v1/\t/evil.example/", "/v1\t//evil.example/"]
        {
            assert_eq!(location(value, ""), value);
        }
        assert_eq!(location("/v1/x", ""), "/x");
    }
}
