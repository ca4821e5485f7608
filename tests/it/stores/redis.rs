use std::os::unix::net::UnixListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use wz::redis::Redis;
use wz::session::{RedisStore, SessionStore};
use wz::testing::Client;
use wz_tests::RedisServer;

use super::{HOUR, app, conforms, runtime};

#[test]
fn conforms_to_all() {
    let Some(server) = RedisServer::start() else { return };
    conforms(|| RedisStore::new(Redis::open(&server.url()).unwrap()));
}

#[test]
fn a_prefix_keeps_applications_apart() {
    let Some(server) = RedisServer::start() else { return };
    let redis = Redis::open(&server.url()).unwrap();
    let (one, other) = (RedisStore::new(redis.clone()), RedisStore::new(redis).prefix("other:"));
    runtime().block_on(async {
        one.save("a", "{}", HOUR).await.unwrap();
        assert_eq!(other.load("a").await.unwrap(), None);
        other.delete("a").await.unwrap();
        assert!(one.load("a").await.unwrap().is_some());
    });
}

/// A Redis that is started anew is found again, and what was asked meanwhile is an error.
#[test]
fn it_comes_back() {
    let Some(mut server) = RedisServer::start() else { return };
    let store = RedisStore::new(Redis::open(&server.url()).unwrap());
    let runtime = runtime();
    runtime.block_on(store.save("a", "{}", HOUR)).unwrap();
    server.resume();
    // The connection is lost, and nobody is told.
    assert_eq!(runtime.block_on(store.load("a")).unwrap(), None);
    server.stop();
    let error = runtime.block_on(store.load("a")).unwrap_err();
    assert!(error.to_string().contains("cannot be reached"), "{error}");
    assert!(error.to_string().contains(&server.socket().display().to_string()), "{error}");
    server.resume();
    let deadline = Instant::now() + Duration::from_secs(20);
    while runtime.block_on(store.save("a", "{}", HOUR)).is_err() {
        assert!(Instant::now() < deadline, "it does not come back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// An application that starts before its Redis, and one whose Redis does not answer.
#[test]
fn who_cannot_be_reached_is_a_500() {
    let folder = std::env::temp_dir().join(format!("wz-no-redis-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let silent = UnixListener::bind(folder.join("silent")).unwrap();
    let failed = |socket: &str| {
        let url = format!("unix://{}", folder.join(socket).display());
        let redis = Redis::open(&url).unwrap().timeout(Duration::from_millis(50));
        let said = Arc::new(Mutex::new(String::new()));
        let log = said.clone();
        let app = app(RedisStore::new(redis))
            .on_failure(move |_, _, failure| *log.lock().unwrap() = format!("{failure:?}{failure}"));
        let client = Client::new(app);
        client.post("/count").send().assert_status(500);
        client.get("/without").send().assert_status(200);
        said.lock().unwrap().clone()
    };
    let (nobody, silence) = (failed("nobody"), failed("silent"));
    assert!(nobody.contains("cannot be reached") && nobody.contains("/nobody"), "{nobody}");
    assert!(silence.contains("within 50ms") && silence.contains("Redis::timeout"), "{silence}");
    drop(silent);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn urls() {
    for wrong in ["", "localhost", "http://localhost", "redis://localhost/database", "redis://u:secret@:x"] {
        let error = Redis::open(wrong).unwrap_err().to_string();
        assert!(error.contains("redis://host:port/database") && !error.contains("secret"), "{error}");
    }
    let shown = format!("{:?}", Redis::open("redis://ada:secret@cache.example:7000/2").unwrap());
    assert!(shown.contains("cache.example:7000") && !shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn a_password_that_is_wrong_is_said() {
    let Some(server) = RedisServer::start() else { return };
    let url = format!("{}?pass=secret", server.url());
    let store = RedisStore::new(Redis::open(&url).unwrap());
    let error = format!("{:?}", store.load("a").await.unwrap_err());
    assert!(error.contains("refused") && !error.contains("secret"), "{error}");
}
