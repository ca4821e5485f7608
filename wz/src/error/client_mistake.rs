//! Errors of the ground floor that are a client's mistake: what was sent does not fit.

use std::any::Any;

use http::StatusCode;

use super::HttpError;
use crate::datastructures::MultiDictError;
use crate::form::multipart::MultipartError;
use crate::form::urlencoded;
use crate::limits::advice;
use crate::websocket::Closed;

macro_rules! client_mistakes {
    ($($error:ty: $status:expr,)+) => {
        $(impl From<$error> for HttpError {
            /// Its page says what the error says, which names the key, if there is one.
            fn from(error: $error) -> HttpError {
                let status: fn(&$error) -> (StatusCode, String) = $status;
                let (status, advice) = status(&error);
                HttpError::new(status)
                    .with_description(format!("What was sent does not fit: {error}.{advice}"))
            }
        })+

        /// The answer to an `Option` of such an error.
        pub(super) fn client_mistake(error: &mut dyn Any) -> Option<HttpError> {
            $(if let Some(error) = error.downcast_mut::<Option<$error>>() {
                return error.take().map(HttpError::from);
            })+
            None
        }
    };
}

client_mistakes! {
    // A client that has left, which is nothing to report.
    Closed: |_| BAD_REQUEST,
    MultiDictError: |_| BAD_REQUEST,
    urlencoded::DecodeError: |_| BAD_REQUEST,
    urlencoded::Error: |_| BAD_REQUEST,
    MultipartError: multipart,
}

/// Without advice.
const BAD_REQUEST: (StatusCode, String) = (StatusCode::BAD_REQUEST, String::new());

fn multipart(error: &MultipartError) -> (StatusCode, String) {
    let advice = error.exceeded().map(|(setter, word)| {
        format!(" {}", advice(&format!("multipart(MultipartLimits::new().{setter})"), word))
    });
    (error.status(), advice.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use crate::datastructures::MultiDict;
    use crate::form::multipart::Boundary;
    use crate::form::urlencoded::from_str;
    use crate::{HttpError, Result};

    fn page(form: &MultiDict) -> Result<u32> {
        Ok(form.require_as("page")?)
    }

    fn size(form: &MultiDict) -> Result<u32, HttpError> {
        Ok(form.require_as("size")?)
    }

    fn read(body: &str) -> Result<Vec<(String, u8)>> {
        Ok(from_str(body)?)
    }

    fn boundary(content_type: &str) -> Result<Boundary, HttpError> {
        Ok(Boundary::from_content_type(&content_type.parse().unwrap())?)
    }

    #[test]
    fn the_answer_names_the_key() {
        let form = MultiDict::from([("page", "x")]);
        let error: HttpError = page(&form).unwrap_err().into();
        assert_eq!(error.status(), 400);
        assert_eq!(
            error.description(),
            "What was sent does not fit: `page` cannot be `x`: invalid digit found in string."
        );
        let error = size(&form).unwrap_err();
        assert_eq!(
            (error.status().as_u16(), error.description()),
            (400, "What was sent does not fit: `size` is missing.")
        );
        assert_eq!(
            (read("a=1").unwrap(), read("a=300").unwrap_err().status().as_u16()),
            (vec![("a".into(), 1)], 400)
        );
        assert_eq!(boundary("text/plain").unwrap_err().status(), 415);
        assert_eq!(boundary("multipart/form-data").unwrap_err().status(), 400);
        assert_eq!(read("a=%ff").unwrap_err().status(), 400);
    }
}
