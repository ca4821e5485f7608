//! `#[route("/user/<int:id>")]` on a handler.

mod attribute;
mod call;
mod check;
mod describe;
mod expand;
mod literal;
mod model;
mod parameters;
mod pattern;
mod spec;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ItemFn;
use syn::spanned::Spanned;

use crate::errors::{Errors, is_diagnostic};
use attribute::RouteAttribute;
use model::Handler;

/// Expands the attribute that stands first; those of the same kind below it are part of the same handler.
pub(crate) fn expand(
    method: Option<&'static str>,
    arguments: TokenStream,
    item: &TokenStream,
) -> TokenStream {
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(mut error) => {
            // Something else than a function gets a plain word; a function with a syntax error gets that error.
            if syn::parse2::<syn::TraitItemFn>(item.clone()).is_ok() {
                error = syn::Error::new(
                    error.span(),
                    "a handler needs a body: a route belongs on a function, not on its declaration",
                );
            } else if !item.to_string().contains("fn ") {
                error = syn::Error::new(error.span(), "a route belongs on a function");
            }
            let error = error.to_compile_error();
            return quote!(#item #error);
        }
    };
    let mut errors = Errors::default();
    let mut attributes = Vec::new();
    let mut collect = |method, span, arguments| match RouteAttribute::parse(method, span, arguments) {
        Ok(attribute) => attributes.push(attribute),
        Err(error) => errors.push(error),
    };
    collect(method, Span::call_site(), arguments);
    let mut merged = Vec::new();
    function.attrs.retain(|attribute| match attribute::method_of(attribute) {
        Some(method) => {
            merged.push(attribute.path().clone());
            let arguments = match &attribute.meta {
                syn::Meta::List(list) => list.tokens.clone(),
                syn::Meta::Path(_) => TokenStream::new(),
                syn::Meta::NameValue(pair) => pair.value.to_token_stream(),
            };
            collect(method, attribute.path().span(), arguments);
            false
        }
        None => true,
    });
    pattern::names_for_states(&mut function, &mut errors);
    let name = attributes.iter().find_map(|attribute| attribute.marker.clone());
    let handler = errors.is_empty().then(|| Handler::new(&function, attributes, &mut errors));
    if let (Some(handler), true) = (&handler, errors.is_empty()) {
        check::check(handler, &mut errors);
    }
    let expanded = match handler {
        Some(handler) if errors.is_empty() => expand::route(&handler),
        // Inside of an `impl` no type can be declared.
        _ if function.sig.receiver().is_some() => TokenStream::new(),
        _ => expand::stand_in(&function, name.as_ref()),
    };
    // They are at the route now.
    function.attrs.retain(|attribute| !is_diagnostic(attribute));
    let errors = errors.into_tokens();
    // Their names are used, although nothing of them is left.
    let merged =
        merged.iter().map(|path| quote!(const _: () = { #[allow(unused_imports)] use #path as _; };));
    quote!(#function #expanded #errors #(#merged)*)
}
