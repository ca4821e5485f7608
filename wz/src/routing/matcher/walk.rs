use super::super::automaton::{Automaton, Node, RuleEntry, flag, kind};
use super::super::digits;
use super::super::lookup::Lookup;
use super::super::params::{Param, Params};
use super::super::spec::Bound;
use super::fast::static_child;
use super::value::accept;
use super::{names_method, parts, rule_mask};

/// A search for the rule that answers a path.
///
/// Depth first as Werkzeug does it: at each node the static child, then the dynamic ones in their order; every
/// node of the trie is visited at most once, so the time is bounded by the size of the trie.
#[derive(Debug)]
pub(crate) struct Search<'w> {
    automaton: &'w Automaton<'w>,
    /// What is walked: a path in canonical form, perhaps after a host.
    text: &'w str,
    /// One bit: method and kind of the request.
    request: u32,
    /// Whether a rule that fits answers; else it is passed over, so that all others are looked at.
    answers: bool,
    /// The method's bits for both kinds.
    method: u32,
    /// Whether the text has percent escapes.
    escapes: bool,
    /// Where the variables of the best match are.
    pub(crate) params: Params,
    /// The masks of rules that end here but do not have the request's method.
    pub(crate) refused: u32,
    /// Whether a rule ends here that has the method, but is for the other kind of request.
    pub(crate) mismatch: bool,
    /// A rule that would match with a slash at the end.
    pub(crate) slash: Option<SlashMatch>,
}

/// A rule that would match with a slash at the end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SlashMatch {
    /// Whether it may be reached by merging slashes.
    pub(crate) merge: bool,
}

/// A rule that matched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walked {
    pub(crate) route: u16,
    pub(crate) merge: bool,
    /// Between rules that tie the lower one wins.
    pub(crate) rank: u32,
}

impl<'w> Search<'w> {
    /// Without `answers` nothing is found, but all that refuse.
    pub(crate) fn new(
        automaton: &'w Automaton<'w>,
        text: &'w str,
        lookup: &Lookup<'_>,
        answers: bool,
    ) -> Self {
        Search {
            automaton,
            text,
            request: rule_mask(lookup.method, lookup.websocket),
            answers,
            method: rule_mask(lookup.method, false) | rule_mask(lookup.method, true),
            escapes: text.contains('%'),
            params: Params::default(),
            refused: 0,
            mismatch: false,
            slash: None,
        }
    }

    /// Matches a host pattern against `text[..end]` and keeps its variables.
    pub(crate) fn host(&mut self, items: u32, count: u16, end: usize) -> bool {
        self.params.truncate(0);
        parts::match_parts(
            self.automaton,
            items as usize,
            count as usize,
            self.text,
            0,
            end,
            0,
            &mut self.params,
        )
        .is_some()
    }

    /// Walks from the node at `root`; the path starts with the slash at `at`. Variables of a host pattern that
    /// were found before stay in front.
    pub(crate) fn path(&mut self, root: usize, at: usize) -> Option<Walked> {
        if self.text.as_bytes().get(at) != Some(&b'/') {
            return None;
        }
        self.walk(&self.automaton.nodes[root], at + 1, self.params.len())
    }

    /// `start` is where the next segment starts; past the end of the text there is none left.
    fn walk(&mut self, node: &'w Node, start: usize, n: usize) -> Option<Walked> {
        let bytes = self.text.as_bytes();
        if start > bytes.len() {
            return self.end(node, n);
        }
        let end = memchr_slash(bytes, start);
        if node.flags & flag::STATIC != 0
            && let Some(child) = self.static_child(node, start, end)
            && let Some(found) = self.walk(child, end + 1, n)
        {
            return Some(found);
        }
        if node.flags & flag::DYNAMIC != 0
            && let Some(found) = self.dynamic(node, start, end, n)
        {
            return Some(found);
        }
        if node.flags & flag::LENIENT != 0 && start == bytes.len() {
            // Only a slash is left over, and a rule of this node does not mind.
            let mut ranked = None;
            let found = self.rules(node, n, |rule| {
                ranked = Some(rule.rank_with_slash);
                !rule.strict
            });
            return found.zip(ranked).map(|(found, rank)| Walked { rank, ..found });
        }
        None
    }

    /// The path ends at this node.
    fn end(&mut self, node: &'w Node, n: usize) -> Option<Walked> {
        if let Some(found) = self.rules(node, n, |_| true) {
            return Some(found);
        }
        if node.flags & flag::SLASH != 0 {
            let child = self.static_child(node, 0, 0)?;
            let (refused, mismatch) = (self.refused, self.mismatch);
            if let Some(found) = self.rules(child, n, |rule| !rule.strict) {
                return Some(found);
            }
            if let Some(found) = self.rules(child, n, |rule| rule.strict) {
                self.slash.get_or_insert(SlashMatch { merge: found.merge });
            }
            // The form with the slash is another URL: it says nothing about the methods of this one.
            (self.refused, self.mismatch) = (refused, mismatch);
        }
        None
    }

    /// The first rule of a node that answers.
    fn rules(&mut self, node: &Node, n: usize, mut fits: impl FnMut(&RuleEntry) -> bool) -> Option<Walked> {
        for rule in self.automaton.rules_of(node) {
            if fits(rule) && self.in_bounds(rule, n) {
                if rule.mask & self.request != 0 {
                    if self.answers {
                        self.params.truncate(n);
                        return Some(Walked { route: rule.route, merge: rule.merge, rank: rule.rank });
                    }
                } else if names_method(rule.mask, self.method) {
                    self.mismatch = true;
                } else {
                    self.refused |= rule.mask;
                }
            }
        }
        None
    }

    /// Whether the types of the handler's integer parameters can hold what was captured.
    fn in_bounds(&self, rule: &RuleEntry, n: usize) -> bool {
        let first = rule.bounds as usize;
        self.automaton.bounds[first..first + rule.bound_count as usize]
            .iter()
            .all(|bound| self.holds(bound, self.params.get(bound.index(n))))
    }

    fn holds(&self, bound: &Bound, param: Param) -> bool {
        let text = &self.text[param.start as usize..(param.start + param.len) as usize];
        let negative = text.starts_with('-');
        match digits::read(text.strip_prefix('-').unwrap_or(text).as_bytes()).unwrap_or(u64::MAX) {
            // Saturated, or exactly that: the text knows.
            u64::MAX if negative => text.parse::<i128>().is_ok_and(|value| value >= bound.min),
            u64::MAX => text.parse::<u128>().is_ok_and(|value| {
                value <= bound.max && i128::try_from(value).map_or(true, |value| value >= bound.min)
            }),
            value if negative => bound.holds(-i128::from(value)),
            value => bound.holds(i128::from(value)),
        }
    }

    fn static_child(&self, node: &Node, start: usize, end: usize) -> Option<&'w Node> {
        let Automaton { nodes, text, .. } = self.automaton;
        static_child(text, nodes, node, &self.text.as_bytes()[start..end])
    }

    /// The dynamic children in their order. Where some tie, all of those are tried and the best rank wins.
    fn dynamic(&mut self, node: &'w Node, start: usize, end: usize, n: usize) -> Option<Walked> {
        let mut best: Option<(Walked, Params)> = None;
        for child in self.automaton.nodes[..node.slots as usize].iter().rev() {
            if let Some(found) = self.enter(child, start, end, n) {
                if child.more & flag::TIE == 0 && best.is_none() {
                    return Some(found);
                }
                if best.as_ref().is_none_or(|(known, _)| found.rank < known.rank) {
                    best = Some((found, self.params.clone()));
                }
            }
            if child.more & flag::LAST != 0 || (best.is_some() && child.more & flag::TIE == 0) {
                break;
            }
        }
        let (found, params) = best?;
        self.params = params;
        Some(found)
    }

    /// Tries one dynamic child.
    fn enter(&mut self, child: &'w Node, start: usize, end: usize, n: usize) -> Option<Walked> {
        let bytes = self.text.as_bytes();
        let (items, count) = (child.middle as u32 as usize, (child.middle >> 32) as usize);
        match child.ends as u8 {
            kind::TEXT | kind::INT | kind::CHECKED => {
                let text = &self.text[start..end];
                let check = &self.automaton.checks[self.automaton.items[items].at as usize];
                // Without escapes, all that text has to be is there.
                let plain = child.ends as u8 == kind::TEXT && !self.escapes && !text.is_empty();
                if !plain && !accept(self.automaton, check, text) {
                    return None;
                }
                self.params.set(n, Param { start: start as u32, len: (end - start) as u32 });
                self.walk(child, end + 1, n + 1)
            }
            kind::PATH => {
                let check = &self.automaton.checks[self.automaton.items[items].at as usize];
                if !accept(self.automaton, check, &self.text[start..]) {
                    return None;
                }
                let len = (bytes.len() - start) as u32;
                self.params.set(n, Param { start: start as u32, len });
                self.end(child, n + 1)
            }
            kind::PARTS => {
                let n = self.parts(items, count, start, end, n)?;
                self.walk(child, end + 1, n)
            }
            _ if child.ends & kind::SUFFIXED == 0 => {
                let n = self.parts(items, count, start, bytes.len(), n)?;
                self.end(child, n)
            }
            _ => {
                // One slash at the end belongs to the rule; a second one would belong to nobody.
                let rest = &self.text[start..];
                let inner = rest.strip_suffix('/').unwrap_or(rest);
                if inner.ends_with('/') {
                    return None;
                }
                let n = self.parts(items, count, start, start + inner.len(), n)?;
                self.walk(child, start + inner.len() + 1, n)
            }
        }
    }

    fn parts(&mut self, items: usize, count: usize, start: usize, end: usize, n: usize) -> Option<usize> {
        parts::match_parts(self.automaton, items, count, self.text, start, end, n, &mut self.params)
    }
}

fn memchr_slash(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|b| *b == b'/').map_or(bytes.len(), |i| start + i)
}
