mod ladder;
mod locations;
mod parts;
mod stages;
mod suspects;

use super::{HandlerFuture, Requirements};
use crate::app::middleware::Wrapped;
use crate::error::HttpError;
use crate::request::Request;
use crate::response::IntoResponse;
use crate::routing::automaton::{Message, Problem};
use crate::routing::spec::{Entry, Limited, Location};
use crate::routing::{Matched, Table};

/// A handler in a table: function pointers, made by the macros.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    /// Converts what was captured, runs the extractors and calls the function.
    pub call: fn(Request, Matched<'static>) -> HandlerFuture,
    /// Says what the function needs from the application.
    pub requires: fn(&mut Requirements),
    /// Where the rule is written down. Here rather than with the rule: a line that moves is no reason to build the
    /// table anew.
    pub location: Location,
    /// What it says about itself; `None` for what is in no document.
    #[cfg(feature = "openapi")]
    pub described: Option<&'static crate::openapi::Described>,
}

impl Handler {
    /// The handler of a rule that never calls one: it only redirects, or only builds URLs.
    pub const NEVER: Handler = Handler {
        call: never_called,
        requires: needs_nothing,
        location: Location::NOWHERE,
        #[cfg(feature = "openapi")]
        described: None,
    };
}

/// What most handlers need from the application.
#[doc(hidden)]
pub fn needs_nothing(_: &mut Requirements) {}

/// See [`Handler::NEVER`].
#[doc(hidden)]
pub fn never_called(_: Request, _: Matched<'static>) -> HandlerFuture {
    HandlerFuture::ready(HttpError::not_found().into_response())
}

/// Something `routes!` can list: a function with `#[route]`, or another set.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a route",
    label = "neither a function with `#[route(...)]` nor a `routes!` set",
    note = "put `#[route(\"/...\")]` on the function; when it stands in another module, `use` it or write its path"
)]
pub trait Routes: 'static {
    /// The rules.
    const ENTRIES: &'static [Entry];
    /// The handlers, one for each rule, in the same order.
    const HANDLERS: &'static [Handler];
    /// The middleware of `with(...)`, outer ones first.
    const WRAPPED: &'static [Wrapped] = &[];
}

/// A set of routes packed into a table, made by `routes!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a route set",
    label = "expected the name of a set made by `routes! {{ pub Name = ... }}`"
)]
pub trait RouteTable: Routes + Sized {
    /// The table; the handlers are in the order of its routes.
    ///
    /// The compiler makes it only where it is used: a set that is only listed in another is built with that one.
    const TABLE: &'static Table<'static> = &stages::table::<Self>();

    /// The routes with limits of the places they are listed at, outer places first.
    const LIMITED: &'static [Limited];
}

/// What is wrong between two routes of a set, if anything.
///
/// A quick look finds what is suspected; only then is the trie built, which decides.
#[doc(hidden)]
pub const fn problem<S: Routes>() -> Option<Problem> {
    if suspects::found::<S>() { stages::problem::<S>() } else { None }
}

/// What to say about it.
#[doc(hidden)]
pub const fn message<S: Routes>(problem: &Option<Problem>) -> Message {
    match problem {
        Some(problem) => stages::message::<S>(problem),
        None => Message::new(),
    }
}
