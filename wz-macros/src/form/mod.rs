//! `#[derive(FromForm)]`: a struct that a form is read into, with limits for its fields.

mod field;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields};

use crate::errors::Errors;
use field::Field;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let fields = fields(&input, &mut errors);
    if errors.is_empty() {
        return implementation(&input, &fields);
    }
    // A type that no form fits: all that uses it stays free of further errors.
    let stand_in = stand_in(&input);
    let errors = errors.into_tokens();
    quote!(#stand_in #errors)
}

fn implementation(input: &DeriveInput, fields: &[Field<'_>]) -> TokenStream {
    let ty = &input.ident;
    let limits = fields.iter().filter_map(|Field { name, limit, .. }| {
        let limit = limit.as_ref()?;
        Some(quote!((#name, #limit)))
    });
    let values = fields.iter().map(|Field { ident, ty, name, has_default, .. }| {
        // What is wrong with the type is reported at the type.
        let ty_span = Span::call_site().located_at(ty.span());
        let read = if *has_default { quote!(field_or_default) } else { quote!(field) };
        let value = quote_spanned!(ty_span=> __wz::#read::<#ty>);
        quote!(#ident: #value(&__form, #name)?)
    });
    let described = described(fields);
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl __wz::FromForm for #ty {
                const LIMITS: &'static [(&'static str, u64)] = &[#(#limits),*];

                fn from_form(__form: __wz::FormData) -> ::core::result::Result<Self, __wz::HttpError> {
                    ::core::result::Result::Ok(Self { #(#values),* })
                }

                #described
            }
        };
    }
}

/// What the fields are, for documents (feature `openapi`).
fn described(fields: &[Field<'_>]) -> Option<TokenStream> {
    let fields = fields.iter().map(|Field { name, ty, has_default, limit, .. }| {
        let limit = match limit {
            Some(limit) => quote!(::core::option::Option::Some(#limit)),
            None => quote!(::core::option::Option::None),
        };
        quote!(__form.field(#name, #has_default, #limit, (&&__wz::Pick::<#ty>::NEW).field_schema(__operation));)
    });
    cfg!(feature = "openapi").then(|| {
        quote! {
            fn described(__operation: &mut __wz::Operation) -> ::core::option::Option<__wz::JsonValue> {
                #[allow(unused_imports)]
                use __wz::{FieldSchema as _, NoFieldSchema as _};
                let mut __form = <__wz::FormSchema as ::core::default::Default>::default();
                #(#fields)*
                ::core::option::Option::Some(__form.finish())
            }
        }
    })
}

fn stand_in(input: &DeriveInput) -> TokenStream {
    let ty = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl #impl_generics __wz::FromForm for #ty #ty_generics #where_clause {
                fn from_form(_: __wz::FormData) -> ::core::result::Result<Self, __wz::HttpError> {
                    ::core::result::Result::Err(__wz::HttpError::internal())
                }
            }
        };
    }
}

fn fields<'i>(input: &'i DeriveInput, errors: &mut Errors) -> Vec<Field<'i>> {
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(named),
            _ => None,
        },
        _ => None,
    };
    let Some(named) = named else {
        let message = "`FromForm` is for structs with named fields: one for each field of the form";
        errors.add(input.ident.span(), message);
        return Vec::new();
    };
    if let Some(parameter) = input.generics.params.first() {
        let message = "a form is read into a type without parameters: write the types of the fields out";
        errors.push(Error::new_spanned(parameter, message));
    }
    if let Some(attribute) = input.attrs.iter().find(|attribute| attribute.path().is_ident("form")) {
        errors.push(Error::new_spanned(attribute, "`#[form(...)]` belongs on a field"));
    }
    field::no_serde(&input.attrs, errors);
    let mut fields: Vec<Field<'_>> = Vec::new();
    for (ident, field) in named.named.iter().filter_map(|field| Some((field.ident.as_ref()?, field))) {
        let field = Field::read(ident, field, errors);
        if let Some(known) = fields.iter().find(|known| known.name == field.name) {
            let (ident, name) = (known.ident, &field.name);
            let message = format!("`{ident}` is read from `{name}` already: `rename` one of them");
            errors.add(field.name_span, message);
        }
        fields.push(field);
    }
    fields
}
