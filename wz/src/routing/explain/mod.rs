//! Why a request gets what it gets.

mod described;
mod nearest;
mod refusal;
#[cfg(test)]
mod refusal_tests;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod verdicts;

use super::MethodSet;
use super::automaton::Automaton;
use super::canonical::canonical;
use super::lookup::Lookup;
use super::subset::Rule;
use super::table::Route;
use super::target::Outcome;
pub(crate) use described::{Described, Outline, Outlined, RuleText};
pub(super) use text::methods;

/// What happens to a request and why: made by [`Table::explain`](super::Table::explain), where rules are
/// [`Route`]s, and by [`MapAdapter::explain`](super::map::MapAdapter::explain), where they are the rules of a map.
///
/// [`Display`](std::fmt::Display) writes all of it as text for a terminal of 80 columns; it may change between
/// versions.
#[derive(Debug, Clone)]
pub struct Explanation<R = Route<'static>, O = Outcome<'static>> {
    method: MethodSet,
    websocket: bool,
    path: String,
    host: Option<String>,
    outcome: O,
    rules: Vec<Candidate<R>>,
    nearest: Vec<R>,
    /// For each of the nearest, which variable refuses what, if that is all.
    refusals: Vec<Option<String>>,
}

/// A rule that has to do with a path.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Candidate<R = Route<'static>> {
    /// The rule.
    pub route: R,
    /// What it is for the request.
    pub verdict: Verdict,
}

/// What a rule is for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It answers; or redirects, when that is what it does.
    Wins,
    /// It would answer if there were none before it.
    Behind,
    /// It answers other methods.
    OtherMethod,
    /// It is for WebSockets and the request opens none, or the other way round.
    OtherKind,
    /// It would match with a slash at the end.
    WithSlash,
    /// It would match if runs of slashes were one slash.
    WithMergedSlashes,
    /// It would match on the host that it is for.
    OtherHost,
}

impl<R, O> Explanation<R, O> {
    /// The path in the form that is matched: what may stand bare stands bare, all else is `%XX`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The segments of that path: what is between its slashes, and after the last one.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').skip(1)
    }

    /// What the request gets: the same as `find` says.
    pub fn outcome(&self) -> &O {
        &self.outcome
    }

    /// The rules that match the path in their own right, in the order in which they are tried; then those that
    /// would match with other slashes, then those for another host.
    pub fn rules(&self) -> &[Candidate<R>] {
        &self.rules
    }

    /// When nothing is found: up to three rules that may have been meant. Those whose literal text agrees and of
    /// which only a variable refuses its part, for a reason that the text of this explanation tells; otherwise
    /// misspelt ones, otherwise those that start with the same segments.
    pub fn nearest(&self) -> &[R] {
        &self.nearest
    }

    /// Finds out what each rule has to say. `rules` are those that can match something, `route` gives them back as
    /// they are known outside.
    pub(super) fn new(
        (automaton, rules): (&Automaton<'_>, &[Rule<'_>]),
        (lookup, host): (&Lookup<'_>, Option<String>),
        outcome: O,
        route: impl Fn(usize) -> Option<R>,
    ) -> Self
    where
        O: Outlined,
    {
        let candidates = verdicts::verdicts(automaton, rules, lookup);
        let candidate = |(index, verdict)| Some(Candidate { route: route(index)?, verdict });
        let path = canonical(lookup.path);
        let near = match outcome.outline() {
            Outline::NotFound => nearest::nearest(rules, &path, lookup),
            _ => Vec::new(),
        };
        let (nearest, refusals) =
            near.into_iter().filter_map(|near| Some((route(near.index)?, near.refusal))).unzip();
        Explanation {
            method: lookup.method,
            websocket: lookup.websocket,
            rules: candidates.into_iter().filter_map(candidate).collect(),
            host,
            outcome,
            nearest,
            refusals,
            path,
        }
    }
}
