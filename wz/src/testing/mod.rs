//! A client for tests: it asks an [`App`](crate::App) without a socket, a port or a server, and behaves as a browser does.
//!
//! ```
//! use wz::prelude::*;
//! use wz::testing::Client;
//!
//! #[get("/user/<int:id>")]
//! fn user(id: u32) -> String {
//!     format!("user {id}")
//! }
//!
//! #[post("/login")]
//! async fn login(name: String) -> Response {
//!     let cookie = wz::cookie::SetCookie::build("name", &name).http_only(true).build().unwrap();
//!     Redirect::see_other(url_for!(welcome)).into_response().with_cookie(&cookie)
//! }
//!
//! #[get("/welcome")]
//! fn welcome(cookies: Cookies) -> String {
//!     format!("hello {}", cookies.get("name").map_or("nobody", |name| name))
//! }
//!
//! routes! { pub Site = user, login, welcome }
//!
//! # fn main() {
//! // In a plain `#[test]`; in an async one `client.get("/user/42").await` is the same.
//! let client = Client::new(App::new(Site));
//! assert_eq!(client.get("/user/42").send().text(), "user 42");
//! client.get("/user/joe").send().assert_status(404);
//!
//! let answer = client.post("/login").body("Ada").follow_redirects().send();
//! assert_eq!((answer.text(), answer.history().len()), ("hello Ada", 1));
//! assert_eq!(client.cookie("name").as_deref(), Some("Ada"));
//! # }
//! ```
//!
//! What a test gets wrong (a header that is none, JSON that is none) is a panic with a sentence, at the line of the test.

mod address;
mod client;
mod event;
mod exchange;
mod jar;
mod multipart_form;
mod redirect;
mod request;
mod response;
mod stream;
#[cfg(feature = "ws")]
mod websocket;

pub use client::Client;
pub use event::ReceivedEvent;
pub use multipart_form::MultipartForm;
pub use request::TestRequest;
pub use response::TestResponse;
pub use stream::TestStream;
