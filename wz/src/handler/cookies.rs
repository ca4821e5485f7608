use std::convert::Infallible;
use std::ops::Deref;

use super::FromRequest;
use crate::cookie;
use crate::datastructures::MultiDict;
use crate::request::Request;

/// The cookies of the request; none when it has none, or when they cannot be read ([`cookie::parse`] says what can).
///
/// They are set by [`Response::with_cookie`](crate::Response::with_cookie).
///
/// ```
/// use wz::handler::Cookies;
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn greeting(cookies: Cookies) -> String {
///     format!("Hello, {}", cookies.get("name").map_or("stranger", String::as_str))
/// }
///
/// routes! { Site = greeting }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let request = Request::get("/").with_header("cookie", "theme=dark; name=Ada");
/// let answer = runtime.block_on(App::new(Site).call(request));
/// assert_eq!(answer.body().as_bytes(), Some(&b"Hello, Ada"[..]));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cookies(pub MultiDict);

impl FromRequest for Cookies {
    type Error = Infallible;

    async fn from_request(request: &mut Request) -> Result<Cookies, Infallible> {
        let mut all = MultiDict::new();
        for (name, value) in cookie::all(request.headers()) {
            all.add(name, value);
        }
        Ok(Cookies(all))
    }
}

impl Deref for Cookies {
    type Target = MultiDict;

    fn deref(&self) -> &MultiDict {
        &self.0
    }
}
