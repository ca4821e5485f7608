//! Sessions, as a user's tests see them.
#![cfg(all(feature = "sessions", feature = "server"))]
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use wz::prelude::*;
use wz::session::{Key, Keys, MemoryStore, Session, SessionStore, Sessions};
use wz::testing::Client;

#[get("/")]
fn read(session: Session) -> String {
    format!("{:?}", session.get::<u32>("n"))
}

#[post("/")]
fn count(session: Session) -> Result<String> {
    let n = session.get::<u32>("n").unwrap_or(0) + 1;
    session.insert("n", &n)?;
    Ok(n.to_string())
}

#[post("/same")]
fn same(session: Session) -> Result<()> {
    session.insert("n", &1)
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

#[post("/large/<int:bytes>")]
fn large(bytes: usize, session: Session) -> Result<()> {
    session.insert("x", &"x".repeat(bytes))
}

#[post("/flash")]
fn flash(session: Session) {
    session.flash("one");
    session.flash("two");
}

#[get("/flashes")]
fn flashes(session: Session) -> String {
    session.take_flashes().join(" ")
}

#[get("/without")]
fn without() {}

routes! { Site = read, count, same, login, logout, large, flash, flashes, without }

fn key(byte: u8) -> Key {
    Key::from_secret(&[byte; 32]).unwrap()
}

fn app(sessions: Sessions) -> App {
    App::new(Site).on_failure(|_, _, _| {}).sessions(sessions)
}

fn all() -> [Sessions; 3] {
    let keys = || Keys::new(key(1));
    [Sessions::signed(keys()), Sessions::encrypted(keys()), Sessions::stored(keys(), MemoryStore::new())]
}

#[test]
fn they_last_from_request_to_request_and_end() {
    for sessions in all() {
        let app = app(sessions);
        let (ada, joe) = (Client::new(app.clone()), Client::new(app));
        assert_eq!(ada.post("/").send().text(), "1");
        assert_eq!(ada.post("/").send().text(), "2");
        assert_eq!((ada.get("/").send().text(), joe.get("/").send().text()), ("Some(2)", "None"));
        ada.post("/flash").send();
        let shown = [(); 2].map(|()| ada.get("/flashes").send().text().to_owned());
        assert_eq!(shown, ["one two", ""]);
        let end = ada.post("/logout").send();
        assert!(end.header("set-cookie").unwrap().contains("Max-Age=0"), "{end:?}");
        assert_eq!((ada.get("/").send().text(), ada.cookie("session")), ("None", None));
    }
}

#[test]
fn a_cookie_is_set_when_something_changes() {
    for sessions in all() {
        let client = Client::new(app(sessions));
        let first = client.post("/same").send();
        let cookie = first.header("set-cookie").unwrap();
        assert!(
            cookie.ends_with("; HttpOnly; Path=/; SameSite=Lax") && cookie.contains("Secure"),
            "{cookie}"
        );
        let second = client.post("/same").send();
        second.assert_header("vary", "cookie");
        assert_eq!(second.header("set-cookie"), None);
        let without = client.get("/without").send();
        assert_eq!((without.header("set-cookie"), without.header("vary")), (None, None));
        // Nobody has a session who only looks.
        assert_eq!(Client::new(client_app()).get("/").send().header("set-cookie"), None);
    }
}

fn client_app() -> App {
    app(Sessions::signed(Keys::new(key(1))))
}

#[test]
fn nobody_makes_one_up() {
    for sessions in all() {
        let app = app(sessions);
        let client = Client::new(app.clone());
        client.post("/").send();
        let real = client.cookie("session").unwrap();
        for fake in ["", "x", "eyJuIjo5OX0", &real[1..], &format!("{real}A"), &real.replace('.', "")] {
            let other = Client::new(app.clone()).without_cookies();
            if fake != real {
                let answer = other.get("/").header("cookie", &format!("session={fake}")).send();
                assert_eq!(answer.assert_status(200).text(), "None", "{fake}");
            }
        }
        // What the others can do with it, they can do with the real one.
        let other = Client::new(app).get("/").header("cookie", &format!("session={real}")).send();
        assert_eq!(other.text(), "Some(1)");
    }
}

#[test]
fn keys_are_replaced() {
    let client = |keys| Client::new(app(Sessions::encrypted(keys)));
    let old = client(Keys::new(key(1)));
    old.post("/").send();
    let cookie = format!("session={}", old.cookie("session").unwrap());
    let both = client(Keys::new(key(2)).or(key(1)));
    let answer = both.get("/").header("cookie", &cookie).send();
    assert_eq!(answer.text(), "Some(1)");
    assert!(answer.header("set-cookie").is_some(), "written anew: {answer:?}");
    assert_eq!(client(Keys::new(key(2))).get("/").header("cookie", &cookie).send().text(), "None");
    assert_eq!(client(Keys::new(key(2))).post("/").send().text(), "1");
}

/// Counts what is asked of it.
#[derive(Default, Clone)]
struct Counted(Arc<(MemoryStore, AtomicUsize)>);

impl SessionStore for Counted {
    async fn load(&self, id: &str) -> Result<Option<String>, wz::Error> {
        self.0.1.fetch_add(1, Ordering::Relaxed);
        self.0.0.load(id).await
    }

    async fn save(&self, id: &str, data: &str, time: Duration) -> Result<(), wz::Error> {
        self.0.0.save(id, data, time).await
    }

    async fn delete(&self, id: &str) -> Result<(), wz::Error> {
        self.0.0.delete(id).await
    }
}

#[test]
fn a_stored_one_gets_another_id() {
    let store = Counted::default();
    let app = app(Sessions::stored(Keys::new(key(1)), store.clone()));
    let client = Client::new(app.clone());
    client.post("/").send();
    let before = client.cookie("session").unwrap();
    client.post("/login").send();
    assert_ne!(client.cookie("session").unwrap(), before);
    assert_eq!((client.get("/").send().text(), store.0.0.len()), ("Some(1)", 1));
    let old = Client::new(app).get("/").header("cookie", &format!("session={before}")).send();
    assert_eq!(old.text(), "None");
    // It is not looked at before somebody asks for it.
    let loads = store.0.1.load(Ordering::Relaxed);
    client.get("/without").send();
    assert_eq!(store.0.1.load(Ordering::Relaxed), loads);
    client.post("/logout").send();
    assert!(store.0.0.is_empty());
}

/// While `ends` is on, another request ends each session that has been loaded.
#[derive(Default, Clone)]
struct Ending(Arc<(MemoryStore, AtomicBool)>);

impl SessionStore for Ending {
    async fn load(&self, id: &str) -> Result<Option<String>, wz::Error> {
        let data = self.0.0.load(id).await?;
        if self.0.1.load(Ordering::Relaxed) {
            self.0.0.delete(id).await?;
        }
        Ok(data)
    }

    async fn save(&self, id: &str, data: &str, time: Duration) -> Result<(), wz::Error> {
        self.0.0.save(id, data, time).await
    }

    async fn delete(&self, id: &str) -> Result<(), wz::Error> {
        self.0.0.delete(id).await
    }
}

#[test]
fn who_has_signed_out_stays_so() {
    let store = Ending::default();
    let app = app(Sessions::stored(Keys::new(key(1)), store.clone()));
    let client = Client::new(app.clone());
    client.post("/").send();
    store.0.1.store(true, Ordering::Relaxed);
    let answer = client.post("/").send();
    assert_eq!((answer.text(), answer.header("set-cookie")), ("2", None), "it has been there before");
    store.0.1.store(false, Ordering::Relaxed);
    assert!(store.0.0.is_empty());
    assert_eq!(client.get("/").send().text(), "None");
    assert_eq!(client.post("/").send().text(), "1");
}

#[test]
fn they_end_after_their_time() {
    let hour = Duration::from_secs(3600);
    let client = Client::new(app(Sessions::signed(Keys::new(key(1))).max_age(hour)));
    let first = client.post("/").send();
    assert!(first.header("set-cookie").unwrap().contains("Max-Age=3600"), "{first:?}");
    client.pass_time(hour);
    assert_eq!(client.get("/").send().text(), "None");
    let store = MemoryStore::new();
    client.block_on(async {
        store.save("a", "{}", Duration::ZERO).await.unwrap();
        store.save("b", "{}", Duration::MAX).await.unwrap();
        assert!(store.load("a").await.unwrap().is_none() && store.load("b").await.unwrap().is_some());
    });
}

#[test]
fn too_much_for_a_cookie_is_said() {
    for (sessions, status) in all().into_iter().zip([500, 500, 200]) {
        let client = Client::new(app(sessions));
        client.post("/large/2000").send().assert_status(200);
        client.post("/large/4000").send().assert_status(status);
    }
}

#[test]
fn an_application_without_sessions_does_not_start() {
    let error = App::new(Site).check().unwrap_err().to_string();
    assert!(error.contains("App::sessions"), "{error}");
    let lost = Client::new(App::new(Site).on_failure(|_, _, _| {}));
    lost.get("/").send().assert_status(500);
}
