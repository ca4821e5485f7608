//! The packed segment trie: the tables a matcher walks, and the builder that packs them.
//!
//! The builder is `const fn` throughout: the compile-time table is its result in read-only memory, and the
//! run-time map calls the same functions on the heap.

mod build;
mod capacity;
mod check;
mod compare;
mod insert;
mod layout;
mod message;
mod node;
mod owned;
mod place;
mod rank;
mod scratch;
mod size;
mod walkable;

pub(crate) use build::{Built, Trie};
pub(crate) use capacity::{Capacity, capacity};
pub use check::{Problem, ProblemKind};
pub(crate) use insert::{PHI, hash};
pub use message::{Message, problem_message};
pub use node::{Automaton, Check, HostRoot, Item, ItemKind, Node, Prefix, RuleEntry};
pub(crate) use node::{chain, flag, kind};
pub(crate) use owned::OwnedTables;
pub(crate) use scratch::{Used, same_str};
pub use size::SizeInBytes;
pub(crate) use walkable::Walkable;
