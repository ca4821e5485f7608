//! `#[derive(Choice)]`: an enum that an `any` variable fills.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Variant};

use crate::errors::Errors;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let variants = variants(&input, &mut errors);
    if !errors.is_empty() {
        return errors.into_tokens();
    }
    let (names, texts): (Vec<_>, Vec<_>) = variants.into_iter().unzip();
    let ty = &input.ident;
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl<'__c> __wz::FromChoice<'__c> for #ty {
                const CHOICES: ::core::option::Option<&'static [&'static str]> =
                    ::core::option::Option::Some(&[#(#texts),*]);

                fn from_choice(text: &'__c str) -> ::core::option::Option<Self> {
                    match text {
                        #(#texts => ::core::option::Option::Some(#ty::#names),)*
                        _ => ::core::option::Option::None,
                    }
                }
            }

            #[automatically_derived]
            impl<__R, const __NAME: u64> __wz::VariableValue<__R, { __wz::value_kind::CHOICE }, __NAME> for #ty {
                fn write_text(&self, out: &mut ::std::string::String) {
                    out.push_str(match self { #(#ty::#names => #texts,)* });
                }
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
        errors.push(syn::Error::new_spanned(parameter, "a `Choice` cannot be generic"));
    }
    if data.variants.is_empty() {
        errors.add(input.ident.span(), "a `Choice` needs at least one variant");
    }
    let mut variants: Vec<(&Ident, String)> = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            errors.push(syn::Error::new_spanned(
                &variant.fields,
                "a variant of a `Choice` stands for a text and has no fields",
            ));
        }
        match text(variant) {
            Ok(text) if variants.iter().any(|(_, known)| *known == text) => {
                errors.add(
                    variant.ident.span(),
                    format!("the text `{text}` stands for another variant already"),
                );
            }
            Ok(text) => variants.push((&variant.ident, text)),
            Err(error) => errors.push(error),
        }
    }
    variants
}

/// `#[choice("text")]`, or the variant's name in lower case with `-` between its words.
fn text(variant: &Variant) -> syn::Result<String> {
    for attribute in &variant.attrs {
        if attribute.path().is_ident("choice") {
            return attribute.parse_args::<LitStr>().map(|text| text.value());
        }
    }
    let mut text = String::new();
    for (i, c) in variant.ident.to_string().trim_start_matches("r#").chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    Ok(text)
}
