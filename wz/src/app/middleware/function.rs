use std::future::Future;

use super::Next;
use crate::error::HttpError;
use crate::handler::{FromRequest, HandlerFuture, Requirements};
use crate::request::Request;
use crate::response::IntoResponse;

/// What stands between a request and its handler.
///
/// It is there for every `async fn(Request, Next) -> R` where `R` is a [response](IntoResponse), also behind up to six
/// [extractors](FromRequest): `async fn(State<Users>, Cookies, Request, Next) -> R`. They run in the order of the
/// parameters; when one fails, its error is the answer. An application that lacks a [`State`](crate::State) does
/// not start, as with handlers. A closure may be middleware too: `move |request: Request, next: Next| async move { ... }`.
///
/// What has settings is a type that implements it:
///
/// ```
/// use wz::handler::HandlerFuture;
/// use wz::middleware::Middleware;
/// use wz::prelude::*;
///
/// /// Refuses requests without a header.
/// struct Needs(&'static str);
///
/// impl Middleware for Needs {
///     fn call(&self, request: Request, next: Next) -> HandlerFuture {
///         if request.headers().contains_key(self.0) {
///             HandlerFuture::new(next.run(request))
///         } else {
///             HandlerFuture::ready(HttpError::bad_request(format!("`{}` is missing.", self.0)).into_response())
///         }
///     }
/// }
///
/// #[get("/")]
/// fn index() {}
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).middleware(Needs("x-client"));
/// let status = |request| runtime.block_on(app.call(request)).status().as_u16();
/// let known = Request::get("/").with_header("x-client", "7");
/// assert_eq!((status(Request::get("/")), status(known)), (400, 200));
/// ```
///
/// `Kind` tells functions with different parameters apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not middleware",
    label = "expected an `async fn(Request, Next) -> R`, where `R` is a response",
    note = "extractors (`State<T>`, `Cookies`, ...) may stand before `Request`; `Next` comes last: \
            `async fn check(users: State<Users>, request: Request, next: Next) -> Response`",
    note = "a tower layer is given to `App::layer` (feature `tower`)"
)]
pub trait Middleware<Kind = ()>: Send + Sync + 'static {
    /// Answers a request, by [`Next::run`] or on its own.
    fn call(&self, request: Request, next: Next) -> HandlerFuture;

    /// Says what must be there before the application starts. Nothing by default.
    fn requires(&self, needs: &mut Requirements) {
        let _ = needs;
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut> Middleware<(Next,)> for F
where
    F: Fn(Request, Next) -> Fut + Send + Sync + 'static,
    Fut: Future + Send + 'static,
    Fut::Output: IntoResponse,
{
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        let answer = self(request, next);
        HandlerFuture::new(async move { answer.await.into_response() })
    }
}

macro_rules! with_extractors {
    ($($extractor:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<F, Fut, $($extractor),+> Middleware<($($extractor,)+ Next)> for F
        where
            F: Fn($($extractor,)+ Request, Next) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future + Send + 'static,
            Fut::Output: IntoResponse,
            $($extractor: FromRequest + Send + 'static,)+
        {
            #[expect(non_snake_case, reason = "a value is called as its type")]
            fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
                let function = self.clone();
                HandlerFuture::new(async move {
                    $(
                        let $extractor = match $extractor::from_request(&mut request).await {
                            Ok(value) => value,
                            Err(error) => {
                                let error: HttpError = error.into();
                                return error.into_response();
                            }
                        };
                    )+
                    function($($extractor,)+ request, next).await.into_response()
                })
            }

            fn requires(&self, needs: &mut Requirements) {
                $($extractor::requires(needs);)+
            }
        }
    };
}

with_extractors!(A);
with_extractors!(A B);
with_extractors!(A B C);
with_extractors!(A B C D);
with_extractors!(A B C D E);
with_extractors!(A B C D E G);
