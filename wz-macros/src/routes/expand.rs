use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, LitStr, Path};
use wz_rule::{Rule, RuleError};

use super::parse::{Entry, Listed, Place, Set};
use crate::errors::Errors;
use crate::specs::{Converters, Writer};

pub(super) fn set(set: &Set, converters: &Converters, errors: &mut Errors) -> TokenStream {
    let hidden = Ident::new("__WzRoutes", Span::mixed_site());
    let name = set.name.as_ref().map_or(&hidden, |name| &name.name);
    let entries = set.entries.iter().map(|entry| group(entry, converters, errors)).collect::<Vec<_>>();
    let mut paths = Vec::new();
    set.entries.iter().for_each(|entry| collect_paths(entry, &mut paths));
    let checks = checks(&set.entries);
    let tables = tables(name);
    let (attributes, visibility) = match &set.name {
        Some(name) => (name.attributes.as_slice(), Some(&name.visibility)),
        None => (&[][..], None),
    };
    let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    let doc = (!documented)
        .then(|| quote!(#[doc = "A set of routes: give it to `App::new`, or list it in another set."]));
    let item = quote! {
        #doc
        #(#attributes)*
        #[derive(Clone, Copy, Debug)]
        #visibility struct #name;

        const _: () = {
            use ::wz::__private as __wz;

            const __ENTRIES: &[__wz::Entry] = &[#(#entries),*];
            const __COUNTS: __wz::Counts = __wz::count(__ENTRIES);
            static __FLAT: __wz::Flat<{ __COUNTS.routes }, { __COUNTS.mounts }> = __wz::flatten(__ENTRIES);
            const __HANDLERS: [__wz::Handler; __COUNTS.routes] =
                __wz::concat(&[#(<#paths as __wz::Routes>::HANDLERS),*], __wz::Handler::NEVER);
            const __LOCATIONS: [__wz::Location; __COUNTS.routes] =
                __wz::concat(&[#(<#paths as __wz::Routes>::LOCATIONS),*], __wz::Location::NOWHERE);

            #[automatically_derived]
            impl __wz::Routes for #name {
                const ENTRIES: &'static [__wz::Entry] = __ENTRIES;
                const HANDLERS: &'static [__wz::Handler] = &__HANDLERS;
                const LOCATIONS: &'static [__wz::Location] = &__LOCATIONS;
                const IS_CHECKED: bool = true;
            }

            #tables
            #checks
        };
    };
    match &set.name {
        Some(_) => item,
        None => quote!({ #item #name }),
    }
}

/// `Entry::Group(&Group { ... })`
fn group(entry: &Entry, converters: &Converters, errors: &mut Errors) -> TokenStream {
    let entries = match &entry.routes {
        Listed::Path(path) => quote_spanned!(path.span()=> <#path as __wz::Routes>::ENTRIES),
        Listed::List(list) => {
            let entries = list.iter().map(|entry| group(entry, converters, errors)).collect::<Vec<_>>();
            quote!(&[#(#entries),*])
        }
    };
    let place = match &entry.place {
        Place::Here => quote!(),
        Place::Prefix(prefix) => match prefix_rule(prefix, converters) {
            Ok((text, rule)) => {
                let segments = Writer { converters, span: prefix.span() }.segments(&rule);
                quote!(prefix: #text, segments: #segments,)
            }
            Err(error) => {
                errors.push(error);
                quote!()
            }
        },
        Place::Host { pattern, subdomain } => {
            match Rule::parse_host(&pattern.value(), |name| converters.knows(name)) {
                Ok(rule) => {
                    let parts = Writer { converters, span: pattern.span() }.parts(&rule.segments[0].parts);
                    quote! {
                        host: ::core::option::Option::Some(__wz::HostSpec {
                            pattern: #pattern, subdomain: #subdomain, parts: #parts,
                        }),
                    }
                }
                Err(error) => {
                    errors.add(pattern.span(), error);
                    quote!()
                }
            }
        }
    };
    quote!(__wz::Entry::Group(&__wz::Group { entries: #entries, #place ..__wz::Group::PLAIN }))
}

/// A prefix with its trailing slashes cut.
fn prefix_rule(prefix: &LitStr, converters: &Converters) -> syn::Result<(String, Rule)> {
    let whole = prefix.value();
    let text = whole.trim_end_matches('/');
    let error = |error: RuleError| syn::Error::new(prefix.span(), error);
    if text.is_empty() {
        let message =
            "a prefix has at least one segment, as in \"/wiki\"; without a prefix just list the set";
        return Err(syn::Error::new(prefix.span(), message));
    }
    let rule = Rule::parse(text, true, |name| converters.knows(name)).map_err(error)?;
    Ok((text.to_owned(), rule))
}

fn collect_paths<'e>(entry: &'e Entry, paths: &mut Vec<&'e Path>) {
    match &entry.routes {
        Listed::Path(path) => paths.push(path),
        Listed::List(list) => list.iter().for_each(|entry| collect_paths(entry, paths)),
    }
}

/// The constants that make the table, and the table.
fn tables(name: &Ident) -> TokenStream {
    quote! {
        const __CAPACITY: __wz::Capacity = __wz::capacity(&__FLAT.routes, &__FLAT.mounts);
        #[allow(long_running_const_eval)]
        const __BUILT: __wz::Built<
            { __CAPACITY.nodes }, { __CAPACITY.rules }, { __CAPACITY.items }, { __CAPACITY.checks },
            { __CAPACITY.bounds }, { __CAPACITY.hosts }, { __CAPACITY.customs }, { __CAPACITY.text },
        > = __wz::Built::new::<{ __CAPACITY.index }, { __CAPACITY.mounts }>(&__FLAT.routes, &__FLAT.mounts);
        #[allow(long_running_const_eval)]
        static __TABLES: __wz::Tables<
            { __BUILT.sizes.packed }, { __CAPACITY.rules }, { __CAPACITY.items }, { __CAPACITY.checks },
            { __CAPACITY.bounds }, { __CAPACITY.hosts }, { __CAPACITY.customs }, { __CAPACITY.text },
        > = __BUILT.pack();
        static __TABLE: __wz::Table<'static> =
            __wz::Table::new(__TABLES.automaton(), &__FLAT.routes, &__FLAT.mounts, &__LOCATIONS);

        #[automatically_derived]
        impl __wz::RouteTable for #name {
            const TABLE: &'static __wz::Table<'static> = &__TABLE;
        }
    }
}

/// One check for each entry, so that the error points at the entry.
fn checks(entries: &[Entry]) -> TokenStream {
    let checks = entries.iter().enumerate().map(|(index, entry)| {
        let (span, is_checked) = match &entry.routes {
            Listed::Path(path) => (path.span(), quote!(<#path as __wz::Routes>::IS_CHECKED)),
            Listed::List(_) => (Span::call_site(), quote!(false)),
        };
        quote_spanned! {span=>
            const _: () = if __wz::is_to_blame(&__BUILT.problem, __ENTRIES, #index, #is_checked)
                && let ::core::option::Option::Some(problem) = &__BUILT.problem
            {
                ::core::panic!(
                    "{}",
                    __wz::problem_message(problem, &__FLAT.routes, &__FLAT.mounts, &__LOCATIONS).as_str()
                )
            };
        }
    });
    quote!(#(#checks)*)
}
