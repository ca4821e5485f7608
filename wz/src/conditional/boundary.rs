use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// What separates the parts of a multipart message (RFC 2046 §5.1.1).
///
/// ```
/// use wz::conditional::Boundary;
///
/// assert_eq!(Boundary::new("part-1").unwrap().as_str(), "part-1");
/// assert_ne!(Boundary::random(), Boundary::random());
/// assert!(Boundary::new("a b").is_none() && Boundary::new("").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Boundary(Box<str>);

impl Boundary {
    /// The longest one, in characters.
    pub const LONGEST: usize = 70;

    /// This text. `None` when it is empty, longer than [`LONGEST`](Boundary::LONGEST), or has other characters than ASCII
    /// letters, digits, `-`, `_`, `.`, `+` and `'`, which never need quotes.
    ///
    /// It must not stand in the content: where that is not sure, take a [random](Boundary::random) one.
    #[must_use]
    pub fn new(text: &str) -> Option<Boundary> {
        let fine =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'\'');
        (!text.is_empty() && text.len() <= Boundary::LONGEST && text.bytes().all(fine))
            .then(|| Boundary(text.into()))
    }

    /// One that nobody can foresee, and so nobody can put into a content: 128 bits, from the random keys that the hash maps
    /// of the standard library have.
    #[must_use]
    pub fn random() -> Boundary {
        let number = || RandomState::new().hash_one(());
        Boundary(format!("{:016x}{:016x}", number(), number()).into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Boundary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
