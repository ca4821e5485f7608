use std::str::FromStr;

use super::entries::Entries;
use super::parse::Parser;
use super::{Item, Key, Member};
use crate::header::HeaderError;

/// Members by key, in order (RFC 9651 §3.2). A bare key is `true`.
///
/// An empty one is written as empty text; leave the field out then.
///
/// ```
/// use wz::header::structured::{Dictionary, Item};
///
/// let mut fields: Dictionary = "a=1, b;x, a=(2 3)".parse()?;
/// assert_eq!(fields.to_string(), "a=(2 3), b;x");
/// fields.insert("b".parse()?, Item::new(false));
/// assert_eq!(fields.to_string(), "a=(2 3), b=?0");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary(pub(super) Entries<Member>);

impl Dictionary {
    /// No members.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// assert!(Dictionary::new().is_empty() && Dictionary::new().to_string().is_empty());
    /// ```
    pub fn new() -> Dictionary {
        Dictionary::default()
    }

    /// The member of a key.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// let fields: Dictionary = "a=1, list=(1 2)".parse()?;
    /// assert!(fields.get("list").unwrap().as_inner_list().is_some());
    /// assert!(fields.get("A").is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get(&self, key: &str) -> Option<&Member> {
        self.0.get(key)
    }

    /// The member of a key, if it is an item.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// let fields: Dictionary = "u=2, i, list=(1 2)".parse()?;
    /// assert_eq!(fields.item("u").and_then(|item| item.value.as_integer()), Some(2));
    /// assert_eq!(fields.item("i").and_then(|item| item.value.as_boolean()), Some(true));
    /// assert!(fields.item("list").is_none() && fields.get("list").is_some());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.get(key)?.as_item()
    }

    /// The member of a key, to be changed in place.
    ///
    /// ```
    /// use wz::header::structured::{Dictionary, Item};
    ///
    /// let mut fields: Dictionary = "a=1, b".parse()?;
    /// *fields.get_mut("a").unwrap() = Item::new(2).into();
    /// assert_eq!(fields.to_string(), "a=2, b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Member> {
        self.0.get_mut(key)
    }

    /// Sets a member, in its place when it is there already, and gives the old one.
    ///
    /// ```
    /// use wz::header::structured::{Dictionary, Item};
    ///
    /// let mut fields: Dictionary = "a=1, b".parse()?;
    /// assert_eq!(fields.insert("a".parse()?, Item::new(true)), Some(Item::new(1).into()));
    /// fields.insert("c".parse()?, Item::new(3));
    /// assert_eq!(fields.to_string(), "a, b, c=3");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn insert(&mut self, key: Key, member: impl Into<Member>) -> Option<Member> {
        self.0.insert(key, member.into())
    }

    /// Takes a member away, and gives it.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// let mut fields: Dictionary = "a=1, b".parse()?;
    /// assert!(fields.remove("a").is_some() && fields.remove("a").is_none());
    /// assert_eq!(fields.to_string(), "b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn remove(&mut self, key: &str) -> Option<Member> {
        self.0.remove(key)
    }

    /// Keys and members, in order.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// let fields: Dictionary = "b=1, a".parse()?;
    /// assert!(fields.iter().map(|(key, _)| key.as_str()).eq(["b", "a"]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &Member)> {
        self.0.as_slice().iter().map(|(key, member)| (key, member))
    }

    /// How many there are.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// assert_eq!("a=1, b, a=2".parse::<Dictionary>()?.len(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn len(&self) -> usize {
        self.0.as_slice().len()
    }

    /// Whether there are none.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// assert!("".parse::<Dictionary>()?.is_empty());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl FromStr for Dictionary {
    type Err = HeaderError;

    /// By the algorithm of RFC 9651 §4.2.2; empty text is an empty dictionary.
    fn from_str(text: &str) -> Result<Dictionary, HeaderError> {
        Parser::whole(text, Parser::dictionary)
    }
}
