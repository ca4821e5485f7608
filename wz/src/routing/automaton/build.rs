use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{Bound, CustomSpec};
use super::capacity::Sizes;
use super::check::Problem;
use super::node::{Automaton, Check, HostRoot, Item, Node, RuleEntry};
use super::scratch::{Scratch, TempNode, TempRule, Used};

/// Builds into the given memory. Returns what is wrong between two routes, if anything.
pub(crate) const fn build<'a>(
    scratch: &mut Scratch<'_, 'a>,
    routes: &[FlatRoute<'a>],
    mounts: &[FlatMount<'a>],
    order: &mut [u32],
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
    ($owner:ident, $index:expr, $index_shift:expr, $mounts:expr, $used:expr) => {
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
            index_shift: $index_shift,
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
    /// Builds the trie of the routes. The sizes come from [`capacity`](super::capacity()).
    pub const fn new<const INDEX: usize, const MOUNTS: usize, const RANKS: usize>(
        routes: &[FlatRoute<'static>],
        mounts: &[FlatMount<'static>],
        escapes: bool,
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
        let (mut index, mut mount_nodes, mut order) = ([0; INDEX], [u32::MAX; MOUNTS], [0; RANKS]);
        let mut scratch = scratch!(
            built,
            &mut index,
            64 - INDEX.trailing_zeros(),
            &mut mount_nodes,
            Used { escapes, ..Used::START }
        );
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
        scratch!(self, &mut [], 0, &mut [], self.sizes).emit(&mut nodes, &mut rules);
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
