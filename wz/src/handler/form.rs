use std::ops::{Deref, DerefMut};

use super::{FromForm, FromRequest};
use crate::error::HttpError;
use crate::request::Request;

/// A form in the body, plain or with files, read into `T`: [`form::urlencoded::from_str`](crate::form::urlencoded::from_str)
/// lists what `T` may be; it may have [`UploadedFile`](crate::UploadedFile)s, and [`FromForm`] is for more. What does not fit
/// is a 400 that names the field; [`Request::form`] has the other errors.
///
/// ```
/// use wz::{Form, Request, handler::FromRequest};
///
/// #[derive(serde::Deserialize, Debug)]
/// struct Login { name: String, remember: Option<bool> }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let sent = |body: &'static str| {
///     Request::post("/", body).with_header("content-type", "application/x-www-form-urlencoded")
/// };
/// let login = Form::<Login>::from_request(&mut sent("name=Ada+L.&remember=on")).await?;
/// assert_eq!((login.name.as_str(), login.remember), ("Ada L.", Some(true)));
///
/// let error = Form::<Login>::from_request(&mut sent("remember=on")).await.unwrap_err();
/// assert!(error.description().contains("`name`"));
/// # Ok::<_, wz::HttpError>(()) }).unwrap();
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T: FromForm> FromRequest for Form<T> {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Form<T>, HttpError> {
        request.form().await.map(Form)
    }
}

impl<T> Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Form<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
