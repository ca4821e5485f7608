//! What each rule is for a request.

use super::super::automaton::Automaton;
use super::super::find::{Decision, find};
use super::super::lookup::Lookup;
use super::super::spec::{Extra, RouteSpec};
use super::super::subset::{Rule, decide, is_found, ranked};
use super::Verdict;

/// The rules that have to do with a path, by position, in the order in which they are tried.
pub(super) fn verdicts(
    automaton: &Automaton<'_>,
    rules: &[Rule<'_>],
    lookup: &Lookup<'_>,
) -> Vec<(usize, Verdict)> {
    let winner = match find(automaton, lookup) {
        Decision::Route { index, .. } | Decision::Decoded { index, .. } => Some(index),
        _ => None,
    };
    let (mut here, mut slashes, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
    let mut verdicts = vec![Verdict::OtherHost; rules.last().map_or(0, |rule| rule.index + 1)];
    // Where the client is sent, and where the rules with other slashes are tried.
    let mut other_path = None;
    for rule in rules {
        let verdict = match decide(&[rule.spec()], lookup, rule.ignore_ascii_case) {
            Decision::Route { .. } | Decision::Decoded { .. } if winner == Some(rule.index) => Verdict::Wins,
            Decision::Route { .. } | Decision::Decoded { .. } => Verdict::Behind,
            Decision::MethodNotAllowed { .. } => Verdict::OtherMethod,
            Decision::WebsocketMismatch => Verdict::OtherKind,
            Decision::Redirect { path } => {
                let merged = lookup.path.contains("//") && !path.contains("//");
                other_path.get_or_insert(path);
                if merged { Verdict::WithMergedSlashes } else { Verdict::WithSlash }
            }
            Decision::NotFound if is_elsewhere(rule, lookup) => Verdict::OtherHost,
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
    order.into_iter().map(|index| (index, verdicts[index])).collect()
}

/// Whether the rule would match if the request were for its host.
fn is_elsewhere(rule: &Rule<'_>, lookup: &Lookup<'_>) -> bool {
    let bound = rule.extra.host.is_some() || !lookup.any_host;
    bound && {
        let anywhere = RouteSpec { extra: &Extra::NONE, ..rule.for_any_method(lookup.websocket) };
        is_found(&anywhere, &Lookup { any_host: true, ..*lookup }, rule.ignore_ascii_case)
    }
}
