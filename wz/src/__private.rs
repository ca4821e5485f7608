//! What the macros write. Not for people: it may change in any version.

#[cfg(feature = "openapi")]
mod describe;
mod pick;

#[cfg(feature = "openapi")]
pub use describe::{
    DescribeInput, DescribeInputWithoutSchema, DescribeNoInput, DescribeNoOutput, DescribeOutput,
    DescribeOutputWithoutSchema, FieldSchema, NoFieldSchema,
};
pub use pick::{Convert, Extract, Extractor, NoConvert, NoExtract, Pick, extract};

pub use crate::app::middleware::{Middleware, Wrapped, Wrapper, count_wrapped, wrapped};
pub use crate::error::HttpError;
pub use crate::error::abort::{error_status, status};
pub use crate::files::{EmbeddedFile, ListedFolder};
pub use crate::handler::{
    FolderSet, FormData, FromForm, FromRequest, FromRequestRef, Handler, HandlerFuture, Requirements,
    RouteTable, Routes, message, needs_nothing, never_called, problem, send_from_folder,
};
pub use crate::handler::{field, field_or_default};
pub use crate::limits::Limits;
#[cfg(feature = "openapi")]
pub use crate::openapi::{Described, FormSchema, Operation, OperationOutput};
pub use crate::request::Request;
use crate::response::TEXT;
pub use crate::response::{IntoResponse, Response};
pub use crate::routing::automaton::{Message, Problem};
pub use crate::routing::spec::{
    Bound, ConverterSpec, CustomSpec, Entry, Extra, Group, HostSpec, Limited, Location, Options, PartSpec,
    RedirectPart, Room, RouteSpec, SegmentSpec, Sibling, VariableSpec,
};
pub use crate::routing::{
    ArgumentValue, Arguments, ChoiceValue, Configured, Converter, Counts, CustomVariable, FromChoice,
    FromCustom, FromFloat, FromInt, FromText, FromUuid, Link, Literal, Matched, MethodSet, Missing, Plan,
    QueryValue, Table, Variable, blamed, build_url as url, check_choices, concat, count, has_host,
    insert_origin, int_text, limited, push_anchor, range, stop_at, try_url, value_kind,
};

#[cfg(feature = "openapi")]
pub use serde_json::Value as JsonValue;
pub use wz_macros::{embedded_files, file_hash, static_file};
pub use wz_rule::{Fork, SegmentKey, Shape};

/// The answer when an extractor fails.
pub fn rejected(error: impl Into<HttpError>) -> Response {
    let error: HttpError = error.into();
    error.into_response()
}

/// The answer of a handler that returns a text of the program itself: it is not copied.
pub fn static_text(text: &'static str) -> Response {
    Response::typed(text, TEXT)
}

/// Makes the limits of a route hold.
pub fn limit(request: &mut Request, change: fn(&mut Limits)) {
    request.change_limits(change);
}

/// The answer when a parameter's type refuses a value that its variable took.
pub fn refused() -> Response {
    HttpError::not_found().into_response()
}

/// The set that `url_for!` finds by the name `Site`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a route set",
    label = "`url_for!` looks into the set `Site` at the root of the crate: make it by `routes! {{ pub Site = ... }}`"
)]
pub trait RootTable {
    /// Its table; `None` for the stand-in.
    const ROOT: Option<&'static Table<'static>>;
}

#[diagnostic::do_not_recommend]
impl<T: RouteTable> RootTable for T {
    const ROOT: Option<&'static Table<'static>> = Some(T::TABLE);
}

impl FolderSet for no_site::Site {
    const ENTRIES: &'static [Entry] = &[];
}

impl RootTable for no_site::Site {
    const ROOT: Option<&'static Table<'static>> = None;
}

/// Found by `url_for!` when the crate's root has no `Site`.
pub mod no_site {
    /// Stands for the set that is not there.
    #[derive(Debug)]
    pub struct Site;
}
