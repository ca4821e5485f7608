//! `embedded_files!("static")`: the files of a folder in the program, by their names in order. Expanded in release builds alone.

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use super::tree;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let listed =
        syn::parse2(input).and_then(|written: LitStr| Ok((tree::folder(&written)?, written.value())));
    let (folder, written) = match listed {
        Ok(listed) => listed,
        Err(error) => return error.to_compile_error(),
    };
    let files = tree::files(&folder);
    let paths = files.iter().map(|file| format!("/{written}/{file}"));
    let count = files.len();
    // A static: what is in a constant may be copied, and each copy would make its hashes anew.
    quote! {{
        static __FILES: [::wz::__private::EmbeddedFile; #count] = [#(
            ::wz::__private::EmbeddedFile::new(
                #files,
                ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #paths)),
            )
        ),*];
        &__FILES
    }}
}
