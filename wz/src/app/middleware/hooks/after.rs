use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use super::with_extractors;
use crate::error::HttpError;
use crate::handler::{FromRequest, Requirements};
use crate::request::Request;
use crate::response::{IntoResponse, Response};

/// What [`Hooks::after_request`](super::Hooks::after_request) takes: `async fn(&Request, Response) -> R` with up to four
/// [extractors](FromRequest) before the request, where `R` is a [response](IntoResponse). When an extractor fails, its
/// error takes the place of the response.
///
/// `Kind` tells functions with different parameters apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be called after a request",
    label = "expected an `async fn(&Request, Response) -> R`, where `R` is a response",
    note = "extractors (`State<T>`, `Cookies`, ...) may stand before `&Request`; a closure is written \
            `async |request: &Request, response: Response| {{ ... }}` and captures nothing: what it shares is a `State<T>`"
)]
pub trait AfterRequest<'r, Kind>: Send + Sync + 'static {
    #[doc(hidden)]
    fn call(&'r self, request: &'r mut Request, response: Response) -> Answering<'r>;

    #[doc(hidden)]
    fn requires(needs: &mut Requirements)
    where
        Self: Sized;
}

type Answering<'r> = Pin<Box<dyn Future<Output = Response> + Send + 'r>>;

/// A hook whose kind is forgotten.
pub(super) trait Erased: Send + Sync {
    fn call<'r>(&'r self, request: &'r mut Request, response: Response) -> Answering<'r>;
    fn requires(&self, needs: &mut Requirements);
}

struct Of<H, Kind>(H, PhantomData<fn() -> Kind>);

impl<Kind: 'static, H: for<'r> AfterRequest<'r, Kind>> Erased for Of<H, Kind> {
    fn call<'r>(&'r self, request: &'r mut Request, response: Response) -> Answering<'r> {
        self.0.call(request, response)
    }

    fn requires(&self, needs: &mut Requirements) {
        H::requires(needs);
    }
}

pub(super) fn erased<Kind: 'static, H: for<'r> AfterRequest<'r, Kind>>(hook: H) -> Arc<dyn Erased> {
    Arc::new(Of(hook, PhantomData))
}

macro_rules! implement {
    ($($extractor:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<'r, F, Fut, $($extractor),*> AfterRequest<'r, fn($($extractor),*)> for F
        where
            F: Fn($($extractor,)* &'r Request, Response) -> Fut + Send + Sync + 'static,
            Fut: Future + Send + 'r,
            Fut::Output: IntoResponse,
            $($extractor: FromRequest + Send + 'static,)*
        {
            #[allow(non_snake_case)]
            fn call(&'r self, request: &'r mut Request, response: Response) -> Answering<'r> {
                Box::pin(async move {
                    $(
                        let $extractor = match $extractor::from_request(request).await {
                            Ok(value) => value,
                            Err(error) => {
                                let error: HttpError = error.into();
                                return error.into_response();
                            }
                        };
                    )*
                    self($($extractor,)* request, response).await.into_response()
                })
            }

            fn requires(_needs: &mut Requirements) {
                $($extractor::requires(_needs);)*
            }
        }
    };
}

with_extractors!(implement);
