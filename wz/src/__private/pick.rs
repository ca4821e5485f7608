//! One mistake, one error: a type that is no extractor, or no converter, is reported where a trait is asked for
//! explicitly. The code that uses it picks its method by whether the trait is there, and is silent when it is not.
//!
//! A call `(&Pick::<T>::NEW).extractor()` finds the method of `Extract` first; when `T` does not qualify it
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

/// Runs a type as an extractor; the answer when it fails.
pub fn extract<'r, T, X: Extractor<T>>(
    _: X,
    request: &'r mut Request,
) -> impl Future<Output = Result<T, Response>> + Send + use<'r, T, X> {
    X::run(request)
}

/// What [`extract`] calls.
pub trait Extractor<T> {
    /// The value, or the answer.
    fn run(request: &mut Request) -> impl Future<Output = Result<T, Response>> + Send;
}

/// For types that are extractors.
#[derive(Debug)]
pub struct Yes;

/// For types that are none: never runs, since nothing compiles then.
#[derive(Debug)]
pub struct No;

impl<T: FromRequest> Extractor<T> for Yes {
    #[inline]
    async fn run(request: &mut Request) -> Result<T, Response> {
        T::from_request(request).await.map_err(rejected)
    }
}

impl<T> Extractor<T> for No {
    async fn run(_: &mut Request) -> Result<T, Response> {
        Err(refused())
    }
}

/// For extractors.
pub trait Extract<T> {
    /// How to run it.
    fn extractor(&self) -> Yes {
        Yes
    }
}

impl<T: FromRequest> Extract<T> for Pick<T> {}

/// For all other types.
pub trait NoExtract<T> {
    /// How not to run it.
    fn extractor(&self) -> No {
        No
    }
}

impl<T> NoExtract<T> for &Pick<T> {}

/// For converters.
pub trait Convert {
    /// The converter: not a parameter, which the compiler would not know yet when it asks for the value's type.
    type Converter: Converter;

    /// The value of a text.
    fn convert<T: FromCustom<Self::Converter, <Self::Converter as Converter>::Value>>(
        &self,
        text: &str,
        arguments: Arguments<'_>,
    ) -> Option<T>;
}

impl<C: Converter> Convert for Pick<C> {
    type Converter = C;

    #[inline]
    fn convert<T: FromCustom<C, C::Value>>(&self, text: &str, arguments: Arguments<'_>) -> Option<T> {
        T::from_custom(text, arguments)
    }
}

/// For all other types.
pub trait NoConvert {
    /// Stands for the method that is not there.
    fn convert<T>(&self, text: &str, arguments: Arguments<'_>) -> Option<T>;
}

impl<C> NoConvert for &Pick<C> {
    fn convert<T>(&self, _: &str, _: Arguments<'_>) -> Option<T> {
        None
    }
}
