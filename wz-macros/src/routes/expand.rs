use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, Path, Visibility};
use wz_rule::Rule;

use super::check::prefix_rule;
use super::parse::{Entry, Listed, Place, Set, collect_folders};
use crate::errors::is_diagnostic;
use crate::folder::{Line, links};
use crate::specs::{Converters, Writer, shape};

pub(super) fn set(set: &Set, converters: &Converters) -> TokenStream {
    let hidden = Ident::new("__WzRoutes", Span::mixed_site());
    let name = set.name.as_ref().map_or(&hidden, |name| &name.name);
    let mut position = 0;
    let entries = entries(&set.entries, converters, &mut position);
    let (mut paths, mut hosted) = (Vec::new(), Vec::new());
    set.entries.iter().for_each(|entry| collect_paths(entry, false, &mut paths, &mut hosted));
    let lists = paths.iter().map(|path| quote_spanned!(path.span()=> <#path as __wz::Routes>::ENTRIES));
    let checks = checks(name, &paths);
    let mut own = Vec::new();
    set.entries.iter().fold(0, |position, entry| collect_middleware(entry, position, &mut own));
    let (own_count, wrapped) = (own.len(), paths.iter().map(|path| quote!(<#path as __wz::Routes>::WRAPPED)));
    let mut entries = entries;
    if !hosted.is_empty() {
        // After this mistake there is no table in which it could be found a second time.
        entries =
            quote!(if #(__wz::has_host(<#hosted as __wz::Routes>::ENTRIES))||* { &[] } else { #entries });
    }
    let host_checks = host_checks(&hosted);
    let count = lists.len();
    let (attributes, visibility) = match &set.name {
        Some(name) => (name.attributes.as_slice(), Some(&name.visibility)),
        None => (&[][..], None),
    };
    // What says how errors name the set is for what makes it one.
    let (hints, attributes): (Vec<&Attribute>, Vec<&Attribute>) =
        attributes.iter().partition(|attribute| is_diagnostic(attribute));
    let documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    let Folders { outside, inside } = folders(set, name);
    let doc = (!documented)
        .then(|| quote!(#[doc = "A set of routes: give it to `App::new`, or list it in another set."]));
    let item = quote! {
        #doc
        #(#attributes)*
        #[derive(Clone, Copy, Debug)]
        #visibility struct #name;

        #outside

        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            use ::wz::__private as __wz;

            #inside

            // All that is listed, in order, whatever brackets are around it. A static: what refers to it is a constant
            // whose parts are not looked at again, as those of constants are.
            static __LISTS: [&[__wz::Entry]; #count] = [#(#lists),*];
            const __ENTRIES: &[__wz::Entry] = #entries;
            #host_checks
            const __COUNTS: __wz::Counts = __wz::count(__ENTRIES);
            const __HANDLERS_OF: &[&[__wz::Handler]] = &[#(<#paths as __wz::Routes>::HANDLERS),*];
            const __HANDLERS: [__wz::Handler; __COUNTS.routes] =
                __wz::concat(__HANDLERS_OF, __wz::Handler::NEVER);
            const __WRAPPED_OF: &[&[__wz::Wrapped]] = &[#(#wrapped),*];
            const __WRAPPED: [__wz::Wrapped; __wz::count_wrapped(#own_count, __WRAPPED_OF)] =
                __wz::wrapped(__HANDLERS_OF, &[#(#own),*], __WRAPPED_OF);

            #[automatically_derived]
            #(#hints)*
            impl __wz::Routes for #name {
                const ENTRIES: &'static [__wz::Entry] =
                    &[__wz::Entry::Group(&__wz::Group { entries: __ENTRIES, is_checked: true, ..__wz::Group::PLAIN })];
                const HANDLERS: &'static [__wz::Handler] = &__HANDLERS;
                const WRAPPED: &'static [__wz::Wrapped] = &__WRAPPED;
            }

            #[automatically_derived]
            #(#hints)*
            impl __wz::RouteTable for #name {
                const LIMITED: &'static [__wz::Limited] = &__wz::limited::<{ __COUNTS.limited }>(__ENTRIES);
            }

            #checks
        };
    };
    match &set.name {
        Some(_) => item,
        None => quote!({ #item #name }),
    }
}

/// `&[Entry, ...]`, where `position` is how many paths stand before. Paths without a place of their own that follow
/// each other become one entry: there may be thousands.
fn entries(entries: &[Entry], converters: &Converters, position: &mut usize) -> TokenStream {
    let mut tokens = Vec::new();
    let mut run = *position;
    for entry in entries {
        let is_plain = matches!(entry.routes, Listed::Path(_) | Listed::Folder(_));
        if is_plain && matches!(entry.place, Place::Here) && entry.limits.is_none() {
            *position += 1;
            continue;
        }
        tokens.extend(lists(run, *position));
        tokens.push(group(entry, converters, position));
        run = *position;
    }
    tokens.extend(lists(run, *position));
    quote!(&[#(#tokens),*])
}

/// The entry of the paths in a range, unless that is empty.
fn lists(start: usize, end: usize) -> Option<TokenStream> {
    (start < end).then(|| quote!(__wz::Entry::Lists(__wz::range(&__LISTS, #start, #end))))
}

/// `Entry::Group(&Group { ... })`
fn group(entry: &Entry, converters: &Converters, position: &mut usize) -> TokenStream {
    let entries = match &entry.routes {
        Listed::Path(_) | Listed::Folder(_) => {
            let index = *position;
            *position += 1;
            quote!(__LISTS[#index])
        }
        Listed::List(list) => entries(list, converters, position),
    };
    let limits = entry.limits.as_ref().map(|limits| quote!(limits: ::core::option::Option::Some(#limits),));
    let place = match &entry.place {
        Place::Here => quote!(),
        Place::Prefix(prefix) => prefix_rule(prefix, converters).map_or_else(
            |_| quote!(),
            |(text, rule)| {
                let segments = Writer { converters, span: prefix.span() }.segments(&rule);
                let shape = shape(&rule, true);
                quote!(prefix: #text, segments: #segments, #shape)
            },
        ),
        Place::Host { pattern, subdomain } => {
            Rule::parse_host(&pattern.value(), |name| converters.knows(name)).map_or_else(
                |_| quote!(),
                |rule| {
                    let parts = Writer { converters, span: pattern.span() }.parts(&rule.segments[0].parts);
                    quote! {
                        host: ::core::option::Option::Some(__wz::HostSpec {
                            pattern: #pattern, subdomain: #subdomain, parts: #parts,
                        }),
                    }
                },
            )
        }
    };
    quote!(__wz::Entry::Group(&__wz::Group { entries: #entries, #place #limits ..__wz::Group::PLAIN }))
}

/// All paths in order, and those that are listed for a host.
fn collect_paths<'e>(entry: &'e Entry, hosted: bool, all: &mut Vec<&'e Path>, for_host: &mut Vec<&'e Path>) {
    let hosted = hosted || matches!(entry.place, Place::Host { .. });
    if let Some(path) = entry.routes.path() {
        all.push(path);
        for_host.extend(hosted.then_some(path));
    }
    if let Listed::List(list) = &entry.routes {
        list.iter().for_each(|entry| collect_paths(entry, hosted, all, for_host));
    }
}

/// What stands for the folders with names of a set with a mistake.
pub(super) fn folder_stand_ins(set: &Set) -> TokenStream {
    let (mut lines, mut known) = (Vec::new(), HashSet::new());
    collect_folders(&set.entries, &mut lines);
    lines.retain(|line| known.insert(&line.name));
    let visibility = set.name.as_ref().map_or(&Visibility::Inherited, |name| &name.visibility);
    lines.into_iter().filter_map(|line| line.stand_in(visibility)).collect()
}

/// The types of the folders: those with names of their own stand outside, the others inside of the set's constant. Then what
/// links to files go through.
struct Folders {
    outside: TokenStream,
    inside: TokenStream,
}

fn folders(set: &Set, name: &Ident) -> Folders {
    let (mut lines, mut outside, mut inside) = (Vec::new(), TokenStream::new(), TokenStream::new());
    collect_folders(&set.entries, &mut lines);
    let visibility = set.name.as_ref().map_or(&Visibility::Inherited, |name| &name.visibility);
    for line in &lines {
        let marker = line.marker(visibility);
        match &line.name {
            Some(name) => outside.extend([marker, links(name, visibility, Some(&[&line.folder]))]),
            None => inside.extend(marker),
        }
        inside.extend(line.routes());
    }
    let nameless: Vec<&Line> = lines.into_iter().filter(|line| line.name.is_none()).collect();
    if set.name.is_some() {
        let entries = match nameless.as_slice() {
            [Line { marker, .. }] => quote!(<#marker as __wz::Routes>::ENTRIES),
            _ => quote!(&[]),
        };
        inside.extend(quote! {
            #[automatically_derived]
            impl __wz::FolderSet for #name {
                const ENTRIES: &'static [__wz::Entry] = #entries;
            }
        });
        let nameless: Vec<&LitStr> = nameless.iter().map(|line| &line.folder).collect();
        let has_mistake = set.entries.is_empty();
        outside.extend(links(name, visibility, (!has_mistake).then_some(&nameless)));
    }
    Folders { outside, inside }
}

/// `(start, end, Wrapper)` for each middleware in an entry, outer ones first, where `position` is how many paths stand
/// before; returns how many there are after it.
fn collect_middleware(entry: &Entry, position: usize, own: &mut Vec<TokenStream>) -> usize {
    let before = own.len();
    let end = match &entry.routes {
        Listed::Path(_) | Listed::Folder(_) => position + 1,
        Listed::List(list) => {
            list.iter().fold(position, |position, entry| collect_middleware(entry, position, own))
        }
    };
    if let Some(with) = &entry.with {
        let wrappers = with.wrappers().map(|wrapper| quote!((#position, #end, #wrapper)));
        own.splice(before..before, wrappers);
    }
    end
}

/// What is listed for a host has none itself.
fn host_checks(paths: &[&Path]) -> TokenStream {
    let checks = paths.iter().map(|path| {
        quote_spanned! {last(path)=>
            const _: () = if __wz::has_host(<#path as __wz::Routes>::ENTRIES) {
                ::core::panic!("a route with a host of its own cannot be listed for another host: leave out one of the two")
            };
        }
    });
    quote!(#(#checks)*)
}

/// Where a path is shown: at its last name.
fn last(path: &Path) -> Span {
    path.segments.last().map_or_else(|| path.span(), |last| last.ident.span())
}

/// The check for conflicts. One constant with a call for each path, so that the error points at the path: a
/// constant or a `panic!` of its own for each would cost more than all the checking.
fn checks(name: &Ident, paths: &[&Path]) -> TokenStream {
    let lines = paths.iter().enumerate().map(|(index, path)| {
        quote_spanned! {last(path)=>
            __wz::stop_at(#index, __BLAMED, &__MESSAGE);
        }
    });
    quote! {
        #[allow(long_running_const_eval)]
        const __PROBLEM: ::core::option::Option<__wz::Problem> = __wz::problem::<#name>();
        // The position of the path whose route loses; past the end when all is well.
        const __BLAMED: usize = __wz::blamed(&__PROBLEM, &__LISTS);
        static __MESSAGE: __wz::Message = __wz::message::<#name>(&__PROBLEM);
        const _: () = { #(#lines)* };
    }
}
