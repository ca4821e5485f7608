use wz_tests::naive::{Answer, Naive, Request, Site, answer};
use wz_tests::random::{Random, request, rule, site};

/// The answer with the rule's template instead of its number.
fn named(site: &Site, answer: Answer) -> (Option<String>, Answer) {
    match answer {
        Answer::Found { rule, values } => {
            (Some(format!("{:?}", site.rules[rule])), Answer::Found { rule: 0, values })
        }
        other => (None, other),
    }
}

fn get(site: &Site, request: &Request) -> (Option<String>, Answer) {
    named(site, answer(&site.map().unwrap(), site.style, request).unwrap())
}

#[test]
fn rules_that_do_not_match_make_no_difference() {
    let mut changed = 0;
    for seed in 0..crate::cases(20_000) as u64 / 20 {
        let mut random = Random::new(!seed);
        let site = site(&mut random);
        let request = request(&mut random, &site);
        let before = get(&site, &request);
        let naive = Naive::new(&site).unwrap();
        let (related, mut unrelated): (Vec<_>, Vec<_>) =
            (0..site.rules.len()).partition(|rule| naive.touches(*rule, &request));
        // One that is new, unless it happens to match.
        let mut larger = site.clone();
        larger.rules.push(rule(&mut random, site.style, true, site.merge));
        let added = larger.rules.len() - 1;
        let with_added = Naive::new(&larger).unwrap();
        if !with_added.touches(added, &request) {
            unrelated.push(added);
        }
        for _ in 0..3 {
            // The others keep their order; these go anywhere.
            let mut order = related.clone();
            for rule in &unrelated {
                order.insert(random.below(order.len() + 1), *rule);
            }
            let mixed =
                Site { rules: order.iter().map(|i| larger.rules[*i].clone()).collect(), ..site.clone() };
            if !mixed.rules.is_empty() {
                assert_eq!(get(&mixed, &request), before, "{request:?}\n{site:#?}\n{mixed:#?}");
                changed += 1;
            }
        }
    }
    assert!(changed > 0);
}
