use super::node::{Automaton, Node, Prefix, RuleEntry};

/// What the straight walk reads, from where it is: putting an [`Automaton`] together costs a good part of a look-up.
pub(crate) trait Walkable {
    /// As [`Automaton::nodes`].
    fn nodes(&self) -> &[Node];
    /// As [`Automaton::prefix`].
    fn prefix(&self) -> &Prefix;
    /// As [`Automaton::rules`].
    fn rules(&self) -> &[RuleEntry];
    /// As [`Automaton::text`].
    fn text(&self) -> &[u8];
    /// Whether a path can be walked as it is: no host patterns, no escapes in literal text, no ignored case.
    fn is_plain(&self) -> bool;
    /// All of it, for what is off the straight walk.
    fn automaton(&self) -> Automaton<'_>;
}

impl Walkable for Automaton<'_> {
    #[inline(always)]
    fn nodes(&self) -> &[Node] {
        self.nodes
    }

    #[inline(always)]
    fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    #[inline(always)]
    fn rules(&self) -> &[RuleEntry] {
        self.rules
    }

    #[inline(always)]
    fn text(&self) -> &[u8] {
        self.text
    }

    #[inline(always)]
    fn is_plain(&self) -> bool {
        self.hosts.is_empty() && !self.escapes && !self.ignore_ascii_case
    }

    #[inline(always)]
    fn automaton(&self) -> Automaton<'_> {
        *self
    }
}
