//! `url_for!(user, id = 42, ?page = 2)`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Path, Result, Token};
use wz_rule::did_you_mean;

use crate::hash::hash;
use crate::specs::words;

/// What happens with values that do not fit.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Check {
    /// A debug build panics, a release build takes the value as it is.
    Assert,
    /// The result says so.
    Report,
}

struct Input {
    set: Option<Path>,
    target: Target,
    variables: Vec<(Ident, Expr)>,
    query: Vec<(String, Expr)>,
    /// `_scheme`, `_host`, `_anchor`
    scheme: Option<Expr>,
    host: Option<Expr>,
    anchor: Option<Expr>,
}

/// What the link leads to.
enum Target {
    Handler(Path),
    /// A folder of files, by its name or as the one of the set that has none.
    Folder {
        word: Token![static],
        name: Option<Path>,
    },
}

impl Target {
    fn parse(input: ParseStream<'_>) -> Result<Target> {
        if let Some(word) = input.parse::<Option<Token![static]>>()? {
            let is_named = !input.is_empty() && !input.peek(Token![,]);
            let name = if is_named { Some(input.call(Path::parse_mod_style)?) } else { None };
            return Ok(Target::Folder { word, name });
        }
        let handler = input.call(Path::parse_mod_style).map_err(|error| {
            Error::new(
                error.span(),
                "expected the handler by its path, then values: `url_for!(user, id = 42)`; or a file of a folder: \
                 `url_for!(static, \"css/app.css\")`",
            )
        })?;
        Ok(Target::Handler(handler))
    }

    fn span(&self) -> Span {
        match self {
            Target::Handler(handler) | Target::Folder { name: Some(handler), .. } => handler.span(),
            Target::Folder { word, name: None } => word.span,
        }
    }

    fn words(&self) -> String {
        match self {
            Target::Handler(handler) => words(handler),
            Target::Folder { name: Some(name), .. } => format!("static {}", words(name)),
            Target::Folder { name: None, .. } => "static".to_owned(),
        }
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let set = if input.peek(Token![in]) {
            input.parse::<Token![in]>()?;
            let set = input.call(Path::parse_mod_style)?;
            input.parse::<Token![:]>()?;
            Some(set)
        } else {
            None
        };
        let mut parsed = Input {
            set,
            target: input.call(Target::parse)?,
            variables: Vec::new(),
            query: Vec::new(),
            scheme: None,
            host: None,
            anchor: None,
        };
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let is_first = parsed.variables.is_empty() && parsed.query.is_empty();
            match parsed.target {
                Target::Folder { .. } if is_first && input.peek(syn::LitStr) => parsed.file(&input.parse()?),
                _ => parsed.value(input)?,
            }
        }
        if let (Some(host), None) = (&parsed.host, &parsed.scheme) {
            let message =
                "`_host` needs `_scheme` too: `_scheme = \"https\"`, or `_scheme = \"\"` for `//host/...`";
            return Err(Error::new_spanned(host, message));
        }
        Ok(parsed)
    }
}

impl Input {
    /// A file that is looked at while the program is compiled: its variable, and its version in the query.
    fn file(&mut self, file: &syn::LitStr) {
        let links = match (&self.target, &self.set) {
            (Target::Folder { name: Some(name), .. }, _) => quote!(#name),
            (_, Some(set)) => quote!(#set),
            // A crate without one is an error at the word `static`.
            (target, None) => quote_spanned!(target.span()=> crate::Site),
        };
        // Not as a literal: what is wrong with it is said where the file is looked for.
        self.variables.push((Ident::new("filename", file.span()), Expr::Verbatim(quote!(#file))));
        self.query.push(("v".to_owned(), Expr::Verbatim(quote!(#links!(#file)))));
    }

    fn value(&mut self, input: ParseStream<'_>) -> Result<()> {
        if input.peek(Token![?]) {
            input.parse::<Token![?]>()?;
            let name = if input.peek(syn::LitStr) {
                input.parse::<syn::LitStr>()?.value()
            } else {
                let name: Ident = input.call(syn::ext::IdentExt::parse_any)?;
                name.to_string().trim_start_matches("r#").to_owned()
            };
            input.parse::<Token![=]>()?;
            self.query.push((name, input.parse()?));
            return Ok(());
        }
        let name: Ident = input.call(syn::ext::IdentExt::parse_any).map_err(|error| {
            Error::new(error.span(), "values have names: `id = 42`, or `id` alone for a variable called so")
        })?;
        // `id` alone is `id = id`, as in a struct.
        let value: Expr = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            input.parse()?
        } else {
            syn::parse_quote!(#name)
        };
        match name.to_string().as_str() {
            "_scheme" => self.scheme = Some(value),
            "_host" => self.host = Some(value),
            "_anchor" => self.anchor = Some(value),
            _ if self.variables.iter().any(|(known, _)| *known == name) => {
                return Err(Error::new(name.span(), format!("`{name}` is given twice")));
            }
            word => {
                if word.starts_with('_')
                    && let Some(near) = did_you_mean(word, ["_scheme", "_host", "_anchor"])
                {
                    return Err(Error::new(
                        name.span(),
                        format!("unknown part `{word}`: did you mean `{near}`?"),
                    ));
                }
                self.variables.push((name, value));
            }
        }
        Ok(())
    }
}

pub(crate) fn expand(input: TokenStream, check: Check) -> TokenStream {
    let input: Input = match syn::parse2(input) {
        Ok(input) => input,
        // Something that is a string whatever it is used for.
        Err(error) => {
            let error = error.to_compile_error();
            let nothing = match check {
                Check::Assert => quote!(::std::string::String::new()),
                Check::Report => quote! {
                    ::core::result::Result::<_, ::wz::routing::BuildError>::Ok(::std::string::String::new())
                },
            };
            return quote!({ #error #nothing });
        }
    };
    let (table, set_words) = match &input.set {
        Some(set) => (quote!(::core::option::Option::Some(<#set as __wz::RouteTable>::TABLE)), words(set)),
        None => (root_table(), "crate::Site".to_owned()),
    };
    let handler_words = input.target.words();
    // Named once, so that a name that is not there is one mistake.
    let (route, entries) = match (&input.target, &input.set) {
        (Target::Handler(path) | Target::Folder { name: Some(path), .. }, _) => {
            (quote!(#path), quote!(<__Route as __wz::Routes>::ENTRIES))
        }
        (_, Some(set)) => (quote!(#set), quote!(<__Route as __wz::FolderSet>::ENTRIES)),
        (_, None) => (quote!(()), at_root(&quote!(<Site as ::wz::__private::FolderSet>::ENTRIES))),
    };
    let names: Vec<String> = input
        .variables
        .iter()
        .map(|(name, _)| name.to_string().trim_start_matches("r#").to_owned())
        .collect();
    let mistakes = input
        .variables
        .iter()
        .enumerate()
        .map(|(index, (name, _))| mistake(name.span(), &quote!(::core::option::Option::Some(#index))));
    let misfits = input.variables.iter().zip(&names).filter_map(|((_, value), name)| {
        let literal = literal(value)?;
        Some(quote_spanned! {value.span()=>
            const _: () = if let ::core::option::Option::Some(__message) = __wz::Link::misfit(&__LINK, #name, #literal) {
                ::core::panic!("{}", __message.as_str())
            };
        })
    });
    let mistake_elsewhere = mistake(input.target.span(), &quote!(::core::option::Option::None));
    let locals: Vec<Ident> =
        (0..names.len()).map(|index| format_ident!("__value{}", index, span = Span::mixed_site())).collect();
    let values = input.variables.iter().map(|(_, value)| value);
    let writers: Vec<Ident> =
        (0..names.len()).map(|index| format_ident!("__write{}", index, span = Span::mixed_site())).collect();
    let written = locals.iter().zip(&names).zip(&input.variables).map(|((local, name), (_, value))| {
        let hash = hash(&[name]);
        // The value may come from another macro than the names here.
        let out = Ident::new("__out", Span::call_site());
        let variable = quote_spanned! {value.span()=>
            <__Route as __wz::Variable<{ __wz::Link::kind_of(&__LINK, #name) }, #hash>>
        };
        // The type argument is what an error about the value is shown at.
        let write = quote_spanned! {value.span()=>
            <#variable::Kind>::write::<_>(#local, #variable::ARGUMENTS, #out)
        };
        quote!(|#out: &mut ::std::string::String| #write)
    });
    let indices = 0..names.len();
    let finish = finish(&input);
    // A scheme without a host asks for the one of the route's own pattern.
    let own_scheme = input.scheme.as_ref().filter(|_| input.host.is_none());
    let with_host = own_scheme.is_some();
    let scheme = match own_scheme {
        Some(scheme) => quote!(::core::option::Option::Some(&(#scheme))),
        None => quote!(::core::option::Option::None),
    };
    let build = match check {
        Check::Assert => quote!(__wz::url(&__LINK, &[#((#names, &#writers)),*], #scheme)),
        Check::Report => quote!(__wz::try_url(&__LINK, &[#((#names, &#writers)),*], #scheme)),
    };
    let planned = match check {
        Check::Assert => quote!(__url),
        Check::Report => quote!(::core::result::Result::Ok(__url)),
    };
    let count = names.len();
    let build = quote! {{
        const __LENGTH: usize = __wz::Link::text_length(&__LINK);
        const __PLAN: ::core::option::Option<__wz::Plan<#count>> =
            __wz::Plan::of(&__LINK, &__wz::Link::text::<__LENGTH>(&__LINK), &[#(#names),*]);
        #(let #writers = #written;)*
        let __write = |__index: usize, __out: &mut ::std::string::String| match __index {
            #(#indices => #writers(__out),)*
            _ => {}
        };
        match __wz::Plan::write(&__PLAN, __write) {
            ::core::option::Option::Some(__url) => #planned,
            ::core::option::Option::None => #build,
        }
    }};
    let build = match (check, finish.is_empty()) {
        (_, true) => build,
        (Check::Assert, false) => quote!({ let mut __url = #build; #finish __url }),
        (Check::Report, false) => quote!(#build.map(|mut __url| { #finish __url })),
    };
    quote! {
        match (#(&(#values),)*) {
            (#(#locals,)*) => {
                use ::wz::__private as __wz;
                type __Route = #route;
                const __LINK: ::core::result::Result<__wz::Link, __wz::Missing> = __wz::Link::find(
                    #table, #entries, &[#(#names),*], (#handler_words, #set_words), #with_host,
                );
                #(#mistakes)*
                #mistake_elsewhere
                #(#misfits)*
                #build
            }
        }
    }
}

/// A value that stands in the text of the program, as what the check at compile time takes.
fn literal(value: &Expr) -> Option<TokenStream> {
    let (value, negative) = match value {
        Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr, .. }) => (&**expr, true),
        value => (value, false),
    };
    let Expr::Lit(syn::ExprLit { lit, .. }) = value else { return None };
    match lit {
        syn::Lit::Int(number) => {
            let magnitude: u128 = number.base10_parse().ok()?;
            Some(quote!(__wz::Literal::Int { negative: #negative, magnitude: #magnitude }))
        }
        syn::Lit::Float(number) => {
            let value: f64 = number.base10_parse().ok().filter(|value: &f64| value.is_finite())?;
            let value = if negative { quote!(-#value) } else { quote!(#value) };
            Some(quote!(__wz::Literal::Float(#value)))
        }
        syn::Lit::Str(text) if !negative => Some(quote!(__wz::Literal::Text(#text))),
        _ => None,
    }
}

/// A compile error at `span` when the mistake is there.
fn mistake(span: Span, place: &TokenStream) -> TokenStream {
    quote_spanned! {span=>
        const _: () = if let ::core::option::Option::Some(__message) = __wz::Missing::about(&__LINK, #place) {
            ::core::panic!("{}", __message)
        };
    }
}

/// The table of the crate's `Site`.
fn root_table() -> TokenStream {
    at_root(&quote!(<Site as ::wz::__private::RootTable>::ROOT))
}

/// An expression about the crate's `Site`. When there is none, the name falls back to a stand-in without routes.
fn at_root(expression: &TokenStream) -> TokenStream {
    quote! {{
        #[allow(unused_imports)]
        use ::wz::__private::no_site::*;
        {
            #[allow(unused_imports)]
            use crate::*;
            #expression
        }
    }}
}

/// What is added to the path: query, anchor, scheme and host.
fn finish(input: &Input) -> TokenStream {
    let pairs = input.query.iter().map(|(name, value)| {
        quote_spanned!(value.span()=> __wz::QueryValue::push_pairs(&(#value), #name, &mut __url);)
    });
    let anchor = input.anchor.iter().map(|anchor| quote!(__wz::push_anchor(&mut __url, &(#anchor));));
    let origin = input
        .scheme
        .iter()
        .zip(&input.host)
        .map(|(scheme, host)| quote!(__wz::insert_origin(&mut __url, &(#scheme), &(#host));));
    quote!(#(#pairs)* #(#anchor)* #(#origin)*)
}
