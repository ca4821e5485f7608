use super::super::flat::{FlatMount, FlatRoute};
use wz_rule::SegmentKey;

use super::super::matcher::rule_mask;
use super::super::spec::{Bound, ConverterSpec, PartSpec, SegmentSpec, VariableSpec};
use super::node::{Check, Item, ItemKind};
use super::place::Cursor;
use super::scratch::{Scratch, TempNode, TempRule, same_text};

/// Multiplier of the hash (the golden ratio in 64 bits), here and in the matcher.
pub(crate) const PHI: u64 = 0x9E37_79B9_7F4A_7C15;

impl<'a> Scratch<'_, 'a> {
    /// Adds every route that can match.
    ///
    /// Here and below, a pattern in place of `is_none` or `is_empty`: a call costs the compiler as much as a dozen
    /// statements.
    pub(super) const fn insert_all(&mut self, routes: &[FlatRoute<'a>], mounts: &[FlatMount<'a>]) {
        self.mounts[0] = 0;
        let (mut i, n) = (0, routes.len());
        while i < n {
            let route = &routes[i];
            if !route.spec.options.build_only {
                let known = self.mounts[route.mount as usize];
                #[expect(
                    clippy::redundant_pattern_matching,
                    reason = "a call costs where the compiler runs it"
                )]
                let cursor = if known != u32::MAX && matches!(route.spec.extra.host, None) {
                    Cursor { node: known, rest: false, items: 0 }
                } else {
                    self.cursor(route, mounts)
                };
                let cursor = self.segments(cursor, route.spec.segments);
                let node = if cursor.rest { self.finish_rest(cursor) } else { cursor.node };
                self.add_rule(node, route, i);
            }
            i += 1;
        }
    }

    /// Adds a node. One store for all of it: every access to a node is a handful of steps for the compiler.
    pub(super) const fn new_node(&mut self, node: TempNode) -> u32 {
        let number = self.used.nodes;
        self.nodes[number] = node;
        self.used.nodes += 1;
        number as u32
    }

    pub(super) const fn segments(&mut self, cursor: Cursor, segments: &[SegmentSpec<'a>]) -> Cursor {
        let (mut cursor, mut left) = (cursor, segments);
        while let [segment, rest @ ..] = left {
            left = rest;
            let is_static = matches!(segment.parts, []);
            if cursor.rest {
                self.items[self.used.items] = Item { kind: ItemKind::Slash, ..Item::NOTHING };
                self.used.items += 1;
                if is_static {
                    self.literal(segment.text);
                } else {
                    self.parts(segment.parts);
                }
            } else if is_static {
                cursor.node = self.static_child(cursor.node, segment);
            } else {
                cursor.items = self.used.items;
                cursor.rest = self.parts(segment.parts);
                if !cursor.rest {
                    cursor.node = self.dynamic_child(cursor.node, cursor.items, false, false);
                }
            }
        }
        cursor
    }

    /// The node where a rule ends that has a variable spanning segments.
    const fn finish_rest(&mut self, cursor: Cursor) -> u32 {
        let suffixed = matches!(self.items[self.used.items - 1].kind, ItemKind::Slash);
        if suffixed {
            self.used.items -= 1;
        }
        let node = self.dynamic_child(cursor.node, cursor.items, true, suffixed);
        if suffixed {
            return self.static_child(node, &SegmentSpec::EMPTY);
        }
        node
    }

    /// The static child for a segment, made when there is none.
    const fn static_child(&mut self, parent: u32, segment: &SegmentSpec<'_>) -> u32 {
        let (ends, middle, len) = (segment.key.ends, segment.key.middle, segment.text.len());
        let mixed = ((ends ^ middle ^ len as u64) as u128 * PHI as u128) as u64
            ^ ((parent as u64 + 1) as u128 * 0xD6E8_FEB8_6659_FD93) as u64;
        // The high bits: only they depend on all bytes of the key.
        let mut slot = (mixed >> self.index_shift) as usize;
        while self.index[slot] != 0 {
            let node = &self.nodes[self.index[slot] as usize];
            if node.ends == ends
                && node.parent == parent
                && node.middle == middle
                && node.len as usize == len
                && (len <= SegmentKey::WHOLE || self.is_text(node.text as usize, segment.text))
            {
                return self.index[slot];
            }
            slot = (slot + 1) & (u64::MAX >> self.index_shift) as usize;
        }
        let text = self.used.text as u32;
        if len > SegmentKey::WHOLE {
            self.push_text(segment.text);
        }
        let depth = self.nodes[parent as usize].depth + 1;
        let node = TempNode { ends, middle, len: len as u8, text, parent, depth, ..TempNode::NEW };
        let child = self.new_node(node);
        self.index[slot] = child;
        let above = &mut self.nodes[parent as usize];
        above.slash = above.slash || len == 0;
        let last = above.last_static;
        above.last_static = child;
        above.static_count += 1;
        if last == 0 {
            above.first_static = child;
        } else {
            self.nodes[last as usize].next = child;
        }
        child
    }

    const fn is_text(&self, at: usize, text: &str) -> bool {
        let (bytes, mut i) = (text.as_bytes(), 0);
        while i < bytes.len() {
            if self.text[at + i] != bytes[i] {
                return false;
            }
            i += 1;
        }
        true
    }

    const fn push_text(&mut self, text: &str) {
        let (bytes, at, mut i) = (text.as_bytes(), self.used.text, 0);
        let n = bytes.len();
        while i < n {
            self.text[at + i] = bytes[i];
            i += 1;
        }
        self.used.text += n;
    }

    /// Adds a literal item, unless it is empty.
    const fn literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.items[self.used.items] =
            Item { kind: ItemKind::Text, at: self.used.text as u32, len: text.len() as u16 };
        self.used.items += 1;
        self.push_text(text);
    }

    /// Adds the items of a segment; returns whether one of them spans segments.
    pub(super) const fn parts(&mut self, parts: &[PartSpec<'a>]) -> bool {
        let (mut spans, mut left) = (false, parts);
        while let [part, rest @ ..] = left {
            left = rest;
            match part {
                PartSpec::Text(text) => self.literal(text),
                PartSpec::Variable(variable) => spans = self.variable(variable) || spans,
            }
        }
        spans
    }

    const fn variable(&mut self, variable: &VariableSpec<'a>) -> bool {
        let mut spans = false;
        let check = match variable.converter {
            ConverterSpec::Text { min, max } => Check::Text { min, max },
            ConverterSpec::Int { fixed_digits, min, max, signed } => {
                Check::Int { fixed_digits, min, max, signed }
            }
            ConverterSpec::Float { min, max, signed } => Check::Float { min, max, signed },
            ConverterSpec::Uuid => Check::Uuid,
            ConverterSpec::Path => {
                spans = true;
                Check::Path
            }
            ConverterSpec::Any(choices) => {
                let (first, mut i) = (self.used.text as u32, 0);
                while i < choices.len() {
                    let encoded = choices[i].1;
                    let at = self.used.text;
                    self.text[at] = encoded.len() as u8;
                    self.text[at + 1] = (encoded.len() >> 8) as u8;
                    self.used.text += 2;
                    self.push_text(encoded);
                    i += 1;
                }
                Check::Any { first, count: choices.len() as u16 }
            }
            ConverterSpec::Custom(custom) => {
                let index = self.used.customs as u32;
                self.customs[index as usize] = custom;
                self.used.customs += 1;
                spans = custom.spans_segments;
                Check::Custom { index, spans_segments: spans, weight: custom.weight }
            }
        };
        self.checks[self.used.checks] = check;
        self.items[self.used.items] = Item { kind: ItemKind::Variable, at: self.used.checks as u32, len: 0 };
        self.used.checks += 1;
        self.used.items += 1;
        spans
    }

    /// The dynamic child for the items from `items` on, made when there is none: in the order of weights, ties
    /// in the order of listing.
    const fn dynamic_child(&mut self, parent: u32, items: usize, rest: bool, suffixed: bool) -> u32 {
        let count = self.used.items - items;
        let (mut before, mut placed, mut previous) = (0, false, 0);
        let mut child = self.nodes[parent as usize].first_dynamic;
        while child != 0 {
            let node = &self.nodes[child as usize];
            let (known, known_count) = (node.items as usize, node.item_count as usize);
            if node.rest == rest
                && node.suffixed == suffixed
                && self.same_items(known, known_count, items, count)
            {
                // What was read again is not needed; a choice's text or a custom converter left behind is
                // harmless, and rare.
                self.used.items = items;
                return child;
            }
            if !placed && self.compare_items(known, known_count, items, count) > 0 {
                placed = true;
                before = previous;
            }
            previous = child;
            child = self.nodes[child as usize].next;
        }
        if !placed {
            before = previous;
        }
        let next = if before == 0 {
            self.nodes[parent as usize].first_dynamic
        } else {
            self.nodes[before as usize].next
        };
        let ties_before = before != 0 && {
            let node = &self.nodes[before as usize];
            self.compare_items(node.items as usize, node.item_count as usize, items, count) == 0
        };
        let child = self.new_node(TempNode {
            dynamic: true,
            rest,
            suffixed,
            items: items as u32,
            item_count: count as u16,
            parent,
            depth: self.nodes[parent as usize].depth + 1,
            next,
            ..TempNode::NEW
        });
        if before == 0 {
            self.nodes[parent as usize].first_dynamic = child;
        } else {
            self.nodes[before as usize].next = child;
        }
        if ties_before {
            self.nodes[before as usize].tie = true;
            self.used.ties = true;
        }
        self.nodes[parent as usize].dynamic_count += 1;
        child
    }

    const fn add_rule(&mut self, node: u32, route: &FlatRoute<'a>, number: usize) {
        let spec = route.spec;
        let (bounds, bound_count) =
            if matches!(spec.bounds, []) { (0, 0) } else { self.add_bounds(spec.bounds) };
        let rule = number + 1;
        self.rules[rule] = TempRule {
            mask: if spec.options.websocket { rule_mask(spec.methods, true) } else { spec.methods.bits() },
            route: number as u16,
            strict: spec.options.strict_slashes,
            merge: spec.options.merge_slashes,
            bounds: bounds as u32,
            bound_count: bound_count as u8,
            node,
            rank: 0,
            rank_with_slash: 0,
            next: 0,
        };
        self.used.rules = rule + 1;
        let above = &mut self.nodes[node as usize];
        let last = above.last_rule;
        above.last_rule = rule as u16;
        above.rule_count += 1;
        above.lenient = above.lenient || !spec.options.strict_slashes;
        if last == 0 {
            above.first_rule = rule as u16;
        } else {
            self.rules[last as usize].next = rule as u16;
        }
    }

    /// Where the bounds are, and how many; those of the rule before are used again when they are the same.
    const fn add_bounds(&mut self, bounds: &[Bound]) -> (usize, usize) {
        let (at, n) = (self.used.bounds, bounds.len());
        if n == 1 && at > 0 {
            let (last, bound) = (&self.bounds[at - 1], &bounds[0]);
            if last.from_end == bound.from_end && last.max == bound.max && last.min == bound.min {
                return (at - 1, 1);
            }
        }
        let mut i = 0;
        while i < n {
            self.bounds[at + i] = bounds[i];
            i += 1;
        }
        self.used.bounds += n;
        (at, n)
    }

    pub(super) const fn same_literal(&self, a: &Item, b: &Item) -> bool {
        a.len == b.len && same_text(self.text, a.at as usize, b.at as usize, a.len as usize)
    }
}

impl SegmentSpec<'_> {
    /// The empty segment: what a trailing slash stands before.
    pub const EMPTY: SegmentSpec<'static> =
        SegmentSpec { text: "", key: wz_rule::segment_key(b"", 0, 0), parts: &[] };
}

/// The hash of a static segment; a node's `shift` chooses which bits of it count.
#[inline]
pub(crate) const fn hash(ends: u64, len: usize) -> u64 {
    (ends ^ len as u64).wrapping_mul(PHI)
}
