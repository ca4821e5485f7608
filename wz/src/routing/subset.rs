//! Some rules of a table without the rest: the automaton built again from them says what they do on their own.

use super::MethodSet;
use super::automaton::OwnedTables;
use super::captures::Captures;
use super::find::{Decision, find};
use super::flat::{FlatMount, FlatRoute};
use super::lookup::Lookup;
use super::spec::{
    ConverterSpec, CustomSpec, Extra, Options, PartSpec, Room, RouteSpec, SegmentSpec, VariableSpec,
};
use super::table::Table;

/// A rule with its mounts written out.
#[derive(Debug)]
pub(crate) struct Rule<'t> {
    pub(crate) index: usize,
    /// Its literal text is in lower case, and so is what is compared with it.
    pub(crate) ignore_ascii_case: bool,
    pub(crate) segments: Vec<SegmentSpec<'t>>,
    pub(crate) extra: Extra<'t>,
    spec: &'t RouteSpec<'t>,
}

impl<'t> Rule<'t> {
    pub(crate) fn new(table: &'t Table<'t>, index: usize) -> Rule<'t> {
        Rule { index, ..Rule::of(&table.routes[index], table.mounts) }
    }

    /// A rule of no table in particular.
    pub(crate) fn of(flat: &'t FlatRoute<'t>, mounts: &'t [FlatMount<'t>]) -> Rule<'t> {
        let mut chain = vec![flat.spec.segments];
        let mut mount = usize::from(flat.mount);
        while mount != 0 {
            chain.push(mounts[mount].segments);
            mount = usize::from(mounts[mount].parent);
        }
        Rule {
            index: 0,
            ignore_ascii_case: false,
            segments: chain.into_iter().rev().flatten().copied().collect(),
            extra: Extra {
                host: flat.spec.extra.host.or(mounts[usize::from(flat.mount)].host),
                ..*flat.spec.extra
            },
            spec: flat.spec,
        }
    }

    /// The variables of its path.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'t VariableSpec<'t>> {
        self.segments.iter().flat_map(|segment| segment.parts).filter_map(|part| match part {
            PartSpec::Variable(variable) => Some(variable),
            PartSpec::Text(_) => None,
        })
    }

    pub(crate) fn spec(&self) -> RouteSpec<'_> {
        RouteSpec { segments: &self.segments, room: Room::UNKNOWN, extra: &self.extra, ..*self.spec }
    }

    /// The rule as if it answered every request of this kind, so that only its place counts.
    pub(crate) fn for_any_method(&self, websocket: bool) -> RouteSpec<'_> {
        let spec = self.spec();
        RouteSpec { methods: MethodSet::ALL, options: Options { websocket, ..spec.options }, ..spec }
    }
}

/// What a table of nothing but these rules says; positions count in `specs`.
pub(crate) fn decide(specs: &[RouteSpec<'_>], lookup: &Lookup<'_>, ignore_case: bool) -> Decision {
    let routes: Vec<FlatRoute<'_>> = specs.iter().map(|spec| FlatRoute { spec, mount: 0 }).collect();
    // What is wrong between two of them was found when the program was built.
    let (mut tables, _) = OwnedTables::build(&routes, &[FlatMount::ROOT]);
    tables.ignore_ascii_case = ignore_case;
    let customs: Vec<CustomSpec<'_>> = specs.iter().flat_map(customs).collect();
    find(&tables.automaton(&customs), lookup)
}

/// What a rule reads in a path when it is alone, for any host and method.
pub(crate) fn read(spec: &RouteSpec<'_>, path: &str, ignore_case: bool) -> Option<Captures> {
    let options = Options { build_only: false, websocket: false, ..spec.options };
    let spec = RouteSpec { methods: MethodSet::ALL, extra: &Extra::NONE, options, ..*spec };
    let (mut tables, _) = OwnedTables::build(&[FlatRoute { spec: &spec, mount: 0 }], &[FlatMount::ROOT]);
    tables.ignore_ascii_case = ignore_case;
    let customs: Vec<CustomSpec<'_>> = customs(&spec).collect();
    let lookup = Lookup {
        path,
        method: MethodSet::GET,
        websocket: false,
        host: None,
        subdomain: None,
        any_host: true,
    };
    match find(&tables.automaton(&customs), &lookup) {
        Decision::Route { params, .. } => Some(Captures::from_text(path.to_owned(), params)),
        Decision::Decoded { captures, .. } => Some(captures),
        _ => None,
    }
}

/// The user's converters of a rule, in the order in which the builder numbers them.
pub(crate) fn customs<'s>(spec: &RouteSpec<'s>) -> impl Iterator<Item = CustomSpec<'s>> + use<'s> {
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
pub(crate) fn ranked(mut rules: Vec<&Rule<'_>>, lookup: &Lookup<'_>) -> Vec<usize> {
    let mut order = Vec::with_capacity(rules.len());
    while !rules.is_empty() {
        let specs: Vec<_> = rules.iter().map(|rule| rule.for_any_method(lookup.websocket)).collect();
        let first = match decide(&specs, lookup, rules[0].ignore_ascii_case) {
            Decision::Route { index, .. } | Decision::Decoded { index, .. } => index,
            // None of them is at this very path: as they are listed.
            _ => 0,
        };
        drop(specs);
        order.push(rules.remove(first).index);
    }
    order
}

/// Whether a rule for all methods takes a path.
pub(crate) fn is_taken(spec: &RouteSpec<'_>, path: &str, ignore_case: bool) -> bool {
    let lookup = Lookup {
        path,
        method: MethodSet::GET,
        websocket: false,
        host: None,
        subdomain: None,
        any_host: true,
    };
    is_found(spec, &lookup, ignore_case)
}

/// The same for any request.
pub(crate) fn is_found(spec: &RouteSpec<'_>, lookup: &Lookup<'_>, ignore_case: bool) -> bool {
    matches!(decide(&[*spec], lookup, ignore_case), Decision::Route { .. } | Decision::Decoded { .. })
}
