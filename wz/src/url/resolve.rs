use super::split::Parts;

/// A reference, seen from the URL it stands in (RFC 3986 section 5.2): what a `Location` or a link means. Python's
/// `urljoin`.
///
/// `base` is a whole URL; of something else only what there is of it counts. Nothing is checked, decoded or encoded.
///
/// ```
/// use wz::url::resolve;
///
/// let base = "https://example.com/shop/list?page=2";
/// assert_eq!(resolve(base, "item/7"), "https://example.com/shop/item/7");
/// assert_eq!(resolve(base, "../#top"), "https://example.com/#top");
/// assert_eq!(resolve(base, "?page=3"), "https://example.com/shop/list?page=3");
/// assert_eq!(resolve(base, "//cdn.example/a"), "https://cdn.example/a");
/// ```
#[must_use]
pub fn resolve(base: &str, reference: &str) -> String {
    let (base, reference) = (Parts::of(base), Parts::of(reference));
    let (scheme, authority, path, query);
    if reference.scheme.is_some() {
        (scheme, authority) = (reference.scheme, reference.authority);
        (path, query) = (without_dots(reference.path), reference.query);
    } else if reference.authority.is_some() {
        (scheme, authority) = (base.scheme, reference.authority);
        (path, query) = (without_dots(reference.path), reference.query);
    } else {
        (scheme, authority) = (base.scheme, base.authority);
        if reference.path.is_empty() {
            (path, query) = (base.path.to_owned(), reference.query.or(base.query));
        } else if reference.path.starts_with('/') {
            (path, query) = (without_dots(reference.path), reference.query);
        } else {
            let folder = match base.path.rfind('/') {
                Some(end) => &base.path[..=end],
                None if base.authority.is_some() => "/",
                None => "",
            };
            (path, query) = (without_dots(&format!("{folder}{}", reference.path)), reference.query);
        }
    }
    let mut url = String::new();
    for (before, part, after) in [
        ("", scheme, ":"),
        ("//", authority, ""),
        ("", Some(path.as_str()), ""),
        ("?", query, ""),
        ("#", reference.fragment, ""),
    ] {
        if let Some(part) = part {
            url.extend([before, part, after]);
        }
    }
    url
}

/// A path without `.` and `..` (RFC 3986 section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_absolute = path.starts_with('/');
    let mut segments = path.split('/').skip(usize::from(is_absolute)).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." if is_last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    format!("{}{}", if is_absolute { "/" } else { "" }, kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What RFC 3986 section 5.4 says of its own base.
    #[test]
    fn references() {
        for (reference, url) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("http:g", "http:g"),
        ] {
            assert_eq!(resolve("http://a/b/c/d;p?q", reference), url, "{reference}");
        }
        assert_eq!(resolve("http://a", "b"), "http://a/b");
        assert_eq!(resolve("/a/b", "c"), "/a/c");
        assert_eq!(resolve("http://a/x//y", "z"), "http://a/x//z");
    }
}
