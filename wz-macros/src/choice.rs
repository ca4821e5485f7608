//! `#[derive(Choice)]`: an enum that an `any` variable fills.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Ident, LitStr, Result, Variant};

use crate::errors::Errors;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let variants = variants(&input, &mut errors);
    if errors.is_empty() {
        return implementations(&input, &variants);
    }
    // A type that takes any text and has none: all that uses it stays free of further errors.
    let stand_in = stand_in(&input);
    let errors = errors.into_tokens();
    quote!(#stand_in #errors)
}

fn implementations(input: &DeriveInput, variants: &[(&Ident, String)]) -> TokenStream {
    let (names, texts): (Vec<&Ident>, Vec<&str>) =
        variants.iter().map(|(name, text)| (*name, text.as_str())).unzip();
    let ty = &input.ident;
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl<'__c> __wz::FromChoice<'__c> for #ty {
                const CHOICES: ::core::option::Option<&'static [&'static str]> =
                    ::core::option::Option::Some(&[#(#texts),*]);

                fn from_choice(__text: &'__c str) -> ::core::option::Option<Self> {
                    match __text {
                        #(#texts => ::core::option::Option::Some(#ty::#names),)*
                        _ => ::core::option::Option::None,
                    }
                }
            }

            #[automatically_derived]
            impl __wz::ChoiceValue for #ty {
                fn write_text(&self, __out: &mut ::std::string::String) {
                    __out.push_str(match *self { #(#ty::#names => #texts,)* });
                }
            }
        };
    }
}

fn stand_in(input: &DeriveInput) -> TokenStream {
    let ty = &input.ident;
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl<'__c> __wz::FromChoice<'__c> for #ty {
                const CHOICES: ::core::option::Option<&'static [&'static str]> = ::core::option::Option::None;

                fn from_choice(_: &'__c str) -> ::core::option::Option<Self> {
                    ::core::option::Option::None
                }
            }

            #[automatically_derived]
            impl __wz::ChoiceValue for #ty {
                fn write_text(&self, _: &mut ::std::string::String) {}
            }
        };
    }
}

/// The variants with their texts.
fn variants<'i>(input: &'i DeriveInput, errors: &mut Errors) -> Vec<(&'i Ident, String)> {
    let Data::Enum(data) = &input.data else {
        errors.add(input.ident.span(), "`Choice` is for enums: one variant for each text of an `any`");
        return Vec::new();
    };
    if let Some(parameter) = input.generics.params.first() {
        errors
            .push(Error::new_spanned(parameter, "a `Choice` cannot be generic: its variants have no fields"));
        return Vec::new();
    }
    if let Some(attribute) = input.attrs.iter().find(|attribute| is_choice(attribute)) {
        errors.push(Error::new_spanned(attribute, "`#[choice(\"...\")]` belongs on a variant"));
    }
    if data.variants.is_empty() {
        errors.add(input.ident.span(), "a `Choice` needs at least one variant");
    }
    let mut variants: Vec<(&Ident, String)> = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            errors.push(Error::new_spanned(
                &variant.fields,
                "a variant of a `Choice` stands for a text: it cannot have fields",
            ));
        }
        match text(variant) {
            Ok((text, span)) => match variants.iter().find(|(_, known)| *known == text) {
                Some((known, _)) => errors.add(
                    span,
                    format!("`{known}` has the text `{text}` already: give another one, as in `#[choice(\"...\")]`"),
                ),
                None => variants.push((&variant.ident, text)),
            },
            Err(error) => errors.push(error),
        }
    }
    variants
}

fn is_choice(attribute: &Attribute) -> bool {
    attribute.path().is_ident("choice")
}

/// `#[choice("text")]`, or the variant's name in lower case with `-` between its words; and where that stands.
fn text(variant: &Variant) -> Result<(String, proc_macro2::Span)> {
    let mut given = variant.attrs.iter().filter(|attribute| is_choice(attribute));
    if let Some(attribute) = given.next() {
        if let Some(second) = given.next() {
            return Err(Error::new_spanned(second, "a variant stands for one text: leave one of them out"));
        }
        let text = match &attribute.meta {
            syn::Meta::List(list) => list.parse_args::<LitStr>().ok(),
            _ => None,
        };
        let Some(text) = text else {
            return Err(Error::new_spanned(
                &attribute.meta,
                "expected the text in quotes: `#[choice(\"text\")]`",
            ));
        };
        let message = match text.value().as_str() {
            "" => "a variable is never empty, so this text can never match",
            value if value.contains('/') => "`any` stays inside one segment: a text with `/` can never match",
            _ => return Ok((text.value(), text.span())),
        };
        return Err(Error::new(text.span(), message));
    }
    let mut text = String::new();
    for (i, c) in variant.ident.to_string().trim_start_matches("r#").chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    Ok((text, variant.ident.span()))
}
