//! `with(require_login, crate::log)` of a route or in `routes!`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Path, Result, Token, parenthesized};

use crate::specs::words;

/// What stands behind the word `with`: middleware by its paths, the outermost first.
pub(crate) struct With {
    paths: Vec<Path>,
}

impl Parse for With {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        const EXAMPLE: &str = "expected middleware by its path, as in `with(require_login, crate::log)`";
        if !input.peek(syn::token::Paren) {
            return Err(Error::new(input.span(), EXAMPLE));
        }
        let content;
        let parentheses = parenthesized!(content in input);
        let paths = Punctuated::<Path, Token![,]>::parse_terminated_with(&content, Path::parse_mod_style);
        let paths = match paths {
            // Any other expression would be made anew for each request, and what it counts or keeps with it.
            Err(_) => {
                content.parse::<TokenStream>()?;
                let message =
                    format!("{EXAMPLE}; what has settings is a function of its own, a `const` or a `static`");
                return Err(Error::new(parentheses.span.join(), message));
            }
            Ok(paths) if paths.is_empty() => return Err(Error::new(parentheses.span.join(), EXAMPLE)),
            Ok(paths) => paths,
        };
        Ok(With { paths: paths.into_iter().collect() })
    }
}

impl With {
    /// `__wz::Wrapper { ... }` for each.
    pub(crate) fn wrappers(&self) -> impl Iterator<Item = TokenStream> {
        self.paths.iter().map(|path| {
            let (name, place) = (words(path), path.span().unwrap());
            let (file, line, column) = (place.file(), place.line() as u32, place.column() as u32);
            // What is no middleware is reported at the path: twice at the same place is once.
            let call = quote_spanned!(path.span()=> __wz::Middleware::call(&#path, __request, __next));
            let requires = quote_spanned!(path.span()=> __wz::Middleware::requires(&#path, __needs));
            quote! {
                __wz::Wrapper {
                    call: |__request, __next| #call,
                    requires: |__needs| #requires,
                    name: #name,
                    location: __wz::Location { file: #file, line: #line, column: #column },
                }
            }
        })
    }
}
