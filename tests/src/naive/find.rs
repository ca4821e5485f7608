//! All matches of a request, and which of them counts.

use std::collections::BTreeSet;

use super::part::{split, units};
use super::rule::{Item, Key, Step, Weight, domain_step, steps};
use super::site::{Request, Site};
use super::{decode, encode};

/// What a request gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A rule, by its number, and the texts of its variables, as [`shown`](super::shown) writes values.
    Found {
        /// The rule.
        rule: usize,
        /// Names and values.
        values: Vec<(String, String)>,
    },
    /// The path to ask for.
    Redirect(String),
    /// Rules, but for these methods.
    NotAllowed(BTreeSet<String>),
    /// Rules, but for the other kind of request.
    Mismatch,
    /// No rule.
    NotFound,
}

/// The rules of a site, ready to be tried.
#[derive(Debug)]
pub struct Naive<'s> {
    pub(super) site: &'s Site,
    pub(super) rules: Vec<Vec<Step>>,
}

/// How a rule's path and that of the request differ at the end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Exact,
    /// A strict rule has one slash more.
    Slash,
    /// A lenient rule has one slash more.
    Missing,
    /// A lenient rule has one slash less.
    Extra,
}

pub(super) struct Way {
    pub(super) key: Vec<Key>,
    texts: Vec<String>,
    end: End,
}

#[derive(Default)]
pub(super) struct Matches {
    /// Place in the order, rule, texts.
    pub(super) best: Option<(Vec<Key>, usize, Vec<String>)>,
    slash: Option<(Vec<Key>, usize)>,
    allow: BTreeSet<String>,
    mismatch: bool,
}

impl<'s> Naive<'s> {
    /// Reads the rules of a site.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn new(site: &'s Site) -> Result<Naive<'s>, wz_rule::RuleError> {
        let rule = |rule: &super::SiteRule| {
            let mut all = vec![domain_step(rule.domain.as_deref().unwrap_or(""))?];
            all.extend(steps(&rule.template, site.merges(rule))?);
            Ok(all)
        };
        Ok(Naive { site, rules: site.rules.iter().map(rule).collect::<Result<_, _>>()? })
    }

    /// What a request gets.
    pub fn find(&self, request: &Request) -> Answer {
        let Some(path) = request.path.strip_prefix('/') else { return Answer::NotFound };
        // Text that is not UTF-8 matches nothing.
        let Some(segments) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else {
            return Answer::NotFound;
        };
        let joined = |segments: &[String]| {
            segments.iter().map(|segment| format!("/{}", encode(segment))).collect::<String>()
        };
        let mut first = self.matches(&segments, request);
        if let Some((_, rule, texts)) = first.best {
            return self.found(rule, &texts);
        }
        if first.slash.is_some() {
            return Answer::Redirect(joined(&segments) + "/");
        }
        if request.path.contains("//") {
            let merged = merged(&segments);
            let again = self.matches(&merged, request);
            let merges = |rule: usize| self.site.merges(&self.site.rules[rule]);
            match (&again.best, &again.slash) {
                (Some((_, rule, _)), _) if merges(*rule) => return Answer::Redirect(joined(&merged)),
                (None, Some((_, rule))) if merges(*rule) => return Answer::Redirect(joined(&merged) + "/"),
                _ => {}
            }
            first.allow.extend(again.allow);
            first.mismatch |= again.mismatch;
        }
        if !first.allow.is_empty() {
            Answer::NotAllowed(first.allow)
        } else if first.mismatch {
            Answer::Mismatch
        } else {
            Answer::NotFound
        }
    }

    pub(super) fn matches(&self, segments: &[String], request: &Request) -> Matches {
        let mut found = Matches::default();
        for (number, rule) in self.site.rules.iter().enumerate() {
            for way in self.ways(number, segments, request) {
                // The form with a slash more is another URL: it says nothing about the methods of this one.
                let speaks = matches!(way.end, End::Exact | End::Extra);
                let methods = rule.method_names().filter(|methods| !methods.contains(request.method));
                if let Some(others) = methods {
                    found.allow.extend(others.into_iter().filter(|_| speaks));
                } else if rule.websocket != request.websocket {
                    found.mismatch |= speaks;
                } else if way.end == End::Slash {
                    if found.slash.as_ref().is_none_or(|(key, _)| way.key < *key) {
                        found.slash = Some((way.key, number));
                    }
                } else if found.best.as_ref().is_none_or(|(key, ..)| way.key < *key) {
                    found.best = Some((way.key, number, way.texts));
                }
            }
        }
        found
    }

    pub(super) fn ways(&self, rule: usize, segments: &[String], request: &Request) -> Vec<Way> {
        let mut ways = Vec::new();
        if self.site.rules[rule].build_only {
            return ways;
        }
        let (domain, path) = (&self.rules[rule][0], &self.rules[rule][1..]);
        let strict = self.site.is_strict(&self.site.rules[rule]);
        match domain {
            Step::Static(text) if *text == request.domain => {
                walk(path, segments, strict, vec![Key::Static], Vec::new(), &mut ways);
            }
            Step::Static(_) => {}
            Step::Dynamic { items, .. } => {
                if let Some(texts) = split(items, &units(std::slice::from_ref(&request.domain))) {
                    walk(path, segments, strict, vec![Key::Dynamic(Weight::of(items))], texts, &mut ways);
                }
            }
        }
        ways
    }

    fn found(&self, rule: usize, texts: &[String]) -> Answer {
        let items = self.rules[rule].iter().flat_map(|step| match step {
            Step::Dynamic { items, .. } => items.as_slice(),
            Step::Static(_) => &[],
        });
        let variables = items.filter_map(|item| match item {
            Item::Variable { name, converter } => Some((name, converter)),
            _ => None,
        });
        let values = variables
            .zip(texts)
            .map(|((name, converter), text)| (name.clone(), super::site::shown_text(converter, text)));
        Answer::Found { rule, values: values.collect() }
    }
}

/// The segments without the empty ones, except the last one.
pub(super) fn merged(segments: &[String]) -> Vec<String> {
    let last = segments.len() - 1;
    let kept = segments.iter().enumerate().filter(|(i, segment)| *i == last || !segment.is_empty());
    kept.map(|(_, segment)| segment.clone()).collect()
}

fn walk(
    steps: &[Step],
    segments: &[String],
    strict: bool,
    mut key: Vec<Key>,
    mut texts: Vec<String>,
    ways: &mut Vec<Way>,
) {
    let Some((step, others)) = steps.split_first() else {
        if segments.is_empty() {
            ways.push(Way { key, texts, end: End::Exact });
        } else if !strict && segments == [""] {
            key.push(Key::ExtraSlash);
            ways.push(Way { key, texts, end: End::Extra });
        }
        return;
    };
    let Some((segment, later)) = segments.split_first() else {
        if others.is_empty() && matches!(step, Step::Static(text) if text.is_empty()) {
            key.push(Key::Static);
            ways.push(Way { key, texts, end: if strict { End::Slash } else { End::Missing } });
        }
        return;
    };
    match step {
        Step::Static(text) => {
            if text == segment {
                key.push(Key::Static);
                walk(others, later, strict, key, texts, ways);
            }
        }
        Step::Dynamic { items, rest: false, .. } => {
            if let Some(more) = split(items, &units(std::slice::from_ref(segment))) {
                key.push(Key::Dynamic(Weight::of(items)));
                texts.extend(more);
                walk(others, later, strict, key, texts, ways);
            }
        }
        Step::Dynamic { items, suffixed, .. } => {
            // One slash at the end belongs to the rule; a second one belongs to nobody.
            let with_slash = *suffixed && segments.len() > 1 && segments.ends_with(&[String::new()]);
            let inner = if with_slash { &segments[..segments.len() - 1] } else { segments };
            if *suffixed && inner.len() > 1 && inner.ends_with(&[String::new()]) {
                return;
            }
            if let Some(more) = split(items, &units(inner)) {
                key.push(Key::Dynamic(Weight::of(items)));
                texts.extend(more);
                let left = if with_slash { &[String::new()][..] } else { &[] };
                walk(others, left, strict, key, texts, ways);
            }
        }
    }
}
