//! The macros of wz: `#[route]` and its short forms, `routes!`, `url_for!`, `#[derive(Choice)]`, `#[derive(FromForm)]`
//! and `#[derive(IntoResponse)]`.
//!
//! Use them through the crate `wz`, which documents them; what they expand to names `::wz::__private`.
//!
//! Each macro has the same stages: parse to a model with spans, check the model and collect what is wrong, write
//! tokens. A handler with a mistake is written all the same, with a stand-in for its route, so that one mistake
//! is one error.

mod choice;
mod errors;
mod folder;
mod form;
mod hash;
mod limits;
mod response;
mod route;
mod routes;
mod size;
mod specs;
mod time;
mod url;
mod with;

use proc_macro::TokenStream;

/// Makes a function a handler. The crate `wz` describes it.
#[proc_macro_attribute]
pub fn route(arguments: TokenStream, item: TokenStream) -> TokenStream {
    route::expand(None, arguments.into(), &item.into()).into()
}

macro_rules! short_forms {
    ($($name:ident $method:literal;)*) => {$(
        #[doc = concat!("As `route`, for ", $method, ".")]
        #[proc_macro_attribute]
        pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
            route::expand(Some($method), arguments.into(), &item.into()).into()
        }
    )*};
}
short_forms! {
    get "GET";
    post "POST";
    put "PUT";
    patch "PATCH";
    delete "DELETE";
}

/// Lists handlers. The crate `wz` describes it.
#[proc_macro]
pub fn routes(input: TokenStream) -> TokenStream {
    routes::expand(input.into()).into()
}

/// The URL of a handler. The crate `wz` describes it.
#[proc_macro]
pub fn url_for(input: TokenStream) -> TokenStream {
    url::expand(input.into(), url::Check::Assert).into()
}

/// The URL of a handler, for values that may not fit. The crate `wz` describes it.
#[proc_macro]
pub fn try_url_for(input: TokenStream) -> TokenStream {
    url::expand(input.into(), url::Check::Report).into()
}

/// The version of a file in a folder that `routes!` lists: what `url_for!(static, ...)` calls, with what it needs to know.
#[proc_macro]
pub fn static_file(input: TokenStream) -> TokenStream {
    folder::static_file(input.into()).into()
}

/// The hash of such a file: what `static_file!` calls in release builds.
#[proc_macro]
pub fn file_hash(input: TokenStream) -> TokenStream {
    folder::file_hash(input.into()).into()
}

/// The files of a folder: what `routes!` calls in release builds with the feature `embed`.
#[proc_macro]
pub fn embedded_files(input: TokenStream) -> TokenStream {
    folder::embedded_files(input.into()).into()
}

/// Makes an enum the type of an `any` variable. The crate `wz` describes it.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(input: TokenStream) -> TokenStream {
    choice::expand(input.into()).into()
}

/// Makes a struct what a form is read into. The crate `wz` describes it. Attributes of serde come here to be refused.
#[proc_macro_derive(FromForm, attributes(form, serde))]
pub fn from_form(input: TokenStream) -> TokenStream {
    form::expand(input.into()).into()
}

/// Makes an enum of responses a response. The crate `wz` describes it.
#[proc_macro_derive(IntoResponse, attributes(response))]
pub fn into_response(input: TokenStream) -> TokenStream {
    response::expand(input.into()).into()
}
