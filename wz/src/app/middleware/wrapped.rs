use super::Next;
use crate::handler::{Handler, HandlerFuture, Requirements};
use crate::request::Request;
use crate::routing::spec::Location;

/// Middleware that is listed with routes, made by the macros.
#[derive(Debug, Clone, Copy)]
pub struct Wrapper {
    /// Calls it.
    pub call: fn(Request, Next) -> HandlerFuture,
    /// Says what it needs from the application.
    pub requires: fn(&mut Requirements),
    /// How it is written.
    pub name: &'static str,
    /// Where it is written.
    pub location: Location,
}

/// The routes with positions from `start` up to `end`, which middleware is for.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Wrapped {
    pub start: usize,
    pub end: usize,
    pub wrapper: Wrapper,
}

impl Wrapper {
    /// What a message calls it.
    pub(in crate::app) fn described(&self) -> String {
        let Wrapper { name, location, .. } = self;
        format!("middleware `{name}` ({}:{})", location.file, location.line)
    }
}

impl Wrapped {
    /// Fills arrays before their real elements are known.
    pub const NOTHING: Wrapped = Wrapped {
        start: 0,
        end: 0,
        wrapper: Wrapper {
            call: |request, next| HandlerFuture::new(next.run(request)),
            requires: |_| {},
            name: "",
            location: Location::NOWHERE,
        },
    };
}

/// How many entries [`wrapped`] makes: those that a set has itself, and those of what it lists.
#[doc(hidden)]
pub const fn count_wrapped(own: usize, listed: &[&[Wrapped]]) -> usize {
    let (mut count, mut i) = (own, 0);
    while i < listed.len() {
        count += listed[i].len();
        i += 1;
    }
    count
}

/// The middleware of a set, outer ones first: its own, each for a range of the paths that it lists, and what these have.
/// `handlers` are those of each path.
#[doc(hidden)]
pub const fn wrapped<const COUNT: usize>(
    handlers: &[&[Handler]],
    own: &[(usize, usize, Wrapper)],
    listed: &[&[Wrapped]],
) -> [Wrapped; COUNT] {
    let mut all = [Wrapped::NOTHING; COUNT];
    let mut at = 0;
    while at < own.len() {
        let (start, end, wrapper) = own[at];
        all[at] =
            Wrapped { start: routes_before(handlers, start), end: routes_before(handlers, end), wrapper };
        at += 1;
    }
    // Most sets list nothing that has any, and need not be looked through.
    let (mut path, mut before) = (0, 0);
    while at < COUNT {
        let mut i = 0;
        while i < listed[path].len() {
            let Wrapped { start, end, wrapper } = listed[path][i];
            all[at] = Wrapped { start: start + before, end: end + before, wrapper };
            (i, at) = (i + 1, at + 1);
        }
        before += handlers[path].len();
        path += 1;
    }
    all
}

const fn routes_before(handlers: &[&[Handler]], path: usize) -> usize {
    let (mut count, mut i) = (0, 0);
    while i < path {
        count += handlers[i].len();
        i += 1;
    }
    count
}
