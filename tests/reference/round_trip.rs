//! URLs that are built lead back to their rule, with the values they were built from.

use std::sync::Arc;

use wz::http::Method;
use wz::routing::map::{Map, Value};
use wz_rule::Converter;
use wz_tests::naive::{Answer, Item, Naive, Request, Site, Step, Style, shown, steps};
use wz_tests::random::{Random, fitting, rule, site};

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

fn values(random: &mut Random, template: &str, merge: bool) -> Option<Vec<(String, Value)>> {
    let rule = wz_rule::Rule::parse(template, merge, is_custom).unwrap();
    let one = |variable: &wz_rule::Variable| {
        let text = fitting(random, &variable.converter)?;
        Some((variable.name.clone(), value(&variable.converter, &text)))
    };
    rule.variables().map(one).collect()
}

/// What one round did.
#[derive(PartialEq)]
enum Round {
    /// No URL: the values do not fit the rule, alone or together.
    None,
    Same,
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
fn round(site: &Site, map: &Map<usize>, number: usize, values: &[(String, Value)]) -> Round {
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

#[test]
fn what_is_built_is_found() {
    let wanted = crate::cases(20_000);
    let (mut same, mut earlier, mut ambiguous, mut none, mut seed) = (0, 0, 0, 0, 0u64);
    while same + earlier + ambiguous + none < wanted {
        seed += 1;
        let mut random = Random::new(seed << 20);
        let mut site = site(&mut random);
        site.style = Style::Subdomain;
        for rule in &mut site.rules {
            (rule.domain, rule.methods, rule.websocket, rule.build_only) = (None, None, false, false);
        }
        let map = site.map().unwrap();
        for number in 0..site.rules.len() {
            let merge = site.merges(&site.rules[number]);
            let Some(values) = values(&mut random, &site.rules[number].template, merge) else { continue };
            match round(&site, &map, number, &values) {
                Round::None => none += 1,
                Round::Same => same += 1,
                Round::Earlier => earlier += 1,
                Round::Ambiguous => ambiguous += 1,
            }
        }
    }
    println!("found again {same}, an earlier rule {earlier}, ambiguous {ambiguous}, not built {none}");
    assert!(same > wanted / 3);
}

/// With one variable alone nothing is in the way: each fitting value has a URL and comes back.
#[test]
fn every_value_comes_back() {
    for template in [
        "/<x>",
        "/<string(length=3):x>/",
        "/<int:x>",
        "/a/<int(signed=True):x>/b",
        "/<float:x>",
        "/<float(signed=True):x>",
        "/<uuid:x>",
        "/<any('a b',é,\"?\"):x>",
        "/<Even:x>",
        "/<Shout:x>",
        "/<Shout(2):x>",
        "/v<int:x>.json",
    ] {
        let rule = wz_tests::naive::SiteRule { template: template.to_owned(), ..Default::default() };
        let site = Site { style: Style::Subdomain, strict: true, merge: true, rules: vec![rule] };
        let map = site.map().unwrap();
        let mut random = Random::new(1);
        let mut rounds = 0;
        for _ in 0..1500 {
            let Some(values) = values(&mut random, template, true) else { continue };
            if template.contains("Shout(2)") && shown(&values[0].1).chars().count() != "custom ".len() + 2 {
                continue;
            }
            rounds += 1;
            assert!(round(&site, &map, 0, &values) == Round::Same, "{template} {:?}", shown(&values[0].1));
        }
        assert!(rounds > 100, "{template}");
    }
}

/// A random rule alone is never lost to another one.
#[test]
fn a_rule_alone_is_found() {
    let mut random = Random::new(77);
    let mut rounds = 0;
    while rounds < 3000 {
        let mut rule = rule(&mut random, Style::Subdomain, false, true);
        (rule.methods, rule.websocket, rule.build_only) = (None, false, false);
        let site = Site { style: Style::Subdomain, strict: true, merge: true, rules: vec![rule] };
        let merge = site.merges(&site.rules[0]);
        let Some(values) = values(&mut random, &site.rules[0].template, merge) else { continue };
        rounds += usize::from(round(&site, &site.map().unwrap(), 0, &values) == Round::Same);
    }
}
