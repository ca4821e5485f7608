//! A URL is built and asked for.

use std::sync::Arc;

use wz::http::Method;
use wz::routing::map::{Map, Value};
use wz_rule::Converter;

use super::{Answer, Item, Naive, Request, Site, Step, shown, steps};
use crate::random::{Random, fitting};

fn is_custom(name: &str) -> bool {
    ["Even", "Shout", "Tree"].contains(&name)
}

/// The value that stands for a text, as a program would give it.
fn value(converter: &Converter, text: &str) -> Value {
    match converter {
        Converter::Int { .. } => Value::Int(text.parse().unwrap()),
        Converter::Float { .. } => Value::Float(text.parse().unwrap()),
        Converter::Uuid => Value::Uuid(u128::from_str_radix(&text.replace('-', ""), 16).unwrap()),
        Converter::Custom { name, .. } if name == "Even" => {
            Value::Custom(Arc::new(text.parse::<u64>().unwrap()))
        }
        Converter::Custom { .. } => Value::Custom(Arc::new(text.to_owned())),
        _ => Value::Text(text.to_owned()),
    }
}

/// Values for all variables of a rule; `None` when one has no fitting text.
pub fn values(random: &mut Random, template: &str, merge: bool) -> Option<Vec<(String, Value)>> {
    let rule = wz_rule::Rule::parse(template, merge, is_custom).unwrap();
    let one = |variable: &wz_rule::Variable| {
        let text = fitting(random, &variable.converter)?;
        Some((variable.name.clone(), value(&variable.converter, &text)))
    };
    rule.variables().map(one).collect()
}

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// No URL: the values do not fit the rule, alone or together.
    None,
    /// The rule and the values.
    Same,
    /// Another rule, which comes before this one.
    Earlier,
    /// Several variables in a row, and values that could be split at another place.
    Ambiguous,
}

/// Whether a part of the rule has several variables: `<a>-<b>` writes `1-2-3` for `1` and `2-3` too.
fn has_neighbours(template: &str, merge: bool) -> bool {
    let count = |items: &[Item]| items.iter().filter(|item| matches!(item, Item::Variable { .. })).count();
    let steps = steps(template, merge).unwrap();
    steps.iter().any(|step| matches!(step, Step::Dynamic { items, .. } if count(items) > 1))
}

/// Whether the path leads back to the values when the rule is alone.
fn is_clear(site: &Site, number: usize, path: &str, values: &[(String, String)]) -> bool {
    let alone = Site { rules: vec![site.rules[number].clone()], ..site.clone() };
    let request = Request { domain: String::new(), path: path.to_owned(), method: "GET", websocket: false };
    Naive::new(&alone).unwrap().find(&request) == Answer::Found { rule: 0, values: values.to_vec() }
}

/// Builds the URL of one rule and asks the map for it.
pub fn round(site: &Site, map: &Map<usize>, number: usize, values: &[(String, Value)]) -> Round {
    let urls = map.bind("example.com").unwrap();
    let Ok(url) = urls.build(&number, values.iter().map(|(name, value)| (name.as_str(), value.clone())))
    else {
        return Round::None;
    };
    let shown_values: Vec<_> = values.iter().map(|(name, value)| (name.clone(), shown(value))).collect();
    let case = format!("{url:?} of {:?} from {shown_values:?}", site.rules[number]);
    assert!(url.starts_with('/') && !url.starts_with("//"), "{case}");
    assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{case}");
    if !is_clear(site, number, &url, &shown_values) {
        let merge = site.merges(&site.rules[number]);
        // A value of `path` with a slash at its end, before the rule's own one, is known to be written.
        let doubled = url.ends_with("//");
        assert!(doubled || has_neighbours(&site.rules[number].template, merge), "{case} is another path");
        return Round::Ambiguous;
    }
    let found = urls.find(&url, &Method::GET).unwrap_or_else(|error| panic!("{case}: {error}"));
    if *found.endpoint != number {
        let request = Request { domain: String::new(), path: url, method: "GET", websocket: false };
        let naive = Naive::new(site).unwrap();
        let (first, second) = (naive.key(*found.endpoint, &request), naive.key(number, &request));
        let earlier = (first, *found.endpoint) < (second, number);
        assert!(earlier, "{case}: {:?}", found.rule);
        return Round::Earlier;
    }
    let back: Vec<_> = found.values.iter().map(|(name, value)| (name.to_owned(), shown(value))).collect();
    assert_eq!(back, shown_values, "{case}");
    Round::Same
}
