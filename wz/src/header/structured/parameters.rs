use super::entries::Entries;
use super::{BareItem, Key};

/// Parameters of an item or an inner list, in order (RFC 9651 §3.1.2).
///
/// ```
/// use wz::header::structured::Item;
///
/// let item: Item = "gzip;q=0.5;x".parse()?;
/// assert_eq!(item.parameters.get("q").unwrap().as_decimal().unwrap().to_f64(), 0.5);
/// assert_eq!(item.parameters.get("x").unwrap().as_boolean(), Some(true));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(pub(super) Entries<BareItem>);

impl Parameters {
    /// No parameters.
    pub fn new() -> Parameters {
        Parameters::default()
    }

    /// The value of a parameter; a bare one is `true`.
    pub fn get(&self, key: &str) -> Option<&BareItem> {
        self.0.get(key)
    }

    /// Sets a parameter, in its place when it is there already, and gives its old value.
    pub fn insert(&mut self, key: Key, value: impl Into<BareItem>) -> Option<BareItem> {
        self.0.insert(key, value.into())
    }

    /// Takes a parameter away, and gives its value.
    pub fn remove(&mut self, key: &str) -> Option<BareItem> {
        self.0.remove(key)
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &BareItem)> {
        self.0.as_slice().iter().map(|(key, value)| (key, value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.as_slice().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
