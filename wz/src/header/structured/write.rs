//! The serialisation of RFC 9651 §4.1.

use std::fmt::{self, Write as _};

use super::{BareItem, Dictionary, InnerList, Item, List, Member, Parameters};
use crate::base64::{Alphabet, encode_filled};

impl fmt::Display for BareItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BareItem::Integer(number) => number.fmt(f),
            BareItem::Decimal(number) => number.fmt(f),
            BareItem::Text(text) => text.fmt(f),
            BareItem::Token(token) => token.fmt(f),
            BareItem::Bytes(bytes) => write!(f, ":{}:", encode_filled(bytes, Alphabet::Standard)),
            BareItem::Boolean(value) => f.write_str(if *value { "?1" } else { "?0" }),
            BareItem::Date(seconds) => write!(f, "@{seconds}"),
            BareItem::DisplayString(text) => display_string(f, text),
        }
    }
}

fn display_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("%\"")?;
    for byte in text.bytes() {
        match byte {
            b'%' | b'"' | 0..=0x1f | 0x7f..=0xff => write!(f, "%{byte:02x}")?,
            _ => f.write_char(char::from(byte))?,
        }
    }
    f.write_char('"')
}

impl fmt::Display for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, value) in self.iter() {
            write!(f, ";{key}")?;
            if *value != BareItem::Boolean(true) {
                write!(f, "={value}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.parameters)
    }
}

impl fmt::Display for InnerList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('(')?;
        for (at, item) in self.items.iter().enumerate() {
            write!(f, "{}{item}", if at > 0 { " " } else { "" })?;
        }
        write!(f, "){}", self.parameters)
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::Item(item) => item.fmt(f),
            Member::InnerList(list) => list.fmt(f),
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, member) in self.iter().enumerate() {
            write!(f, "{}{member}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (key, member)) in self.iter().enumerate() {
            write!(f, "{}{key}", if at > 0 { ", " } else { "" })?;
            match member {
                Member::Item(Item { value: BareItem::Boolean(true), parameters }) => parameters.fmt(f)?,
                member => write!(f, "={member}")?,
            }
        }
        Ok(())
    }
}
