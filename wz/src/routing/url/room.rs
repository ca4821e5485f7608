//! How much memory a URL takes, before there are values.

use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{ConverterSpec, PartSpec, SegmentSpec};

/// The room for a number.
const NUMBER: usize = 20;
/// The room for any other value: a text with some escapes in it.
const TEXT: usize = 40;

/// How many bytes a path of this route takes, if no value is unusually long: the one allocation of a link.
pub(crate) const fn room(route: &FlatRoute<'_>, mounts: &[FlatMount<'_>]) -> usize {
    let (mut room, mut mount) = (of(route.spec.segments), route.mount as usize);
    while mount != 0 {
        room += of(mounts[mount].segments);
        mount = mounts[mount].parent as usize;
    }
    room
}

const fn of(segments: &[SegmentSpec<'_>]) -> usize {
    let (mut room, mut i) = (0, 0);
    while i < segments.len() {
        room += 1 + segments[i].text.len();
        let mut k = 0;
        while k < segments[i].parts.len() {
            room += match &segments[i].parts[k] {
                PartSpec::Text(text) => text.len(),
                PartSpec::Variable(variable) => match variable.converter {
                    ConverterSpec::Int { .. } => NUMBER,
                    _ => TEXT,
                },
            };
            k += 1;
        }
        i += 1;
    }
    room
}
