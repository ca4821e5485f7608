use std::ops::{Deref, DerefMut};

use super::FromRequest;
use crate::error::HttpError;
use crate::header::{self, HeaderMapExt};
use crate::request::Request;

/// A header of the request, read into its type: any of [`wz::header`](crate::header), or one of your own.
///
/// One that is not there counts as [missing](HttpError::is_missing): `Option<Header<T>>` is `None` then, and alone it is a
/// 400. What cannot be read is a 400 that names the header, with `Option` too.
///
/// ```
/// use wz::handler::{FromRequest, Header};
/// use wz::header::AcceptLanguage;
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn greeting(languages: Option<Header<AcceptLanguage>>) -> &'static str {
///     match languages.and_then(|languages| languages.lookup(["en", "de"])) {
///         Some("de") => "Hallo",
///         _ => "Hello",
///     }
/// }
///
/// routes! { Site = greeting }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let ask = |request| runtime.block_on(App::new(Site).call(request));
/// let german = ask(Request::get("/").with_header("accept-language", "de-AT, en;q=0.5"));
/// assert_eq!(german.body().as_bytes(), Some(&b"Hallo"[..]));
/// assert_eq!(ask(Request::get("/")).body().as_bytes(), Some(&b"Hello"[..]));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Header<T>(pub T);

impl<T: header::Header> FromRequest for Header<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Header<T>, HttpError> {
        match request.headers().typed() {
            Ok(Some(header)) => Ok(Header(header)),
            Ok(None) => {
                let text = format!("The request must have a header `{}`.", T::NAME);
                Err(HttpError::bad_request(text).as_missing())
            }
            Err(error) => Err(HttpError::bad_request(format!("A header of the request is wrong: {error}."))),
        }
    }
}

impl<T> Deref for Header<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Header<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::{Host, RetryAfter};
    use crate::test_support::block_on;

    #[test]
    fn there_missing_and_wrong() {
        let read = |value: Option<&str>| {
            let mut request = Request::get("/");
            if let Some(value) = value {
                request = request.with_header("retry-after", value);
            }
            block_on(Option::<Header<RetryAfter>>::from_request(&mut request))
        };
        assert!(read(Some("7")).unwrap().is_some());
        assert!(read(None).unwrap().is_none());
        let error = read(Some("soon")).unwrap_err();
        assert!(error.status() == 400 && error.description().contains("retry-after"), "{error}");
        let error = block_on(Header::<Host>::from_request(&mut Request::get("/"))).unwrap_err();
        assert!(error.is_missing() && error.description().contains("`host`"), "{error}");
    }
}
