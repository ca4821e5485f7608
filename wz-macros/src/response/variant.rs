use syn::{Error, Fields, Ident, LitInt, Meta, Result, Token, Type, Variant};

use super::is_response;
use crate::errors::Errors;

/// A variant and what it answers.
pub(super) struct Answer<'i> {
    pub(super) name: &'i Ident,
    pub(super) content: Content<'i>,
    /// In place of the response's own.
    pub(super) status: Option<u16>,
}

pub(super) enum Content<'i> {
    /// A response of this type.
    Response(&'i Type),
    /// Only a status.
    Status(u16),
}

impl<'i> Answer<'i> {
    /// `None` after a mistake.
    pub(super) fn of(variant: &'i Variant, errors: &mut Errors) -> Option<Answer<'i>> {
        let status = match status(variant) {
            Ok(status) => status,
            Err(error) => {
                errors.push(error);
                return None;
            }
        };
        match (content(variant), status) {
            (Ok(Some(ty)), status) => {
                Some(Answer { name: &variant.ident, content: Content::Response(ty), status })
            }
            (Ok(None), Some(status)) => {
                Some(Answer { name: &variant.ident, content: Content::Status(status), status: None })
            }
            (Ok(None), None) => {
                errors.add(
                    variant.ident.span(),
                    "a variant without a response needs a status, as in `#[response(status = 404)]`",
                );
                None
            }
            (Err(error), _) => {
                errors.push(error);
                None
            }
        }
    }
}

/// The type of the response inside, if there is one.
fn content(variant: &Variant) -> Result<Option<&Type>> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(None),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let field = &fields.unnamed[0];
            match field.attrs.iter().find(|attribute| is_response(attribute)) {
                Some(attribute) => Err(Error::new_spanned(
                    attribute,
                    "`#[response(status = ...)]` belongs on the variant, before its name",
                )),
                None => Ok(Some(&field.ty)),
            }
        }
        fields => Err(Error::new_spanned(
            fields,
            format!(
                "a variant holds one response, as in `{name}(Html<String>)`; headers go with it in a tuple, as in \
                 `{name}(([(&'static str, String); 1], Html<String>))`"
            ),
        )),
    }
}

/// The number in `#[response(status = 404)]`.
fn status(variant: &Variant) -> Result<Option<u16>> {
    let mut given = variant.attrs.iter().filter(|attribute| is_response(attribute));
    let Some(attribute) = given.next() else { return Ok(None) };
    if let Some(second) = given.next() {
        return Err(Error::new_spanned(second, "a variant has one status: leave one of them out"));
    }
    let wanted = "expected a status: `#[response(status = 404)]`";
    let Meta::List(list) = &attribute.meta else { return Err(Error::new_spanned(&attribute.meta, wanted)) };
    let number: LitInt = list.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let key: Ident = input.parse().map_err(|error| Error::new(error.span(), wanted))?;
        if key != "status" {
            return Err(Error::new(key.span(), format!("`{key}` is not known here: {wanted}")));
        }
        input.parse::<Token![=]>().map_err(|error| Error::new(error.span(), wanted))?;
        let number = input.parse().map_err(|error| Error::new(error.span(), wanted))?;
        if input.is_empty() {
            return Ok(number);
        }
        Err(input.error("nothing is known here beside the status"))
    })?;
    match number.base10_parse() {
        Ok(status @ 200..=599) => Ok(Some(status)),
        _ => Err(Error::new(number.span(), "the status of a response is a number from 200 to 599")),
    }
}
