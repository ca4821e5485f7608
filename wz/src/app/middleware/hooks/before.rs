use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use super::with_extractors;
use crate::error::HttpError;
use crate::handler::{FromRequest, Requirements};
use crate::request::Request;
use crate::response::{IntoResponse, Response};

/// What [`Hooks::before_request`](super::Hooks::before_request) takes: `async fn(&mut Request) -> R` with up to four
/// [extractors](FromRequest) before the request, where `R` is a [`HookAnswer`]. When an extractor fails, its error is the
/// answer.
///
/// `Kind` tells functions with different parameters apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be called before a request",
    label = "expected an `async fn(&mut Request) -> R`, where `R` is `()`, an `Option` of a response, or a `Result`",
    note = "extractors (`State<T>`, `Cookies`, ...) may stand before `&mut Request`; a closure is written \
            `async |request: &mut Request| {{ ... }}` and captures nothing: what it shares is a `State<T>`"
)]
pub trait BeforeRequest<'r, Kind>: Send + Sync + 'static {
    #[doc(hidden)]
    fn call(&'r self, request: &'r mut Request) -> Answering<'r>;

    #[doc(hidden)]
    fn requires(needs: &mut Requirements)
    where
        Self: Sized;
}

type Answering<'r> = Pin<Box<dyn Future<Output = Option<Response>> + Send + 'r>>;

/// What a `before_request` hook may return: `()` and `None` let the request go on, a response is the answer, and so is an
/// error.
#[diagnostic::on_unimplemented(
    message = "a `before_request` hook cannot return `{Self}`",
    note = "return `()`, an `Option` of a response, or a `Result` of one of these"
)]
pub trait HookAnswer {
    /// The response, if the request is not to go on.
    fn into_answer(self) -> Option<Response>;
}

impl HookAnswer for () {
    fn into_answer(self) -> Option<Response> {
        None
    }
}

impl<R: IntoResponse> HookAnswer for Option<R> {
    fn into_answer(self) -> Option<Response> {
        self.map(IntoResponse::into_response)
    }
}

impl<A: HookAnswer, E> HookAnswer for Result<A, E>
where
    Result<(), E>: IntoResponse,
{
    fn into_answer(self) -> Option<Response> {
        match self {
            Ok(answer) => answer.into_answer(),
            Err(error) => Some(Err(error).into_response()),
        }
    }
}

/// A hook whose kind is forgotten.
pub(super) trait Erased: Send + Sync {
    fn call<'r>(&'r self, request: &'r mut Request) -> Answering<'r>;
    fn requires(&self, needs: &mut Requirements);
}

struct Of<H, Kind>(H, PhantomData<fn() -> Kind>);

impl<Kind: 'static, H: for<'r> BeforeRequest<'r, Kind>> Erased for Of<H, Kind> {
    fn call<'r>(&'r self, request: &'r mut Request) -> Answering<'r> {
        self.0.call(request)
    }

    fn requires(&self, needs: &mut Requirements) {
        H::requires(needs);
    }
}

pub(super) fn erased<Kind: 'static, H: for<'r> BeforeRequest<'r, Kind>>(hook: H) -> Arc<dyn Erased> {
    Arc::new(Of(hook, PhantomData))
}

macro_rules! implement {
    ($($extractor:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<'r, F, Fut, $($extractor),*> BeforeRequest<'r, fn($($extractor),*)> for F
        where
            F: Fn($($extractor,)* &'r mut Request) -> Fut + Send + Sync + 'static,
            Fut: Future + Send + 'r,
            Fut::Output: HookAnswer,
            $($extractor: FromRequest + Send + 'static,)*
        {
            #[allow(non_snake_case)]
            fn call(&'r self, request: &'r mut Request) -> Answering<'r> {
                Box::pin(async move {
                    $(
                        let $extractor = match $extractor::from_request(request).await {
                            Ok(value) => value,
                            Err(error) => {
                                let error: HttpError = error.into();
                                return Some(error.into_response());
                            }
                        };
                    )*
                    self($($extractor,)* request).await.into_answer()
                })
            }

            fn requires(_needs: &mut Requirements) {
                $($extractor::requires(_needs);)*
            }
        }
    };
}

with_extractors!(implement);
