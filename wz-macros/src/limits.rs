//! `limits(body = "60MB", file = "50MB")` of a route or in `routes!`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, Lit, Result, Token, parenthesized};
use wz_rule::did_you_mean;

use crate::{size, time};

/// What stands behind the word `limits`, as a function that changes `wz::Limits`.
pub(crate) struct Limits {
    assignments: TokenStream,
}

/// The value of a limit.
#[derive(Clone, Copy)]
enum Kind {
    /// Bytes, as `u64`.
    Bytes,
    /// Bytes, as `usize`.
    Memory,
    Count,
    Time,
}

/// The words with the fields of `wz::Limits` they stand for.
const WORDS: [(&str, &[&str], Kind); 14] = [
    ("body", &["body"], Kind::Bytes),
    ("buffered", &["buffered_body"], Kind::Bytes),
    ("spool", &["spool_threshold"], Kind::Bytes),
    ("form_fields", &["form_fields"], Kind::Count),
    ("parts", &["multipart", "parts"], Kind::Count),
    ("field", &["multipart", "field_bytes"], Kind::Bytes),
    ("file", &["multipart", "file_bytes"], Kind::Bytes),
    ("header", &["multipart", "header_bytes"], Kind::Memory),
    ("first_byte", &["first_byte"], Kind::Time),
    ("between_bytes", &["between_bytes"], Kind::Time),
    ("rate", &["body_rate"], Kind::Bytes),
    ("message", &["websocket", "message"], Kind::Bytes),
    ("frame", &["websocket", "frame"], Kind::Bytes),
    ("ping", &["websocket", "ping_interval"], Kind::Time),
];

impl Parse for Limits {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        const EXAMPLE: &str = "expected at least one limit, as in `limits(body = \"60MB\", file = \"50MB\")`";
        if !input.peek(syn::token::Paren) {
            return Err(Error::new(input.span(), EXAMPLE));
        }
        let content;
        let parentheses = parenthesized!(content in input);
        let assignments = assignments(&content);
        if assignments.is_err() {
            // What is left would be taken for a mistake of its own.
            content.parse::<TokenStream>()?;
        }
        let assignments = assignments?;
        if assignments.is_empty() {
            return Err(Error::new(parentheses.span.join(), EXAMPLE));
        }
        Ok(Limits { assignments })
    }
}

fn assignments(content: ParseStream<'_>) -> Result<TokenStream> {
    let mut assignments = TokenStream::new();
    let mut seen: Vec<String> = Vec::new();
    while !content.is_empty() {
        let word: Ident = content.parse()?;
        let name = word.to_string();
        let Some((_, field, kind)) = WORDS.iter().find(|(known, ..)| *known == name) else {
            return Err(Error::new(word.span(), unknown(&name)));
        };
        if seen.contains(&name) {
            return Err(Error::new(word.span(), format!("`{name}` is given twice")));
        }
        content.parse::<Token![=]>()?;
        let value = value(&content.parse()?, *kind)?;
        let field = field.iter().map(|part| Ident::new(part, word.span()));
        assignments.extend(quote!(__limits #(.#field)* = #value;));
        seen.push(name);
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(assignments)
}

impl ToTokens for Limits {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let assignments = &self.assignments;
        tokens.extend(quote!(|__limits: &mut __wz::Limits| { #assignments }));
    }
}

fn value(literal: &Lit, kind: Kind) -> Result<TokenStream> {
    Ok(match kind {
        Kind::Bytes => size::parse(literal)?.into_token_stream(),
        Kind::Memory => match size::parse(literal)? {
            u64::MAX => quote!(::core::primitive::usize::MAX),
            bytes => proc_macro2::Literal::u64_unsuffixed(bytes).into_token_stream(),
        },
        Kind::Count => match literal {
            Lit::Int(number) if number.suffix().is_empty() => number.into_token_stream(),
            _ => return Err(Error::new(literal.span(), "expected a number, as in `1000`")),
        },
        Kind::Time => match time::parse(literal)? {
            Some(time) => quote!(::core::time::Duration::from_millis(#time)),
            None => quote!(::core::time::Duration::MAX),
        },
    })
}

fn unknown(name: &str) -> String {
    let words = WORDS.map(|(word, ..)| word);
    // The word for a field of `wz::Limits`, or a near one.
    let field = WORDS.iter().find(|(_, field, _)| field.last() == Some(&name)).map(|(word, ..)| *word);
    let hint = match field.or_else(|| did_you_mean(name, words)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the limits are {}", words.join(", ")),
    };
    format!("unknown limit `{name}`: {hint}")
}
