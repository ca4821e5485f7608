//! The marker type of a handler, and what hangs on it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Ident, ItemFn};
use wz_rule::Converter;

use super::call::{call, choices, requires, traits};
use super::describe::described;
use super::model::Handler;
use super::spec::spec;
use crate::errors::is_diagnostic;
use crate::hash::hash;
use crate::specs::arguments_tokens;

pub(super) fn route(handler: &Handler<'_>) -> TokenStream {
    let function = handler.function;
    let name = handler.routes.iter().find_map(|route| route.attribute.marker.as_ref());
    let name = name.unwrap_or(&function.sig.ident);
    let conditions = conditions(function);
    let rules: Vec<String> =
        handler.routes.iter().map(|route| format!("`{}`", route.attribute.rule.value())).collect();
    let doc = format!("The route {}: list it in `routes!`, name it in `url_for!`.", rules.join(", "));
    let marker = marker(function, name, &doc);
    let specs = (0..handler.routes.len()).map(|index| spec(handler, index));
    let calls = handler.routes.iter().map(|route| call(handler, route));
    let locations = handler.routes.iter().map(|route| {
        let span = route.attribute.rule.span().unwrap();
        let (file, line, column) = (span.file(), span.line() as u32, span.column() as u32);
        quote!(__wz::Location { file: #file, line: #line, column: #column })
    });
    let described = handler.routes.iter().map(|route| described(handler, route));
    let traits = traits(handler);
    let wrapped = wrapped(handler);
    let hints = function.attrs.iter().filter(|attribute| is_diagnostic(attribute));
    let (requires, choices, customs) = (requires(handler), choices(handler), customs(handler, name));
    quote! {
        #marker

        #(#conditions)*
        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            use ::wz::__private as __wz;
            #traits

            #[automatically_derived]
            #(#hints)*
            impl __wz::Routes for #name {
                const ENTRIES: &'static [__wz::Entry] = &[#(__wz::Entry::Route(&#specs)),*];
                const HANDLERS: &'static [__wz::Handler] = &[#(
                    __wz::Handler { call: #calls, requires: #requires, location: #locations, #described }
                ),*];
                #wrapped
            }

            #choices
            #customs
        };
    }
}

/// The middleware of the routes, when there is any.
fn wrapped(handler: &Handler<'_>) -> Option<TokenStream> {
    let mut all = Vec::new();
    for (index, route) in handler.routes.iter().enumerate() {
        let wrappers = route.attribute.with.iter().flat_map(|(_, with)| with.wrappers());
        let end = index + 1;
        all.extend(
            wrappers.map(|wrapper| quote!(__wz::Wrapped { start: #index, end: #end, wrapper: #wrapper })),
        );
    }
    (!all.is_empty()).then(|| quote!(const WRAPPED: &'static [__wz::Wrapped] = &[#(#all),*];))
}

/// What stands for the routes of a handler with a mistake: it can be listed and linked to, and never matches.
pub(super) fn stand_in(function: &ItemFn, name: Option<&Ident>) -> TokenStream {
    let name = name.unwrap_or(&function.sig.ident);
    let conditions = conditions(function);
    let marker = marker(function, name, "");
    quote! {
        #marker

        #(#conditions)*
        #[automatically_derived]
        impl ::wz::__private::Routes for #name {
            const ENTRIES: &'static [::wz::__private::Entry] = &[];
            const HANDLERS: &'static [::wz::__private::Handler] = &[];
        }
    }
}

/// The type beside the function: in braces, because the function has the name among values.
fn marker(function: &ItemFn, name: &Ident, doc: &str) -> TokenStream {
    let (visibility, conditions) = (&function.vis, conditions(function));
    // Errors that are about the item show the function.
    let span = Span::call_site().located_at(function.sig.ident.span());
    quote_spanned! {span=>
        #(#conditions)*
        #[doc = #doc]
        #[allow(non_camel_case_types, missing_debug_implementations, unreachable_pub)]
        #visibility struct #name {}
    }
}

/// `#[cfg]`s of the function hold for its route too.
fn conditions(function: &ItemFn) -> Vec<&Attribute> {
    function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}

/// What `url_for!` needs to know of the user's converters.
fn customs(handler: &Handler<'_>, marker: &Ident) -> TokenStream {
    let mut known: Vec<&str> = Vec::new();
    let mut tokens = TokenStream::new();
    for route in &handler.routes {
        for variable in route.rule.variables() {
            let Converter::Custom { name, arguments } = &variable.converter else { continue };
            if known.contains(&variable.name.as_str()) {
                continue;
            }
            known.push(&variable.name);
            let (path, hash) =
                (route.converters.path(name, route.attribute.rule.span()), hash(&[&variable.name]));
            let arguments = arguments_tokens(arguments);
            tokens.extend(quote! {
                #[automatically_derived]
                impl __wz::CustomVariable<#hash> for #marker {
                    type Converter = #path;
                    const ARGUMENTS: __wz::Arguments<'static> = #arguments;
                }
            });
        }
    }
    tokens
}
