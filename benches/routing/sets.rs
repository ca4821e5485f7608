//! The route sets: rules in wz's notation with a path for each.

use crate::github::TYPED;

/// Rules and paths.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) rules: Vec<String>,
    pub(crate) hits: Vec<String>,
    pub(crate) misses: Vec<String>,
}

/// The GitHub paths with integers where they have some.
pub(crate) fn github_typed() -> Set {
    let (rules, hits): (Vec<_>, Vec<_>) =
        TYPED.iter().map(|(rule, path)| ((*rule).to_owned(), (*path).to_owned())).unzip();
    Set { name: "github_typed".to_owned(), misses: misses(&hits), rules, hits }
}

/// The same with plain text variables.
pub(crate) fn github_plain() -> Set {
    let set = github_typed();
    Set {
        name: "github".to_owned(),
        rules: set.rules.iter().map(|rule| rule.replace("int:", "")).collect(),
        ..set
    }
}

/// A REST API of `count` rules: groups of resources with lists, items and things below items.
pub(crate) fn rest(count: usize) -> Set {
    let (mut rules, mut hits) = (Vec::new(), Vec::new());
    let mut resource = 0;
    while rules.len() < count {
        let base = format!("/api/v1/{}/{}", word(resource / 10), word(1_000 + resource));
        for (rule, path) in [
            ("", ""),
            ("/search", "/search"),
            ("/<int:id>", "/48151"),
            ("/<int:id>/comments", "/1623/comments"),
            ("/<int:id>/comments/<int:sub>", "/42/comments/108"),
        ] {
            rules.push(format!("{base}{rule}"));
            hits.push(format!("{base}{path}"));
        }
        resource += 1;
    }
    rules.truncate(count);
    hits.truncate(count);
    Set { name: format!("rest{count}"), misses: misses(&hits), rules, hits }
}

/// Rules of six segments, each the text `a` or a variable, that differ in their last one: whoever goes down the texts
/// first has to come back.
pub(crate) fn backtracking() -> Set {
    let rules = (0..64).map(|bits: u32| {
        let segments = (0..6).map(|i| match bits >> i & 1 {
            0 => "/a".to_owned(),
            _ => format!("/<p{i}>"),
        });
        format!("{}/end{bits}", segments.collect::<String>())
    });
    let hits: Vec<String> = (0..64).map(|bits| format!("/a/a/a/a/a/a/end{bits}")).collect();
    Set { name: "backtracking".to_owned(), rules: rules.collect(), misses: misses(&hits), hits }
}

/// The GitHub rules as those of folders: with a slash at the end.
pub(crate) fn github_folders() -> Set {
    let set = github_typed();
    let rules = set.rules.iter().map(|rule| format!("{}/", rule.trim_end_matches('/'))).collect();
    let hits = set.hits.iter().map(|path| path.trim_end_matches('/').to_owned()).collect();
    Set { rules, hits, ..set }
}

/// A made-up word of two or three syllables, another one for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "den", "fi", "gal", "hu", "in", "jo", "ka", "lor", "men", "no", "per", "qui", "ros",
        "tu",
    ];
    let mut state = number.wrapping_mul(0x9e37_79b9) ^ (number >> 3);
    let mut out = String::new();
    for _ in 0..2 + number % 2 {
        out.push_str(SYLLABLES[state % 16]);
        state /= 16;
    }
    out + &format!("{:x}", number % 256)
}

/// Paths that go wrong at their last segment.
fn misses(hits: &[String]) -> Vec<String> {
    hits.iter().map(|path| format!("{path}/no/such")).collect()
}

/// The names of a rule's variables in braces: the notation of several rivals.
pub(crate) fn with_braces(rule: &str) -> String {
    rewrite(rule, |name| format!("{{{name}}}"))
}

/// In angle brackets, without converter.
pub(crate) fn with_angles(rule: &str) -> String {
    rewrite(rule, |name| format!("<{name}>"))
}

/// With a colon in front.
pub(crate) fn with_colons(rule: &str) -> String {
    rewrite(rule, |name| format!(":{name}"))
}

/// As a regular expression.
pub(crate) fn as_regex(rule: &str) -> String {
    format!("^{}$", rewrite(rule, |_| "([^/]+)".to_owned()))
}

fn rewrite(rule: &str, variable: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = rule;
    while let Some((text, after)) = rest.split_once('<') {
        let (inner, after) = after.split_once('>').unwrap_or((after, ""));
        out.push_str(text);
        out.push_str(&variable(inner.rsplit(':').next().unwrap_or(inner)));
        rest = after;
    }
    out + rest
}
