//! The routers that are compared.
//!
//! wz does more than the others in every row: it looks at the method, knows what to redirect, checks and reads
//! integers. `matchit+work` is matchit with the same kind of work added: a method mask, and integers parsed.

use wz::handler::RouteTable;
use wz::routing::map::{Map, Rule};
use wz::routing::{At, FromInt, MethodSet};

use crate::github_handlers::Github;
use crate::measure::Candidate;
use crate::sets::{Set, as_regex, with_angles, with_braces, with_colons};

/// Which variables of a rule are integers. In two bytes: what a router is asked for should not be what takes time.
#[derive(Clone, Copy, Default)]
struct Variables {
    count: u8,
    integers: u8,
}

impl Variables {
    fn of(rule: &str) -> Variables {
        rule.split('<').skip(1).fold(Variables::default(), |all, variable| Variables {
            count: all.count + 1,
            integers: all.integers | u8::from(variable.starts_with("int:")) << all.count,
        })
    }

    fn is_int(self, index: usize) -> bool {
        self.integers >> index & 1 == 1
    }
}

// As the closures of the others are.
#[inline(always)]
fn sum(at: &At<'_>, variables: &[Variables]) -> u64 {
    let Some(index) = at.index() else { return 1 };
    let (mut sum, variables) = (index as u64, variables[index]);
    for i in 0..usize::from(variables.count) {
        sum = sum.wrapping_add(if variables.is_int(i) {
            u64::from_int(at.int(i)).unwrap_or(0)
        } else {
            at.text(i).len() as u64
        });
    }
    sum
}

pub(crate) fn all(set: &Set, with_table: bool, only_quick: bool) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    let variables: Vec<Variables> = set.rules.iter().map(|rule| Variables::of(rule)).collect();
    if with_table {
        let variables = variables.clone();
        candidates.push(Candidate::new("wz table", move |path| {
            sum(&Github::TABLE.at(path, MethodSet::GET), &variables)
        }));
    }
    let rules = set.rules.iter().enumerate().map(|(i, rule)| Rule::to(rule.clone(), i).methods(["GET"]));
    let map = Map::new(rules).expect("the rules of a bench are fine");
    let wanted = variables.clone();
    candidates.push(Candidate::new("wz map", move |path| sum(&map.at(path, MethodSet::GET), &wanted)));

    let mut router = matchit::Router::new();
    for (i, rule) in set.rules.iter().enumerate() {
        router.insert(with_braces(rule), i).expect("matchit takes the rule");
    }
    // Clones both: their nodes lie side by side in memory, where those of the one that has grown are scattered, which
    // with 10,000 rules makes it four times as slow.
    let (plain, router) = (router.clone(), router.clone());
    candidates.push(Candidate::new("matchit", move |path| {
        plain.at(path).map_or(1, |found| {
            found
                .params
                .iter()
                .fold(*found.value as u64, |sum, (_, value)| sum.wrapping_add(value.len() as u64))
        })
    }));
    candidates.push(Candidate::new("matchit+work", move |path| {
        let Ok(found) = router.at(path) else { return 1 };
        if MethodSet::GET.with_implied().bits() & MethodSet::GET.bits() == 0 {
            return 2;
        }
        let variables = variables[*found.value];
        found.params.iter().enumerate().fold(*found.value as u64, |sum, (i, (_, value))| {
            sum.wrapping_add(if variables.is_int(i) {
                value.parse::<u64>().unwrap_or(0)
            } else {
                value.len() as u64
            })
        })
    }));

    let mut tree = path_tree::PathTree::new();
    for (i, rule) in set.rules.iter().enumerate() {
        let _ = tree.insert(&with_colons(rule), i);
    }
    candidates.push(Candidate::new("path-tree", move |path| {
        tree.find(path).map_or(1, |(value, found)| {
            found.params_iter().fold(*value as u64, |sum, (_, value)| sum.wrapping_add(value.len() as u64))
        })
    }));

    let mut router = wayfind::RouterBuilder::new();
    for (i, rule) in set.rules.iter().enumerate() {
        router.insert(&with_angles(rule), i).expect("wayfind takes the rule");
    }
    let router = router.build();
    candidates.push(Candidate::new("wayfind", move |path| {
        router.search(path).map_or(1, |found| *found.data() as u64)
    }));

    let mut router = xitca_router::Router::new();
    for (i, rule) in set.rules.iter().enumerate() {
        router.insert(with_braces(rule), i).expect("xitca-router takes the rule");
    }
    candidates.push(Candidate::new("xitca-router", move |path| {
        router.at(path).map_or(1, |found| *found.value as u64)
    }));

    let mut router = ntex_router::Router::<usize>::builder();
    for (i, rule) in set.rules.iter().enumerate() {
        router.path(with_braces(rule), i);
    }
    let router = router.build();
    candidates.push(Candidate::new("ntex-router", move |path| {
        let mut path = ntex_router::Path::new(path);
        router.recognize(&mut path).map_or(1, |(value, _)| *value as u64)
    }));

    if !only_quick {
        slow(set, &mut candidates);
    }
    candidates
}

/// Those that are an order of magnitude slower: only on the small sets.
fn slow<'s>(set: &'s Set, candidates: &mut Vec<Candidate<'s>>) {
    let mut router = route_recognizer::Router::new();
    for (i, rule) in set.rules.iter().enumerate() {
        router.add(&with_colons(rule), i);
    }
    candidates.push(Candidate::new("route-recognizer", move |path| {
        router.recognize(path).map_or(1, |found| **found.handler() as u64)
    }));

    let regexes = regex::RegexSet::new(set.rules.iter().map(|rule| as_regex(rule))).expect("expressions");
    candidates.push(Candidate::new("RegexSet", move |path| {
        regexes.matches(path).iter().next().map_or(1, |i| i as u64)
    }));

    let mut router = actix_router::Router::<usize>::build();
    for (i, rule) in set.rules.iter().enumerate() {
        router.path(with_braces(rule), i);
    }
    let router = router.finish();
    candidates.push(Candidate::new("actix-router", move |path| {
        let mut path = actix_router::Path::new(path);
        router.recognize(&mut path).map_or(1, |(value, _)| *value as u64)
    }));
}
