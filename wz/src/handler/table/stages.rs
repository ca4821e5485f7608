//! From what a set lists to its table, one step after the other.
//!
//! All of it is generic, so that the compiler does it only for a set whose table is used. What is made is a constant;
//! what only leads there is a function, because the compiler looks through all that a constant refers to.

use std::marker::PhantomData;

use super::Routes;
use super::ladder::with_length;
use super::locations::locations;
use super::parts::{bounds, checks, customs, hosts, items, rules, text};
use super::suspects;
use crate::routing::automaton::{
    Automaton, Built, Capacity, Message, Node, Problem, Trie, Used, capacity, problem_message,
};
use crate::routing::{Counts, Flat, FlatMount, FlatRoute, Table, count, flatten};

/// The table of a set.
pub(super) const fn table<S: Routes>() -> Table<'static> {
    let flat = flat::<S>();
    let automaton = Automaton {
        nodes: nodes::<S>(),
        prefix: trie::<S>().prefix(),
        rules: rules::fitted::<S>(),
        items: items::fitted::<S>(),
        checks: checks::fitted::<S>(),
        bounds: bounds::fitted::<S>(),
        hosts: hosts::fitted::<S>(),
        customs: customs::fitted::<S>(),
        text: text::fitted::<S>(),
        escapes: Known::<S>::USED.escapes,
        ignore_ascii_case: false,
    };
    Table::new(automaton, flat.routes, flat.mounts, locations::<S>())
}

/// What is wrong between two routes.
pub(super) const fn problem<S: Routes>() -> Option<Problem> {
    trie::<S>().problem
}

/// What to say about it.
pub(super) const fn message<S: Routes>(problem: &Problem) -> Message {
    let flat = flat::<S>();
    problem_message(problem, flat.routes, flat.mounts, locations::<S>())
}

/// The sizes of a set on its way.
pub(super) struct Known<S>(PhantomData<S>);

impl<S: Routes> Known<S> {
    pub(super) const COUNTS: Counts = count(S::ENTRIES);
    const CAPACITY: Capacity = {
        let flat = flat::<S>();
        capacity(flat.routes, flat.mounts)
    };
    pub(super) const USED: Used = trie::<S>().used;
}

/// The routes and mounts in a row.
struct InARow {
    routes: &'static [FlatRoute<'static>],
    mounts: &'static [FlatMount<'static>],
}

const fn flat<S: Routes>() -> InARow {
    let (all, counts) = (with_length!(Known::<S>::COUNTS.mounts, flat_with_mounts, (S)), Known::<S>::COUNTS);
    InARow { routes: all.routes.split_at(counts.routes).0, mounts: all.mounts.split_at(counts.mounts).0 }
}

const fn flat_with_mounts<S: Routes, const MOUNTS: usize>() -> InARow {
    with_length!(Known::<S>::COUNTS.routes, flat_with_both, (S, MOUNTS))
}

const fn flat_with_both<S: Routes, const MOUNTS: usize, const ROUTES: usize>() -> InARow {
    let flat = Flattened::<S, ROUTES, MOUNTS>::FLAT;
    InARow { routes: &flat.routes, mounts: &flat.mounts }
}

struct Flattened<S, const ROUTES: usize, const MOUNTS: usize>(PhantomData<S>);

impl<S: Routes, const ROUTES: usize, const MOUNTS: usize> Flattened<S, ROUTES, MOUNTS> {
    const FLAT: &'static Flat<ROUTES, MOUNTS> = &flatten(S::ENTRIES);
}

/// The trie, grown.
pub(super) const fn trie<S: Routes>() -> Trie<'static> {
    with_length!(Known::<S>::CAPACITY.nodes, trie_with_nodes, (S))
}

const fn trie_with_nodes<S: Routes, const NODES: usize>() -> Trie<'static> {
    with_length!(Known::<S>::CAPACITY.parts(), trie_with_both, (S, NODES))
}

const fn trie_with_both<S: Routes, const NODES: usize, const PARTS: usize>() -> Trie<'static> {
    // Most sets have no hosts and no converters of the program's own, which take much room.
    if Known::<S>::CAPACITY.has_rare() { rare::<S, NODES, PARTS>() } else { plain::<S, NODES, PARTS>() }
}

const fn rare<S: Routes, const NODES: usize, const PARTS: usize>() -> Trie<'static> {
    Grown::<S, NODES, PARTS, PARTS>::BUILT.trie()
}

const fn plain<S: Routes, const NODES: usize, const PARTS: usize>() -> Trie<'static> {
    Grown::<S, NODES, PARTS, 0>::BUILT.trie()
}

struct Grown<S, const NODES: usize, const PARTS: usize, const RARE: usize>(PhantomData<S>);

impl<S: Routes, const NODES: usize, const PARTS: usize, const RARE: usize> Grown<S, NODES, PARTS, RARE> {
    const BUILT: &'static Built<NODES, PARTS, RARE> = &{
        let flat = flat::<S>();
        Built::new(flat.routes, flat.mounts, &Known::<S>::CAPACITY, suspects::found::<S>())
    };
}

/// Its nodes, packed.
const fn nodes<S: Routes>() -> &'static [Node] {
    let size = Known::<S>::USED.packed;
    with_length!(size, nodes_with, (S)).split_at(size).0
}

const fn nodes_with<S: Routes, const LENGTH: usize>() -> &'static [Node] {
    Packed::<S, LENGTH>::NODES
}

struct Packed<S, const LENGTH: usize>(PhantomData<S>);

impl<S: Routes, const LENGTH: usize> Packed<S, LENGTH> {
    const NODES: &'static [Node; LENGTH] = &trie::<S>().packed();
}
