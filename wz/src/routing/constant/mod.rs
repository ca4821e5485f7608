//! From the constants of `routes!` to a table in read-only memory.
//!
//! All of it is generic over the set, so that the compiler does it only for a set that is used as a table: one that is
//! only listed in another is built with that one. What every set is checked for at its own place is looked through
//! [quickly](suspects) first, and built only when there is anything to suspect.

mod fitted;
mod ladder;
mod stages;
mod suspects;

pub(crate) use ladder::with_length;

use super::automaton::{Message, Problem, problem_message};
use super::spec::{Entry, Location};
use super::table::Table;
use stages::Stages;

/// What a table is made of.
pub trait Listing: 'static {
    /// The routes.
    const ENTRIES: &'static [Entry];
    /// Where they are written down, in the same order.
    const LOCATIONS: &'static [Location];
}

/// The table of a set.
pub const fn table<S: Listing>() -> &'static Table<'static> {
    Stages::<S>::TABLE
}

/// What is wrong between two routes of a set, if anything.
pub const fn problem<S: Listing>() -> Option<Problem> {
    if suspects::found::<S>() { built_problem::<S>() } else { None }
}

// A function of its own: the constants it names are not made when it is not called.
const fn built_problem<S: Listing>() -> Option<Problem> {
    Stages::<S>::BUILT.problem
}

/// What to say about it.
pub const fn message<S: Listing>(problem: &Option<Problem>) -> Message {
    match problem {
        Some(problem) => told::<S>(problem),
        None => Message::new(),
    }
}

const fn told<S: Listing>(problem: &Problem) -> Message {
    problem_message(problem, Stages::<S>::ROUTES, Stages::<S>::MOUNTS, S::LOCATIONS)
}
