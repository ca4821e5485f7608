//! Where a rule starts: the root of its host, and the nodes of its mounts.

use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::HostSpec;
use super::node::{HostRoot, ItemKind};
use super::scratch::{Scratch, TempNode};

/// Where the next segment of a rule goes.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    pub(super) node: u32,
    /// A variable that spans segments was seen: all that follows belongs to one part, whose items are being
    /// collected from `items` on.
    pub(super) rest: bool,
    pub(super) items: usize,
}

impl<'a> Scratch<'_, 'a> {
    /// The place below the route's mounts.
    pub(super) const fn cursor(&mut self, route: &FlatRoute<'a>, mounts: &[FlatMount<'a>]) -> Cursor {
        let mount = route.mount as usize;
        match (route.spec.extra.host, mounts[mount].host) {
            (None, None) => self.mounted(0, mount, mounts, true),
            (None, Some(host)) => {
                let root = self.host_root(&host);
                self.mounted(root, mount, mounts, true)
            }
            (Some(host), None) => {
                let root = self.host_root(&host);
                self.mounted(root, mount, mounts, false)
            }
            // In a constant: a compile error.
            #[expect(clippy::panic, reason = "the macros have refused it already")]
            (Some(_), Some(_)) => panic!("a route with a host of its own cannot be listed for another host"),
        }
    }

    /// The place below a mount. `usual` is whether `root` is the one of the mount itself, whose nodes are kept.
    const fn mounted(&mut self, root: u32, mount: usize, mounts: &[FlatMount<'a>], usual: bool) -> Cursor {
        if mount == 0 {
            return Cursor { node: root, rest: false, items: 0 };
        }
        if usual && self.mounts[mount] != u32::MAX {
            return Cursor { node: self.mounts[mount], rest: false, items: 0 };
        }
        let parent = mounts[mount].parent as usize;
        // Below a mount without host the root is another one than below its child with a host.
        let same_root = mounts[parent].host.is_some() == mounts[mount].host.is_some();
        let cursor = self.mounted(root, parent, mounts, usual && same_root);
        let cursor = self.segments(cursor, mounts[mount].segments);
        if usual && !cursor.rest {
            self.mounts[mount] = cursor.node;
        }
        cursor
    }

    /// The root of the rules for a host pattern; patterns stand in the order they are tried.
    const fn host_root(&mut self, host: &HostSpec<'a>) -> u32 {
        let (mark, checks, text) = (self.used.items, self.used.checks, self.used.text);
        self.parts(host.parts);
        let count = self.used.items - mark;
        let (mut at, mut i) = (self.used.hosts, 0);
        while i < self.used.hosts {
            let known = self.hosts[i];
            if known.subdomain == host.subdomain
                && self.same_items(known.items as usize, known.count as usize, mark, count)
            {
                // A custom converter stays: they are numbered as the routes list them.
                (self.used.items, self.used.checks, self.used.text) = (mark, checks, text);
                return known.root;
            }
            if at == self.used.hosts && self.compare_hosts(&known, mark, count) > 0 {
                at = i;
            }
            i += 1;
        }
        if at > 0 && self.compare_hosts(&self.hosts[at - 1], mark, count) == 0 {
            self.hosts[at - 1].tie = true;
            self.used.ties = true;
        }
        while i > at {
            self.hosts[i] = self.hosts[i - 1];
            i -= 1;
        }
        let root = self.new_node(TempNode { depth: 1, ..TempNode::NEW });
        self.hosts[at] =
            HostRoot { items: mark as u32, count: count as u16, subdomain: host.subdomain, tie: false, root };
        self.used.hosts += 1;
        root
    }

    /// A host without variables comes first, as a segment without them does.
    const fn compare_hosts(&self, known: &HostRoot, items: usize, count: usize) -> i64 {
        let known_items = known.items as usize;
        let is_open = self.is_open(known_items, known.count as usize);
        if is_open != self.is_open(items, count) {
            return if is_open { 1 } else { -1 };
        }
        self.compare_items(known_items, known.count as usize, items, count)
    }

    const fn is_open(&self, items: usize, count: usize) -> bool {
        count != 1 || matches!(self.items[items].kind, ItemKind::Variable)
    }
}
