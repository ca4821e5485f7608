//! The lists `defaults(page = 1)` and `converters(hex = Hex)`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, ExprLit, ExprUnary, Ident, Lit, Path, Result, Token, UnOp};

/// The value of a default: a literal, or a number with a minus sign.
pub(super) struct Literal {
    pub(super) expression: Expr,
    /// As text in a URL.
    pub(super) text: String,
    pub(super) is_text: bool,
}

pub(super) struct Default {
    pub(super) name: Ident,
    pub(super) value: Literal,
}

impl Parse for Default {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        let expression: Expr = input.parse()?;
        let (minus, literal) = match &expression {
            Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => ("-", expr.as_ref()),
            other => ("", other),
        };
        let (text, is_text) = match literal {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => (number.base10_digits().to_owned(), false),
            Expr::Lit(ExprLit { lit: Lit::Float(number), .. }) => (number.base10_digits().to_owned(), false),
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if minus.is_empty() => (text.value(), true),
            _ => return Err(Error::new_spanned(&expression, "a default is a number or a text, written out")),
        };
        Ok(Default { name, value: Literal { text: format!("{minus}{text}"), is_text, expression } })
    }
}

pub(super) struct Named {
    pub(super) name: Ident,
    pub(super) path: Path,
}

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Named { name, path: input.parse()? })
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.expression.to_tokens(tokens);
    }
}
