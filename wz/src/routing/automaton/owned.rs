use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{Bound, CustomSpec};
use super::build::build;
use super::capacity::capacity;
use super::check::Problem;
use super::layout::Grown;
use super::node::{Automaton, Check, HostRoot, Item, Node, Prefix, RuleEntry};
use super::scratch::{Scratch, TempNode, TempRule, Used};
use super::walkable::Walkable;

/// Tables built at run time, by the functions that build the constant ones.
#[derive(Debug)]
pub(crate) struct OwnedTables {
    nodes: Vec<Node>,
    prefix: Prefix,
    rules: Vec<RuleEntry>,
    items: Vec<Item>,
    checks: Vec<Check>,
    bounds: Vec<Bound>,
    hosts: Vec<HostRoot>,
    text: Vec<u8>,
    escapes: bool,
    /// The literal text is in lower case, and so is what is compared with it.
    pub(crate) ignore_ascii_case: bool,
}

impl OwnedTables {
    /// Builds the tables of some routes, and says what is wrong between two of them.
    pub(crate) fn build(
        routes: &[FlatRoute<'_>],
        mounts: &[FlatMount<'_>],
    ) -> (OwnedTables, Option<Problem>) {
        let size = capacity(routes, mounts);
        let mut items = vec![Item::NOTHING; size.items];
        let mut checks = vec![Check::Path; size.checks];
        let mut bounds = vec![Bound::of(0, (0, 0)); size.bounds];
        let mut hosts = vec![HostRoot::NOTHING; size.hosts];
        let mut text = vec![0; size.text];
        let mut scratch = Scratch {
            nodes: &mut vec![TempNode::NEW; size.nodes],
            rules: &mut vec![TempRule::NEW; size.rules],
            items: &mut items,
            checks: &mut checks,
            bounds: &mut bounds,
            hosts: &mut hosts,
            customs: &mut vec![CustomSpec::NOTHING; size.customs],
            text: &mut text,
            index: &mut vec![0; size.index],
            index_shift: 64 - size.index.trailing_zeros(),
            mounts: &mut vec![u32::MAX; size.mounts],
            used: Used { escapes: size.escapes, ..Used::START },
        };
        let problem = build(&mut scratch, routes, mounts, &mut vec![0; size.ranks], true);
        let used = scratch.used;
        let mut nodes = vec![Node::EMPTY; used.packed];
        let mut rules = vec![RuleEntry::NOTHING; size.rules];
        scratch.emit_rules(&mut rules);
        let grown = Grown {
            nodes: scratch.nodes,
            rules: &rules,
            items: scratch.items,
            checks: scratch.checks,
            hosts: scratch.hosts,
            used,
        };
        grown.emit_nodes(&mut nodes);
        let prefix = grown.prefix();
        items.truncate(used.items);
        checks.truncate(used.checks);
        hosts.truncate(used.hosts);
        text.truncate(used.text);
        let escapes = used.escapes;
        (
            OwnedTables {
                nodes,
                prefix,
                rules,
                items,
                checks,
                bounds,
                hosts,
                text,
                escapes,
                ignore_ascii_case: false,
            },
            problem,
        )
    }

    /// The tables as slices; the converters are the ones of the routes' variables, in their order.
    pub(crate) fn automaton<'t>(&'t self, customs: &'t [CustomSpec<'t>]) -> Automaton<'t> {
        Automaton {
            nodes: &self.nodes,
            prefix: self.prefix,
            rules: &self.rules,
            items: &self.items,
            checks: &self.checks,
            bounds: &self.bounds,
            hosts: &self.hosts,
            customs,
            text: &self.text,
            escapes: self.escapes,
            ignore_ascii_case: self.ignore_ascii_case,
        }
    }
}

/// Without converters of the program's own. Nothing is put together for a look-up: the slices are taken where they are.
impl Walkable for OwnedTables {
    #[inline(always)]
    fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    #[inline(always)]
    fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    #[inline(always)]
    fn rules(&self) -> &[RuleEntry] {
        &self.rules
    }

    #[inline(always)]
    fn text(&self) -> &[u8] {
        &self.text
    }

    #[inline(always)]
    fn is_plain(&self) -> bool {
        self.hosts.is_empty() && !self.escapes && !self.ignore_ascii_case
    }

    fn automaton(&self) -> Automaton<'_> {
        self.automaton(&[])
    }
}
