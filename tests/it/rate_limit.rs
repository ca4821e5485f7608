//! Limits that several applications share, in a Redis. Skipped where there is none.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use wz::middleware::RateLimit;
use wz::prelude::*;
use wz::redis::Redis;
use wz::testing::Client;
use wz_tests::RedisServer;

#[get("/")]
fn index() {}

routes! { Site = index }

const HOUR: Duration = Duration::from_secs(3600);

fn client(limit: RateLimit) -> Client {
    Client::new(App::new(Site).on_failure(|_, _, _| {}).middleware(limit))
        .with_peer("192.0.2.1:1".parse::<SocketAddr>().unwrap())
}

fn status(client: &Client) -> u16 {
    client.get("/").send().status().as_u16()
}

#[test]
fn two_applications_share_it() {
    let Some(mut server) = RedisServer::start() else { return };
    let limit = |limit, per| RateLimit::new(limit, per).redis(Redis::open(&server.url()).unwrap());
    let (one, other) = (client(limit(5, HOUR)), client(limit(5, HOUR)));
    let left = |client: &Client| client.get("/").send().header("ratelimit").unwrap().to_owned();
    assert_eq!(left(&one), "\"default\";r=4;t=720");
    assert!(left(&other).starts_with("\"default\";r=3;t=14"));
    assert_eq!(
        [status(&one), status(&other), status(&one), status(&one), status(&other)],
        [200, 200, 200, 429, 429]
    );
    let refused = other.get("/").send();
    let wait: u32 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((600..=720).contains(&wait), "{wait}");
    // Other clients, names and applications.
    let next = one.clone().with_peer("192.0.2.2:1".parse::<SocketAddr>().unwrap());
    assert_eq!(status(&next), 200);
    assert_eq!(status(&client(limit(5, HOUR).name("other").unwrap())), 200);
    assert_eq!(status(&client(limit(5, HOUR).prefix("other:"))), 200);
    let long = client(limit(1, HOUR).name("long").unwrap().key(|_| Some("x".repeat(100_000))));
    assert_eq!((status(&long), status(&long)), (200, 429));

    // One comes back after its time, and no key stays.
    let short = client(limit(1, Duration::from_millis(50)).name("short").unwrap());
    let deadline = Instant::now() + Duration::from_secs(20);
    for _ in 0..3 {
        while status(&short) == 429 {
            assert!(Instant::now() < deadline, "it does not come back");
        }
    }
    // Redis forgets the script, and the counts, when it is started anew.
    server.resume();
    assert_eq!(status(&one), 200);
}

#[test]
fn many_at_once_are_counted_one_by_one() {
    let Some(server) = RedisServer::start() else { return };
    let url = server.url();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let limit = RateLimit::new(50, HOUR).redis(Redis::open(&url).unwrap());
            std::thread::spawn(move || {
                let client = client(limit);
                (0..25).filter(|_| status(&client) == 200).count()
            })
        })
        .collect();
    assert_eq!(threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>(), 50);
}

#[test]
fn without_redis_requests_go_through_or_are_refused() {
    let redis = Redis::open("unix:///no/such/socket").unwrap();
    let limit = RateLimit::new(1, HOUR).redis(redis);
    let open = client(limit.clone());
    assert_eq!([status(&open), status(&open), status(&open)], [200; 3]);
    let closed = client(limit.refuse_uncounted());
    assert_eq!([status(&closed), status(&closed)], [503; 2]);
}
