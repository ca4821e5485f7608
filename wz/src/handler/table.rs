use super::{HandlerFuture, Requirements};
use crate::request::Request;
use crate::routing::{Captures, Table};

/// A handler in a table: two function pointers, made by the macros.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    /// Converts what was captured, runs the extractors and calls the function.
    pub call: fn(Request, Captures) -> HandlerFuture,
    /// Says what the function needs from the application.
    pub requires: fn(&mut Requirements),
}

/// A set of routes with their handlers, made by `routes!`.
pub trait RouteTable: 'static {
    /// The rules.
    const TABLE: &'static Table<'static>;
    /// The handlers, in the order of the routes of [`TABLE`](RouteTable::TABLE).
    const HANDLERS: &'static [Handler];
}
