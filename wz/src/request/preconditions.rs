use crate::conditional::{Decision, Representation, evaluate};
use crate::error::HttpError;
use crate::request::Request;
use crate::response::Response;

impl Request {
    /// Checks the conditions of the request against what there is now, before anything is changed or sent (RFC 9110
    /// section 13): the guard against the lost update. [`Representation::missing`] stands for what is not there yet.
    ///
    /// A `GET` or `HEAD` needs it only to save the work: an [`App`](crate::App) looks at the `ETag` and `Last-Modified` of
    /// the response itself, and at ranges, which are left alone here.
    ///
    /// # Errors
    /// 412, or 304 where a `GET` or `HEAD` finds nothing new.
    ///
    /// ```
    /// use wz::conditional::Representation;
    /// use wz::header::ETag;
    /// use wz::prelude::*;
    ///
    /// #[put("/note")]
    /// fn change(request: Request) -> Result<&'static str> {
    ///     let stored = "version 2";
    ///     request.preconditions(&Representation::new().etag(ETag::of_content(stored)))?;
    ///     Ok("changed")
    /// }
    ///
    /// let put = || Request::new(Method::PUT, "/note", "version 3");
    /// assert_eq!(change(put().with_header("if-match", "\"another\"")).unwrap_err().status(), 412);
    /// assert_eq!(change(put()).unwrap(), "changed");
    /// ```
    pub fn preconditions(&self, representation: &Representation) -> Result<(), HttpError> {
        let decision = evaluate(self.method(), self.headers(), representation);
        match (&decision, decision.status()) {
            (Decision::NotModified, Some(status)) => {
                let mut response = Response::empty().with_status(status);
                representation.set_validators(response.headers_mut());
                Err(response.into())
            }
            (Decision::PreconditionFailed, Some(status)) => Err(HttpError::new(status)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::header::ETag;
    use crate::response::IntoResponse;

    #[test]
    fn by_method() {
        let representation = Representation::new().etag(ETag::strong("v1").unwrap());
        let check = |method, name, value, representation: &Representation| {
            Request::new(method, "/", ()).with_header(name, value).preconditions(representation)
        };
        let unchanged = check(Method::GET, "if-none-match", "\"v1\"", &representation).unwrap_err();
        let unchanged = unchanged.into_response();
        assert_eq!(
            (unchanged.status().as_u16(), &unchanged.headers()["etag"]),
            (304, &"\"v1\"".parse().unwrap())
        );
        let status =
            |result: Result<(), HttpError>| result.map_or_else(|error| error.status().as_u16(), |()| 200);
        assert_eq!(status(check(Method::PUT, "if-none-match", "*", &representation)), 412);
        assert_eq!(status(check(Method::PUT, "if-none-match", "*", &Representation::missing())), 200);
        assert_eq!(status(check(Method::PUT, "if-match", "\"v1\"", &representation)), 200);
        assert_eq!(status(check(Method::DELETE, "if-match", "\"v0\"", &representation)), 412);
        assert_eq!(status(check(Method::GET, "range", "bytes=0-0", &representation)), 200);
    }
}
