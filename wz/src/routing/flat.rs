use super::spec::{Entry, Group, HostSpec, RouteSpec, SegmentSpec};

/// A route in the flat list, with the mount it hangs under.
#[derive(Debug, Clone, Copy)]
pub struct FlatRoute<'a> {
    /// The route.
    pub spec: &'a RouteSpec<'a>,
    /// Its mount: an index into the mounts.
    pub mount: u16,
}

/// A mount in the flat list; the first one is the root, without prefix, its own parent.
#[derive(Debug, Clone, Copy)]
pub struct FlatMount<'a> {
    /// The prefix as written.
    pub prefix: &'a str,
    /// The parsed prefix.
    pub segments: &'a [SegmentSpec<'a>],
    /// The host, given here or by a mount further out.
    pub host: Option<HostSpec<'a>>,
    /// The mount it hangs under.
    pub parent: u16,
}

impl FlatMount<'_> {
    /// The root mount.
    pub const ROOT: FlatMount<'static> = FlatMount { prefix: "", segments: &[], host: None, parent: 0 };
}

/// How many routes and mounts a set has, the root mount included, and how many groups with limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Routes.
    pub routes: usize,
    /// Mounts.
    pub mounts: usize,
    /// Groups with limits.
    pub limited: usize,
}

/// A set without its nesting.
#[derive(Debug)]
pub(crate) struct Flat<const ROUTES: usize, const MOUNTS: usize> {
    /// The routes in listing order.
    pub(crate) routes: [FlatRoute<'static>; ROUTES],
    /// The mounts; the first is the root.
    pub(crate) mounts: [FlatMount<'static>; MOUNTS],
}

/// Counts the routes and mounts of a set, those of the sets in it included.
#[expect(clippy::panic, reason = "in a constant: a compile error")]
pub const fn count(entries: &'static [Entry]) -> Counts {
    let counts = count_below(entries);
    if counts.routes > u16::MAX as usize {
        panic!("a route table holds at most 65535 routes");
    }
    Counts { mounts: counts.mounts + 1, ..counts }
}

const fn count_below(entries: &'static [Entry]) -> Counts {
    let (mut routes, mut mounts, mut limited, mut i, n) = (0, 0, 0, 0, entries.len());
    while i < n {
        match entries[i] {
            Entry::Route(_) => routes += 1,
            Entry::Lists(lists) => {
                let (mut k, m) = (0, lists.len());
                while k < m {
                    // A handler with one rule is what nearly all of them are.
                    match lists[k] {
                        [Entry::Route(_)] => routes += 1,
                        list => {
                            let below = count_below(list);
                            routes += below.routes;
                            mounts += below.mounts;
                            limited += below.limited;
                        }
                    }
                    k += 1;
                }
            }
            Entry::Group(group) => {
                let below = count_below(group.entries);
                routes += below.routes;
                mounts += below.mounts + is_mount(group) as usize;
                limited += below.limited + group.limits.is_some() as usize;
            }
        }
        i += 1;
    }
    Counts { routes, mounts, limited }
}

/// Whether a group changes anything for its routes.
const fn is_mount(group: &Group) -> bool {
    !group.segments.is_empty() || group.host.is_some()
}

/// Lists the routes and mounts of a set; the sizes come from [`count`].
pub(crate) const fn flatten<const ROUTES: usize, const MOUNTS: usize>(
    entries: &'static [Entry],
) -> Flat<ROUTES, MOUNTS> {
    let mut flat = Flat {
        routes: [FlatRoute { spec: &RouteSpec::NOTHING, mount: 0 }; ROUTES],
        mounts: [FlatMount::ROOT; MOUNTS],
    };
    fill(entries, 0, (0, 1), &mut flat.routes, &mut flat.mounts);
    flat
}

/// Fills in the entries of one group from the positions `at`; returns the positions after them.
const fn fill(
    entries: &'static [Entry],
    mount: u16,
    at: (usize, usize),
    routes: &mut [FlatRoute<'static>],
    mounts: &mut [FlatMount<'static>],
) -> (usize, usize) {
    let (mut at, mut i, n) = (at, 0, entries.len());
    while i < n {
        match entries[i] {
            Entry::Route(spec) => {
                routes[at.0] = FlatRoute { spec, mount };
                at.0 += 1;
            }
            Entry::Lists(lists) => {
                let (mut k, m) = (0, lists.len());
                while k < m {
                    match lists[k] {
                        [Entry::Route(spec)] => {
                            routes[at.0] = FlatRoute { spec, mount };
                            at.0 += 1;
                        }
                        list => at = fill(list, mount, at, routes, mounts),
                    }
                    k += 1;
                }
            }
            Entry::Group(group) if is_mount(group) => {
                let host = match group.host {
                    Some(host) => Some(host),
                    None => mounts[mount as usize].host,
                };
                mounts[at.1] =
                    FlatMount { prefix: group.prefix, segments: group.segments, host, parent: mount };
                at = fill(group.entries, at.1 as u16, (at.0, at.1 + 1), routes, mounts);
            }
            Entry::Group(group) => at = fill(group.entries, mount, at, routes, mounts),
        }
        i += 1;
    }
    at
}
