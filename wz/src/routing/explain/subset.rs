//! Some rules of a table without the rest: the automaton built again from them says what they do on their own.

use super::super::MethodSet;
use super::super::automaton::OwnedTables;
use super::super::find::{Decision, Lookup, find};
use super::super::flat::{FlatMount, FlatRoute};
use super::super::params::Params;
use super::super::spec::{ConverterSpec, CustomSpec, Extra, Options, PartSpec, Room, RouteSpec, SegmentSpec};
use super::super::table::Table;

/// A rule with its mounts written out.
#[derive(Debug)]
pub(super) struct Rule<'t> {
    pub(super) index: usize,
    pub(super) segments: Vec<SegmentSpec<'t>>,
    pub(super) extra: Extra<'t>,
    spec: &'t RouteSpec<'t>,
}

impl<'t> Rule<'t> {
    pub(super) fn new(table: &'t Table<'t>, index: usize) -> Rule<'t> {
        let flat = &table.routes[index];
        let mut chain = vec![flat.spec.segments];
        let mut mount = usize::from(flat.mount);
        while mount != 0 {
            chain.push(table.mounts[mount].segments);
            mount = usize::from(table.mounts[mount].parent);
        }
        Rule {
            index,
            segments: chain.into_iter().rev().flatten().copied().collect(),
            extra: Extra {
                host: flat.spec.extra.host.or(table.mounts[usize::from(flat.mount)].host),
                ..*flat.spec.extra
            },
            spec: flat.spec,
        }
    }

    pub(super) fn spec(&self) -> RouteSpec<'_> {
        RouteSpec { segments: &self.segments, room: Room::UNKNOWN, extra: &self.extra, ..*self.spec }
    }

    /// The rule as if it answered every request of this kind, so that only its place counts.
    pub(super) fn for_any_method(&self, websocket: bool) -> RouteSpec<'_> {
        let spec = self.spec();
        RouteSpec { methods: MethodSet::ALL, options: Options { websocket, ..spec.options }, ..spec }
    }
}

/// What a table of nothing but these rules says; positions count in `specs`.
pub(super) fn decide(specs: &[RouteSpec<'_>], lookup: &Lookup<'_>) -> Decision {
    let routes: Vec<FlatRoute<'_>> = specs.iter().map(|spec| FlatRoute { spec, mount: 0 }).collect();
    // What is wrong between two of them was found when the program was built.
    let (tables, _) = OwnedTables::build(&routes, &[FlatMount::ROOT]);
    let customs: Vec<CustomSpec<'_>> = specs.iter().flat_map(customs).collect();
    find(&tables.automaton(&customs), lookup, &mut Params::default())
}

/// The user's converters of a rule, in the order in which the builder numbers them.
fn customs<'s>(spec: &RouteSpec<'s>) -> impl Iterator<Item = CustomSpec<'s>> + use<'s> {
    let host = spec.extra.host.map_or(&[][..], |host| host.parts);
    let parts = host.iter().chain(spec.segments.iter().flat_map(|segment| segment.parts));
    parts.filter_map(|part| match part {
        PartSpec::Variable(variable) => match variable.converter {
            ConverterSpec::Custom(custom) => Some(custom),
            _ => None,
        },
        PartSpec::Text(_) => None,
    })
}

/// The positions of the rules in the order in which they are tried: each time the one that answers is taken away.
pub(super) fn ranked(mut rules: Vec<Rule<'_>>, lookup: &Lookup<'_>) -> Vec<usize> {
    let mut order = Vec::with_capacity(rules.len());
    while !rules.is_empty() {
        let specs: Vec<_> = rules.iter().map(|rule| rule.for_any_method(lookup.websocket)).collect();
        let first = match decide(&specs, lookup) {
            Decision::Route { index } | Decision::Decoded { index, .. } => index,
            // None of them is at this very path: as they are listed.
            _ => 0,
        };
        drop(specs);
        order.push(rules.remove(first).index);
    }
    order
}
