//! The macros of wz: `#[route]` and its short forms, `routes!`, `url_for!` and `#[derive(Choice)]`.
//!
//! Use them through the crate `wz`, which documents them; what they expand to names `::wz::__private`.
//!
//! Each macro has the same stages: parse to a model with spans, check the model and collect what is wrong, write
//! tokens. A handler with a mistake is written all the same, with a stand-in for its route, so that one mistake
//! is one error.

mod choice;
mod errors;
mod hash;
mod route;
mod routes;
mod specs;
mod url;

use proc_macro::TokenStream;

macro_rules! route_attributes {
    ($($name:ident $method:expr;)*) => {$(
        #[doc = concat!("See `wz::", stringify!($name), "`.")]
        #[proc_macro_attribute]
        pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
            route::expand($method, arguments.into(), &item.into()).into()
        }
    )*};
}
route_attributes! {
    route None;
    get Some("GET");
    post Some("POST");
    put Some("PUT");
    patch Some("PATCH");
    delete Some("DELETE");
}

/// See `wz::routes`.
#[proc_macro]
pub fn routes(input: TokenStream) -> TokenStream {
    routes::expand(input.into()).into()
}

/// See `wz::url_for`.
#[proc_macro]
pub fn url_for(input: TokenStream) -> TokenStream {
    url::expand(input.into(), url::Check::Assert).into()
}

/// See `wz::try_url_for`.
#[proc_macro]
pub fn try_url_for(input: TokenStream) -> TokenStream {
    url::expand(input.into(), url::Check::Report).into()
}

/// See `wz::Choice`.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    choice::expand(input.into()).into()
}
