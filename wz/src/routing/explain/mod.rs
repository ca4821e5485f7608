//! Why a request gets what it gets.

mod nearest;
mod refusal;
#[cfg(test)]
mod refusal_tests;
#[cfg(test)]
mod tests;
mod text;

use super::MethodSet;
use super::canonical::canonical;
use super::find::{Decision, find};
use super::lookup::Lookup;
use super::params::Params;
use super::spec::{Extra, RouteSpec};
use super::subset::{Rule, decide, ranked};
use super::table::{Route, Table};
use super::target::{Outcome, Target};
pub(super) use text::methods;

/// What happens to a request and why: made by [`Table::explain`].
///
/// [`Display`](std::fmt::Display) writes all of it as text for a terminal of 80 columns; it may change between
/// versions.
#[derive(Debug, Clone)]
pub struct Explanation<'t> {
    method: MethodSet,
    websocket: bool,
    path: String,
    host: Option<String>,
    outcome: Outcome<'t>,
    rules: Vec<Candidate<'t>>,
    nearest: Vec<Route<'t>>,
    /// For each of the nearest, which variable refuses what, if that is all.
    refusals: Vec<Option<String>>,
}

/// A rule that has to do with a path.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Candidate<'t> {
    /// The rule.
    pub route: Route<'t>,
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

impl<'t> Explanation<'t> {
    /// The path in the form that is matched: what may stand bare stands bare, all else is `%XX`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The segments of that path: what is between its slashes, and after the last one.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').skip(1)
    }

    /// What the request gets: the same as [`Table::find`] says.
    pub fn outcome(&self) -> &Outcome<'t> {
        &self.outcome
    }

    /// The rules that match the path in their own right, in the order in which they are tried; then those that
    /// would match with other slashes, then those for another host.
    pub fn rules(&self) -> &[Candidate<'t>] {
        &self.rules
    }

    /// When nothing is found: up to three rules that may have been meant. Those whose literal text agrees and of
    /// which only a variable refuses its part, for a reason that the text of this explanation tells; otherwise
    /// misspelt ones, otherwise those that start with the same segments.
    pub fn nearest(&self) -> &[Route<'t>] {
        &self.nearest
    }
}

impl Table<'_> {
    /// Finds out what a request gets, and what each rule has to say about it. For people: [`find`](Self::find) is
    /// thousands of times faster.
    ///
    /// ```
    /// use wz::handler::RouteTable;
    /// use wz::http::uri::PathAndQuery;
    /// use wz::routing::{MethodSet, Target, Verdict};
    ///
    /// #[wz::get("/user/<int:id>")]
    /// fn by_id(id: u32) {}
    ///
    /// #[wz::get("/user/<name>")]
    /// fn by_name(name: &str) {}
    ///
    /// wz::routes! { Site = by_name, by_id }
    ///
    /// # fn main() {
    /// let path = PathAndQuery::from_static("/user/42");
    /// let target =
    ///     Target { method: MethodSet::GET, path: &path, host: None, subdomain: None, websocket: false };
    /// let explanation = Site::TABLE.explain(&target);
    /// let rules: Vec<_> = explanation.rules().iter().map(|rule| (rule.route.rule(), rule.verdict)).collect();
    /// assert_eq!(
    ///     rules,
    ///     [("/user/<int:id>".into(), Verdict::Wins), ("/user/<name>".into(), Verdict::Behind)]
    /// );
    /// println!("{explanation}");
    /// # }
    /// ```
    pub fn explain(&self, target: &Target<'_>) -> Explanation<'_> {
        let lookup = Lookup {
            path: target.path.path(),
            method: target.method,
            websocket: target.websocket,
            host: target.host,
            subdomain: target.subdomain,
            any_host: true,
        };
        let outcome = self.find(target);
        let rules = self.candidates(&lookup);
        let path = canonical(lookup.path);
        let nearest = match outcome {
            Outcome::NotFound => nearest::nearest(self.live_rules(), &path, &lookup),
            _ => Vec::new(),
        };
        let (nearest, refusals) =
            nearest.into_iter().filter_map(|near| Some((self.route(near.index)?, near.refusal))).unzip();
        Explanation {
            method: target.method,
            websocket: target.websocket,
            host: target.host.map(str::to_owned),
            outcome,
            rules,
            nearest,
            refusals,
            path,
        }
    }

    /// The rules that can match something.
    fn live_rules(&self) -> impl Iterator<Item = Rule<'_>> {
        let live = |index: &usize| !self.routes[*index].spec.options.build_only;
        (0..self.routes.len()).filter(live).map(|index| Rule::new(self, index))
    }

    fn candidates(&self, lookup: &Lookup<'_>) -> Vec<Candidate<'_>> {
        let winner = match find(&self.automaton, lookup, &mut Params::default()) {
            Decision::Route { index } | Decision::Decoded { index, .. } => Some(index),
            _ => None,
        };
        let (mut here, mut slashes, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
        let mut verdicts = vec![Verdict::OtherHost; self.routes.len()];
        // Where the client is sent, and where the rules with other slashes are tried.
        let mut other_path = None;
        for rule in self.live_rules() {
            let verdict = match decide(&[rule.spec()], lookup) {
                Decision::Route { .. } | Decision::Decoded { .. } if winner == Some(rule.index) => {
                    Verdict::Wins
                }
                Decision::Route { .. } | Decision::Decoded { .. } => Verdict::Behind,
                Decision::MethodNotAllowed { .. } => Verdict::OtherMethod,
                Decision::WebsocketMismatch => Verdict::OtherKind,
                Decision::Redirect { path } => {
                    let merged = lookup.path.contains("//") && !path.contains("//");
                    other_path.get_or_insert(path);
                    if merged { Verdict::WithMergedSlashes } else { Verdict::WithSlash }
                }
                Decision::NotFound if is_elsewhere(&rule, lookup) => Verdict::OtherHost,
                Decision::NotFound => continue,
            };
            verdicts[rule.index] = verdict;
            match verdict {
                Verdict::WithSlash | Verdict::WithMergedSlashes => slashes.push(rule),
                Verdict::OtherHost => elsewhere.push(rule.index),
                _ => here.push(rule),
            }
        }
        let mut order = ranked(here, lookup);
        let path = other_path.as_deref().unwrap_or(lookup.path);
        order.extend(ranked(slashes, &Lookup { path, ..*lookup }));
        order.extend(elsewhere);
        let candidate =
            |index: usize| Some(Candidate { route: self.route(index)?, verdict: verdicts[index] });
        order.into_iter().filter_map(candidate).collect()
    }
}

/// Whether the rule would match if the request were for its host.
fn is_elsewhere(rule: &Rule<'_>, lookup: &Lookup<'_>) -> bool {
    rule.extra.host.is_some() && {
        let anywhere = RouteSpec { extra: &Extra::NONE, ..rule.for_any_method(lookup.websocket) };
        matches!(decide(&[anywhere], lookup), Decision::Route { .. } | Decision::Decoded { .. })
    }
}
