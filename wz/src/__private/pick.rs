//! One mistake, one error: a type that is no extractor, or no converter, is reported where a trait is asked for
//! explicitly. The code that uses it picks its method by whether the trait is there, and is silent when it is not.
//!
//! A call `(&Pick::<T>::NEW).extract(request)` finds the method of `Extract` first; when `T` does not qualify it
//! borrows once more and finds the one of `NoExtract`, which never runs, since nothing compiles then.

use std::marker::PhantomData;

use super::{Arguments, Converter, FromCustom, FromRequest, Request, Response, refused, rejected};

/// Says which type the methods are about.
#[derive(Debug)]
pub struct Pick<T>(PhantomData<fn() -> T>);

impl<T> Pick<T> {
    /// The only value.
    pub const NEW: Pick<T> = Pick(PhantomData);
}

/// For extractors.
pub trait Extract<T> {
    /// Runs the extractor; the answer when it fails.
    fn extract(&self, request: &mut Request) -> impl Future<Output = Result<T, Response>> + Send;
}

impl<T: FromRequest> Extract<T> for Pick<T> {
    #[inline]
    async fn extract(&self, request: &mut Request) -> Result<T, Response> {
        T::from_request(request).await.map_err(rejected)
    }
}

/// For all other types.
pub trait NoExtract<T> {
    /// Stands for the method that is not there.
    fn extract(&self, request: &mut Request) -> impl Future<Output = Result<T, Response>> + Send;
}

impl<T> NoExtract<T> for &Pick<T> {
    async fn extract(&self, _: &mut Request) -> Result<T, Response> {
        Err(refused())
    }
}

/// For converters.
pub trait Convert<C> {
    /// The value of a text.
    fn convert<T: FromCustom<C>>(&self, text: &str, arguments: Arguments<'_>) -> Option<T>;
}

impl<C: Converter> Convert<C> for Pick<C> {
    #[inline]
    fn convert<T: FromCustom<C>>(&self, text: &str, arguments: Arguments<'_>) -> Option<T> {
        T::from_custom(text, arguments)
    }
}

/// For all other types.
pub trait NoConvert<C> {
    /// Stands for the method that is not there.
    fn convert<T>(&self, text: &str, arguments: Arguments<'_>) -> Option<T>;
}

impl<C> NoConvert<C> for &Pick<C> {
    fn convert<T>(&self, _: &str, _: Arguments<'_>) -> Option<T> {
        None
    }
}
