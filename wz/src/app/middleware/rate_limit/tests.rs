use std::net::SocketAddr;
use std::sync::Mutex;

use super::*;
use crate::app::App;
use crate::test_support::block_on;

#[wz::get("/")]
fn index() {}

wz::routes! { Site = index }

/// A clock that is set by hand.
#[derive(Clone)]
struct Clock(Arc<Mutex<Instant>>);

impl Clock {
    fn new() -> Clock {
        Clock(Arc::new(Mutex::new(Instant::now())))
    }

    fn pass(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }

    fn limit(&self, limit: u32, seconds: u64) -> RateLimit {
        let clock = self.clone();
        RateLimit::new(limit, Duration::from_secs(seconds)).clock(move || *clock.0.lock().unwrap())
    }
}

fn get(app: &App, from: &str) -> Response {
    let mut request = Request::get("/");
    request.set_peer(SocketAddr::new(from.parse().unwrap(), 1));
    block_on(app.call(request))
}

fn said(response: &Response, name: &str) -> Vec<String> {
    response.headers().get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[test]
fn too_many_are_refused_and_time_brings_them_back() {
    let clock = Clock::new();
    let app = App::new(Site).middleware(clock.limit(2, 60));
    let first = get(&app, "192.0.2.1");
    assert_eq!(said(&first, "ratelimit-policy"), ["\"default\";q=2;w=60"]);
    assert_eq!(said(&first, "ratelimit"), ["\"default\";r=1;t=30"]);
    assert_eq!(said(&get(&app, "192.0.2.1"), "ratelimit"), ["\"default\";r=0;t=60"]);
    let refused = get(&app, "192.0.2.1");
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (429, &"30".parse().unwrap()));
    assert_eq!(said(&refused, "ratelimit"), ["\"default\";r=0;t=60"]);
    let text = String::from_utf8_lossy(refused.body().as_bytes().unwrap()).into_owned();
    assert!(text.contains("2 in 60s are allowed") && text.contains("30 seconds"), "{text}");
    // Others have their own.
    assert_eq!(get(&app, "192.0.2.2").status(), 200);
    clock.pass(29);
    assert_eq!(&get(&app, "192.0.2.1").headers()["retry-after"], "1");
    clock.pass(1);
    let statuses = [(); 2].map(|()| get(&app, "192.0.2.1").status().as_u16());
    assert_eq!(statuses, [200, 429]);
}

#[test]
fn several_stand_in_a_row() {
    let clock = Clock::new();
    let app = App::new(Site)
        .middleware(clock.limit(3, 3600).name("hour").unwrap())
        .middleware(clock.limit(1, 1).name("second").unwrap());
    let first = get(&app, "192.0.2.1");
    assert_eq!(said(&first, "ratelimit"), ["\"second\";r=0;t=1", "\"hour\";r=2;t=1200"]);
    assert_eq!(&get(&app, "192.0.2.1").headers()["retry-after"], "1");
    clock.pass(1);
    assert_eq!(get(&app, "192.0.2.1").status(), 200);
    clock.pass(1);
    let refused = get(&app, "192.0.2.1");
    assert_eq!((refused.status().as_u16(), said(&refused, "ratelimit").len()), (429, 1));
    assert!(RateLimit::new(1, Duration::ZERO).name("\u{fc}").is_err());
}

#[test]
fn what_is_counted_is_chosen() {
    let token = |request: &Request| Some(request.headers().get("x-token")?.to_str().ok()?.to_owned());
    let app = App::new(Site).middleware(Clock::new().limit(1, 60).key(token));
    let with =
        |token: &str| block_on(app.call(Request::get("/").with_header("x-token", token))).status().as_u16();
    assert_eq!((with("a"), with("a"), with("b")), (200, 429, 200));
    let without = block_on(app.call(Request::get("/")));
    assert!(without.status() == 200 && !without.headers().contains_key("ratelimit"));
    // Without an address all are one.
    let app = App::new(Site).middleware(Clock::new().limit(1, 60));
    let all = [(); 2].map(|()| block_on(app.call(Request::get("/"))).status().as_u16());
    assert_eq!(all, [200, 429]);
}

#[test]
fn a_clone_counts_with_it() {
    let limit = Clock::new().limit(1, 60);
    let (one, other) = (App::new(Site).middleware(limit.clone()), App::new(Site).middleware(limit));
    assert_eq!(
        (get(&one, "192.0.2.1").status(), get(&other, "192.0.2.1").status().as_u16()),
        (StatusCode::OK, 429)
    );
}
