//! Finding the rule of a request in an [`Automaton`]: everything but what the rule itself then does.

use super::automaton::Automaton;
use super::canonical;
use super::captures::Captures;
use super::matcher::{Search, SlashMatch, Walked, methods_of};
use super::params::Params;
use super::{MethodSet, Target};

/// What there is for a request.
pub(crate) enum Decision {
    Route {
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
struct Attempt {
    found: Option<Found>,
    slash: Option<SlashMatch>,
    refused: u32,
    mismatch: bool,
}

struct Found {
    walked: Walked,
    params: Params,
    /// Host and path, when the spans point into both.
    text: Option<String>,
}

/// Finds out what a request gets.
///
/// `any_host` is whether rules without host pattern are among those that count.
pub(crate) fn find(automaton: &Automaton<'_>, target: &Target<'_>, any_host: bool) -> Decision {
    let raw = target.path.path();
    let odd = canonical::is_odd(raw, automaton.escapes);
    let owned = odd.then(|| canonical::canonical(raw));
    let path = owned.as_deref().unwrap_or(raw);
    let mut first = attempt(automaton, path, target, any_host);
    if let Some(found) = first.found {
        let index = usize::from(found.walked.route);
        let captures = match (found.text, odd) {
            (None, false) => Captures::from_path(target.path.clone(), found.params),
            (text, _) => decoded(text.as_deref().unwrap_or(path), found.params),
        };
        return Decision::Route { index, captures };
    }
    if first.slash.is_none() && path.contains("//") {
        let merged = merge_slashes(path);
        let again = attempt(automaton, &merged, target, any_host);
        let by_slash = again.found.is_none() && again.slash.is_some_and(|slash| slash.merge);
        if again.found.as_ref().is_some_and(|found| found.walked.merge) || by_slash {
            return Decision::Redirect { path: merged + if by_slash { "/" } else { "" } };
        }
        first.refused |= again.refused;
        first.mismatch |= again.mismatch;
    }
    if first.slash.is_some() {
        return Decision::Redirect { path: format!("{path}/") };
    }
    match first.refused {
        0 if first.mismatch => Decision::WebsocketMismatch,
        0 => Decision::NotFound,
        refused => Decision::MethodNotAllowed { allow: methods_of(refused) },
    }
}

/// Tries the rules of each host pattern that fits, then those for any host.
fn attempt(automaton: &Automaton<'_>, path: &str, target: &Target<'_>, any_host: bool) -> Attempt {
    let mut attempt = Attempt { found: None, slash: None, refused: 0, mismatch: false };
    for (i, host) in automaton.hosts.iter().enumerate() {
        let Some(name) = (if host.subdomain { target.subdomain } else { target.host }) else { continue };
        let text = format!("{name}{path}");
        let mut search = Search::new(automaton, &text, target);
        if !search.host(host.items, host.count, name.len()) {
            continue;
        }
        let walked = search.path(1 + i, name.len());
        attempt.add(search, walked);
        if let Some(found) = &mut attempt.found {
            found.text = Some(text);
            return attempt;
        }
    }
    if any_host {
        let mut search = Search::new(automaton, path, target);
        let walked = search.path(0, 0);
        attempt.add(search, walked);
    }
    attempt
}

impl Attempt {
    fn add(&mut self, search: Search<'_>, walked: Option<Walked>) {
        self.refused |= search.refused;
        self.mismatch |= search.mismatch;
        self.slash = self.slash.or(search.slash);
        self.found = walked.map(|walked| Found { walked, params: search.params, text: None });
    }
}

/// Captures whose text had to be decoded. That each piece can be decoded is part of matching it.
fn decoded(text: &str, mut params: Params) -> Captures {
    let mut out = String::with_capacity(text.len());
    for param in params.iter_mut() {
        let piece = &text[param.start as usize..(param.start + param.len) as usize];
        let start = out.len();
        out.push_str(&canonical::decode(piece).unwrap_or_default());
        (param.start, param.len) = (start as u32, (out.len() - start) as u32);
    }
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
