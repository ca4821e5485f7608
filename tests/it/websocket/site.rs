//! What the tests open.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wz::prelude::*;
use wz::websocket::{Close, CloseCode, Ending, Message, WebSocket, WebSocketLimits, WebSocketUpgrade};

/// Counts handlers that have ended, in whatever way.
pub(super) static ENDED: AtomicUsize = AtomicUsize::new(0);

pub(super) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        ENDED.fetch_add(1, Ordering::SeqCst);
    }
}

pub(super) fn wait_until(what: &str, reached: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !reached() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[get("/page")]
fn page() -> &'static str {
    "a page"
}

#[route("/echo", websocket)]
async fn echo(mut socket: WebSocket) -> Result {
    while let Some(message) = socket.receive().await {
        socket.send(message).await?;
    }
    Ok(())
}

#[route("/small", websocket, limits(message = 1000, frame = 800))]
async fn small(mut socket: WebSocket) -> Result {
    while let Some(message) = socket.receive().await {
        socket.send(message).await?;
    }
    Ok(())
}

#[route("/protocols", websocket)]
async fn protocols(upgrade: WebSocketUpgrade) -> Result {
    let offered = upgrade.offered_protocols().join("|");
    let socket = upgrade.protocols(["b", "a"]).accept().await?;
    socket.send(format!("{offered} {:?}", socket.protocol())).await?;
    Ok(())
}

#[route("/origins", websocket)]
async fn origins(upgrade: WebSocketUpgrade) -> Result {
    let upgrade = upgrade.allow_origins(["https://app.example", "http://localhost:5173"]);
    let said = format!("{:?} {}", upgrade.origin().map(ToString::to_string), upgrade.is_same_origin());
    upgrade.accept().await?.send(said).await?;
    Ok(())
}

#[route("/everyone", websocket)]
async fn everyone(upgrade: WebSocketUpgrade) -> Result {
    upgrade.allow_any_origin().accept().await?;
    Ok(())
}

#[route("/wrong-origin", websocket)]
async fn wrong_origin(upgrade: WebSocketUpgrade) -> Result {
    upgrade.allow_origins(["app.example"]).accept().await?;
    Ok(())
}

#[route("/members", websocket)]
async fn members(upgrade: WebSocketUpgrade, headers: &HeaderMap) -> Result {
    if !headers.contains_key("x-member") {
        abort!(403, "Only members.");
    }
    upgrade.accept().await?.send("hello").await?;
    Ok(())
}

/// With a header of its own on the response 101.
#[route("/decorated", websocket)]
fn decorated(upgrade: WebSocketUpgrade) -> Response {
    let response = upgrade.on_upgrade(async |socket| {
        let _ = socket.send("hello").await;
    });
    response.with_header("set-cookie", "visited=1")
}

#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the till is broken")
    }
}

impl std::error::Error for Broken {}

/// Echoes, compressed if the client likes.
#[route("/deflate", websocket)]
async fn deflate(upgrade: WebSocketUpgrade) -> Result {
    let mut socket = upgrade.deflate().accept().await?;
    while let Some(message) = socket.receive().await {
        socket.send(message).await?;
    }
    Ok(())
}

/// Ends as it is told.
#[route("/end", websocket)]
async fn end(mut socket: WebSocket) -> Result {
    let _guard = Guard;
    match socket.receive().await.as_ref().and_then(Message::as_text) {
        Some("error") => Err(Broken)?,
        Some("panic") => panic!("the handler panics"),
        Some("refuse") => abort!(400, "No."),
        Some("close") => {
            let ending = socket.close(Close::new(CloseCode::new(4001).unwrap(), "enough")).await;
            assert!(matches!(&ending, Ending::Closed(close) if close.code().get() == 4001), "{ending:?}");
            assert!(socket.send("too late").await.is_err() && socket.receive().await.is_none());
        }
        Some("answer") => {
            // The client has closed meanwhile, and more is there that nobody receives.
            tokio::time::sleep(Duration::from_millis(100)).await;
            let ending = socket.close(CloseCode::NORMAL).await;
            assert!(matches!(&ending, Ending::Closed(close) if close.code().get() == 4000), "{ending:?}");
        }
        Some("hang") => std::future::pending().await,
        Some("send") => loop {
            socket.send("tick").await?;
            tokio::time::sleep(Duration::from_millis(5)).await;
        },
        Some("closed") => {
            socket.closed().await;
        }
        _ => {}
    }
    Ok(())
}

/// Busy, and does not look at its socket.
#[route("/busy", websocket)]
async fn busy(socket: WebSocket) -> Result {
    tokio::time::sleep(Duration::from_millis(600)).await;
    socket.send("done").await?;
    Ok(())
}

/// As fast as it can, to somebody who may not read.
#[route("/flood", websocket)]
async fn flood(socket: WebSocket, sent: State<Sent>) -> Result {
    let chunk = vec![0; 64 * 1024];
    loop {
        socket.send(&chunk).await?;
        sent.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Two tasks, one for each half, while the handler itself has ended.
#[route("/halves", websocket)]
fn halves(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |socket| {
        let (sender, mut receiver) = socket.split();
        let other = sender.clone();
        tokio::spawn(async move {
            while let Some(message) = receiver.receive().await {
                other.send(&message).await.unwrap();
            }
        });
        tokio::spawn(async move {
            for _ in 0..3 {
                sender.send("tick").await.unwrap();
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
    })
}

/// Impatient.
#[route("/impatient", websocket)]
async fn impatient(upgrade: WebSocketUpgrade) -> Result {
    let limits = WebSocketLimits::new()
        .ping_interval(Duration::from_millis(100))
        .ping_timeout(Duration::from_millis(200))
        .close_timeout(Duration::from_millis(200))
        .after_close(Duration::from_millis(200));
    let mut socket = upgrade.limits(limits).accept().await?;
    let _guard = Guard;
    while let Some(message) = socket.receive().await {
        match message.as_text() {
            Some("close") => {
                assert_eq!(socket.close(CloseCode::NORMAL).await, Ending::TimedOut);
            }
            Some("hang") => std::future::pending().await,
            _ => socket.send(message).await?,
        }
    }
    Ok(())
}

routes! {
    pub Site = page, echo, small, protocols, origins, everyone, wrong_origin, members, decorated, end, busy, flood,
        halves, impatient, deflate
}

pub(super) fn app() -> App {
    App::new(Site).state(Sent(Arc::default()))
}

/// How many messages the handler that floods has sent.
pub(super) struct Sent(pub(super) Arc<AtomicUsize>);
