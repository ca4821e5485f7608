use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, ItemFn, Type};
use wz_rule::{Converter, Variable};

use super::check::{ANY, METHODS, target_of_alias};
use super::model::{Handler, Parameter, Piece, Route, Source};
use crate::hash::hash;
use crate::specs::{Writer, arguments_tokens};

/// The marker type of the handler and what hangs on it.
pub(super) fn route(handler: &Handler<'_>) -> TokenStream {
    let function = handler.function;
    let marker = handler
        .routes
        .iter()
        .find_map(|route| route.attribute.marker.as_ref())
        .unwrap_or(&function.sig.ident);
    let visibility = &function.vis;
    let conditions = conditions(function);
    let rules: Vec<String> =
        handler.routes.iter().map(|route| format!("`{}`", route.attribute.rule.value())).collect();
    let doc = format!("The route {}: list it in `routes!`, name it in `url_for!`.", rules.join(", "));
    let specs = (0..handler.routes.len()).map(|index| spec(handler, index));
    let calls = handler.routes.iter().map(|route| call(handler, route));
    let locations = handler.routes.iter().map(|route| {
        let span = route.attribute.rule.span();
        quote_spanned!(span=> __wz::Location { file: ::core::file!(), line: ::core::line!(), column: ::core::column!() })
    });
    let requires = requires(handler);
    let customs = customs(handler, marker);
    quote! {
        #(#conditions)*
        #[doc = #doc]
        #[allow(non_camel_case_types)]
        #visibility struct #marker {}

        #(#conditions)*
        const _: () = {
            use ::wz::__private as __wz;

            #[automatically_derived]
            impl __wz::Routes for #marker {
                const ENTRIES: &'static [__wz::Entry] = &[#(__wz::Entry::Route(&#specs)),*];
                const HANDLERS: &'static [__wz::Handler] = &[#(__wz::Handler { call: #calls, requires: #requires }),*];
                const LOCATIONS: &'static [__wz::Location] = &[#(#locations),*];
            }

            #customs
        };
    }
}

/// What stands for the routes of a handler with a mistake: it can be listed and linked to, and never matches.
pub(super) fn stand_in(function: &ItemFn, marker: Option<&Ident>) -> TokenStream {
    let marker = marker.unwrap_or(&function.sig.ident);
    let visibility = &function.vis;
    let conditions = conditions(function);
    quote! {
        #(#conditions)*
        #[allow(non_camel_case_types, missing_docs)]
        #visibility struct #marker {}

        #(#conditions)*
        impl ::wz::__private::Routes for #marker {
            const ENTRIES: &'static [::wz::__private::Entry] = &[];
            const HANDLERS: &'static [::wz::__private::Handler] = &[];
            const LOCATIONS: &'static [::wz::__private::Location] = &[];
        }
    }
}

/// `#[cfg]`s of the function hold for its route too.
fn conditions(function: &ItemFn) -> Vec<&Attribute> {
    function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}

/// `RouteSpec { ... }`, with only what is not usual.
fn spec(handler: &Handler<'_>, index: usize) -> TokenStream {
    let route = &handler.routes[index];
    let attribute = &route.attribute;
    let writer = Writer { converters: &route.converters, span: attribute.rule.span() };
    let rule = attribute.rule.value();
    let (name, module) = match &attribute.endpoint {
        Some(endpoint) => (endpoint.value(), quote!("")),
        None => (handler.function.sig.ident.to_string(), quote!(::core::module_path!())),
    };
    let hash = hash(&[&name, &rule]);
    let segments = writer.segments(&route.rule);
    let methods = methods(route);
    let mut usual = quote! {
        rule: #rule, name: #name, module: #module, hash: #hash, segments: #segments,
        methods: __wz::MethodSet::from_bits(#methods),
    };
    let flag = |flag: &Option<syn::LitBool>| flag.as_ref().is_none_or(|flag| flag.value);
    let (strict, merge) = (flag(&attribute.strict_slashes), flag(&attribute.merge_slashes));
    let (build_only, websocket) = (attribute.build_only, attribute.websocket);
    if (strict, merge, build_only, websocket) != (true, true, false, false) {
        usual.extend(quote! {
            options: __wz::Options {
                strict_slashes: #strict, merge_slashes: #merge, build_only: #build_only, websocket: #websocket,
            },
        });
    }
    if let (Some(host), Some((pattern, subdomain))) = (&route.host, &attribute.host) {
        let pattern = pattern.value();
        let parts = writer.parts(&host.segments[0].parts);
        usual.extend(quote! {
            host: ::core::option::Option::Some(__wz::HostSpec { pattern: #pattern, subdomain: #subdomain, parts: #parts }),
        });
    }
    let bounds = bounds(handler, route);
    if !bounds.is_empty() {
        usual.extend(quote!(bounds: &[#(#bounds),*],));
    }
    if !attribute.defaults.is_empty() {
        let defaults = attribute.defaults.iter().map(|(name, value)| {
            let (name, text) = (name.to_string(), &value.text);
            quote!((#name, #text))
        });
        usual.extend(quote!(defaults: &[#(#defaults),*],));
    }
    let siblings = siblings(handler, index);
    if !siblings.is_empty() {
        usual.extend(quote!(siblings: &[#(#siblings),*],));
    }
    if let Some(pieces) = &route.redirect {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => quote!(__wz::RedirectPart::Text(#text)),
            Piece::Variable(name) => quote!(__wz::RedirectPart::Variable(#name)),
        });
        usual.extend(quote!(redirect: ::core::option::Option::Some(&[#(#pieces),*]),));
    }
    if let Some(under) = &route.under {
        let variables = under.variables().map(|variable| writer.variable(variable));
        usual.extend(quote!(under: &[#(#variables),*],));
    }
    quote!(__wz::RouteSpec { #usual ..__wz::RouteSpec::NOTHING })
}

/// The bits of the methods; GET when none is given.
fn methods(route: &Route) -> u32 {
    let bit = |name: &str| METHODS.iter().position(|known| *known == name).map_or(0, |bit| 1 << bit);
    let mut bits = route.attribute.methods.iter().fold(0, |bits, (method, _)| match method.as_str() {
        ANY => u32::MAX,
        method => bits | bit(method),
    });
    if bits == 0 {
        bits = bit("GET");
    }
    if bits & bit("GET") != 0 { bits | bit("HEAD") } else { bits }
}

/// What the types of integer parameters can hold.
fn bounds(handler: &Handler<'_>, route: &Route) -> Vec<TokenStream> {
    let bound = |parameter: &Parameter<'_>| {
        let Some(Source::Own(Variable { converter: Converter::Int { .. }, .. }, from_end)) =
            route.source(parameter)
        else {
            return None;
        };
        let (ty, from_end) = (parameter.ty, from_end as u16);
        Some(quote!(__wz::Bound::of(#from_end, <#ty as __wz::FromInt>::RANGE)))
    };
    if route.redirect.is_some() { Vec::new() } else { handler.parameters.iter().filter_map(bound).collect() }
}

/// The other rules of the handler that are the better URL: the rule an alias stands for, or one that has a
/// default for what is a variable here.
fn siblings(handler: &Handler<'_>, index: usize) -> Vec<TokenStream> {
    let route = &handler.routes[index];
    if route.redirect.is_some() {
        return Vec::new();
    }
    if route.attribute.alias.is_some() {
        let target = target_of_alias(handler, index).unwrap_or(index);
        let offset = target as i16 - index as i16;
        return vec![quote!(__wz::Sibling { offset: #offset, when: &[] })];
    }
    let arguments = route.arguments();
    let mut siblings = Vec::new();
    for (other_index, other) in handler.routes.iter().enumerate() {
        let defaults = &other.attribute.defaults;
        let plain = other.redirect.is_none() && other.attribute.alias.is_none();
        if !plain || defaults.len() <= route.attribute.defaults.len() || other.arguments() != arguments {
            continue;
        }
        let agree = defaults
            .iter()
            .all(|(name, value)| route.default(&name.to_string()).is_none_or(|own| own == value.text));
        if !agree {
            continue;
        }
        let when = defaults.iter().filter(|(name, _)| route.default(&name.to_string()).is_none()).map(
            |(name, value)| {
                let (name, text) = (name.to_string(), &value.text);
                quote!((#name, #text))
            },
        );
        let offset = other_index as i16 - index as i16;
        siblings.push(quote!(__wz::Sibling { offset: #offset, when: &[#(#when),*] }));
    }
    siblings
}

/// The function that fills the parameters, calls the handler and makes a response.
fn call(handler: &Handler<'_>, route: &Route) -> TokenStream {
    if route.redirect.is_some() || route.attribute.build_only {
        return quote!(__wz::never_called);
    }
    let mut first = Vec::new();
    let mut whole = Vec::new();
    let mut borrowed = Vec::new();
    let mut arguments = Vec::new();
    for (index, parameter) in handler.parameters.iter().enumerate() {
        let argument = format_ident!("__argument{}", index, span = Span::mixed_site());
        let ty = parameter.ty;
        match route.source(parameter) {
            Some(source) => {
                let value = value(&source, ty, route);
                first.push(quote!(let #argument = #value;));
            }
            None if matches!(ty, Type::Reference(_)) => borrowed.push(quote! {
                let #argument = match <#ty as __wz::FromRequestRef<'_>>::from_request_ref(&__request) {
                    ::core::result::Result::Ok(value) => value,
                    ::core::result::Result::Err(error) => return __wz::rejected(error),
                };
            }),
            None => {
                let extract = quote! {
                    let #argument = match <#ty as __wz::FromRequest>::from_request(&mut __request).await {
                        ::core::result::Result::Ok(value) => value,
                        ::core::result::Result::Err(error) => return __wz::rejected(error),
                    };
                };
                // What takes the request apart comes after everything that looks at it.
                if takes_request(ty) { whole.push(extract) } else { first.push(extract) }
            }
        }
        arguments.push(argument);
    }
    let extracts =
        handler.parameters.iter().any(|p| route.source(p).is_none() && !matches!(p.ty, Type::Reference(_)));
    let name = &handler.function.sig.ident;
    let is_async = handler.function.sig.asyncness.is_some();
    let wait = if is_async { quote!(.await) } else { quote!() };
    let into_response = quote_spanned!(handler.return_span()=> __wz::IntoResponse::into_response);
    let body = quote! {
        #(#first)* #(#whole)* #(#borrowed)*
        #into_response(#name(#(#arguments),*)#wait)
    };
    let needs_matched =
        handler.parameters.iter().any(|p| !matches!(route.source(p), None | Some(Source::Default(_))));
    let keep = if needs_matched { quote!(let __captures = &__matched.captures;) } else { quote!() };
    let mutable = if extracts { quote!(mut) } else { quote!() };
    let future = if extracts || is_async {
        quote!(__wz::HandlerFuture::new(async move { #keep #body }))
    } else {
        // Nothing to wait for: no future, no allocation.
        quote!(__wz::HandlerFuture::ready((move || { #keep #body })()))
    };
    quote! {{
        #[allow(unused_mut, unused_variables, clippy::unit_arg)]
        fn __call(#mutable __request: __wz::Request, __matched: __wz::Matched<'static>) -> __wz::HandlerFuture { #future }
        __call
    }}
}

/// The expression for a parameter that the URL or a default fills.
fn value(source: &Source<'_>, ty: &Type, route: &Route) -> TokenStream {
    let (variable, int, text) = match source {
        Source::Own(variable, from_end) => {
            (variable, quote!(__captures.int_from_end(#from_end)), quote!(__captures.from_end(#from_end)))
        }
        Source::Host(variable, index) => {
            (variable, quote!(__captures.int(#index)), quote!(__captures.text(#index)))
        }
        Source::Mount(variable) => {
            let name = &variable.name;
            let index = quote!(__matched.position(#name).unwrap_or(usize::MAX));
            (variable, quote!(__captures.int(#index)), quote!(__captures.text(#index)))
        }
        Source::Default(literal) if literal.is_text => {
            return quote! {
                match <#ty as __wz::FromText<'_>>::from_text(#literal) {
                    ::core::option::Option::Some(value) => value,
                    ::core::option::Option::None => return __wz::refused(),
                }
            };
        }
        Source::Default(literal) => {
            return quote_spanned!(ty.span()=> { let value: #ty = #literal; value });
        }
    };
    let converted = match &variable.converter {
        Converter::Int { .. } => quote!(<#ty as __wz::FromInt>::from_int(#int)),
        Converter::Float { .. } => quote!(<#ty as __wz::FromFloat>::from_float(#text)),
        Converter::Text { .. } | Converter::Path => quote!(<#ty as __wz::FromText<'_>>::from_text(#text)),
        Converter::Uuid => quote!(<#ty as __wz::FromUuid<'_>>::from_uuid(#text)),
        Converter::Any(choices) => {
            let check = quote_spanned! {ty.span()=>
                const _: () = __wz::check_choices(<#ty as __wz::FromChoice<'static>>::CHOICES, &[#(#choices),*]);
            };
            let check = if has_lifetime(ty) { quote!() } else { check };
            quote!({ #check <#ty as __wz::FromChoice<'_>>::from_choice(#text) })
        }
        Converter::Custom { name, arguments } => {
            let span = route.attribute.rule.span();
            let (path, arguments) = (route.converters.path(name, span), arguments_tokens(arguments));
            // The value's span is the type's: a mismatch is reported there.
            let value = quote_spanned!(ty.span()=> value);
            return quote! {
                match <#path as __wz::Converter>::parse(#text, #arguments) {
                    ::core::option::Option::Some(value) => { let value: #ty = #value; value }
                    ::core::option::Option::None => return __wz::refused(),
                }
            };
        }
    };
    quote! {
        match #converted {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => return __wz::refused(),
        }
    }
}

/// A type with a lifetime can only be text, which takes any choice.
fn has_lifetime(ty: &Type) -> bool {
    quote!(#ty).into_iter().any(|token| matches!(token, proc_macro2::TokenTree::Punct(ref p) if p.as_char() == '&' || p.as_char() == '\''))
}

/// Whether a parameter takes the request, or its body, away from the others.
fn takes_request(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Request" || last.ident == "Body")
}

/// The function that says what the application must provide.
fn requires(handler: &Handler<'_>) -> TokenStream {
    let served = |route: &&Route| route.redirect.is_none() && !route.attribute.build_only;
    let Some(route) = handler.routes.iter().find(served) else { return quote!(|_| {}) };
    let needs = handler
        .parameters
        .iter()
        .filter(|p| route.source(p).is_none() && !matches!(p.ty, Type::Reference(_)));
    let needs: Vec<_> = needs.map(|parameter| parameter.ty).collect();
    if needs.is_empty() {
        return quote!(|_| {});
    }
    quote!(|needs| { #(<#needs as __wz::FromRequest>::requires(needs);)* })
}

/// What `url_for!` needs to know of the user's converters.
fn customs(handler: &Handler<'_>, marker: &Ident) -> TokenStream {
    let mut known: Vec<&str> = Vec::new();
    let mut tokens = TokenStream::new();
    for route in &handler.routes {
        for variable in route.rule.variables() {
            let Converter::Custom { name, arguments } = &variable.converter else { continue };
            if known.contains(&variable.name.as_str()) {
                continue;
            }
            known.push(&variable.name);
            let (path, hash) =
                (route.converters.path(name, route.attribute.rule.span()), hash(&[&variable.name]));
            let arguments = arguments_tokens(arguments);
            tokens.extend(quote! {
                impl __wz::CustomVariable<#hash> for #marker {
                    type Converter = #path;
                    const ARGUMENTS: __wz::Arguments<'static> = #arguments;
                }
            });
        }
    }
    tokens
}
