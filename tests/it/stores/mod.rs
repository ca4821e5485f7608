//! What every store of sessions must do, and what each does beside.
#![allow(clippy::needless_pass_by_value)]

mod redis;
mod sqlite;

use std::time::{Duration, Instant};

use wz::prelude::*;
use wz::session::{Key, Keys, MemoryStore, Session, SessionStore, Sessions};
use wz::testing::Client;

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn memory() {
    conforms(MemoryStore::new);
}

/// The suite. What `make` gives are stores of the same sessions, where the store can be shared, else new ones.
fn conforms<S: SessionStore>(make: impl Fn() -> S) {
    let store = make();
    let runtime = runtime();
    runtime.block_on(keeps(&store));
    runtime.block_on(forgets(&store));
    runtime.block_on(is_asked_by_many(store));
    serves(make());
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn keeps(store: &impl SessionStore) {
    assert_eq!(store.load("nothing").await.unwrap(), None);
    let long = "x".repeat(1_000_000);
    let all = [
        ("a", "{}"),
        ("A", r#"{"n":1}"#),
        ("a ", "with a blank"),
        ("", "without a name"),
        ("a'; DROP TABLE wz_sessions; --", "quotes ' \" \\ `"),
        ("a\r\nDEL a\r\n", "lines\r\n\r\n"),
        ("a*", "\0 zero \u{fc} \u{1f980}"),
        ("empty", ""),
        ("long", &long),
    ];
    for (id, data) in all {
        store.save(id, data, HOUR).await.unwrap();
    }
    for (id, data) in all {
        assert!(store.load(id).await.unwrap().as_deref() == Some(data), "{id:?}");
    }
    store.save("a", "replaced", HOUR).await.unwrap();
    assert_eq!(store.load("a").await.unwrap().as_deref(), Some("replaced"));
    assert_eq!(store.load("A").await.unwrap().as_deref(), Some(r#"{"n":1}"#));
    assert!(store.update("a", "once more", HOUR).await.unwrap());
    assert_eq!(store.load("a").await.unwrap().as_deref(), Some("once more"));
    for (id, _) in all {
        store.delete(id).await.unwrap();
        assert!(!store.update(id, "back", HOUR).await.unwrap(), "{id:?}");
        store.delete(id).await.unwrap();
        assert_eq!(store.load(id).await.unwrap(), None, "{id:?}");
    }
}

async fn forgets(store: &impl SessionStore) {
    store.save("a", "{}", HOUR).await.unwrap();
    store.save("a", "{}", Duration::ZERO).await.unwrap();
    assert_eq!(store.load("a").await.unwrap(), None);
    assert!(!store.update("a", "{}", HOUR).await.unwrap());
    store.save("a", "{}", HOUR).await.unwrap();
    assert!(store.update("a", "{}", Duration::ZERO).await.unwrap());
    assert_eq!(store.load("a").await.unwrap(), None);
    // A time that is over does not count when there is a new one.
    store.save("a", "old", Duration::from_millis(1)).await.unwrap();
    store.save("a", "new", Duration::MAX).await.unwrap();
    store.save("b", "{}", Duration::from_millis(20)).await.unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while store.load("b").await.unwrap().is_some() {
        assert!(Instant::now() < deadline, "it is not forgotten");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(store.load("a").await.unwrap().as_deref(), Some("new"));
    store.delete("a").await.unwrap();
}

async fn is_asked_by_many(store: impl SessionStore) {
    let store = std::sync::Arc::new(store);
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                for turn in 0..25 {
                    let (id, data) = (format!("{task}/{turn}"), format!("{task} {turn}"));
                    store.save(&id, &data, HOUR).await.unwrap();
                    assert_eq!(store.load(&id).await.unwrap(), Some(data));
                    store.save("of all", &id, HOUR).await.unwrap();
                    assert!(store.load("of all").await.unwrap().is_some());
                    store.delete(&id).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    store.delete("of all").await.unwrap();
}

#[post("/count")]
fn count(session: Session) -> Result<String> {
    let n = session.get::<u32>("n").unwrap_or(0) + 1;
    session.insert("n", &n)?;
    Ok(n.to_string())
}

#[post("/login")]
fn login(session: Session) -> Result<()> {
    session.regenerate();
    session.insert("name", "Ada")
}

#[post("/logout")]
fn logout(session: Session) {
    session.clear();
}

#[get("/without")]
fn without() {}

routes! { Site = count, login, logout, without }

fn app(store: impl SessionStore) -> App {
    let keys = Keys::new(Key::from_secret(&[7; 32]).unwrap());
    App::new(Site).on_failure(|_, _, _| {}).sessions(Sessions::stored(keys, store))
}

/// Each client has a runtime of its own, and all of them ask the same store.
fn serves(store: impl SessionStore) {
    let app = app(store);
    let (ada, joe) = (Client::new(app.clone()), Client::new(app.clone()));
    for n in 1..=3 {
        assert_eq!(ada.post("/count").send().assert_status(200).text(), n.to_string());
        assert_eq!(joe.post("/count").send().assert_status(200).text(), n.to_string());
    }
    let with = |cookie: &str| {
        let client = Client::new(app.clone()).without_cookies();
        client.post("/count").header("cookie", &format!("session={cookie}")).send().text().to_owned()
    };
    let before = ada.cookie("session").unwrap();
    assert_eq!(with(&before), "4");
    ada.post("/login").send().assert_status(200);
    let after = ada.cookie("session").unwrap();
    assert_eq!((with(&before).as_str(), with(&after).as_str()), ("1", "5"));
    ada.post("/logout").send().assert_status(200);
    assert_eq!((with(&after).as_str(), ada.post("/count").send().text()), ("1", "1"));
    assert_eq!(joe.post("/count").send().text(), "4");
}
