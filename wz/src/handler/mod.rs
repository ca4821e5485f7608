//! How a request reaches a function: extractors, the state of the application, and the erased form of a handler
//! that tables hold.

mod cookies;
mod extension;
mod extract;
mod folder;
mod form;
mod form_data;
mod form_field;
#[cfg(test)]
mod form_tests;
mod from_form;
mod from_request;
mod future;
mod header;
mod multipart;
mod part;
#[cfg(any(feature = "server", feature = "upload"))]
mod part_io;
mod query;
mod reference;
mod requirements;
mod state;
mod table;

pub use cookies::Cookies;
pub use extension::Extension;
pub use extract::PeerAddr;
#[doc(hidden)]
pub use folder::{FolderSet, send_from_folder};
pub use form::Form;
pub use form_data::FormData;
#[doc(hidden)]
pub use form_field::{FormField, field, field_or_default};
pub use from_form::FromForm;
pub use from_request::FromRequest;
pub use future::HandlerFuture;
pub use header::Header;
pub use multipart::{Multipart, Part};
pub use query::Query;
pub use reference::FromRequestRef;
pub use requirements::Requirements;
pub use state::State;
pub use table::{Handler, RouteTable, Routes};
#[doc(hidden)]
pub use table::{message, needs_nothing, never_called, problem};
