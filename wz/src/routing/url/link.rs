use std::fmt::Display;

use super::super::automaton::{Message, same_str as same};
use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{Entry, HostSpec, PartSpec, RouteSpec, SegmentSpec, VariableSpec};
use super::super::table::Table;
use super::missing::Missing;
use super::read_back;
use super::room::room;
use super::write::{Values, write_host, write_path};
use super::{BuildError, insert_origin, value_kind};

/// A route that a link leads to, found in a table at compile time.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub(super) routes: &'static [FlatRoute<'static>],
    pub(super) mounts: &'static [FlatMount<'static>],
    pub(super) route: usize,
    /// Whether the link is to have the host of the route's own pattern.
    pub(super) with_host: bool,
    /// How many bytes a path takes as a rule.
    pub(super) room: usize,
    /// Whether what one value ends with and the next one starts with could be split otherwise.
    pub(super) neighbours: bool,
}

/// A value given in `url_for!`: the variable's name, and a function that writes the value.
pub type Given<'v> = (&'static str, &'v dyn Fn(&mut String));

impl Link {
    /// The rule of the handler with `entries` that takes just the variables `names`. Of several the first. A link
    /// `with_host` takes those of the host pattern too.
    ///
    /// # Errors
    /// The handler is not listed in the table, or none of its rules fits the names.
    #[expect(clippy::result_large_err, reason = "made and read by the compiler")]
    pub const fn find(
        table: Option<&'static Table<'static>>,
        entries: &'static [Entry],
        names: &[&str],
        words: (&str, &str),
        with_host: bool,
    ) -> Result<Link, Missing> {
        let Some(table) = table else {
            let message = Message::new().text("this crate has no route set called `Site` at its root: write `routes! { pub Site = ... }` there, or name the set, as in `url_for!(in path::Set: ");
            return Err(Missing::new(message.text(words.0).text(", ...)`"), None));
        };
        let (routes, mounts) = (table.routes, table.mounts);
        // A handler or a set with a mistake has none: that mistake is reported, and this is not another one.
        if entries.is_empty() || routes.is_empty() {
            return Err(Missing::new(Message::new(), Some(usize::MAX)));
        }
        let Some(first) = position(routes, entries) else {
            let message = Message::new().text("`").text(words.0).text("` is not listed in `").text(words.1);
            let message = message.text("`: add it to the `routes!` there, or name the set that lists it, as in `url_for!(in path::Set: ");
            return Err(Missing::new(message.text(words.0).text(", ...)`"), None));
        };
        let mut i = 0;
        while i < entries.len() {
            let link = Link::new(routes, mounts, first + i, with_host);
            if link.fits(names) && !link.is_alias() && (!with_host || link.host().is_some()) {
                return Ok(link);
            }
            i += 1;
        }
        Err(Link::new(routes, mounts, first, with_host).explain(names))
    }

    const fn new(
        routes: &'static [FlatRoute<'static>],
        mounts: &'static [FlatMount<'static>],
        route: usize,
        with_host: bool,
    ) -> Link {
        let (room, neighbours) =
            (room(&routes[route], mounts), read_back::neighbours(&routes[route], mounts));
        Link { routes, mounts, route, with_host, room, neighbours }
    }

    pub(super) const fn spec(&self) -> &'static RouteSpec<'static> {
        self.routes[self.route].spec
    }

    const fn is_alias(&self) -> bool {
        // An alias leads to another rule whatever its values are.
        let siblings = self.spec().extra.siblings;
        !siblings.is_empty() && siblings[0].when.is_empty()
    }

    /// The number of variables.
    pub(super) const fn count(&self) -> usize {
        let mut n = 0;
        while self.variable(n).is_some() {
            n += 1;
        }
        n
    }

    /// The pattern that says which host the route is for. A subdomain is not a host.
    pub(super) const fn host(&self) -> Option<&'static HostSpec<'static>> {
        let host = match &self.spec().extra.host {
            Some(host) => Some(host),
            None => self.mounts[self.routes[self.route].mount as usize].host.as_ref(),
        };
        match host {
            Some(host) if !host.subdomain => Some(host),
            _ => None,
        }
    }

    /// Variable `index`: those of the host first, then those of the mounts.
    pub(super) const fn variable(&self, index: usize) -> Option<&'static VariableSpec<'static>> {
        let mut left = index;
        if self.with_host
            && let Some(host) = self.host()
            && let Some(variable) = nth_part(host.parts, &mut left)
        {
            return Some(variable);
        }
        match mount_variable(self.mounts, self.routes[self.route].mount as usize, &mut left) {
            Some(variable) => Some(variable),
            None => nth_variable(self.spec().segments, &mut left),
        }
    }

    /// Whether each variable is among the names, and each name a variable.
    const fn fits(&self, names: &[&str]) -> bool {
        let mut i = 0;
        while let Some(variable) = self.variable(i) {
            if !contains(names, variable.name) {
                return false;
            }
            i += 1;
        }
        let mut i = 0;
        while i < names.len() {
            if self.kind(names[i]).is_none() {
                return false;
            }
            i += 1;
        }
        true
    }

    pub(super) const fn kind(&self, name: &str) -> Option<u8> {
        let mut i = 0;
        while let Some(variable) = self.variable(i) {
            if same(variable.name, name) {
                return Some(value_kind::of(&variable.converter));
            }
            i += 1;
        }
        None
    }

    /// The kind of the variable with this name; where there is no link or no such variable, the kind that takes
    /// anything: that mistake has its own message.
    pub const fn kind_of(link: &Result<Link, Missing>, name: &str) -> u8 {
        match link {
            Ok(link) => match link.kind(name) {
                Some(kind) => kind,
                None => value_kind::ANYTHING,
            },
            Err(_) => value_kind::ANYTHING,
        }
    }

    /// Builds the path; with a scheme, scheme and host of the route's own pattern in front.
    ///
    /// # Errors
    /// A value that does not fit its variable. The path is in `out` all the same, unless it is one of the host.
    pub fn build(
        &self,
        given: &[Given<'_>],
        scheme: Option<&dyn Display>,
        out: &mut String,
    ) -> Result<(), BuildError> {
        let given = GivenValues(given);
        if let (Some(scheme), Some(host)) = (scheme, self.host()) {
            let mut name = String::new();
            write_host(host, &given, &mut name)?;
            insert_origin(out, scheme, &name);
        }
        let route = preferred(self.routes, self.route, &given);
        let start = out.len();
        out.reserve(self.room);
        write_path(&self.routes[route], self.mounts, &given, out)?;
        let neighbours = match route == self.route {
            true => self.neighbours,
            false => read_back::neighbours(&self.routes[route], self.mounts),
        };
        read_back::check(&self.routes[route], self.mounts, neighbours, &given, &out[start..])
    }
}

/// The route that the handler itself prefers for these values: one of its rules with a default for a value that
/// is just that default.
pub(crate) fn preferred(routes: &[FlatRoute<'_>], route: usize, values: &dyn Values) -> usize {
    let spec = routes[route].spec;
    let better = spec.extra.siblings.iter().find(|sibling| {
        sibling.when.iter().all(|(name, expected)| {
            let mut text = String::new();
            spec.variables()
                .find(|variable| variable.name == *name)
                .is_some_and(|variable| values.write(variable, &mut text))
                && text == *expected
        })
    });
    better.map_or(route, |sibling| route.saturating_add_signed(isize::from(sibling.offset)))
}

struct GivenValues<'g>(&'g [Given<'g>]);

impl Values for GivenValues<'_> {
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool {
        let given = self.0.iter().find(|(name, _)| *name == variable.name);
        given.map(|(_, write)| write(out)).is_some()
    }
}

impl<'a> RouteSpec<'a> {
    /// The variables of the rule itself.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'a VariableSpec<'a>> + use<'a> {
        self.segments.iter().flat_map(|segment| segment.parts).filter_map(|part| match part {
            PartSpec::Variable(variable) => Some(variable),
            PartSpec::Text(_) => None,
        })
    }
}

/// Where the rules of a handler start in a table.
const fn position(routes: &[FlatRoute<'static>], entries: &[Entry]) -> Option<usize> {
    let Some(Entry::Route(wanted)) = entries.first() else { return None };
    let mut i = 0;
    while i < routes.len() {
        let spec = routes[i].spec;
        // The hash first: comparing integers is what constant evaluation is good at.
        if spec.hash == wanted.hash && same(spec.name, wanted.name) && same(spec.module, wanted.module) {
            return Some(i);
        }
        i += 1;
    }
    None
}

const fn mount_variable(
    mounts: &'static [FlatMount<'static>],
    mount: usize,
    left: &mut usize,
) -> Option<&'static VariableSpec<'static>> {
    if mount == 0 {
        return None;
    }
    match mount_variable(mounts, mounts[mount].parent as usize, left) {
        Some(variable) => Some(variable),
        None => nth_variable(mounts[mount].segments, left),
    }
}

const fn nth_variable(
    segments: &'static [SegmentSpec<'static>],
    left: &mut usize,
) -> Option<&'static VariableSpec<'static>> {
    let mut i = 0;
    while i < segments.len() {
        if let Some(variable) = nth_part(segments[i].parts, left) {
            return Some(variable);
        }
        i += 1;
    }
    None
}

const fn nth_part(
    parts: &'static [PartSpec<'static>],
    left: &mut usize,
) -> Option<&'static VariableSpec<'static>> {
    let mut k = 0;
    while k < parts.len() {
        if let PartSpec::Variable(variable) = &parts[k] {
            if *left == 0 {
                return Some(variable);
            }
            *left -= 1;
        }
        k += 1;
    }
    None
}

pub(super) const fn contains(names: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if same(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}
