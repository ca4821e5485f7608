//! The rules that may have been meant where none is.

use wz_rule::did_you_mean;

use super::super::MethodSet;
use super::super::lookup::Lookup;
use super::super::spec::{PartSpec, RouteSpec, SegmentSpec};
use super::super::subset::{Rule, is_found, is_taken};
use super::refusal::refusal;

/// More are no help.
const LIMIT: usize = 3;

/// How near a rule is: the greater the nearer.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// So many segments from the start are the same.
    Start(usize),
    /// All segments are there, but some are misspelt, or a slash at the end differs.
    Misspelt,
    /// Only a variable refuses its part.
    Refused,
}

/// A rule that may have been meant.
#[derive(Debug)]
pub(super) struct Near {
    pub(super) index: usize,
    /// Which variable refuses what.
    pub(super) refusal: Option<String>,
}

/// The nearest rules; of those that are equally near the ones listed first.
pub(super) fn nearest(rules: &[Rule<'_>], path: &str, lookup: &Lookup<'_>) -> Vec<Near> {
    let mut best = None;
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| host_fits(rule, lookup)) {
        let refusal = refusal(rule, path);
        let nearness = match &refusal {
            // Without any text of its own, a rule for numbers is no nearer to a word than other rules.
            Some(_) if has_text(&rule.segments) => Some(Nearness::Refused),
            Some(_) => Some(Nearness::Start(0)),
            None => nearness(rule, path),
        };
        if nearness.is_none() || nearness < best {
            continue;
        }
        if nearness > best {
            best = nearness;
            found.clear();
        }
        found.push(Near { index: rule.index, refusal });
    }
    found.truncate(LIMIT);
    found
}

fn host_fits(rule: &Rule<'_>, lookup: &Lookup<'_>) -> bool {
    if rule.extra.host.is_none() {
        return lookup.any_host;
    }
    let alone = RouteSpec { segments: &[SegmentSpec::EMPTY], ..rule.for_any_method(lookup.websocket) };
    let anywhere = RouteSpec { bounds: &[], ..alone };
    is_found(&anywhere, &Lookup { path: "/", ..*lookup }, false)
}

fn nearness(rule: &Rule<'_>, path: &str) -> Option<Nearness> {
    let segments = &rule.segments;
    let texts: Vec<&str> = path.split('/').skip(1).collect();
    let (mut at, mut start, mut anchored, mut misspelt) = (0, 0, false, false);
    while let (Some(segment), Some(text)) = (segments.get(at), texts.get(at)) {
        if fits(segment, text, rule.ignore_ascii_case) {
            start += usize::from(!misspelt);
            // A variable alone says little: it takes nearly everything.
            anchored |= !misspelt && segment.parts.is_empty() && !text.is_empty();
        } else if is_misspelt(segment, text) {
            misspelt = true;
        } else {
            break;
        }
        at += 1;
    }
    match (&segments[at..], &texts[at..]) {
        ([], [] | [""]) | ([SegmentSpec { text: "", parts: [], .. }], []) => Some(Nearness::Misspelt),
        _ => anchored.then_some(Nearness::Start(start)),
    }
}

fn has_text(segments: &[SegmentSpec<'_>]) -> bool {
    let in_parts = |parts: &[PartSpec<'_>]| {
        parts.iter().any(|part| matches!(part, PartSpec::Text(text) if !text.is_empty()))
    };
    segments.iter().any(|segment| !segment.text.is_empty() || in_parts(segment.parts))
}

fn is_misspelt(segment: &SegmentSpec<'_>, text: &str) -> bool {
    segment.parts.is_empty() && !segment.text.is_empty() && did_you_mean(text, [segment.text]).is_some()
}

/// Whether one segment of a rule takes one segment of a path.
fn fits(segment: &SegmentSpec<'_>, text: &str, ignore_case: bool) -> bool {
    if segment.parts.is_empty() {
        return segment.text == text || (ignore_case && segment.text.eq_ignore_ascii_case(text));
    }
    let alone = RouteSpec { segments: &[*segment], methods: MethodSet::ALL, ..RouteSpec::NOTHING };
    is_taken(&alone, &format!("/{text}"), ignore_case)
}
