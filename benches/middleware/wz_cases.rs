//! Applications of wz with one middleware each.

use std::time::Duration;

use tokio::runtime::Builder;
use wz::middleware::{
    Cors, Csrf, HttpLint, Profiler, ProxyFix, RateLimit, RequestContexts, RequestIds, SecurityHeaders,
    Timeout,
};
use wz::prelude::*;
use wz::session::{Key, Keys, Session, Sessions};
use wz::testing::Client;

use super::{Job, Make};

#[get("/")]
fn index() -> &'static str {
    "Hello, World"
}

#[get("/count")]
fn count(session: Session) -> Result<&'static str> {
    let count: u32 = session.get("count").unwrap_or(0);
    session.insert("count", &(count + 1))?;
    Ok("Hello, World")
}

routes! { pub Site = index, count }

pub(crate) const ALL: &[(&str, Make)] = &[
    ("plain", || calls(App::new(Site))),
    ("async fn", || calls(App::new(Site).middleware(passed_on))),
    ("10 async fns", || calls((0..10).fold(App::new(Site), |app, _| app.middleware(passed_on)))),
    ("10 hooks", || calls((0..10).fold(App::new(Site), |app, _| app.before_request(looked_at)))),
    ("ProxyFix", || calls(App::new(Site).middleware(ProxyFix::new()))),
    ("Cors", || calls(App::new(Site).middleware(Cors::any_origin()))),
    ("Csrf", || calls(App::new(Site).middleware(Csrf::new()))),
    ("SecurityHeaders", || calls(App::new(Site).middleware(SecurityHeaders::new()))),
    ("RequestIds", || calls(App::new(Site).middleware(RequestIds::new()))),
    ("Timeout", || calls(App::new(Site).middleware(Timeout::new(Duration::from_secs(30))))),
    ("RateLimit", || {
        calls(
            App::new(Site)
                .middleware(RateLimit::new(1_000_000, Duration::from_secs(1)).key(|_| Some("a".to_owned()))),
        )
    }),
    ("Profiler", || calls(App::new(Site).middleware(Profiler::new()))),
    ("HttpLint", || calls(App::new(Site).middleware(HttpLint::new().always().report(|_| ())))),
    ("RequestContexts", || calls(App::new(Site).middleware(RequestContexts::new()))),
    ("Sessions, not used", || calls(App::new(Site).sessions(Sessions::signed(keys())))),
    ("Sessions, changed", || calls_at(App::new(Site).sessions(Sessions::signed(keys())), "/count")),
    ("test client", || {
        let client = Client::new(App::new(Site));
        Box::new(move |requests| (0..requests).for_each(|_| drop(client.get("/").send())))
    }),
];

async fn passed_on(request: Request, next: Next) -> Response {
    next.run(request).await
}

async fn looked_at(request: &mut Request) {
    std::hint::black_box(request);
}

fn keys() -> Keys {
    Keys::new(Key::from_secret(b"thirty-two bytes or a few more of them").expect("it is long enough"))
}

fn calls(app: App) -> Job {
    calls_at(app, "/")
}

fn calls_at(app: App, path: &'static str) -> Job {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    Box::new(move |requests| {
        runtime.block_on(async {
            for _ in 0..requests {
                let request =
                    Request::get(path).with_header("host", "localhost").with_header("accept", "*/*");
                drop(app.call(request).await);
            }
        });
    })
}
