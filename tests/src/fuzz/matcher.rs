use super::text;
use crate::naive::{Naive, answer};

/// The matcher: it never panics, and answers as the naive one.
pub fn matcher(data: &[u8]) {
    let Some((request, site)) = text::site(data) else { return };
    // Rules that are in conflict make no map.
    let Ok(map) = site.map() else { return };
    let Ok(naive) = Naive::new(&site) else { return };
    assert_eq!(answer(&map, site.style, &request), Ok(naive.find(&request)), "{request:?}\n{site:#?}");
}
