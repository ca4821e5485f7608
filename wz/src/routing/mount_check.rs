//! What is wrong between a route and the mounts above it: known only in the outermost set, so at compile time where
//! an application is made of it.

use super::automaton::{Message, same_str};
use super::flat::{FlatMount, FlatRoute};
use super::spec::{ConverterSpec, PartSpec, SegmentSpec, VariableSpec};
use super::table::Table;

impl Table<'_> {
    /// The first route that asks a mount for a variable that none has, or that has one of a mount's variables itself.
    pub(crate) const fn mount_problem(&self) -> Option<Message> {
        let mut i = 0;
        while i < self.routes.len() {
            let route = &self.routes[i];
            let under = route.spec.extra.under;
            let mut k = 0;
            while k < under.len() {
                if !has_same(self.mounts, route.mount as usize, &under[k]) {
                    let message = self.quoted(i).text(" asks for `").text(under[k].name);
                    return Some(message.text("` of a mount with `under`, but none above it here has that variable with that converter: change `under`, or the prefix the set is listed at"));
                }
                k += 1;
            }
            if route.mount != 0
                && let Some(name) = shared_name(self.mounts, route)
            {
                let message = self.quoted(i).text(" and a mount above it both have a variable `");
                return Some(message.text(name).text("`: rename one"));
            }
            i += 1;
        }
        None
    }

    const fn quoted(&self, index: usize) -> Message {
        Message::new().route(&self.routes[index], self.mounts, &self.locations[index])
    }
}

const fn has_same(mounts: &[FlatMount<'_>], mount: usize, wanted: &VariableSpec<'_>) -> bool {
    match mounted(mounts, mount, wanted.name) {
        Some(found) => same_converter(&found.converter, &wanted.converter),
        None => false,
    }
}

/// The variable of this name in a mount or one above it.
const fn mounted<'t>(mounts: &'t [FlatMount<'t>], mount: usize, name: &str) -> Option<&'t VariableSpec<'t>> {
    if mount == 0 {
        return None;
    }
    match named(mounts[mount].segments, name) {
        Some(found) => Some(found),
        None => mounted(mounts, mounts[mount].parent as usize, name),
    }
}

const fn named<'t>(segments: &'t [SegmentSpec<'t>], name: &str) -> Option<&'t VariableSpec<'t>> {
    let mut i = 0;
    while i < segments.len() {
        let mut k = 0;
        while k < segments[i].parts.len() {
            if let PartSpec::Variable(variable) = &segments[i].parts[k]
                && same_str(variable.name, name)
            {
                return Some(variable);
            }
            k += 1;
        }
        i += 1;
    }
    None
}

/// A name that a route's rule and a mount above it both have.
const fn shared_name<'t>(mounts: &'t [FlatMount<'t>], route: &FlatRoute<'t>) -> Option<&'t str> {
    let mut mount = route.mount as usize;
    while mount != 0 {
        let segments = mounts[mount].segments;
        let mut i = 0;
        while i < segments.len() {
            let mut k = 0;
            while k < segments[i].parts.len() {
                if let PartSpec::Variable(variable) = &segments[i].parts[k]
                    && named(route.spec.segments, variable.name).is_some()
                {
                    return Some(variable.name);
                }
                k += 1;
            }
            i += 1;
        }
        mount = mounts[mount].parent as usize;
    }
    None
}

const fn same_converter(a: &ConverterSpec<'_>, b: &ConverterSpec<'_>) -> bool {
    match (a, b) {
        (ConverterSpec::Text { min: a, max: b }, ConverterSpec::Text { min: c, max: d }) => {
            *a == *c && *b == *d
        }
        (
            ConverterSpec::Int { fixed_digits: a, min: b, max: c, signed: d },
            ConverterSpec::Int { fixed_digits: e, min: f, max: g, signed: h },
        ) => *a == *e && *b == *f && *c == *g && *d == *h,
        (
            ConverterSpec::Float { min: a, max: b, signed: c },
            ConverterSpec::Float { min: d, max: e, signed: f },
        ) => *a == *d && *b == *e && *c == *f,
        (ConverterSpec::Path, ConverterSpec::Path) | (ConverterSpec::Uuid, ConverterSpec::Uuid) => true,
        (ConverterSpec::Any(a), ConverterSpec::Any(b)) => {
            let (mut same, mut i) = (a.len() == b.len(), 0);
            while same && i < a.len() {
                same = same_str(a[i].0, b[i].0);
                i += 1;
            }
            same
        }
        // Prefix and handler may stand in different modules.
        (ConverterSpec::Custom(a), ConverterSpec::Custom(b)) => {
            same_str(a.identity.1, b.identity.1) && same_str(a.arguments, b.arguments)
        }
        _ => false,
    }
}
