use std::ops::{Deref, DerefMut};

use serde::de::DeserializeOwned;

use super::FromRequest;
use crate::error::HttpError;
use crate::request::Request;

/// The query of the URL, read into `T`; [`form::urlencoded::from_str`](crate::form::urlencoded::from_str) lists
/// what `T` may be. What does not fit is a 400 that names the field.
///
/// ```
/// use wz::{Query, Request, handler::FromRequest};
///
/// #[derive(serde::Deserialize, Debug)]
/// struct Search { q: String, page: Option<u32> }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let search = Query::<Search>::from_request(&mut Request::get("/?q=a+b&page=")).await?;
/// assert_eq!((search.q.as_str(), search.page), ("a b", None));
///
/// let error = Query::<Search>::from_request(&mut Request::get("/?q=&page=abc")).await.unwrap_err();
/// assert!(error.description().contains("`page`: expected an integer"));
/// # Ok::<_, wz::HttpError>(()) }).unwrap();
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Query<T>, HttpError> {
        request.query().map(Query)
    }
}

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Query<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
