use super::{HandlerFuture, Requirements};
use crate::request::Request;
use crate::routing::{Captures, Table};

/// A handler in a table: two function pointers, made by the macros.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    /// Converts what was captured, runs the extractors and calls the function.
    pub call: fn(Request, Captures) -> HandlerFuture,
    /// Says what the function needs from the application.
    pub requires: fn(&mut Requirements),
}

/// A set of routes with their handlers, made by `routes!`.
pub trait RouteTable: 'static {
    /// The rules.
    const TABLE: &'static Table<'static>;
    /// The handlers, in the order of the routes of [`TABLE`](RouteTable::TABLE).
    const HANDLERS: &'static [Handler];
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::handler::{FromRequest, FromRequestRef};
    use crate::test_support::block_on;
    use crate::{IntoResponse, Json, Result};

    async fn echo(numbers: Json<Vec<u32>>, request: &Request) -> Result<String> {
        std::future::ready(()).await;
        Ok(format!("{} {:?}", request.path(), numbers.0))
    }

    /// What a macro writes for `echo`: the future must be `Send` although it borrows the request across an await.
    fn glue(mut request: Request) -> HandlerFuture {
        HandlerFuture::new(async move {
            let numbers = match <Json<Vec<u32>>>::from_request(&mut request).await {
                Ok(numbers) => numbers,
                Err(error) => return error.into_response(),
            };
            match FromRequestRef::from_request_ref(&request) {
                Ok(request) => echo(numbers, request).await.into_response(),
                Err(error) => error.into_response(),
            }
        })
    }

    #[test]
    fn a_handler_borrows_the_request_across_an_await() {
        let request = Request::post("/x", "[1,2]").with_header("content-type", "application/json");
        let response = block_on(glue(request));
        assert_eq!(response.body().as_bytes(), Some(&b"/x [1, 2]"[..]));
        assert_eq!(block_on(glue(Request::post("/x", "[1,2]"))).status(), 415);
    }
}
