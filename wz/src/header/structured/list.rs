use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::Member;
use super::parse::Parser;
use crate::header::HeaderError;

/// A list of items and inner lists (RFC 9651 §3.1): a vector of [`Member`]s.
///
/// An empty one is written as empty text; leave the field out then.
///
/// ```
/// use wz::header::structured::{Item, List, Token};
///
/// let mut list: List = "a,\tb;x=1".parse()?;
/// list.push(Item::new("c".parse::<Token>()?).into());
/// assert_eq!(list.to_string(), "a, b;x=1, c");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List(pub Vec<Member>);

impl Deref for List {
    type Target = Vec<Member>;

    fn deref(&self) -> &Vec<Member> {
        &self.0
    }
}

impl DerefMut for List {
    fn deref_mut(&mut self) -> &mut Vec<Member> {
        &mut self.0
    }
}

impl FromIterator<Member> for List {
    fn from_iter<T: IntoIterator<Item = Member>>(members: T) -> List {
        List(members.into_iter().collect())
    }
}

impl FromStr for List {
    type Err = HeaderError;

    /// By the algorithm of RFC 9651 §4.2.1; empty text is an empty list.
    fn from_str(text: &str) -> Result<List, HeaderError> {
        Parser::whole(text, Parser::list)
    }
}
