//! `routes! { pub Site = index, "/wiki" => wiki::Routes }`.

mod check;
mod expand;
mod parse;

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::specs::Converters;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut set: parse::Set = match syn::parse2(input) {
        Ok(set) => set,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    if let Some(mistake) = set.mistake.take() {
        errors.push(mistake);
    }
    number(&mut set.entries, &mut 0);
    // Prefixes and hosts name types of converters where `routes!` stands.
    let converters = Converters::new(Vec::new());
    check::check(&set.entries, &converters, &mut errors);
    if errors.is_empty() {
        return expand::set(&set, &converters);
    }
    if set.name.is_none() {
        return errors.into_expression();
    }
    // An empty set of the name keeps all that uses it free of further errors.
    let folders = expand::folder_stand_ins(&set);
    set.entries.clear();
    let (stand_in, errors) = (expand::set(&set, &converters), errors.into_tokens());
    quote::quote!(#stand_in #folders #errors)
}

/// Gives the folders markers that are unlike each other.
fn number(entries: &mut [parse::Entry], count: &mut usize) {
    for entry in entries {
        match &mut entry.routes {
            parse::Listed::Folder(line) => {
                line.number(*count);
                *count += 1;
            }
            parse::Listed::List(list) => number(list, count),
            parse::Listed::Path(_) => {}
        }
    }
}
