use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{Bound, CustomSpec};
use super::capacity::Capacity;
use super::check::Problem;
use super::layout::Grown;
use super::node::{Check, HostRoot, Item, Node, Prefix, RuleEntry};
use super::scratch::{Scratch, TempNode, TempRule, Used};

/// Builds into the given memory. Returns what is wrong between two routes, if anything; when nothing is `suspected`
/// nobody looks.
pub(crate) const fn build<'a>(
    scratch: &mut Scratch<'_, 'a>,
    routes: &[FlatRoute<'a>],
    mounts: &[FlatMount<'a>],
    order: &mut [u32],
    suspected: bool,
) -> Option<Problem> {
    scratch.insert_all(routes, mounts);
    scratch.rank(order);
    let problem = if suspected { scratch.problem() } else { None };
    scratch.plan();
    problem
}

/// A grown trie, not yet packed: the result of the first of the two steps that a `const` needs, since the size of
/// the packed nodes is known only now.
///
/// `PARTS` is [`Capacity::parts`]; `RARE` is the same, or 0 when [nothing rare](Capacity::has_rare) is there.
#[derive(Debug)]
pub(crate) struct Built<const NODES: usize, const PARTS: usize, const RARE: usize> {
    nodes: [TempNode; NODES],
    rules: [RuleEntry; PARTS],
    items: [Item; PARTS],
    checks: [Check; PARTS],
    bounds: [Bound; PARTS],
    text: [[u8; TEXT_UNIT]; PARTS],
    hosts: [HostRoot; RARE],
    customs: [CustomSpec<'static>; RARE],
    used: Used,
    problem: Option<Problem>,
}

/// Text takes room in units of so many bytes.
pub(super) const TEXT_UNIT: usize = 16;

const NO_BOUND: Bound = Bound::of(0, (0, 0));

impl<const NODES: usize, const PARTS: usize, const RARE: usize> Built<NODES, PARTS, RARE> {
    /// Builds the trie of the routes; `suspected` is whether anything may be wrong between two of them.
    pub(crate) const fn new(
        routes: &[FlatRoute<'static>],
        mounts: &[FlatMount<'static>],
        capacity: &Capacity,
        suspected: bool,
    ) -> Self {
        let mut built = Built {
            nodes: [TempNode::NEW; NODES],
            rules: [RuleEntry::NOTHING; PARTS],
            items: [Item::NOTHING; PARTS],
            checks: [Check::Path; PARTS],
            bounds: [NO_BOUND; PARTS],
            text: [[0; TEXT_UNIT]; PARTS],
            hosts: [HostRoot::NOTHING; RARE],
            customs: [CustomSpec::NOTHING; RARE],
            used: Used::START,
            problem: None,
        };
        let (mut rules, mut order) = ([TempRule::NEW; PARTS], [[0; 2]; PARTS]);
        let (mut index, mut mount_nodes) = ([[0; 8]; NODES], [u32::MAX; PARTS]);
        let mut scratch = Scratch {
            nodes: &mut built.nodes,
            rules: &mut rules,
            items: &mut built.items,
            checks: &mut built.checks,
            bounds: &mut built.bounds,
            hosts: &mut built.hosts,
            customs: &mut built.customs,
            text: built.text.as_flattened_mut(),
            index: index.as_flattened_mut().split_at_mut(capacity.index).0,
            index_shift: 64 - capacity.index.trailing_zeros(),
            mounts: &mut mount_nodes,
            used: Used { escapes: capacity.escapes, ..Used::START },
        };
        built.problem = build(&mut scratch, routes, mounts, order.as_flattened_mut(), suspected);
        scratch.emit_rules(&mut built.rules);
        built.used = scratch.used;
        built
    }

    /// What is read of it.
    pub(crate) const fn trie(&'static self) -> Trie<'static> {
        Trie {
            nodes: &self.nodes,
            rules: &self.rules,
            items: &self.items,
            checks: &self.checks,
            bounds: &self.bounds,
            hosts: &self.hosts,
            customs: &self.customs,
            text: self.text.as_flattened(),
            used: self.used,
            problem: self.problem,
        }
    }
}

/// A grown trie, as long as its parts may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trie<'t> {
    nodes: &'t [TempNode],
    pub(crate) rules: &'t [RuleEntry],
    pub(crate) items: &'t [Item],
    pub(crate) checks: &'t [Check],
    pub(crate) bounds: &'t [Bound],
    pub(crate) hosts: &'t [HostRoot],
    pub(crate) customs: &'t [CustomSpec<'t>],
    pub(crate) text: &'t [u8],
    /// How much of each is used, and the number of packed nodes.
    pub(crate) used: Used,
    /// What is wrong between two routes.
    pub(crate) problem: Option<Problem>,
}

impl<'t> Trie<'t> {
    /// The packed nodes; at the end there may be free ones.
    pub(crate) const fn packed<const PACKED: usize>(&self) -> [Node; PACKED] {
        let mut nodes = [Node::EMPTY; PACKED];
        self.grown().emit_nodes(&mut nodes);
        nodes
    }

    /// What all paths have in front.
    pub(crate) const fn prefix(&self) -> Prefix {
        self.grown().prefix()
    }

    const fn grown(&self) -> Grown<'t> {
        Grown {
            nodes: self.nodes,
            rules: self.rules,
            items: self.items,
            checks: self.checks,
            hosts: self.hosts,
            used: self.used,
        }
    }
}
