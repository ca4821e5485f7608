use wz_tests::naive::{Answer, Naive, Request, Site, SiteRule, Style, answer};
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

/// Paths are scanned in windows: an escape, a slash and the end at every place around their edges.
#[test]
fn the_edges_of_windows_make_no_difference() {
    let rule = |template: &str| SiteRule { template: template.to_owned(), ..SiteRule::default() };
    // All of them walk differently, and so does each alone.
    let all = ["/<path:p>", "/a/<path:p>", "/<x>", "/a/<x>/<y>", "/b<x>/<path:p>/end", "/<x>/"].map(rule);
    let mut sites: Vec<Vec<SiteRule>> = all.iter().map(|rule| vec![rule.clone()]).collect();
    sites.extend([all[..2].to_vec(), all[..4].to_vec(), all.to_vec()]);
    for rules in sites {
        let site = Site { style: Style::Subdomain, strict: true, merge: true, rules };
        let (map, naive) = (site.map().unwrap(), Naive::new(&site).unwrap());
        for path in paths_around_edges() {
            let request = Request { domain: String::new(), path, method: "GET", websocket: false };
            let found = answer(&map, site.style, &request);
            assert_eq!(found, Ok(naive.find(&request)), "{}\n{:?}", request.path, site.rules);
        }
    }
}

fn paths_around_edges() -> impl Iterator<Item = String> {
    let lengths = [40, 62, 63, 64, 65, 66, 100, 127, 128, 129, 192];
    lengths.into_iter().flat_map(|length| {
        let places = (0..length).filter(|at| (at + 4) % 64 < 8 || at % 13 == 0);
        places.flat_map(move |at| {
            ["/", "/a/", "/b1/"].into_iter().flat_map(move |start| {
                ["%C3%A9", "%2F", "%", "/", "//", "/end"]
                    .into_iter()
                    .map(move |piece| format!("{start}{}{piece}{}", "x".repeat(at), "y".repeat(length - at)))
            })
        })
    })
}
