use std::borrow::Cow;

use crate::percent;

/// A path and all that is below it: `/api` is a prefix of `/api` and `/api/x`, not of `/apis`.
///
/// Paths are compared as the routes see them: split at their slashes first, each segment decoded after. Otherwise
/// `/%61pi` would get to the routes of `/api` past all that is set for that prefix.
#[derive(Debug, Clone)]
pub(super) struct Prefix(Box<str>);

impl Prefix {
    /// Slashes at the end mean nothing; what is left when all of them go is the prefix of everything.
    pub(super) fn new(prefix: impl Into<String>) -> Prefix {
        let mut prefix = prefix.into();
        prefix.truncate(prefix.trim_end_matches('/').len());
        if !prefix.is_empty() && !prefix.starts_with('/') {
            prefix.insert(0, '/');
        }
        Prefix(prefix.into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// As it stands in a URL.
    pub(super) fn encoded(&self) -> String {
        let mut text = String::new();
        for segment in self.0.split('/').skip(1) {
            text.push('/');
            wz_rule::encode_path_text(segment, &mut text);
        }
        text
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds something to what is kept with longer prefixes first: behind what is there for one as long.
    pub(super) fn add<T>(all: &mut Vec<T>, item: T, prefix: impl Fn(&T) -> &Prefix) {
        let length = prefix(&item).len();
        let at = all.partition_point(|other| prefix(other).len() >= length);
        all.insert(at, item);
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.strip(path).is_some()
    }

    /// What comes after the prefix: nothing, or a slash and more, as it was sent.
    pub(super) fn strip<'p>(&self, path: &'p str) -> Option<&'p str> {
        let at_border = |rest: &&str| rest.is_empty() || rest.starts_with('/');
        match path.strip_prefix(&*self.0).filter(at_border) {
            Some(rest) => Some(rest),
            None if self.0.is_empty() => Some(path),
            None if path.contains('%') => self.strip_decoded(path),
            None => None,
        }
    }

    fn strip_decoded<'p>(&self, path: &'p str) -> Option<&'p str> {
        let mut rest = path;
        for segment in self.0.split('/').skip(1) {
            let own = rest.strip_prefix('/')?;
            let end = own.find('/').unwrap_or(own.len());
            if decoded(&own[..end]) != segment.as_bytes() {
                return None;
            }
            rest = &own[end..];
        }
        Some(rest)
    }
}

fn decoded(segment: &str) -> Cow<'_, [u8]> {
    match percent::decoded(segment, false) {
        Some(bytes) => Cow::Owned(bytes),
        None => Cow::Borrowed(segment.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_at_a_slash() {
        for (prefix, path, rest) in [
            ("/a", "/a", Some("")),
            ("/a/", "/a/", Some("/")),
            ("/a", "/a/b?", Some("/b?")),
            ("/a", "/ab", None),
            ("/a", "/", None),
            ("/a", "/A", None),
            ("a", "/a/b", Some("/b")),
            ("", "/a", Some("/a")),
            ("/", "*", Some("*")),
            ("/a/b", "/a/b/c", Some("/c")),
            ("/a/b", "/a", None),
        ] {
            assert_eq!(Prefix::new(prefix).strip(path), rest, "{prefix} {path}");
        }
    }

    #[test]
    fn it_is_what_the_routes_see() {
        for (prefix, path, rest) in [
            ("/admin", "/%61dmin/x%2F", Some("/x%2F")),
            ("/admin", "/admi%6E", Some("")),
            ("/a b", "/a%20b/c", Some("/c")),
            ("/ü", "/%C3%BC", Some("")),
            ("/a/b", "/%61/%62/%63", Some("/%63")),
            // A slash that is sent encoded ends no segment.
            ("/a/b", "/a%2Fb", None),
            ("/admin", "/%2561dmin", None),
            ("/admin", "/admin%", None),
            ("/admin", "%61dmin", None),
        ] {
            assert_eq!(Prefix::new(prefix).strip(path), rest, "{prefix} {path}");
        }
    }
}
