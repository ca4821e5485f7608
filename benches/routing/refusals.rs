//! Requests that a router answers itself: with 405 and the methods there are, or with a redirect to the path with a
//! slash at the end. None of the rivals does either, so matchit alone stands for them, with that work added.

use wz::handler::RouteTable;
use wz::routing::map::{Map, Rule};
use wz::routing::{Answer, At, MethodSet};

use crate::github_handlers::Github;
use crate::measure::Candidate;
use crate::sets::{Set, with_braces};

/// Every path exists, but not for this method.
pub(crate) fn wrong_method(set: &Set) -> Vec<Candidate<'_>> {
    let allowed = |at: &At<'_>| match at.answer() {
        Answer::MethodNotAllowed { allow } => u64::from(allow.bits()),
        _ => 0,
    };
    let (map, router) = (map(set), router(set));
    let allow = MethodSet::GET.with_implied();
    vec![
        Candidate::new("wz table", move |path| allowed(&Github::TABLE.at(path, MethodSet::DELETE))),
        Candidate::new("wz map", move |path| allowed(&map.at(path, MethodSet::DELETE))),
        Candidate::new("matchit+work", move |path| match router.at(path) {
            Ok(_) if allow.bits() & MethodSet::DELETE.bits() == 0 => u64::from(allow.bits()),
            _ => 0,
        }),
    ]
}

/// The rules end with a slash, the paths do not.
pub(crate) fn without_slash(set: &Set) -> Vec<Candidate<'_>> {
    let (map, router) = (map(set), router(set));
    vec![
        Candidate::new("wz map", move |path| match map.at(path, MethodSet::GET).answer() {
            Answer::Redirect { path } => path.len() as u64,
            _ => 0,
        }),
        Candidate::new("matchit+work", move |path| {
            if router.at(path).is_ok() {
                return 0;
            }
            let with_slash = format!("{path}/");
            if router.at(&with_slash).is_ok() { with_slash.len() as u64 } else { 0 }
        }),
    ]
}

fn map(set: &Set) -> Map<usize> {
    let rules = set.rules.iter().enumerate().map(|(i, rule)| Rule::to(rule.clone(), i).methods(["GET"]));
    Map::new(rules).expect("the rules of a bench are fine")
}

fn router(set: &Set) -> matchit::Router<usize> {
    let mut router = matchit::Router::new();
    for (i, rule) in set.rules.iter().enumerate() {
        router.insert(with_braces(rule), i).expect("matchit takes the rule");
    }
    router
}
