//! Finding the rule of a request in an [`Automaton`]: everything but what the rule itself then does.

use super::MethodSet;
use super::automaton::{Automaton, Walkable};
use super::canonical;
use super::captures::Captures;
use super::lookup::Lookup;
use super::matcher::{Fast, Search, SlashMatch, Walked, methods_of, rule_mask, walk};
use super::params::{Param, Params};
use crate::url::percent_decode;

/// What there is for a request.
pub(crate) enum Decision {
    /// The spans of the variables point into the path as it was sent.
    Route {
        index: usize,
        params: Params,
    },
    /// The same, with text that had to be put together.
    Decoded {
        index: usize,
        captures: Captures,
    },
    /// The path without runs of slashes, or with a slash at the end.
    Redirect {
        path: String,
    },
    MethodNotAllowed {
        allow: MethodSet,
    },
    WebsocketMismatch,
    NotFound,
}

/// What one walk found.
struct Attempt<'r> {
    found: Option<Found<'r>>,
    slash: Option<SlashMatch>,
    refused: u32,
    mismatch: bool,
}

struct Found<'r> {
    walked: Walked,
    params: Params,
    /// The host, when the spans point into host and path.
    host: Option<&'r str>,
}

/// The straight walk, where it may decide.
#[inline(always)]
pub(crate) fn find_straight(tables: &impl Walkable, path: &str, request: u32) -> Fast {
    if tables.is_plain() { walk(tables, path, request) } else { Fast::Unsure }
}

/// Finds out what a request gets.
#[inline]
pub(crate) fn find(automaton: &Automaton<'_>, lookup: &Lookup<'_>) -> Decision {
    if lookup.any_host {
        let request = rule_mask(lookup.method, lookup.websocket);
        match find_straight(automaton, lookup.path, request) {
            Fast::Route { route, spans } => {
                return Decision::Route { index: usize::from(route), params: Params::new(spans) };
            }
            Fast::NotFound => return Decision::NotFound,
            Fast::Refused(mask) => return Decision::MethodNotAllowed { allow: methods_of(mask) },
            Fast::Slash => return Decision::Redirect { path: with_slash(lookup.path) },
            Fast::Unsure => {}
        }
    }
    find_with_care(automaton, lookup)
}

/// The same for every path and every table.
#[cold]
pub(crate) fn find_with_care(automaton: &Automaton<'_>, lookup: &Lookup<'_>) -> Decision {
    let odd = canonical::is_odd(lookup.path, automaton.escapes);
    let owned = odd.then(|| canonical::canonical(lookup.path));
    let path = owned.as_deref().unwrap_or(lookup.path);
    let folded = automaton.ignore_ascii_case.then(|| path.to_ascii_lowercase());
    // What is compared; its bytes are at the same places as those of the path.
    let compared = folded.as_deref().unwrap_or(path);
    let mut first = attempt(automaton, compared, lookup);
    if let Some(found) = first.found {
        let index = usize::from(found.walked.route);
        return match (found.host, odd) {
            (None, false) => Decision::Route { index, params: found.params },
            (host, _) => {
                let text = format!("{}{path}", host.unwrap_or(""));
                Decision::Decoded { index, captures: decoded(&text, &found.params) }
            }
        };
    }
    if first.slash.is_none() && path.contains("//") {
        let merged = merge_slashes(path);
        let folded = automaton.ignore_ascii_case.then(|| merged.to_ascii_lowercase());
        let again = attempt(automaton, folded.as_deref().unwrap_or(&merged), lookup);
        let by_slash = again.found.is_none() && again.slash.is_some_and(|slash| slash.merge);
        if again.found.as_ref().is_some_and(|found| found.walked.merge) || by_slash {
            // In the one spelling, whatever other rules made of the path.
            return Decision::Redirect {
                path: canonical::canonical(&merged) + if by_slash { "/" } else { "" },
            };
        }
        // A rule that answers there does not merge. What the others refuse must not depend on which of them were
        // tried before it.
        let again = match again.found {
            Some(_) => tries(automaton, folded.as_deref().unwrap_or(&merged), lookup, false),
            None => again,
        };
        first.refused |= again.refused;
        first.mismatch |= again.mismatch;
    }
    if first.slash.is_some() {
        return Decision::Redirect { path: with_slash(path) };
    }
    nothing(first.refused, first.mismatch)
}

/// Where to send a request for a path whose rule has a slash at the end.
pub(super) fn with_slash(path: &str) -> String {
    canonical::canonical(path) + "/"
}

/// The outcome when no rule answers: what refused decides.
fn nothing(refused: u32, mismatch: bool) -> Decision {
    match refused {
        0 if mismatch => Decision::WebsocketMismatch,
        0 => Decision::NotFound,
        refused => Decision::MethodNotAllowed { allow: methods_of(refused) },
    }
}

fn attempt<'r>(automaton: &Automaton<'_>, path: &str, lookup: &Lookup<'r>) -> Attempt<'r> {
    tries(automaton, path, lookup, true)
}

/// Tries the rules of each host pattern that fits, then those for any host.
/// Without `answers` none does, and all are tried.
fn tries<'r>(automaton: &Automaton<'_>, path: &str, lookup: &Lookup<'r>, answers: bool) -> Attempt<'r> {
    let mut attempt = Attempt { found: None, slash: None, refused: 0, mismatch: false };
    for (i, host) in automaton.hosts.iter().enumerate() {
        if let Some(name) = if host.subdomain { lookup.subdomain } else { lookup.host } {
            let text = format!("{name}{path}");
            let mut search = Search::new(automaton, &text, lookup, answers);
            if search.host(host.items, host.count, name.len()) {
                let walked = search.path(1 + i, name.len());
                attempt.add(search, walked, Some(name));
            }
        }
        if attempt.found.is_some() && !host.tie {
            return attempt;
        }
    }
    if lookup.any_host {
        let mut search = Search::new(automaton, path, lookup, answers);
        let walked = search.path(0, 0);
        attempt.add(search, walked, None);
    }
    attempt
}

impl<'r> Attempt<'r> {
    /// Among patterns that tie the first rule counts.
    fn add(&mut self, search: Search<'_>, walked: Option<Walked>, host: Option<&'r str>) {
        self.refused |= search.refused;
        self.mismatch |= search.mismatch;
        self.slash = self.slash.or(search.slash);
        let known = self.found.as_ref().map_or(u32::MAX, |found| found.walked.rank);
        if let Some(walked) = walked.filter(|walked| walked.rank < known || self.found.is_none()) {
            self.found = Some(Found { walked, params: search.params, host });
        }
    }
}

/// Captures whose text had to be decoded. That each piece can be decoded is part of matching it.
fn decoded(text: &str, params: &Params) -> Captures {
    let mut out = String::with_capacity(text.len());
    let decode = |param: Param| {
        let piece = &text[param.start as usize..(param.start + param.len) as usize];
        let start = out.len();
        out.push_str(&percent_decode(piece).unwrap_or_default());
        Param { start: start as u32, len: (out.len() - start) as u32 }
    };
    let params = params.iter().map(decode).collect();
    Captures::from_text(out, params)
}

fn merge_slashes(path: &str) -> String {
    let mut merged = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !merged.ends_with('/') {
            merged.push(c);
        }
    }
    merged
}
