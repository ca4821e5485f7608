use std::fmt;

use http::Method;

/// A set of HTTP methods, one bit each: what a route answers, and what an `Allow` header lists.
///
/// The registered methods people route on have a bit of their own: the nine of RFC 9110 with `PATCH`
/// (RFC 5789), `QUERY`, the WebDAV family and a few in common use. Every other method shares the last
/// bit, so that only a route for [`MethodSet::ALL`] answers it.
///
/// [`Display`](fmt::Display) writes the value of an `Allow` header, sorted by name (RFC 9110 section 10.2.1).
///
/// ```
/// use wz::routing::MethodSet;
///
/// let methods = MethodSet::GET.union(MethodSet::POST).with_implied();
/// assert_eq!(methods.to_string(), "GET, HEAD, POST");
/// assert!(methods.contains(&http::Method::HEAD));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MethodSet(u32);

/// Names in bit order.
const NAMES: [&str; 22] = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "TRACE",
    "QUERY",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "REPORT",
    "SEARCH",
    "PURGE",
    "LINK",
    "UNLINK",
];

/// Bits of [`NAMES`] sorted by name, for `Allow`.
const SORTED: [u8; 22] = {
    let mut order = [0u8; 22];
    let mut i = 0;
    while i < 22 {
        let mut rank = 0;
        let mut other = 0;
        while other < 22 {
            if less(NAMES[other], NAMES[i]) {
                rank += 1;
            }
            other += 1;
        }
        order[rank] = i as u8;
        i += 1;
    }
    order
};

const fn less(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}

impl MethodSet {
    /// No method.
    pub const EMPTY: MethodSet = MethodSet(0);
    /// `GET` alone; a route for it answers `HEAD` too, see [`with_implied`](Self::with_implied).
    pub const GET: MethodSet = MethodSet(1);
    /// `HEAD`.
    pub const HEAD: MethodSet = MethodSet(1 << 1);
    /// `POST`.
    pub const POST: MethodSet = MethodSet(1 << 2);
    /// `PUT`.
    pub const PUT: MethodSet = MethodSet(1 << 3);
    /// `PATCH`.
    pub const PATCH: MethodSet = MethodSet(1 << 4);
    /// `DELETE`.
    pub const DELETE: MethodSet = MethodSet(1 << 5);
    /// `OPTIONS`.
    pub const OPTIONS: MethodSet = MethodSet(1 << 6);
    /// `CONNECT`.
    pub const CONNECT: MethodSet = MethodSet(1 << 7);
    /// `TRACE`.
    pub const TRACE: MethodSet = MethodSet(1 << 8);
    /// `QUERY`.
    pub const QUERY: MethodSet = MethodSet(1 << 9);
    /// The bit that all methods without a bit of their own share.
    pub const OTHER: MethodSet = MethodSet(1 << 27);
    /// Every method, also those that have no bit of their own.
    pub const ALL: MethodSet = MethodSet(((1 << NAMES.len()) - 1) | Self::OTHER.0);

    /// The set with these bits; used by the macros.
    #[doc(hidden)]
    pub const fn from_bits(bits: u32) -> MethodSet {
        MethodSet(bits & Self::ALL.0)
    }

    /// The name and the set of the method at `index`, for walking through all of them in a `const` context.
    pub(crate) const fn by_index(index: usize) -> Option<(&'static str, MethodSet)> {
        if index < NAMES.len() { Some((NAMES[index], MethodSet(1 << index))) } else { None }
    }

    /// Every method that has a bit of its own, one set each.
    pub(crate) fn each() -> impl Iterator<Item = MethodSet> {
        (0..NAMES.len()).map(|bit| MethodSet(1 << bit))
    }

    /// One bit per method: stable within one build of the program, not across versions.
    #[inline]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set with the one method of this name (upper case, as on the wire), or `None` when it has no bit
    /// of its own.
    pub fn from_name(name: &str) -> Option<MethodSet> {
        NAMES.iter().position(|known| *known == name).map(|bit| MethodSet(1 << bit))
    }

    /// The set with this method; [`OTHER`](Self::OTHER) for one without a bit of its own.
    #[inline]
    pub fn of(method: &Method) -> MethodSet {
        // The most frequent method first: comparing enum tags is cheaper than comparing names.
        if *method == Method::GET {
            return Self::GET;
        }
        Self::from_name(method.as_str()).unwrap_or(Self::OTHER)
    }

    /// All methods of both sets.
    #[must_use]
    pub const fn union(self, other: MethodSet) -> MethodSet {
        MethodSet(self.0 | other.0)
    }

    /// `HEAD` added when `GET` is there: whoever can answer `GET` can answer `HEAD` (RFC 9110 section 9.3.2).
    #[must_use]
    pub const fn with_implied(self) -> MethodSet {
        if self.0 & Self::GET.0 != 0 { self.union(Self::HEAD) } else { self }
    }

    /// Whether the two sets share a method.
    pub const fn intersects(self, other: MethodSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the method is in the set.
    pub fn contains(self, method: &Method) -> bool {
        self.intersects(Self::of(method))
    }

    /// Whether there is no method in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of the methods, sorted. Methods without a bit of their own have no name here.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        SORTED.iter().filter(move |bit| self.0 & (1 << **bit) != 0).map(|bit| NAMES[*bit as usize])
    }
}

impl fmt::Display for MethodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.names().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for MethodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MethodSet({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allow_is_sorted_and_complete() {
        let set = MethodSet::POST.union(MethodSet::GET).with_implied().union(MethodSet::DELETE);
        assert_eq!(set.to_string(), "DELETE, GET, HEAD, POST");
        assert_eq!(MethodSet::ALL.names().count(), NAMES.len());
    }

    #[test]
    fn unknown_methods_only_match_all() {
        let odd = Method::from_bytes(b"FOO").unwrap();
        assert!(MethodSet::ALL.contains(&odd));
        assert!(!MethodSet::GET.union(MethodSet::POST).contains(&odd));
        assert_eq!(MethodSet::of(&odd), MethodSet::OTHER);
    }

    #[test]
    fn every_name_has_its_bit() {
        for name in NAMES {
            let method = Method::from_bytes(name.as_bytes()).unwrap();
            assert_eq!(MethodSet::of(&method).to_string(), name);
        }
    }
}
