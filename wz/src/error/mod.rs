//! Errors that are answers, and errors that are not.
//!
//! [`HttpError`] is an answer: a status, a sentence for the reader, headers. [`Error`] holds any error; what is
//! not an [`HttpError`] becomes a 500 that tells the client nothing and the log everything.

pub(crate) mod abort;
mod any;
mod client_mistake;
mod description;
mod details;
mod failure;
mod http_error;
mod into_http_error;
mod option_ext;
mod page;
mod raised;
mod routing;

pub use any::{AnyError, Error, Result};
pub use failure::Failure;
pub use http_error::HttpError;
pub use into_http_error::IntoHttpError;
pub use option_ext::OptionExt;

pub(crate) use details::Details;
pub(crate) use failure::Reported;
pub(crate) use page::PageFormat;
pub(crate) use raised::{Raised, rewrite, vary_by_accept};
