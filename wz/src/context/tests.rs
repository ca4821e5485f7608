use std::future::Future as _;
use std::sync::{Arc, Mutex};

use super::*;
use crate::app::App;
use crate::body::Body;
use crate::middleware::{Next, RequestContexts, RequestIds};
use crate::request::Request;
use crate::response::Response;
use crate::test_support::block_on;

#[derive(Debug, Clone, PartialEq)]
struct Word(String);

/// What is known here.
fn seen() -> String {
    let route = current().and_then(|context| context.route()).map(|route| route.rule());
    let word = get::<Word>().map(|word| word.0);
    format!(
        "{}|{}|{}|{}",
        request_id().is_some(),
        url("/x").unwrap_or_default(),
        route.unwrap_or_default(),
        word.unwrap_or_default()
    )
}

#[wz::get("/plain/<word>")]
fn plain(word: &str) -> String {
    insert(Word(word.to_owned()));
    seen()
}

#[wz::get("/waits/<word>")]
async fn waits(word: String) -> String {
    insert(Word(word));
    let mut times = 0;
    // Others are at work meanwhile.
    std::future::poll_fn(move |cx| {
        times += 1;
        cx.waker().wake_by_ref();
        if times > 3 { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    seen()
}

#[wz::get("/stream")]
fn stream() -> Response {
    struct Seen(u32);
    impl http_body::Body for Seen {
        type Data = bytes::Bytes;
        type Error = std::convert::Infallible;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
            self.0 += 1;
            std::task::Poll::Ready((self.0 == 1).then(|| Ok(http_body::Frame::data(seen().into()))))
        }
    }
    insert(Word("streamed".to_owned()));
    Response::new(Body::new(Seen(0)))
}

#[wz::get("/panic")]
async fn panics() {
    assert!(insert(7_u32));
    panic!("on purpose");
}

wz::routes! { Site = plain, waits, stream, panics }

fn app() -> App {
    App::new(Site).on_failure(|_, _, _| ()).middleware(RequestIds::new()).middleware(RequestContexts::new())
}

async fn text(app: &App, path: &str) -> String {
    let response = app.call(Request::get(path).with_header("host", "Example.com:81")).await;
    let mut body = response.into_body();
    let mut all = Vec::new();
    while let Some(Ok(frame)) =
        std::future::poll_fn(|cx| http_body::Body::poll_frame(std::pin::Pin::new(&mut body), cx)).await
    {
        all.extend_from_slice(frame.data_ref().unwrap());
    }
    String::from_utf8(all).unwrap()
}

#[test]
fn in_handlers_and_streams() {
    let app = app();
    for (path, rule, word) in [
        ("/plain/a", "/plain/<word>", "a"),
        ("/waits/b", "/waits/<word>", "b"),
        ("/stream", "/stream", "streamed"),
    ] {
        let expected = format!("true|http://example.com:81/x|{rule}|{word}");
        assert_eq!(block_on(text(&app, path)), expected);
        assert!(current().is_none());
    }
    assert_eq!(block_on(app.call(Request::get("/panic"))).status(), 500);
    assert!(current().is_none());
}

#[test]
fn without_it_there_is_none() {
    let app = App::new(Site);
    assert_eq!(block_on(text(&app, "/plain/a")), "false|||");
    assert_eq!(block_on(text(&app, "/stream")), "false|||");
}

/// Requests on one thread do not see each other, however they take turns.
#[test]
fn each_has_its_own() {
    let app = app();
    let paths: Vec<_> = (0..8).map(|number| format!("/waits/{number}")).collect();
    let mut all: Vec<_> = paths.iter().map(|path| Box::pin(text(&app, path))).collect();
    let mut texts = Vec::new();
    block_on(std::future::poll_fn(|cx| {
        all.retain_mut(|future| match future.as_mut().poll(cx) {
            std::task::Poll::Ready(text) => {
                texts.push(text);
                false
            }
            std::task::Poll::Pending => true,
        });
        if all.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }));
    texts.sort();
    for (number, text) in texts.iter().enumerate() {
        assert!(text.ends_with(&format!("|/waits/<word>|{number}")), "{text}");
    }
}

#[test]
fn an_application_in_another() {
    let inner = App::new(Site).middleware(RequestContexts::new());
    let outer = App::new(Site)
        .middleware(RequestContexts::new())
        .middleware(async |request: Request, next: Next| {
            insert(Word("outer".to_owned()));
            let response = next.run(request).await;
            response.with_header("x-word", get::<Word>().unwrap().0)
        })
        .mount("/in", inner);
    let response = block_on(outer.call(Request::get("/in/plain/inner").with_header("host", "a")));
    assert_eq!(response.body().as_bytes(), Some(&b"false|http://a/in/x|/plain/<word>|inner"[..]));
    assert_eq!(response.headers()["x-word"], "inner");
}

#[test]
fn elsewhere_only_when_it_is_carried() {
    let context = RequestContext::of(&Request::get("http://a/").with_header("host", "b"));
    context.insert(Word("w".to_owned()));
    let (there, here, gone) = context.call(|| {
        let there = std::thread::spawn(carried_fn(seen)).join().unwrap();
        (there, seen(), std::thread::spawn(seen).join().unwrap())
    });
    assert_eq!((&*there, &*here, &*gone), ("false|http://a/x||w", "false|http://a/x||w", "false|||"));
    let future = context.call(|| carried(async { seen() }));
    assert_eq!(std::thread::spawn(|| block_on(future)).join().unwrap(), "false|http://a/x||w");
    assert_eq!(block_on(carried(async { seen() })), "false|||");
}

/// What a future holds is dropped in its context, and not in that of whoever drops it.
#[test]
fn dropped_where_it_belongs() {
    struct Notes(Arc<Mutex<Vec<String>>>);
    impl Drop for Notes {
        fn drop(&mut self) {
            self.0.lock().unwrap().push(seen());
        }
    }
    let notes = Arc::new(Mutex::new(Vec::new()));
    let note = Notes(Arc::clone(&notes));
    let context = RequestContext::of(&Request::get("http://a/"));
    let future = context.run(async move {
        let _note = note;
        std::future::pending::<()>().await;
    });
    RequestContext::of(&Request::get("http://b/")).call(|| drop(future));
    assert_eq!(*notes.lock().unwrap(), ["false|http://a/x||"]);
}

#[test]
fn hosts_that_are_none() {
    for host in ["a/b", "a@b", "", "a b"] {
        let context = RequestContext::of(&Request::get("/").with_header("host", host));
        assert_eq!((context.host(), context.url_root(), context.url("/x")), (None, None, None), "{host}");
    }
}

/// What is left of a handler after its 101 runs in a task of its own.
#[cfg(all(feature = "server", feature = "ws"))]
#[test]
fn in_websockets() {
    use crate::testing::Client;
    use crate::websocket::{WebSocket, WebSocketUpgrade};

    #[wz::route("/a", websocket)]
    async fn accepted(mut socket: WebSocket) -> crate::Result<()> {
        insert(Word("socket".to_owned()));
        socket.receive().await;
        Ok(socket.send(seen()).await?)
    }

    #[wz::route("/b", websocket)]
    fn upgraded(upgrade: WebSocketUpgrade) -> Response {
        upgrade.on_upgrade(async |mut socket| {
            socket.receive().await;
            let _ = socket.send(seen()).await;
        })
    }

    let client = Client::new(App::new(wz::routes![accepted, upgraded]).middleware(RequestContexts::new()));
    client.block_on(async {
        for (path, text) in
            [("/a", "false|http://localhost/x|/a|socket"), ("/b", "false|http://localhost/x|/b|")]
        {
            let mut socket = client.get(path).websocket().await.unwrap();
            socket.send("go").await.unwrap();
            assert_eq!(socket.receive().await, Some(text.into()));
        }
    });
}
