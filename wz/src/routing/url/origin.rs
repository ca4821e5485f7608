use std::fmt::Display;

/// Appends `#anchor`, percent-encoded.
pub fn push_anchor(url: &mut String, anchor: &dyn Display) {
    url.push('#');
    wz_rule::encode_path_text(&anchor.to_string(), url);
}

/// Puts scheme and host in front of a path. An empty scheme makes `//host/...`.
pub fn insert_origin(url: &mut String, scheme: &dyn Display, host: &dyn Display) {
    let scheme = scheme.to_string();
    let origin = if scheme.is_empty() { format!("//{host}") } else { format!("{scheme}://{host}") };
    url.insert_str(0, &origin);
}
