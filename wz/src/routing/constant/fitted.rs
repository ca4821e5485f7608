use std::marker::PhantomData;

use super::ladder::with_length;

/// The start of a constant array that is too long.
pub(super) trait Array {
    type Item: Copy + 'static;
    const ALL: &'static [Self::Item];
    /// How much of it is wanted.
    const USED: usize;
}

/// What is wanted of an array, in memory of its own.
pub(super) const fn fitted<A: Array>() -> &'static [A::Item] {
    with_length!(A::USED, first, (A)).split_at(A::USED).0
}

const fn first<A: Array, const LENGTH: usize>() -> &'static [A::Item] {
    First::<A, LENGTH>::ITEMS
}

struct First<A, const LENGTH: usize>(PhantomData<A>);

impl<A: Array, const LENGTH: usize> First<A, LENGTH> {
    const ITEMS: &'static [A::Item; LENGTH] = match A::ALL.first_chunk() {
        Some(first) => first,
        None => panic!("the tables are larger than what was built"),
    };
}
