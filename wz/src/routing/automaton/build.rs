use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{
    Bound, ConverterSpec, CustomSpec, Extra, HostSpec, PartSpec, RouteSpec, SegmentSpec,
};
use super::check::Problem;
use super::node::{Automaton, Check, HostRoot, Item, Node, RuleEntry};
use super::scratch::{Scratch, TempNode, TempRule, Used};

/// How much memory building takes at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Capacity {
    pub nodes: usize,
    pub rules: usize,
    pub items: usize,
    pub checks: usize,
    pub bounds: usize,
    pub hosts: usize,
    pub customs: usize,
    pub text: usize,
    pub index: usize,
    pub mounts: usize,
}

/// How large the tables are.
pub type Sizes = Used;

/// Computes an upper limit of what the routes need, so that arrays of that size can be made.
pub const fn capacity(routes: &[FlatRoute<'_>], mounts: &[FlatMount<'_>]) -> Capacity {
    let mut total = Capacity {
        nodes: 1,
        rules: routes.len() + 1,
        items: 0,
        checks: 0,
        bounds: 0,
        hosts: 0,
        customs: 0,
        text: 0,
        index: 0,
        mounts: mounts.len(),
    };
    let (mut i, n) = (0, routes.len());
    while i < n {
        let RouteSpec { segments, bounds, extra: Extra { host, .. }, .. } = routes[i].spec;
        total = total.segments(segments);
        total.bounds += bounds.len();
        let mut mount = routes[i].mount as usize;
        let host = match host {
            Some(host) => Some(host),
            None => mounts[mount].host.as_ref(),
        };
        if let Some(host) = host {
            total = total.host(host);
        }
        while mount != 0 {
            total = total.segments(mounts[mount].segments);
            mount = mounts[mount].parent as usize;
        }
        i += 1;
    }
    total.index = (total.nodes * 4).next_power_of_two();
    total
}

impl Capacity {
    const fn segments(mut self, segments: &[SegmentSpec<'_>]) -> Capacity {
        let mut i = 0;
        self.nodes += segments.len();
        while i < segments.len() {
            self.items += 1;
            self.text += segments[i].text.len();
            if segments[i].parts.is_empty() {
                self.items += 1;
            } else {
                self = self.parts(segments[i].parts);
            }
            i += 1;
        }
        self
    }

    const fn host(mut self, host: &HostSpec<'_>) -> Capacity {
        self.hosts += 1;
        self.nodes += 1;
        self.parts(host.parts)
    }

    const fn parts(mut self, parts: &[PartSpec<'_>]) -> Capacity {
        let mut i = 0;
        self.items += parts.len();
        while i < parts.len() {
            match &parts[i] {
                PartSpec::Text(text) => self.text += text.len(),
                PartSpec::Variable(variable) => {
                    self.checks += 1;
                    // What spans segments may have a node of its own for a slash at the end.
                    if matches!(variable.converter, ConverterSpec::Path | ConverterSpec::Custom(_)) {
                        self.nodes += 1;
                    }
                    match variable.converter {
                        ConverterSpec::Any(choices) => {
                            let mut k = 0;
                            while k < choices.len() {
                                self.text += choices[k].1.len() + 2;
                                k += 1;
                            }
                        }
                        ConverterSpec::Custom(_) => self.customs += 1,
                        _ => {}
                    }
                }
            }
            i += 1;
        }
        self
    }
}

/// Builds into the given memory. Returns what is wrong between two routes, if anything.
pub(crate) const fn build<'a>(
    scratch: &mut Scratch<'_, 'a>,
    routes: &[FlatRoute<'a>],
    mounts: &[FlatMount<'a>],
    order: &mut [u16],
) -> Option<Problem> {
    scratch.insert_all(routes, mounts);
    scratch.rank(order);
    let problem = scratch.problem();
    scratch.plan();
    problem
}

/// A built trie, not yet packed: the result of the first of the two steps that a `const` needs, since the size
/// of the packed tables is known only now.
#[derive(Debug)]
pub struct Built<
    const NODES: usize,
    const RULES: usize,
    const ITEMS: usize,
    const CHECKS: usize,
    const BOUNDS: usize,
    const HOSTS: usize,
    const CUSTOMS: usize,
    const TEXT: usize,
> {
    nodes: [TempNode; NODES],
    rules: [TempRule; RULES],
    items: [Item; ITEMS],
    checks: [Check; CHECKS],
    bounds: [Bound; BOUNDS],
    hosts: [HostRoot; HOSTS],
    customs: [CustomSpec<'static>; CUSTOMS],
    text: [u8; TEXT],
    /// The sizes of the packed tables.
    pub sizes: Sizes,
    /// What is wrong between two routes.
    pub problem: Option<Problem>,
}

const NO_BOUND: Bound = Bound::of(0, (0, 0));

/// Lends the arrays of `$owner` to a [`Scratch`].
macro_rules! scratch {
    ($owner:ident, $index:expr, $mounts:expr, $used:expr) => {
        Scratch {
            nodes: &mut $owner.nodes,
            rules: &mut $owner.rules,
            items: &mut $owner.items,
            checks: &mut $owner.checks,
            bounds: &mut $owner.bounds,
            hosts: &mut $owner.hosts,
            customs: &mut $owner.customs,
            text: &mut $owner.text,
            index: $index,
            mounts: $mounts,
            used: $used,
        }
    };
}

impl<
    const NODES: usize,
    const RULES: usize,
    const ITEMS: usize,
    const CHECKS: usize,
    const BOUNDS: usize,
    const HOSTS: usize,
    const CUSTOMS: usize,
    const TEXT: usize,
> Built<NODES, RULES, ITEMS, CHECKS, BOUNDS, HOSTS, CUSTOMS, TEXT>
{
    /// Builds the trie of the routes. The sizes come from [`capacity`].
    pub const fn new<const INDEX: usize, const MOUNTS: usize>(
        routes: &[FlatRoute<'static>],
        mounts: &[FlatMount<'static>],
    ) -> Self {
        let mut built = Built {
            nodes: [TempNode::NEW; NODES],
            rules: [TempRule::NEW; RULES],
            items: [Item::NOTHING; ITEMS],
            checks: [Check::Path; CHECKS],
            bounds: [NO_BOUND; BOUNDS],
            hosts: [HostRoot::NOTHING; HOSTS],
            customs: [CustomSpec::NOTHING; CUSTOMS],
            text: [0; TEXT],
            sizes: Used::START,
            problem: None,
        };
        let (mut index, mut mount_nodes, mut order) = ([0; INDEX], [u32::MAX; MOUNTS], [0; RULES]);
        let mut scratch = scratch!(built, &mut index, &mut mount_nodes, Used::START);
        let problem = build(&mut scratch, routes, mounts, &mut order);
        let sizes = scratch.used;
        (built.problem, built.sizes) = (problem, sizes);
        built
    }

    /// Packs the tables, without what was not needed. The sizes come from [`sizes`](Self::sizes).
    pub const fn pack<
        const PACKED: usize,
        const USED_RULES: usize,
        const USED_ITEMS: usize,
        const USED_CHECKS: usize,
        const USED_BOUNDS: usize,
        const USED_HOSTS: usize,
        const USED_CUSTOMS: usize,
        const USED_TEXT: usize,
    >(
        mut self,
    ) -> Tables<PACKED, USED_RULES, USED_ITEMS, USED_CHECKS, USED_BOUNDS, USED_HOSTS, USED_CUSTOMS, USED_TEXT>
    {
        let (mut nodes, mut rules) = ([Node::EMPTY; PACKED], [RuleEntry::NOTHING; USED_RULES]);
        scratch!(self, &mut [], &mut [], self.sizes).emit(&mut nodes, &mut rules);
        Tables {
            nodes,
            rules,
            items: start(&self.items),
            checks: start(&self.checks),
            bounds: start(&self.bounds),
            hosts: start(&self.hosts),
            customs: start(&self.customs),
            text: start(&self.text),
            escapes: self.sizes.escapes,
        }
    }
}

/// The first elements.
#[expect(clippy::panic, reason = "in a constant: a compile error")]
const fn start<T: Copy, const N: usize>(all: &[T]) -> [T; N] {
    match all.first_chunk() {
        Some(start) => *start,
        None => panic!("the tables are larger than what was built"),
    }
}

/// Packed tables as constant data.
#[derive(Debug)]
pub struct Tables<
    const PACKED: usize,
    const RULES: usize,
    const ITEMS: usize,
    const CHECKS: usize,
    const BOUNDS: usize,
    const HOSTS: usize,
    const CUSTOMS: usize,
    const TEXT: usize,
> {
    nodes: [Node; PACKED],
    rules: [RuleEntry; RULES],
    items: [Item; ITEMS],
    checks: [Check; CHECKS],
    bounds: [Bound; BOUNDS],
    hosts: [HostRoot; HOSTS],
    customs: [CustomSpec<'static>; CUSTOMS],
    text: [u8; TEXT],
    escapes: bool,
}

impl<
    const PACKED: usize,
    const RULES: usize,
    const ITEMS: usize,
    const CHECKS: usize,
    const BOUNDS: usize,
    const HOSTS: usize,
    const CUSTOMS: usize,
    const TEXT: usize,
> Tables<PACKED, RULES, ITEMS, CHECKS, BOUNDS, HOSTS, CUSTOMS, TEXT>
{
    /// The tables as slices.
    pub const fn automaton(&'static self) -> Automaton<'static> {
        Automaton {
            nodes: &self.nodes,
            rules: &self.rules,
            items: &self.items,
            checks: &self.checks,
            bounds: &self.bounds,
            hosts: &self.hosts,
            customs: &self.customs,
            text: &self.text,
            escapes: self.escapes,
            ignore_ascii_case: false,
        }
    }
}
