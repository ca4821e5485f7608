use wz_tests::naive::{Answer, Naive, Request, Site, answer};
use wz_tests::random::{Random, request, site};

/// What the two say, when it is not the same.
fn difference(site: &Site, request: &Request) -> Option<(Answer, Result<Answer, String>)> {
    let (map, naive) = (site.map().ok()?, Naive::new(site).ok()?);
    let (expected, found) = (naive.find(request), answer(&map, site.style, request));
    (found.as_ref() != Ok(&expected)).then_some((expected, found))
}

/// The smallest set of rules that still shows it.
fn smallest(site: &Site, request: &Request) -> Site {
    let mut site = site.clone();
    let mut at = 0;
    while at < site.rules.len() {
        let mut fewer = site.clone();
        fewer.rules.remove(at);
        if difference(&fewer, request).is_some() {
            site = fewer;
        } else {
            at += 1;
        }
    }
    site
}

#[test]
fn the_map_answers_as_the_naive_matcher() {
    let (wanted, each) = (crate::cases(20_000), 10);
    let (mut done, mut kinds, mut wrong, mut seed) = (0, [0; 5], Vec::new(), 0);
    while done < wanted {
        seed += 1;
        let mut random = Random::new(seed);
        let site = site(&mut random);
        let map = site.map().unwrap_or_else(|error| panic!("seed {seed}: {error}\n{site:#?}"));
        let naive = Naive::new(&site).unwrap();
        for _ in 0..each {
            let request = request(&mut random, &site);
            let expected = naive.find(&request);
            kinds[match &expected {
                Answer::Found { .. } => 0,
                Answer::Redirect(_) => 1,
                Answer::NotAllowed(_) => 2,
                Answer::Mismatch => 3,
                Answer::NotFound => 4,
            }] += 1;
            let found = answer(&map, site.style, &request);
            if found.as_ref() != Ok(&expected) && wrong.len() < 20 {
                wrong.push((seed, site.clone(), request));
            }
            done += 1;
        }
    }
    println!("{done} cases; found, redirect, method, WebSocket, nothing: {kinds:?}");
    for (seed, site, request) in &wrong {
        let site = smallest(site, request);
        let (expected, found) = difference(&site, request).unwrap();
        println!(
            "seed {seed}: {request:?}\n  expected {expected:?}\n  found    {found:?}\n  strict {} merge {}",
            site.strict, site.merge
        );
        for rule in &site.rules {
            println!("    {rule:?}");
        }
    }
    assert!(wrong.is_empty(), "the answers differ, see above");
    // The cases are worth something only when all kinds of answers are among them.
    assert!(kinds.iter().all(|count| count * 200 >= done), "{kinds:?}");
}
