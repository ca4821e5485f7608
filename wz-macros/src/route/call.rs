//! From a matched request to the call of the handler.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ReturnType, Type};
use wz_rule::{Converter, Variable};

use super::model::{Handler, Route, Source};
use crate::specs::{Converters, arguments_tokens};

/// The function that fills the parameters, calls the handler and makes a response.
pub(super) fn call(handler: &Handler<'_>, route: &Route) -> TokenStream {
    if !route.is_served() {
        // Named, so that the function does not count as unused.
        let name = &handler.function.sig.ident;
        return quote!({
            let _ = #name;
            __wz::never_called
        });
    }
    let (mut first, mut whole, mut borrowed, mut arguments) = (vec![], vec![], vec![], vec![]);
    let mut captures = false;
    // A function for each: in a future that held on to more of the type than this, the compiler would want `Send`
    // of it for every lifetime.
    let mut extractors = TokenStream::new();
    for (index, parameter) in handler.parameters.iter().enumerate() {
        let argument = format_ident!("__argument{}", index, span = Span::mixed_site());
        let ty = &handler.erased(parameter.ty);
        match handler.source(route, parameter) {
            Some(source) => {
                captures |= !matches!(source, Source::Default(..));
                let value = value(&source, ty, route);
                first.push(quote!(let #argument = #value;));
            }
            None if matches!(ty, Type::Reference(_)) => borrowed.push(quote! {
                let #argument = match <#ty as __wz::FromRequestRef<'_>>::from_request_ref(&__request) {
                    ::core::result::Result::Ok(__value) => __value,
                    ::core::result::Result::Err(__error) => return __wz::rejected(__error),
                };
            }),
            None => {
                let extractor = format_ident!("__extract{}", index, span = Span::mixed_site());
                extractors.extend(quote! {
                    fn #extractor(
                        __request: &mut __wz::Request,
                    ) -> impl ::core::future::Future<Output = ::core::result::Result<#ty, __wz::Response>> + ::core::marker::Send {
                        __wz::extract((&__wz::Pick::<#ty>::NEW).extractor(), __request)
                    }
                });
                let extract = quote! {
                    let #argument = match #extractor(&mut __request).await {
                        ::core::result::Result::Ok(__value) => __value,
                        ::core::result::Result::Err(__response) => return __response,
                    };
                };
                // What takes the request apart comes after everything that looks at it.
                if takes_request(ty) { whole.push(extract) } else { first.push(extract) }
            }
        }
        arguments.push(argument);
    }
    let response = response(handler, &arguments);
    let keep = if captures { quote!(let __captures = &__matched.captures;) } else { quote!() };
    let body = quote!(#keep #(#first)* #(#whole)* #(#borrowed)* #response);
    let extracts = !extractors.is_empty();
    let limits =
        route.attribute.limits.as_ref().map(|(_, limits)| quote!(__wz::limit(&mut __request, #limits);));
    let mutable = if extracts || limits.is_some() { quote!(mut) } else { quote!() };
    let future = if extracts || handler.function.sig.asyncness.is_some() {
        // A future that cannot be sent to another thread is reported at the handler's name.
        quote_spanned!(handler.function.sig.ident.span()=> __wz::HandlerFuture::new(async move { #body }))
    } else {
        // Nothing to wait for: no future, no allocation.
        quote!(__wz::HandlerFuture::ready((move || -> __wz::Response { #body })()))
    };
    quote! {{
        #extractors
        #[allow(unused_mut, unused_variables)]
        fn __call(#mutable __request: __wz::Request, __matched: __wz::Matched<'static>) -> __wz::HandlerFuture { #limits #future }
        __call
    }}
}

/// The traits whose methods the calls name.
pub(super) fn traits(handler: &Handler<'_>) -> TokenStream {
    let served = || handler.routes.iter().filter(|route| route.is_served());
    let extracts = served().any(|route| {
        let mut parameters = handler.parameters.iter();
        parameters.any(|p| handler.source(route, p).is_none() && !matches!(p.ty, Type::Reference(_)))
    });
    let converts = served().any(Route::has_custom);
    let extract = extracts.then(|| {
        quote!(
            #[allow(unused_imports)]
            use __wz::{Extract as _, NoExtract as _};
        )
    });
    let convert = converts.then(|| {
        quote!(
            #[allow(unused_imports)]
            use __wz::{Convert as _, NoConvert as _};
        )
    });
    quote!(#extract #convert)
}

/// The call of the handler, made a response.
fn response(handler: &Handler<'_>, arguments: &[Ident]) -> TokenStream {
    let signature = &handler.function.sig;
    let span = handler.return_span();
    let mut name = signature.ident.clone();
    // An error about the result is shown at the type.
    name.set_span(span.resolved_at(name.span()));
    let wait = signature.asyncness.is_some().then(|| quote_spanned!(span=> .await));
    let result = quote_spanned!(span=> #name(#(#arguments),*) #wait);
    match &signature.output {
        ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => result,
        ReturnType::Type(_, ty) if is_static_text(ty) => quote!(__wz::static_text(#result)),
        ReturnType::Type(_, ty) if is_nameable(ty) => {
            let ty = handler.erased(ty);
            quote!(<#ty as __wz::IntoResponse>::into_response(#result))
        }
        ReturnType::Type(..) => quote_spanned!(span=> __wz::IntoResponse::into_response(#result)),
        ReturnType::Default => quote!({ #result; <() as __wz::IntoResponse>::into_response(()) }),
    }
}

/// Whether a type is `&'static str`: `IntoResponse` is there for any `&str`, so it has to copy.
fn is_static_text(ty: &Type) -> bool {
    let Type::Reference(reference) = ty else { return false };
    let is_static = reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static");
    is_static && matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str"))
}

/// Whether a type can be written where a function is called.
pub(super) fn is_nameable(ty: &Type) -> bool {
    fn names(tokens: TokenStream) -> bool {
        tokens.into_iter().all(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident != "impl",
            proc_macro2::TokenTree::Group(group) => names(group.stream()),
            _ => true,
        })
    }
    names(quote!(#ty))
}

/// The expression for a parameter that the URL or a default fills.
fn value(source: &Source<'_>, ty: &Type, route: &Route) -> TokenStream {
    let own = &route.converters;
    let (variable, converters, int, text) = match source {
        Source::Own(variable, from_end) => (
            *variable,
            own,
            quote!(__captures.int_from_end(#from_end)),
            quote!(__captures.from_end(#from_end)),
        ),
        Source::Host(variable, index) => {
            (*variable, own, quote!(__captures.int(#index)), quote!(__captures.text(#index)))
        }
        Source::Mount(variable) => {
            let name = &variable.name;
            // Whether the handler is listed below such a variable is known only now.
            let text = or_refused(&quote!(__matched.position(#name).map(|__index| __captures.text(__index))));
            (*variable, own, or_refused(&quote!(__wz::int_text(#text))), text)
        }
        Source::Default(literal, Some((variable, converters))) if literal.is_text => {
            (*variable, *converters, quote!(), quote!(#literal))
        }
        Source::Default(literal, _) if literal.is_text => {
            return or_refused(&quote!(<#ty as __wz::FromText<'_>>::from_text(#literal)));
        }
        Source::Default(literal, _) => return quote!({ let __value: #ty = #literal; __value }),
    };
    converted(variable, converters, ty, route, &int, &text)
}

fn converted(
    variable: &Variable,
    converters: &Converters,
    ty: &Type,
    route: &Route,
    int: &TokenStream,
    text: &TokenStream,
) -> TokenStream {
    or_refused(&match &variable.converter {
        Converter::Int { .. } => quote!(<#ty as __wz::FromInt>::from_int(#int)),
        Converter::Float { .. } => quote!(<#ty as __wz::FromFloat>::from_float(#text)),
        Converter::Text { .. } | Converter::Path => quote!(<#ty as __wz::FromText<'_>>::from_text(#text)),
        Converter::Uuid => quote!(<#ty as __wz::FromUuid<'_>>::from_uuid(#text)),
        Converter::Any(_) => quote!(<#ty as __wz::FromChoice<'_>>::from_choice(#text)),
        Converter::Custom { name, arguments } => {
            let path = converters.path(name, route.attribute.rule.span());
            let arguments = arguments_tokens(arguments);
            quote!((&__wz::Pick::<#path>::NEW).convert::<#ty>(#text, #arguments))
        }
    })
}

fn or_refused(option: &TokenStream) -> TokenStream {
    quote! {
        match #option {
            ::core::option::Option::Some(__value) => __value,
            ::core::option::Option::None => return __wz::refused(),
        }
    }
}

/// Whether a parameter takes the request, or its body, away from the others.
fn takes_request(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Request" || last.ident == "Body")
}

/// The function that says what the application must provide.
pub(super) fn requires(handler: &Handler<'_>) -> TokenStream {
    let Some(route) = handler.routes.iter().find(|route| route.is_served()) else {
        return quote!(__wz::needs_nothing);
    };
    let needs = handler.parameters.iter().filter(|parameter| {
        handler.source(route, parameter).is_none() && !matches!(parameter.ty, Type::Reference(_))
    });
    let needs: Vec<_> = needs.map(|parameter| handler.erased(parameter.ty)).collect();
    if needs.is_empty() {
        return quote!(__wz::needs_nothing);
    }
    quote!(|__needs| { #(<#needs as __wz::FromRequest>::requires(__needs);)* })
}

/// Compile-time checks that each enum has a variant for every text of its `any`.
pub(super) fn choices(handler: &Handler<'_>) -> TokenStream {
    let mut checks = TokenStream::new();
    for route in handler.routes.iter().filter(|route| route.is_served()) {
        for parameter in &handler.parameters {
            let (Some(Source::Own(variable, _) | Source::Host(variable, _) | Source::Mount(variable)), ty) =
                (handler.source(route, parameter), parameter.ty)
            else {
                continue;
            };
            let Converter::Any(choices) = &variable.converter else { continue };
            // A type with a lifetime can only be text, which takes any choice.
            if has_lifetime(ty) {
                continue;
            }
            checks.extend(quote_spanned! {ty.span()=>
                const _: () = if let ::core::option::Option::Some(__message) =
                    __wz::check_choices(<#ty as __wz::FromChoice<'_>>::CHOICES, &[#(#choices),*])
                {
                    ::core::panic!("{}", __message.as_str())
                };
            });
        }
    }
    checks
}

fn has_lifetime(ty: &Type) -> bool {
    quote!(#ty).into_iter().any(|token| matches!(token, proc_macro2::TokenTree::Punct(ref p) if p.as_char() == '&' || p.as_char() == '\''))
}
