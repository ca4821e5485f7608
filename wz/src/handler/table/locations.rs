use std::marker::PhantomData;

use super::Routes;
use super::ladder::with_length;
use crate::routing::spec::Location;

/// Where the routes of a set are written down. Apart from the handlers, since the storey of routing does not know
/// those.
pub(super) const fn locations<S: Routes>() -> &'static [Location] {
    let count = S::HANDLERS.len();
    with_length!(count, located, (S)).split_at(count).0
}

const fn located<S: Routes, const LENGTH: usize>() -> &'static [Location] {
    Located::<S, LENGTH>::LOCATIONS
}

struct Located<S, const LENGTH: usize>(PhantomData<S>);

impl<S: Routes, const LENGTH: usize> Located<S, LENGTH> {
    const LOCATIONS: &'static [Location; LENGTH] = &{
        let (mut locations, mut i) = ([Location::NOWHERE; LENGTH], 0);
        let (handlers, n) = (S::HANDLERS, S::HANDLERS.len());
        while i < n {
            locations[i] = handlers[i].location;
            i += 1;
        }
        locations
    };
}
