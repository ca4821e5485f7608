use std::str::FromStr;

use super::parse::Parser;
use super::{BareItem, Parameters};
use crate::header::HeaderError;

/// A value with parameters (RFC 9651 §3.3), and the whole of some fields.
///
/// ```
/// use wz::header::structured::{Integer, Item};
///
/// let mut item = Item::new(Integer::from(5));
/// item.parameters.insert("unit".parse()?, "s".parse::<wz::header::structured::Token>()?);
/// assert_eq!(item.to_string(), "5;unit=s");
/// assert_eq!("5; unit=s".parse::<Item>()?, item);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: BareItem,
    /// The parameters after it.
    pub parameters: Parameters,
}

impl Item {
    /// The value without parameters.
    ///
    /// ```
    /// use wz::header::structured::{Item, Text};
    ///
    /// assert_eq!(Item::new("a b".parse::<Text>()?).to_string(), r#""a b""#);
    /// assert_eq!((Item::new(5).to_string(), Item::new(true).to_string()), ("5".into(), "?1".into()));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn new(value: impl Into<BareItem>) -> Item {
        Item { value: value.into(), parameters: Parameters::new() }
    }
}

impl FromStr for Item {
    type Err = HeaderError;

    /// By the algorithm of RFC 9651 §4.2 for an Item.
    fn from_str(text: &str) -> Result<Item, HeaderError> {
        Parser::whole(text, Parser::item)
    }
}

/// A list inside of parentheses (RFC 9651 §3.1.1).
///
/// ```
/// use wz::header::structured::List;
///
/// let list: List = "(1 2);a, ()".parse()?;
/// assert_eq!(list[0].as_inner_list().unwrap().items.len(), 2);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InnerList {
    /// The items, none perhaps.
    pub items: Vec<Item>,
    /// The parameters of the list itself.
    pub parameters: Parameters,
}

/// A member of a list or dictionary: an item, or a list of items.
///
/// ```
/// use wz::header::structured::{Dictionary, Member};
///
/// let fields: Dictionary = "a=1, b=(x y);z".parse()?;
/// assert!(matches!(fields.get("a"), Some(Member::Item(item)) if item.value.as_integer() == Some(1)));
/// let b = fields.get("b").unwrap();
/// assert_eq!(b.as_inner_list().map(|list| list.items.len()), Some(2));
/// assert_eq!((b.as_item(), b.parameters().get("z").is_some()), (None, true));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// A single value.
    Item(Item),
    /// A list of them.
    InnerList(InnerList),
}

impl Member {
    /// The item, if it is one.
    ///
    /// ```
    /// use wz::header::structured::List;
    ///
    /// let list: List = "1, (2)".parse()?;
    /// assert!(list[0].as_item().is_some() && list[1].as_item().is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_item(&self) -> Option<&Item> {
        if let Member::Item(item) = self { Some(item) } else { None }
    }

    /// The inner list, if it is one.
    ///
    /// ```
    /// use wz::header::structured::List;
    ///
    /// let list: List = "1, (2 3)".parse()?;
    /// assert_eq!(list[1].as_inner_list().unwrap().items.len(), 2);
    /// assert!(list[0].as_inner_list().is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_inner_list(&self) -> Option<&InnerList> {
        if let Member::InnerList(list) = self { Some(list) } else { None }
    }

    /// The parameters of either.
    ///
    /// ```
    /// use wz::header::structured::List;
    ///
    /// let list: List = "1;a, (2 3);b".parse()?;
    /// assert!(list[0].parameters().get("a").is_some() && list[1].parameters().get("b").is_some());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> &Parameters {
        match self {
            Member::Item(item) => &item.parameters,
            Member::InnerList(list) => &list.parameters,
        }
    }
}

impl From<Item> for Member {
    fn from(item: Item) -> Member {
        Member::Item(item)
    }
}

impl From<InnerList> for Member {
    fn from(list: InnerList) -> Member {
        Member::InnerList(list)
    }
}
