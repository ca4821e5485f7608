//! The rule of a route as constants.

use proc_macro2::TokenStream;
use quote::quote;
use wz_rule::{Converter, Variable};

use super::check::{ANY, METHODS, target_of_alias};
use super::model::{Handler, Parameter, Piece, Route, Source};
use crate::hash::hash;
use crate::specs::{Writer, room, shape};

/// `RouteSpec { ... }`, with only what is not usual.
pub(super) fn spec(handler: &Handler<'_>, index: usize) -> TokenStream {
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
    let (room, shape) = (room(&route.rule), shape(&route.rule, false));
    let methods = methods(route);
    let mut extra = TokenStream::new();
    let mut usual = quote! {
        rule: #rule, name: #name, module: #module, hash: #hash, segments: #segments, #shape room: #room,
        methods: __wz::MethodSet::from_bits(#methods),
    };
    let flag = |flag: &Option<syn::LitBool>| flag.as_ref().is_none_or(|flag| flag.value);
    let (strict, merge) = (flag(&attribute.strict_slashes), flag(&attribute.merge_slashes));
    let (build_only, websocket) = (attribute.build_only, attribute.websocket.is_some());
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
        extra.extend(quote! {
            host: ::core::option::Option::Some(__wz::HostSpec { pattern: #pattern, subdomain: #subdomain, parts: #parts }),
        });
    }
    let bounds = bounds(handler, route);
    match bounds.as_slice() {
        [] => {}
        // A constant that all routes with such a variable share.
        [(ty, from_end @ 0..=3)] => {
            let from_end = usize::from(*from_end);
            usual.extend(quote!(bounds: <#ty as __wz::FromInt>::BOUNDS[#from_end],));
        }
        bounds => {
            let bounds = bounds.iter().map(|(ty, from_end)| {
                quote!(__wz::Bound::of(#from_end, (<#ty as __wz::FromInt>::MIN, <#ty as __wz::FromInt>::MAX)))
            });
            usual.extend(quote!(bounds: &[#(#bounds),*],));
        }
    }
    if !attribute.defaults.is_empty() {
        let defaults = attribute.defaults.iter().map(|(name, value)| {
            let (name, text) = (name.to_string(), &value.text);
            quote!((#name, #text))
        });
        extra.extend(quote!(defaults: &[#(#defaults),*],));
    }
    let siblings = siblings(handler, index);
    if !siblings.is_empty() {
        extra.extend(quote!(siblings: &[#(#siblings),*],));
    }
    if let Some(pieces) = &route.redirect {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => quote!(__wz::RedirectPart::Text(#text)),
            Piece::Variable(name, _) => quote!(__wz::RedirectPart::Variable(#name)),
        });
        extra.extend(quote!(redirect: ::core::option::Option::Some(&[#(#pieces),*]),));
    }
    if let Some(under) = &route.under {
        let variables = under.variables().map(|variable| writer.variable(variable));
        extra.extend(quote!(under: &[#(#variables),*],));
    }
    if !extra.is_empty() {
        usual.extend(quote!(extra: &__wz::Extra { #extra ..__wz::Extra::NONE },));
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

/// What `Bound::HOST` is.
const BOUND_OF_HOST: u16 = 1 << 15;

/// The types of integer parameters, whose ranges are bounds, with the variables they hold as `Bound::from_end` has them.
fn bounds(handler: &Handler<'_>, route: &Route) -> Vec<(syn::Type, u16)> {
    let bound = |parameter: &Parameter<'_>| {
        let is_int = |variable: &Variable| matches!(variable.converter, Converter::Int { .. });
        let place = match handler.source(route, parameter)? {
            Source::Own(variable, from_end) if is_int(variable) => from_end as u16,
            Source::Host(variable, index) if is_int(variable) => BOUND_OF_HOST | index as u16,
            _ => return None,
        };
        Some((handler.erased(parameter.ty), place))
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
