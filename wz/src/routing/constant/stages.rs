//! One step after the other, each a constant.

use std::marker::PhantomData;

use super::super::automaton::{Automaton, Built, Capacity, Node, Trie, capacity};
use super::super::flat::{Counts, Flat, FlatMount, FlatRoute, count, flatten};
use super::super::table::Table;
use super::Listing;
use super::fitted::{Array, fitted};
use super::ladder::with_length;

/// What a set becomes.
pub(super) struct Stages<S>(PhantomData<S>);

impl<S: Listing> Stages<S> {
    pub(super) const COUNTS: Counts = count(S::ENTRIES);
    const FLAT: (&'static [FlatRoute<'static>], &'static [FlatMount<'static>]) =
        with_length!(Self::COUNTS.mounts, flat_with_mounts, (S));
    pub(super) const ROUTES: &'static [FlatRoute<'static>] = Self::FLAT.0.split_at(Self::COUNTS.routes).0;
    pub(super) const MOUNTS: &'static [FlatMount<'static>] = Self::FLAT.1.split_at(Self::COUNTS.mounts).0;
    const CAPACITY: Capacity = capacity(Self::ROUTES, Self::MOUNTS);
    pub(super) const BUILT: Trie<'static> = with_length!(Self::CAPACITY.most(), built, (S));
    const NODES: &'static [Node] =
        with_length!(Self::BUILT.used.packed, nodes, (S)).split_at(Self::BUILT.used.packed).0;
    pub(super) const TABLE: &'static Table<'static> = &Table::new(
        Automaton {
            nodes: Self::NODES,
            rules: fitted::<Rules<S>>(),
            items: fitted::<Items<S>>(),
            checks: fitted::<Checks<S>>(),
            bounds: fitted::<Bounds<S>>(),
            hosts: fitted::<Hosts<S>>(),
            customs: fitted::<Customs<S>>(),
            text: fitted::<Text<S>>(),
            escapes: Self::BUILT.used.escapes,
            ignore_ascii_case: false,
        },
        Self::ROUTES,
        Self::MOUNTS,
        S::LOCATIONS,
    );
}

const fn flat_with_mounts<S: Listing, const MOUNTS: usize>()
-> (&'static [FlatRoute<'static>], &'static [FlatMount<'static>]) {
    with_length!(Stages::<S>::COUNTS.routes, flat, (S, MOUNTS))
}

const fn flat<S: Listing, const MOUNTS: usize, const ROUTES: usize>()
-> (&'static [FlatRoute<'static>], &'static [FlatMount<'static>]) {
    let flat = Flattened::<S, ROUTES, MOUNTS>::FLAT;
    (&flat.routes, &flat.mounts)
}

const fn built<S: Listing, const LENGTH: usize>() -> Trie<'static> {
    // Most sets have no hosts and no converters of the program's own, which take much room.
    if Stages::<S>::CAPACITY.has_rare() { rare::<S, LENGTH>() } else { plain::<S, LENGTH>() }
}

const fn rare<S: Listing, const LENGTH: usize>() -> Trie<'static> {
    Grown::<S, LENGTH, LENGTH>::BUILT.trie()
}

const fn plain<S: Listing, const LENGTH: usize>() -> Trie<'static> {
    Grown::<S, LENGTH, 0>::BUILT.trie()
}

const fn nodes<S: Listing, const LENGTH: usize>() -> &'static [Node] {
    Packed::<S, LENGTH>::NODES
}

// Constants of types, so that each is made only where a function that names it is called.

struct Flattened<S, const ROUTES: usize, const MOUNTS: usize>(PhantomData<S>);

impl<S: Listing, const ROUTES: usize, const MOUNTS: usize> Flattened<S, ROUTES, MOUNTS> {
    const FLAT: &'static Flat<ROUTES, MOUNTS> = &flatten(S::ENTRIES);
}

struct Grown<S, const LENGTH: usize, const RARE: usize>(PhantomData<S>);

impl<S: Listing, const LENGTH: usize, const RARE: usize> Grown<S, LENGTH, RARE> {
    const BUILT: &'static Built<LENGTH, RARE> =
        &Built::new(Stages::<S>::ROUTES, Stages::<S>::MOUNTS, &Stages::<S>::CAPACITY);
}

struct Packed<S, const LENGTH: usize>(PhantomData<S>);

impl<S: Listing, const LENGTH: usize> Packed<S, LENGTH> {
    const NODES: &'static [Node; LENGTH] = &Stages::<S>::BUILT.packed();
}

/// Parts of what was built that are taken as they are, without what was not needed.
macro_rules! part {
    ($name:ident: $item:ty = $part:ident) => {
        struct $name<S>(PhantomData<S>);

        impl<S: Listing> Array for $name<S> {
            type Item = $item;
            const ALL: &'static [$item] = Stages::<S>::BUILT.$part;
            const USED: usize = Stages::<S>::BUILT.used.$part;
        }
    };
}

part!(Rules: super::super::automaton::RuleEntry = rules);
part!(Items: super::super::automaton::Item = items);
part!(Checks: super::super::automaton::Check = checks);
part!(Bounds: super::super::spec::Bound = bounds);
part!(Hosts: super::super::automaton::HostRoot = hosts);
part!(Customs: super::super::spec::CustomSpec<'static> = customs);
part!(Text: u8 = text);
