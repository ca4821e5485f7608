use proc_macro2::Span;
use quote::ToTokens;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Ident, Lit, LitStr, Result, Type};

use crate::errors::Errors;
use crate::size;

/// A field with its `#[form(...)]`.
pub(super) struct Field<'i> {
    pub(super) ident: &'i Ident,
    pub(super) ty: &'i Type,
    /// In the form.
    pub(super) name: String,
    pub(super) name_span: Span,
    /// In bytes.
    pub(super) limit: Option<u64>,
    pub(super) has_default: bool,
}

impl<'i> Field<'i> {
    pub(super) fn read(ident: &'i Ident, field: &'i syn::Field, errors: &mut Errors) -> Field<'i> {
        let name = ident.to_string().trim_start_matches("r#").to_owned();
        let mut read =
            Field { ident, ty: &field.ty, name, name_span: ident.span(), limit: None, has_default: false };
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("form")) {
            if let Err(error) = read.attribute(attribute) {
                errors.push(error);
            }
        }
        no_serde(&field.attrs, errors);
        read
    }

    fn attribute(&mut self, attribute: &Attribute) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("limit") {
                let literal = meta.value()?.parse::<Lit>()?;
                once(&meta, self.limit.is_some())?;
                let limit = size::parse(&literal)?;
                if limit == 0 {
                    return Err(Error::new(literal.span(), "a limit of 0 bytes lets nothing through"));
                }
                self.limit = Some(limit);
            } else if meta.path.is_ident("rename") {
                let name: LitStr = meta.value()?.parse()?;
                if name.value().is_empty() {
                    return Err(Error::new(name.span(), "no form has a field without a name"));
                }
                (self.name, self.name_span) = (name.value(), name.span());
            } else if meta.path.is_ident("default") {
                if meta.input.peek(syn::Token![=]) {
                    let value = meta.value()?.parse::<syn::Expr>()?;
                    let message = "`default` has no value: it stands for `Default::default()`";
                    return Err(Error::new_spanned(value, message));
                }
                once(&meta, self.has_default)?;
                self.has_default = true;
            } else {
                let found = meta.path.to_token_stream().to_string();
                let message = format!(
                    "unknown option `{found}`: expected `limit = \"5MB\"`, `rename = \"name\"` or `default`"
                );
                return Err(Error::new_spanned(&meta.path, message));
            }
            Ok(())
        })
    }
}

/// Serde's attributes look as if they had a meaning here.
pub(super) fn no_serde(attributes: &[Attribute], errors: &mut Errors) {
    if let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident("serde")) {
        let message = "`FromForm` reads `#[form(...)]` at the fields, with `rename` and `default`";
        errors.push(Error::new_spanned(attribute, message));
    }
}

fn once(meta: &ParseNestedMeta<'_>, given: bool) -> Result<()> {
    if given { Err(meta.error("given twice: leave one of them out")) } else { Ok(()) }
}
