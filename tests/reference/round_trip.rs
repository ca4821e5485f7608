//! URLs that are built lead back to their rule, with the values they were built from.

use wz_tests::naive::{Round, Site, Style, round, shown, values};
use wz_tests::random::{Random, rule, site};

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
