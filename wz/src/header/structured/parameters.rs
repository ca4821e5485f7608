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
    ///
    /// ```
    /// use wz::header::structured::Parameters;
    ///
    /// assert!(Parameters::new().is_empty());
    /// ```
    pub fn new() -> Parameters {
        Parameters::default()
    }

    /// The value of a parameter; a bare one is `true`.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let item: Item = "gzip;q=1;x".parse()?;
    /// assert_eq!(item.parameters.get("q").unwrap().as_integer(), Some(1));
    /// assert_eq!(item.parameters.get("x").unwrap().as_boolean(), Some(true));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, key: &str) -> Option<&BareItem> {
        self.0.get(key)
    }

    /// Sets a parameter, in its place when it is there already, and gives its old value.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let mut item = Item::new(5);
    /// item.parameters.insert("a".parse()?, true);
    /// item.parameters.insert("b".parse()?, 2);
    /// assert!(item.parameters.insert("a".parse()?, 3).is_some());
    /// assert_eq!(item.to_string(), "5;a=3;b=2");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn insert(&mut self, key: Key, value: impl Into<BareItem>) -> Option<BareItem> {
        self.0.insert(key, value.into())
    }

    /// Takes a parameter away, and gives its value.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let mut item: Item = "gzip;q=1;x".parse()?;
    /// assert_eq!(item.parameters.remove("q").and_then(|value| value.as_integer()), Some(1));
    /// assert_eq!(item.to_string(), "gzip;x");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, key: &str) -> Option<BareItem> {
        self.0.remove(key)
    }

    /// Keys and values, in order.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let item: Item = "gzip;q=1;x".parse()?;
    /// assert!(item.parameters.iter().map(|(key, value)| format!("{key} {value}")).eq(["q 1", "x ?1"]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &BareItem)> {
        self.0.as_slice().iter().map(|(key, value)| (key, value))
    }

    /// How many there are.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!("gzip;q=1;x;q=2".parse::<Item>()?.parameters.len(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.0.as_slice().len()
    }

    /// Whether there are none.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert!("gzip".parse::<Item>()?.parameters.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
