//! Structured fields (RFC 9651): the values of newer headers, such as `Priority`, `Cache-Status` or
//! `Permissions-Policy`, which are an [`Item`], a [`List`] or a [`Dictionary`].
//!
//! Each of the three parses ([`FromStr`](std::str::FromStr)) and writes itself ([`Display`](std::fmt::Display)) by the
//! algorithms of the RFC: parsing is strict, and an error has the position. What cannot be written cannot be made, so
//! writing never fails. Duplicate keys keep the place of the first and the value of the last.
//!
//! There are no limits on lengths and counts; nesting ends at the second level by grammar, and every input takes
//! linear time.
//!
//! ```
//! use wz::header::structured::{BareItem, Dictionary, Item, Token};
//!
//! let mut priority: Dictionary = "u=2, i".parse()?;
//! assert_eq!(priority.item("u").and_then(|item| item.value.as_integer()), Some(2));
//! assert_eq!(priority.item("i").and_then(|item| item.value.as_boolean()), Some(true));
//!
//! priority.insert("for".parse()?, Item::new("image/png".parse::<Token>()?));
//! assert_eq!(priority.to_string(), "u=2, i, for=image/png");
//!
//! let error = "u=2; q=, i".parse::<Dictionary>().unwrap_err();
//! assert_eq!(error.position(), Some(7));
//! # Ok::<_, wz::header::HeaderError>(())
//! ```

mod bare_item;
mod decimal;
mod dictionary;
mod entries;
mod integer;
mod item;
mod key;
mod list;
mod parameters;
mod parse;
mod text;
mod token;
mod write;

use http::{HeaderMap, HeaderName, HeaderValue};

pub use bare_item::BareItem;
pub use decimal::Decimal;
pub use dictionary::Dictionary;
pub use integer::Integer;
pub use item::{InnerList, Item, Member};
pub use key::Key;
pub use list::List;
pub use parameters::Parameters;
pub use text::Text;
pub use token::Token;

use super::{HeaderError, Lines};

/// The structured field `name` of a message, as [`Item`], [`List`] or [`Dictionary`]; `None` when there is no such
/// line. Several lines are joined first (RFC 9651 §4.2), which an item does not survive.
///
/// ```
/// use wz::header::structured::{List, field};
/// use wz::http::{HeaderMap, HeaderName};
///
/// let name = HeaderName::from_static("accept-ch");
/// let mut headers = HeaderMap::new();
/// headers.append(&name, "sec-ch-ua".parse().unwrap());
/// headers.append(&name, "dpr".parse().unwrap());
/// let list: List = field(&headers, &name)?.unwrap();
/// assert_eq!(list.len(), 2);
///
/// // To write one, make a value of it.
/// headers.insert(&name, (&list).into());
/// assert_eq!(headers[&name], "sec-ch-ua, dpr");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// # Errors
/// The text does not parse; the error names the header. RFC 9651 says to ignore the whole field then.
pub fn field<T: std::str::FromStr<Err = HeaderError>>(
    headers: &HeaderMap,
    name: &HeaderName,
) -> Result<Option<T>, HeaderError> {
    let Some(text) = Lines::Joined.text(headers.get_all(name))? else { return Ok(None) };
    text.parse().map(Some).map_err(|error: HeaderError| error.of(name.clone()))
}

macro_rules! into_value {
    ($($name:ident)+) => {
        $(/// What is written is visible ASCII.
        impl From<&$name> for HeaderValue {
            fn from(field: &$name) -> HeaderValue {
                HeaderValue::try_from(field.to_string()).unwrap_or(HeaderValue::from_static(""))
            }
        })+
    };
}

into_value! { Item List Dictionary }

#[cfg(test)]
mod tests;
