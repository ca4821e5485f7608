use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client as Pool, Error, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::settings::Settings;
use super::upload::Upload;

/// How long a connection is kept that is not in use. Less than the usual 60 and 75 seconds of servers, since it is better to
/// close it than to find it closed.
const IDLE: Duration = Duration::from_secs(30);
/// hyper takes no smaller one.
const SMALLEST_HEAD: usize = 8 << 10;

/// The connections to the other server, made when they are needed. All clones share them.
#[derive(Clone, Default)]
pub(super) struct Client(Arc<OnceLock<Pool<HttpConnector, Upload>>>);

pub(super) type Answer = Result<Response<Incoming>, Error>;

impl Client {
    pub(super) fn send(&self, settings: &Settings, request: Request<Upload>) -> ResponseFuture {
        self.0.get_or_init(|| pool(settings)).request(request)
    }
}

fn pool(settings: &Settings) -> Pool<HttpConnector, Upload> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(settings.connect_timeout));
    Pool::builder(TokioExecutor::new())
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(settings.idle_connections)
        .http1_max_buf_size(settings.head_bytes.max(SMALLEST_HEAD))
        .http1_max_headers(settings.head_fields)
        .set_host(false)
        .build(connector)
}
