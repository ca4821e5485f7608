//! Errors of the ground floor that are a client's mistake: what was sent does not fit.

use std::any::Any;

use super::HttpError;
use crate::datastructures::MultiDictError;
use crate::form::urlencoded;

macro_rules! bad_request {
    ($($error:ty,)+) => {
        $(impl From<$error> for HttpError {
            /// 400; its page says what the error says, which names the key.
            fn from(error: $error) -> HttpError {
                HttpError::bad_request(format!("What was sent does not fit: {error}."))
            }
        })+

        /// The 400 of an `Option` of such an error.
        pub(super) fn client_mistake(error: &mut dyn Any) -> Option<HttpError> {
            $(if let Some(error) = error.downcast_mut::<Option<$error>>() {
                return error.take().map(HttpError::from);
            })+
            None
        }
    };
}

bad_request! {
    MultiDictError,
    urlencoded::DecodeError,
    urlencoded::Error,
}

#[cfg(test)]
mod tests {
    use crate::datastructures::MultiDict;
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

    #[test]
    fn the_answer_names_the_key() {
        let form = MultiDict::from([("page", "x")]);
        let error: HttpError = page(&form).unwrap_err().into();
        assert_eq!(error.status(), 400);
        assert_eq!(
            error.description(),
            "What was sent does not fit: `page`: invalid digit found in string, found `x`."
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
        assert_eq!(read("a=%ff").unwrap_err().status(), 400);
    }
}
