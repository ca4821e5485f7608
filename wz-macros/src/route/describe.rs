//! What a handler says about itself, for documents (feature `openapi`).

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Meta, ReturnType, Type};

use super::call::is_nameable;
use super::model::{Handler, Route};

/// `described: Some(&Described { ... }),` without the feature nothing.
pub(super) fn described(handler: &Handler<'_>, route: &Route) -> TokenStream {
    if !cfg!(feature = "openapi") {
        return TokenStream::new();
    }
    let attributes = &handler.function.attrs;
    if is_hidden(attributes) || !route.is_served() {
        return quote!(described: ::core::option::Option::None,);
    }
    let docs = docs(attributes);
    let deprecated = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    let inputs = handler.parameters.iter().filter(|parameter| {
        handler.source(route, parameter).is_none() && !matches!(parameter.ty, Type::Reference(_))
    });
    let inputs = inputs.map(|parameter| handler.erased(parameter.ty));
    let output = match &handler.function.sig.output {
        ReturnType::Default => Some(quote!(())),
        ReturnType::Type(_, ty) if is_nameable(ty) && !matches!(**ty, Type::Never(_)) => {
            let ty = handler.erased(ty);
            Some(quote!(#ty))
        }
        ReturnType::Type(..) => None,
    };
    let output = output.map(|ty| quote!((&&&__wz::Pick::<#ty>::NEW).describe_output(__operation);));
    quote! {
        described: ::core::option::Option::Some(&__wz::Described {
            docs: &[#(#docs),*],
            deprecated: #deprecated,
            describe: |__operation| {
                #[allow(unused_imports)]
                use __wz::{
                    DescribeInput as _, DescribeInputWithoutSchema as _, DescribeNoInput as _, DescribeNoOutput as _,
                    DescribeOutput as _, DescribeOutputWithoutSchema as _,
                };
                #((&&&__wz::Pick::<#inputs>::NEW).describe_input(__operation);)*
                #output
            },
        }),
    }
}

/// The texts of the doc comment: literals, and what stands for one, as `include_str!`.
fn docs(attributes: &[Attribute]) -> impl Iterator<Item = &Expr> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| {
        match &attribute.meta {
            Meta::NameValue(pair) => Some(&pair.value),
            _ => None,
        }
    })
}

/// `#[doc(hidden)]`
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .any(|attribute| attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "hidden"))
}
