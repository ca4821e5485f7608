//! `#[derive(IntoResponse)]`: an enum of responses.

mod variant;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, WherePredicate, parse_quote};

use crate::errors::Errors;
use variant::{Answer, Content};

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let answers = answers(&input, &mut errors);
    if errors.is_empty() {
        let arms: Vec<_> = answers.iter().map(arm).collect();
        return implementation(&input, &answers, &quote!(match self { #(#arms)* }));
    }
    // A response of some kind: handlers that return it stay free of further errors.
    let stand_in = implementation(&input, &[], &quote!(__wz::Response::empty()));
    let errors = errors.into_tokens();
    quote!(#stand_in #errors)
}

fn answers<'i>(input: &'i DeriveInput, errors: &mut Errors) -> Vec<Answer<'i>> {
    for attribute in input.attrs.iter().filter(|attribute| is_response(attribute)) {
        errors.push(Error::new_spanned(attribute, "`#[response(status = ...)]` belongs on a variant"));
    }
    let Data::Enum(data) = &input.data else {
        errors.add(
            input.ident.span(),
            "`IntoResponse` is derived for enums of responses: for a struct write `impl IntoResponse`",
        );
        return Vec::new();
    };
    if data.variants.is_empty() {
        errors.add(input.ident.span(), "an enum of responses needs at least one variant");
    }
    data.variants.iter().filter_map(|variant| Answer::of(variant, errors)).collect()
}

fn is_response(attribute: &Attribute) -> bool {
    attribute.path().is_ident("response")
}

fn arm(answer: &Answer<'_>) -> TokenStream {
    let name = answer.name;
    let (pattern, response) = match answer.content {
        Content::Response(ty) => {
            // Spanned, so that a type that is no response is what the compiler points at.
            let into = quote_spanned!(ty.span()=> <#ty as __wz::IntoResponse>::into_response);
            let response = match answer.status {
                Some(status) => {
                    quote!(__wz::IntoResponse::into_response((__wz::status(#status), #into(__response))))
                }
                None => quote!(#into(__response)),
            };
            (quote!((__response)), response)
        }
        Content::Status(status) => {
            (TokenStream::new(), quote!(__wz::IntoResponse::into_response(__wz::status(#status))))
        }
    };
    quote!(Self::#name #pattern => #response,)
}

fn implementation(input: &DeriveInput, answers: &[Answer<'_>], body: &TokenStream) -> TokenStream {
    let ty = &input.ident;
    let mut generics = input.generics.clone();
    if generics.type_params().next().is_some() {
        let bounds = answers.iter().filter_map(|answer| match answer.content {
            Content::Response(ty) => Some(parse_quote!(#ty: __wz::IntoResponse)),
            Content::Status(_) => None,
        });
        let bounds: Vec<WherePredicate> = bounds.collect();
        generics.make_where_clause().predicates.extend(bounds);
    }
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let described = described(input, answers);
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl #parameters __wz::IntoResponse for #ty #arguments #bounds {
                fn into_response(self) -> __wz::Response {
                    #body
                }
            }

            #described
        };
    }
}

/// What the variants answer, for documents (feature `openapi`).
fn described(input: &DeriveInput, answers: &[Answer<'_>]) -> Option<TokenStream> {
    // What a type parameter stands for is not known here.
    if !cfg!(feature = "openapi") || input.generics.type_params().next().is_some() {
        return None;
    }
    let answers = answers.iter().map(|answer| match answer.content {
        Content::Response(ty) => {
            let describe = quote!((&&&__wz::Pick::<#ty>::NEW).describe_output(__operation));
            match answer.status.map(|status| status.to_string()) {
                Some(status) => quote!(__operation.with_status(#status, |__operation| #describe);),
                None => quote!(#describe;),
            }
        }
        Content::Status(status) => {
            let status = status.to_string();
            quote!(__operation.status_alone(#status);)
        }
    });
    let ty = &input.ident;
    let (parameters, arguments, bounds) = input.generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #parameters __wz::OperationOutput for #ty #arguments #bounds {
            fn describe(__operation: &mut __wz::Operation) {
                #[allow(unused_imports)]
                use __wz::{DescribeNoOutput as _, DescribeOutput as _, DescribeOutputWithoutSchema as _};
                #(#answers)*
            }
        }
    })
}
