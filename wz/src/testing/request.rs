use std::fmt;
use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::pin::Pin;

use bytes::Bytes;
use http::Method;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use super::address::Address;
use super::client::wrong;
use super::exchange::exchange;
use super::{Client, MultipartForm, TestResponse, TestStream};
use crate::body::Body;
use crate::header::{Authorization, Basic};
use crate::url::encode_query;

/// A request of a [`Client`], on its way. `.await` it in an async test, [`send`](TestRequest::send) it in a plain one.
#[must_use = "a request does nothing until it is sent"]
pub struct TestRequest {
    pub(super) client: Client,
    pub(super) method: Method,
    pub(super) address: Address,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) peer: SocketAddr,
    pub(super) follows: bool,
}

impl TestRequest {
    pub(super) fn new(client: Client, method: Method, address: Address) -> TestRequest {
        let (headers, peer, follows) = (HeaderMap::new(), client.peer, client.follows);
        TestRequest { client, method, address, headers, body: Body::empty(), peer, follows }
    }

    /// Adds pairs to the query.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[get("/")]
    /// fn index(request: &Request) -> String {
    ///     request.query_string().unwrap_or("").to_owned()
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// assert_eq!(client.get("/?a=1").query([("b", "x y"), ("b", "z")]).send().text(), "a=1&b=x+y&b=z");
    /// # }
    /// ```
    pub fn query<N: AsRef<str>, V: AsRef<str>>(
        mut self,
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> TestRequest {
        let more = encode_query(pairs);
        self.address.query = Some(match self.address.query {
            Some(query) if !query.is_empty() => format!("{query}&{more}"),
            _ => more,
        });
        self
    }

    /// Adds a header, beside those of the same name.
    ///
    /// # Panics
    /// When HTTP allows no such header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> TestRequest {
        let (name, value) = header(name, value);
        self.headers.append(name, value);
        self
    }

    /// Sends this body: text, bytes, or a [stream](Body::stream).
    pub fn body(mut self, body: impl Into<Body>) -> TestRequest {
        self.body = body.into();
        self
    }

    /// Sends this value as JSON (feature `json`).
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[post("/")]
    /// fn sum(numbers: Json<Vec<u32>>) -> Json<u32> {
    ///     Json(numbers.iter().sum())
    /// }
    ///
    /// routes! { Site = sum }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// assert_eq!(client.post("/").json(&[1, 2, 3]).send().json::<u32>(), 6);
    /// # }
    /// ```
    ///
    /// # Panics
    /// When it cannot be written as JSON.
    #[cfg(feature = "json")]
    #[track_caller]
    pub fn json<T: serde::Serialize + ?Sized>(self, value: &T) -> TestRequest {
        match serde_json::to_vec(value) {
            Ok(text) => self.typed(HeaderValue::from_static("application/json"), text),
            Err(error) => wrong(&format!("this cannot be written as JSON: {error}")),
        }
    }

    /// Sends a form as a browser does (`application/x-www-form-urlencoded`).
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::testing::Client;
    ///
    /// #[post("/")]
    /// fn greet(form: Form<Vec<(String, String)>>) -> String {
    ///     format!("{:?}", form.0)
    /// }
    ///
    /// routes! { Site = greet }
    ///
    /// # fn main() {
    /// let client = Client::new(App::new(Site));
    /// assert_eq!(client.post("/").form([("name", "Ada L.")]).send().text(), r#"[("name", "Ada L.")]"#);
    /// # }
    /// ```
    pub fn form<N: AsRef<str>, V: AsRef<str>>(self, fields: impl IntoIterator<Item = (N, V)>) -> TestRequest {
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        self.typed(form, encode_query(fields))
    }

    /// Sends a form with files (`multipart/form-data`).
    pub fn multipart(self, form: MultipartForm) -> TestRequest {
        let (content_type, body) = form.finish();
        self.typed(content_type, body)
    }

    fn typed(mut self, content_type: HeaderValue, body: impl Into<Bytes>) -> TestRequest {
        self.headers.insert(CONTENT_TYPE, content_type);
        self.body = Body::full(body);
        self
    }

    /// Signs in with a user name and a password (RFC 7617).
    ///
    /// # Panics
    /// When there is a `:` in the name, or a control character.
    #[track_caller]
    pub fn basic_auth(mut self, username: &str, password: &str) -> TestRequest {
        match Basic::new(username, password).map(|basic| Authorization::from_basic(basic).to_string().parse())
        {
            Ok(Ok(value)) => {
                self.headers.insert(AUTHORIZATION, value);
                self
            }
            _ => wrong(&format!("`{username}` and its password are none for Basic authentication")),
        }
    }

    /// Signs in with a token (RFC 6750).
    ///
    /// # Panics
    /// When the token is none that a header can have.
    #[track_caller]
    pub fn bearer_auth(mut self, token: &str) -> TestRequest {
        let (name, value) = header("authorization", &format!("Bearer {token}"));
        self.headers.insert(name, value);
        self
    }

    /// Says where this request comes from.
    pub fn peer(mut self, peer: impl Into<SocketAddr>) -> TestRequest {
        self.peer = peer.into();
        self
    }

    /// Follows redirects (301, 302, 303, 307, 308), up to 20 of them, on this host and those below it; what leads elsewhere,
    /// or round in a circle, is given as it is. 307 and 308 keep method and body; after the others a `POST` becomes a `GET`,
    /// after 303 all but `HEAD` (RFC 9110 section 15.4).
    pub fn follow_redirects(mut self) -> TestRequest {
        self.follows = true;
        self
    }

    /// The answer, waited for. In async code `.await` the request instead.
    pub fn send(self) -> TestResponse {
        let client = self.client.clone();
        client.block_on(self.into_future())
    }

    /// The answer as it comes, for streams and events.
    pub async fn stream(self) -> TestStream {
        TestStream::new(exchange(self).await)
    }
}

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = Pin<Box<dyn Future<Output = TestResponse> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { exchange(self).await.collect().await })
    }
}

impl fmt::Debug for TestRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.address.url())
    }
}

#[track_caller]
pub(super) fn header(name: &str, value: &str) -> (HeaderName, HeaderValue) {
    match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        (Ok(name), Ok(value)) => (name, value),
        (Err(_), _) => wrong(&format!("`{name}` is no name of a header")),
        (_, Err(_)) => wrong(&format!("`{}` is no value of a header", value.escape_debug())),
    }
}
