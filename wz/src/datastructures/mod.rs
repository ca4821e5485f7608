//! Collections that the web needs: no I/O, usable alone.
//!
//! [`MultiDict`] holds what a query or a form sends; [`CombinedMultiDict`] reads several as one. Sets of a header are
//! a [`HeaderSet`](crate::header::HeaderSet).

mod combined;
mod multi_dict;

pub use combined::CombinedMultiDict;
pub use multi_dict::{MultiDict, MultiDictError};
