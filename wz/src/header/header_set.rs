use std::fmt;
use std::str::FromStr;

use super::HeaderError;
use super::list::{dump_list, parse_list};
use super::ordered::Ordered;

/// A list header whose elements are a set: `Vary`, `Allow`, `Content-Language` and others.
///
/// The elements keep their order and spelling, and are equal without regard to ASCII case. Of two equal ones the first
/// stays.
///
/// ```
/// use wz::header::HeaderSet;
///
/// let mut vary: HeaderSet = "Accept, accept-encoding, ACCEPT".parse()?;
/// assert_eq!(vary.len(), 2);
/// assert!(vary.contains("Accept-Encoding"));
/// vary.add("Cookie");
/// vary.remove("ACCEPT");
/// assert_eq!(vary.to_string(), "accept-encoding, Cookie");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Parsing never fails, as Werkzeug's `parse_set_header`: elements may be tokens or quoted, empty ones are ignored,
/// and a text with a quote that is not closed is an empty set.
#[derive(Debug, Clone, Default)]
pub struct HeaderSet {
    elements: Ordered<()>,
}

impl HeaderSet {
    /// An empty set.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// assert_eq!(HeaderSet::new(), "".parse()?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn new() -> HeaderSet {
        HeaderSet::default()
    }

    /// How many elements there are.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// assert_eq!("a, B, A".parse::<HeaderSet>()?.len(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there is none.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// assert!(", ,".parse::<HeaderSet>()?.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the element is in the set, without regard to ASCII case.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// assert!("Accept, Cookie".parse::<HeaderSet>()?.contains("cookie"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn contains(&self, element: &str) -> bool {
        self.find(element).is_some()
    }

    /// At which place the element is.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// let mut set: HeaderSet = "a, B, c".parse()?;
    /// assert_eq!((set.find("b"), set.get(1), set.contains("C")), (Some(1), Some("B"), true));
    /// assert!(set.remove("A") && !set.remove("A"));
    /// assert_eq!(set.to_string(), "B, c");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn find(&self, element: &str) -> Option<usize> {
        self.elements.find(element)
    }

    /// The element at a place, as it was written.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// let set: HeaderSet = "Accept, Cookie".parse()?;
    /// assert_eq!((set.get(1), set.get(2)), (Some("Cookie"), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, place: usize) -> Option<&str> {
        self.elements.at(place).map(|(element, ())| &**element)
    }

    /// Adds an element at the end, unless it is there; says whether it was added.
    ///
    /// Any text can be added. A control character in it other than a tab becomes a space when it is written (RFC 9110 §5.5).
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// let mut set: HeaderSet = "a".parse()?;
    /// assert!(set.add("b c") && !set.add("A"));
    /// assert_eq!(set.to_string(), r#"a, "b c""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn add(&mut self, element: &str) -> bool {
        self.elements.add(element, ())
    }

    /// Takes an element away, without regard to ASCII case; says whether it was there.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// let mut set: HeaderSet = "a, b".parse()?;
    /// assert!(set.remove("A") && !set.remove("A") && set.to_string() == "b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, element: &str) -> bool {
        self.elements.remove(element).is_some()
    }

    /// Takes all elements away.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// let mut set: HeaderSet = "a, b".parse()?;
    /// set.clear();
    /// assert!(set.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn clear(&mut self) {
        self.elements.clear();
    }

    /// The elements in order, as they were written.
    ///
    /// ```
    /// use wz::header::HeaderSet;
    ///
    /// assert!("Accept, \"a, b\"".parse::<HeaderSet>()?.iter().eq(["Accept", "a, b"]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.elements.iter().map(|(element, ())| &**element)
    }
}

/// Sets are equal when they have the same elements, in any order and case.
impl PartialEq for HeaderSet {
    fn eq(&self, other: &HeaderSet) -> bool {
        self.len() == other.len() && self.iter().all(|element| other.contains(element))
    }
}

impl Eq for HeaderSet {}

impl<S: AsRef<str>> FromIterator<S> for HeaderSet {
    fn from_iter<T: IntoIterator<Item = S>>(elements: T) -> HeaderSet {
        let mut set = HeaderSet::new();
        set.extend(elements);
        set
    }
}

impl<S: AsRef<str>> Extend<S> for HeaderSet {
    fn extend<T: IntoIterator<Item = S>>(&mut self, elements: T) {
        for element in elements {
            self.add(element.as_ref());
        }
    }
}

impl FromStr for HeaderSet {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<HeaderSet, HeaderError> {
        Ok(parse_list(text).into_iter().collect())
    }
}

/// Tokens as they are, other elements in quotes. Control characters other than tabs become spaces.
impl fmt::Display for HeaderSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&dump_list(self.iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_set_without_regard_to_case() {
        let mut set: HeaderSet = "token, \"quoted value\", TOKEN, x".parse().unwrap();
        assert_eq!(set.iter().collect::<Vec<_>>(), ["token", "quoted value", "x"]);
        assert_eq!((set.find("Quoted Value"), set.get(1), set.get(3)), (Some(1), Some("quoted value"), None));
        assert_eq!(
            (set.add("X"), set.add("y"), set.remove("TOKEN"), set.remove("z")),
            (false, true, true, false)
        );
        assert_eq!(set.to_string(), "\"quoted value\", x, y");
        assert_eq!(set.to_string().parse(), Ok(set.clone()));
        set.clear();
        assert!(set.is_empty() && set.to_string().is_empty());
    }

    #[test]
    fn a_megabyte_of_elements() {
        let text: String = (0..100_000).map(|number| format!("e{number},")).collect();
        assert_eq!(text.parse::<HeaderSet>().unwrap().len(), 100_000);
    }
}
