use std::ops::Deref;

use super::FromRequest;
use crate::error::HttpError;
use crate::request::Request;

/// What [middleware](crate::middleware) or a hook has put among the [extensions](Request::extensions_mut) of the request: a
/// copy. Flask's `g`.
///
/// Missing, and then a 500, when nobody has; take an `Option<Extension<T>>` where that may happen.
///
/// ```
/// use wz::prelude::*;
///
/// #[derive(Clone)]
/// struct User(String);
///
/// async fn load_user(request: &mut Request) {
///     request.extensions_mut().insert(User("Ada".to_owned()));
/// }
///
/// #[get("/")]
/// async fn index(user: Extension<User>) -> String {
///     format!("Hello, {}!", user.0.0)
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).before_request(load_user);
/// let response = runtime.block_on(app.call(Request::get("/")));
/// assert_eq!(response.body().as_bytes(), Some(&b"Hello, Ada!"[..]));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extension<T>(pub T);

impl<T: Clone + Send + Sync + 'static> FromRequest for Extension<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Extension<T>, HttpError> {
        match request.extensions().get::<T>() {
            Some(value) => Ok(Extension(value.clone())),
            None => Err(HttpError::internal()
                .with_source(format!(
                    "no `{}` among the extensions of the request: no middleware and no hook has put one there",
                    std::any::type_name::<T>()
                ))
                .as_missing()),
        }
    }
}

impl<T> Deref for Extension<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::block_on;

    #[test]
    fn what_nobody_has_put_there_is_missing() {
        let mut request = Request::get("/");
        let error = block_on(Extension::<u8>::from_request(&mut request)).unwrap_err();
        assert!(error.status() == 500 && error.is_missing());
        assert!(block_on(Option::<Extension<u8>>::from_request(&mut request)).unwrap().is_none());
        request.extensions_mut().insert(7_u8);
        assert_eq!(block_on(Extension::<u8>::from_request(&mut request)).unwrap(), Extension(7));
    }
}
