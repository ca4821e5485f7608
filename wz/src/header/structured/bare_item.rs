use super::{Decimal, Integer, Text, Token};

/// A value without parameters (RFC 9651 §3.3).
///
/// ```
/// use wz::header::structured::{BareItem, Item};
///
/// let item: Item = "@1659578233".parse()?;
/// assert_eq!(item.value.as_date(), Some(1_659_578_233));
/// assert_eq!(BareItem::Bytes(b"hello".into()).to_string(), ":aGVsbG8=:");
/// assert_eq!(BareItem::DisplayString("ü\n".into()).to_string(), "%\"%c3%bc%0a\"");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BareItem {
    /// `42` (§3.3.1).
    Integer(Integer),
    /// `4.5` (§3.3.2).
    Decimal(Decimal),
    /// `"hello"` (§3.3.3).
    Text(Text),
    /// `hello` (§3.3.4).
    Token(Token),
    /// `:aGVsbG8=:` (§3.3.5).
    Bytes(Vec<u8>),
    /// `?1` (§3.3.6).
    Boolean(bool),
    /// `@1659578233`: seconds since 1970 (§3.3.7).
    Date(Integer),
    /// `%"f%c3%bc"`: any text (§3.3.8).
    DisplayString(String),
}

impl BareItem {
    /// The number, if it is an integer.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let item: Item = "42".parse()?;
    /// assert_eq!((item.value.as_integer(), item.value.as_string()), (Some(42), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_integer(&self) -> Option<i64> {
        if let BareItem::Integer(number) = self { Some(number.get()) } else { None }
    }

    /// The number, if it is a decimal.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let as_decimal = |text: &str| text.parse().map(|item: Item| item.value.as_decimal());
    /// assert_eq!(as_decimal("4.5")?.unwrap().to_f64(), 4.5);
    /// assert_eq!(as_decimal("4")?, None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_decimal(&self) -> Option<Decimal> {
        if let BareItem::Decimal(number) = self { Some(*number) } else { None }
    }

    /// The text, if it is a string.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let as_string = |text: &str| text.parse().map(|item: Item| item.value.as_string().map(str::to_owned));
    /// assert_eq!((as_string(r#""a \"b\"""#)?.as_deref(), as_string("a")?), (Some(r#"a "b""#), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_string(&self) -> Option<&str> {
        if let BareItem::Text(text) = self { Some(text.as_str()) } else { None }
    }

    /// The text, if it is a token.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!("text/html;q=1".parse::<Item>()?.value.as_token(), Some("text/html"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_token(&self) -> Option<&str> {
        if let BareItem::Token(token) = self { Some(token.as_str()) } else { None }
    }

    /// The bytes, if it is a byte sequence.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!(":aGVsbG8=:".parse::<Item>()?.value.as_bytes(), Some(&b"hello"[..]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let BareItem::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    /// The value, if it is a boolean.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!("?0".parse::<Item>()?.value.as_boolean(), Some(false));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_boolean(&self) -> Option<bool> {
        if let BareItem::Boolean(value) = self { Some(*value) } else { None }
    }

    /// Seconds since 1970, if it is a date; [`HttpDate::from_unix_seconds`](crate::header::HttpDate::from_unix_seconds)
    /// takes them.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// let as_date = |text: &str| text.parse().map(|item: Item| item.value.as_date());
    /// assert_eq!((as_date("@1659578233")?, as_date("1659578233")?), (Some(1_659_578_233), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_date(&self) -> Option<i64> {
        if let BareItem::Date(seconds) = self { Some(seconds.get()) } else { None }
    }

    /// The text, if it is a display string.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!("%\"f%c3%bc\"".parse::<Item>()?.value.as_display_string(), Some("fü"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_display_string(&self) -> Option<&str> {
        if let BareItem::DisplayString(text) = self { Some(text) } else { None }
    }
}

macro_rules! from {
    ($($from:ty: $variant:ident,)+) => {
        $(impl From<$from> for BareItem {
            fn from(value: $from) -> BareItem {
                BareItem::$variant(value)
            }
        })+
    };
}

/// So that `Item::new(5)` is an integer.
impl From<i32> for BareItem {
    fn from(number: i32) -> BareItem {
        BareItem::Integer(number.into())
    }
}

impl From<u32> for BareItem {
    fn from(number: u32) -> BareItem {
        BareItem::Integer(number.into())
    }
}

from! {
    Integer: Integer,
    Decimal: Decimal,
    Text: Text,
    Token: Token,
    Vec<u8>: Bytes,
    bool: Boolean,
}
