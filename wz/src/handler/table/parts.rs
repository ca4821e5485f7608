//! The parts of the trie that are taken as they are, without what was not needed.

use std::marker::PhantomData;

use super::Routes;
use super::ladder::with_length;
use super::stages::{Known, trie};
use crate::routing::automaton::{Check, HostRoot, Item, RuleEntry};
use crate::routing::spec::{Bound, CustomSpec};

/// A module for each, with a function `fitted`.
macro_rules! parts {
    ($($part:ident: $item:ty),* $(,)?) => {$(
        pub(super) mod $part {
            use super::*;

            /// This part, in memory of its own.
            pub(in super::super) const fn fitted<S: Routes>() -> &'static [$item] {
                let used = Known::<S>::USED.$part;
                with_length!(used, with, (S)).split_at(used).0
            }

            const fn with<S: Routes, const LENGTH: usize>() -> &'static [$item] {
                First::<S, LENGTH>::ITEMS
            }

            struct First<S, const LENGTH: usize>(PhantomData<S>);

            impl<S: Routes, const LENGTH: usize> First<S, LENGTH> {
                const ITEMS: &'static [$item; LENGTH] = &first(trie::<S>().$part);
            }
        }
    )*};
}

parts! {
    rules: RuleEntry,
    items: Item,
    checks: Check,
    bounds: Bound,
    hosts: HostRoot,
    customs: CustomSpec<'static>,
    text: u8,
}

#[expect(clippy::panic, reason = "in a constant: a compile error")]
const fn first<T: Copy, const LENGTH: usize>(all: &[T]) -> [T; LENGTH] {
    match all.first_chunk() {
        Some(first) => *first,
        None => panic!("the tables are larger than what was built"),
    }
}
