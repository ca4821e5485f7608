//! `routes! { pub Site = index, "/wiki" => wiki::Routes }`.

mod expand;
mod parse;

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::specs::Converters;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let set: parse::Set = match syn::parse2(input) {
        Ok(set) => set,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    // Prefixes and hosts name types of converters where `routes!` stands.
    let converters = Converters::new(Vec::new());
    let tokens = expand::set(&set, &converters, &mut errors);
    let errors = errors.into_tokens();
    quote::quote!(#tokens #errors)
}
