//! All that can be wrong with a handler and its rules without knowing any type.

use syn::{GenericParam, Type};
use wz_rule::{Converter, RuleError, Variable, did_you_mean};

use super::model::{Handler, Piece, Route};
use crate::errors::Errors;

/// The methods that routes can name, in the bit order of `wz::routing::MethodSet`.
pub(super) const METHODS: [&str; 22] = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "TRACE",
    "QUERY",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "REPORT",
    "SEARCH",
    "PURGE",
    "LINK",
    "UNLINK",
];

/// The word for every method.
pub(super) const ANY: &str = "ANY";

pub(super) fn check(handler: &Handler<'_>, errors: &mut Errors) {
    signature(handler, errors);
    for (index, route) in handler.routes.iter().enumerate() {
        methods(route, errors);
        names(route, errors);
        if let Some(pieces) = &route.redirect {
            redirect(route, pieces, errors);
        } else {
            variables_have_parameters(handler, route, errors);
            parameters_have_sources(handler, route, errors);
        }
        if let Some(span) = route.attribute.alias
            && target_of_alias(handler, index).is_none()
        {
            errors.add(span, "an alias needs another rule of the same function, with the same variables, to be an alias of");
        }
    }
}

/// The rule that an alias stands for.
pub(super) fn target_of_alias(handler: &Handler<'_>, index: usize) -> Option<usize> {
    let arguments = handler.routes[index].arguments();
    handler.routes.iter().position(|route| {
        route.attribute.alias.is_none() && route.redirect.is_none() && route.arguments() == arguments
    })
}

fn signature(handler: &Handler<'_>, errors: &mut Errors) {
    for parameter in &handler.function.sig.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            errors.push(syn::Error::new_spanned(
                parameter,
                "a handler cannot be generic: the route has to know its types",
            ));
        }
    }
    for parameter in &handler.parameters {
        if let Type::ImplTrait(ty) = parameter.ty {
            errors.push(syn::Error::new_spanned(ty, "a handler cannot be generic: write the type itself"));
        }
    }
}

fn methods(route: &Route, errors: &mut Errors) {
    for (method, span) in &route.attribute.methods {
        if method == ANY || METHODS.contains(&method.as_str()) {
            if route.attribute.websocket && method != "GET" {
                errors.add(*span, "a WebSocket starts with GET: leave out `methods`");
            }
            continue;
        }
        let hint = match did_you_mean(method, METHODS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "for a method of your own write `methods(ANY)` and look at `request.method()`".to_owned(),
        };
        errors.add(*span, format!("unknown method `{method}`: {hint}"));
    }
}

/// No name stands for two things in one route.
fn names(route: &Route, errors: &mut Errors) {
    let own = |name: &str| route.rule.variables().any(|variable| variable.name == name);
    for (literal, rule) in [
        (route.attribute.host.as_ref().map(|(pattern, _)| pattern), route.host.as_ref()),
        (route.attribute.under.as_ref(), route.under.as_ref()),
    ] {
        let (Some(literal), Some(rule)) = (literal, rule) else { continue };
        for variable in rule.variables().filter(|variable| own(&variable.name)) {
            let message =
                format!("the variable `{}` is in the rule too: give it another name", variable.name);
            errors.add(literal.span(), RuleError::new(&literal.value(), variable.span, message));
        }
    }
    for (name, _) in &route.attribute.defaults {
        if own(&name.to_string()) {
            errors.add(
                name.span(),
                format!(
                    "`{name}` is a variable of this rule: its value comes from the URL, a default has no use"
                ),
            );
        }
    }
}

fn redirect(route: &Route, pieces: &[Piece], errors: &mut Errors) {
    let arguments = route.arguments();
    let (Some(target), span) = (&route.attribute.redirect, route.attribute.rule.span()) else { return };
    for piece in pieces {
        if let Piece::Variable(name) = piece
            && !arguments.contains(name)
        {
            errors
                .add(target.span(), format!("the redirect needs `{name}`, which is no variable of its rule"));
        }
    }
    if route.attribute.build_only {
        errors.add(span, "a rule that only builds never redirects");
    }
}

/// Every variable of the rule fills a parameter.
fn variables_have_parameters(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    if route.attribute.build_only {
        return;
    }
    let lacks =
        |variable: &&Variable| !handler.parameters.iter().any(|parameter| parameter.is_for(&variable.name));
    for variable in route.rule.variables().filter(lacks) {
        let (name, function) = (&variable.name, &handler.function.sig.ident);
        let message = format!(
            "the function `{function}` has no parameter `{name}`: add `{name}: {}`",
            suggested_type(&variable.converter)
        );
        let rule = &route.attribute.rule;
        errors.add(rule.span(), RuleError::new(&rule.value(), variable.span, message));
    }
}

fn suggested_type(converter: &Converter) -> &'static str {
    match converter {
        Converter::Int { signed: false, .. } => "u64",
        Converter::Int { signed: true, .. } => "i64",
        Converter::Float { .. } => "f64",
        Converter::Uuid => "Uuid",
        Converter::Text { .. } | Converter::Path | Converter::Any(_) => "&str",
        Converter::Custom { .. } => "...",
    }
}

/// A parameter that is a variable in one rule needs a value in all of them; and braces are no variables.
fn parameters_have_sources(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    for parameter in &handler.parameters {
        let Some(name) = &parameter.name else { continue };
        if route.source(parameter).is_some() {
            continue;
        }
        let rule = route.attribute.rule.value();
        let elsewhere =
            handler.routes.iter().any(|other| other.redirect.is_none() && other.source(parameter).is_some());
        if elsewhere {
            let message = format!("`{name}` has no value in this rule: add `defaults({name} = ...)`");
            errors.add(route.attribute.rule.span(), message);
        } else if let Some(at) = rule.find(&format!("{{{name}}}")) {
            let span = wz_rule::Span::new(at, at + name.to_string().len() + 2);
            let message = format!("a variable is written `<{name}>`: braces are literal text in a rule");
            errors.add(route.attribute.rule.span(), RuleError::new(&rule, span, message));
        } else if let Some(at) = rule.find(&format!("/:{name}")) {
            let span = wz_rule::Span::new(at + 1, at + name.to_string().len() + 2);
            let message = format!("a variable is written `<{name}>`: a colon is literal text in a rule");
            errors.add(route.attribute.rule.span(), RuleError::new(&rule, span, message));
        }
    }
}
