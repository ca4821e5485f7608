//! `static "/static" => "static" as assets` in `routes!`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Path, Result, Token, Visibility};
use wz_rule::Rule;

use super::tree;
use crate::hash::hash;
use crate::specs::{Converters, Writer, room, shape};

/// The variable of its rule.
const VARIABLE: &str = "filename";

/// Without the word `static` and the prefix.
pub(crate) struct Line {
    pub(crate) folder: LitStr,
    /// For links, when the set has several.
    pub(crate) name: Option<Ident>,
    /// The type that stands for it, and is listed.
    pub(crate) marker: Path,
    /// Below the root of the place where it is listed.
    pub(crate) at_root: bool,
    /// Where it is listed.
    prefix: LitStr,
}

impl Line {
    pub(crate) fn parse(prefix: &LitStr, input: ParseStream<'_>) -> Result<Line> {
        let folder = input.parse::<LitStr>().map_err(|error| {
            Error::new(
                error.span(),
                "expected a folder of the crate, as in `static \"/static\" => \"static\"`",
            )
        })?;
        let name: Option<Ident> = match input.parse::<Option<Token![as]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        let marker = name.clone().unwrap_or_else(|| Ident::new("__WzFolder", prefix.span()));
        let at_root = prefix.value().trim_matches('/').is_empty();
        Ok(Line { folder, name, marker: marker.into(), at_root, prefix: prefix.clone() })
    }

    /// Gives one without a name a marker of its own.
    pub(crate) fn number(&mut self, number: usize) {
        if self.name.is_none() {
            self.marker = format_ident!("__WzFolder{number}", span = self.prefix.span()).into();
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        if self.at_root && self.prefix.value() != "/" {
            return Err(Error::new(
                self.prefix.span(),
                "expected a prefix, as in `\"/static\"`, or `\"/\"` for the root",
            ));
        }
        tree::folder(&self.folder).map(|_| ())
    }

    /// The type, with a name that links can use if it has been given one.
    pub(crate) fn marker(&self, visibility: &Visibility) -> TokenStream {
        let (marker, visibility) = (&self.marker, self.name.as_ref().map(|_| visibility));
        let doc =
            format!("The folder `{}`: name it in `url_for!(static ..., \"file\")`.", self.folder.value());
        quote_spanned! {self.prefix.span()=>
            #[doc = #doc]
            #[allow(non_camel_case_types, missing_debug_implementations, unreachable_pub)]
            #visibility struct #marker {}
        }
    }

    /// What stands for one in a set with a mistake: it can be linked to.
    pub(crate) fn stand_in(&self, visibility: &Visibility) -> Option<TokenStream> {
        let (name, marker) = (self.name.as_ref()?, self.marker(visibility));
        let links = links(name, visibility, None);
        Some(quote! {
            #marker
            #links
            #[automatically_derived]
            impl ::wz::__private::Routes for #name {
                const ENTRIES: &'static [::wz::__private::Entry] = &[];
                const HANDLERS: &'static [::wz::__private::Handler] = &[];
            }
        })
    }

    /// Its rules and handlers.
    pub(crate) fn routes(&self) -> TokenStream {
        let marker = &self.marker;
        let folder = self.folder.value();
        let file = self.spec(&format!("/<path:{VARIABLE}>"));
        let index = self.has_index().then(|| self.spec("/"));
        let span = self.prefix.span().unwrap();
        let (source, line, column) = (span.file(), span.line() as u32, span.column() as u32);
        // Its files are no part of an interface.
        let described = cfg!(feature = "openapi").then(|| quote!(described: ::core::option::Option::None,));
        let handler = |call: TokenStream| {
            quote!(__wz::Handler {
                call: #call,
                requires: |__needs| __needs.folder(&__FOLDER),
                location: __wz::Location { file: #source, line: #line, column: #column },
                #described
            })
        };
        let file_handler = handler(quote! {
            |__request, __matched| __wz::send_from_folder(&__FOLDER, __request, ::core::option::Option::Some(__matched))
        });
        let index_handler = index.as_ref().map(|_| {
            handler(quote!(|__request, _| __wz::send_from_folder(
                &__FOLDER,
                __request,
                ::core::option::Option::None
            )))
        });
        let entry = |spec: &TokenStream| quote!(__wz::Entry::Route(&#spec));
        let (file_entry, index_entry) = (entry(&file), index.as_ref().map(entry).into_iter());
        let index_handler = index_handler.into_iter();
        let embedded = self.embedded();
        quote! {
            const _: () = {
                #embedded
                static __FOLDER: __wz::ListedFolder = __wz::ListedFolder {
                    crate_folder: ::core::env!("CARGO_MANIFEST_DIR"), folder: #folder, embedded: __EMBEDDED,
                    is_release: !::core::cfg!(debug_assertions),
                };

                #[automatically_derived]
                impl __wz::Routes for #marker {
                    const ENTRIES: &'static [__wz::Entry] = &[#file_entry #(, #index_entry)*];
                    const HANDLERS: &'static [__wz::Handler] = &[#file_handler #(, #index_handler)*];
                }
            };
        }
    }

    /// `/static/` always is an address of the folder. At the root it may well be one of a handler's: only a folder that has an
    /// index asks for it.
    fn has_index(&self) -> bool {
        !self.at_root || tree::folder(&self.folder).is_ok_and(|folder| folder.join("index.html").is_file())
    }

    /// What has no variable of the user's is a rule for sure.
    fn spec(&self, rule: &str) -> TokenStream {
        let Ok(parsed) = Rule::parse(rule, false, |_| false) else { return TokenStream::new() };
        let (converters, name) =
            (Converters::new(Vec::new()), self.name.as_ref().map_or("static".to_owned(), Ident::to_string));
        let segments = Writer { converters: &converters, span: self.prefix.span() }.segments(&parsed);
        let (room, shape) = (room(&parsed), shape(&parsed, false));
        // Several without a name may stand in one module.
        let hash = hash(&[&name, &self.prefix.value(), &self.folder.value(), rule]);
        quote! {
            __wz::RouteSpec {
                rule: #rule, name: #name, module: ::core::module_path!(), hash: #hash, segments: #segments, #shape
                room: #room, methods: __wz::MethodSet::GET.with_implied(), ..__wz::RouteSpec::NOTHING
            }
        }
    }

    /// `__EMBEDDED`: with the feature `embed` a release build has the files in the program.
    fn embedded(&self) -> TokenStream {
        let none = quote! {
            const __EMBEDDED: ::core::option::Option<&[__wz::EmbeddedFile]> = ::core::option::Option::None;
        };
        if !cfg!(feature = "embed") {
            return none;
        }
        let folder = &self.folder;
        quote! {
            #[cfg(debug_assertions)]
            #none
            #[cfg(not(debug_assertions))]
            const __EMBEDDED: ::core::option::Option<&[__wz::EmbeddedFile]> =
                ::core::option::Option::Some(__wz::embedded_files!(#folder));
        }
    }
}

/// The macro that links to files of these folders go through: it has the name of the set, or of the folder. After a mistake,
/// for which there are none, every file is fine.
pub(crate) fn links(name: &Ident, visibility: &Visibility, folders: Option<&[&LitStr]>) -> TokenStream {
    let hidden = format_ident!("__wz_files_of_{name}");
    // A macro cannot be seen from another crate, unless it is at that one's root.
    let visibility = match visibility {
        Visibility::Public(_) => quote!(pub(crate)),
        visibility => quote!(#visibility),
    };
    let version = match folders {
        Some(folders) => quote!(::wz::__private::static_file!([#(#folders),*] #name $($file)*)),
        None => quote!(::core::option::Option::<&::core::primitive::str>::None),
    };
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #hidden { ($($file:tt)*) => { #version }; }
        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
    }
}
