//! All that can be wrong with a handler and its rules without knowing any type.

use syn::spanned::Spanned;
use syn::{GenericParam, Safety, Type, TypeReference};
use wz_rule::{RuleError, did_you_mean, dot_segment};

use super::model::{Handler, Piece, Route};
use super::parameters;
use crate::errors::{DOT_SEGMENT, Errors};

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
        dots(route, errors);
        if let Some(endpoint) =
            route.attribute.endpoint.as_ref().filter(|endpoint| endpoint.value().is_empty())
        {
            errors.add(endpoint.span(), "an endpoint needs a name, as in `\"blog.entry\"`");
        }
        if let (Some((span, _)), false) = (&route.attribute.with, route.is_served()) {
            errors.add(*span, "a rule that never calls its function calls no middleware: leave out `with`");
        }
        if let (Some((span, _)), false) = (&route.attribute.limits, route.is_served()) {
            errors.add(*span, "a rule that never calls its function reads no body: leave out `limits`");
        }
        if let Some(pieces) = &route.redirect {
            redirect(route, pieces, errors);
        } else {
            parameters::check(handler, route, errors);
        }
        if let (Some(span), true) = (route.attribute.alias, errors.is_empty())
            && target_of_alias(handler, index).is_none()
        {
            errors.add(span, "an alias needs another rule of the same function, with the same variables, to be an alias of");
        }
    }
}

/// The rule that an alias stands for.
pub(super) fn target_of_alias(handler: &Handler<'_>, index: usize) -> Option<usize> {
    // With a default where the alias has a variable, the other rule has no place for the value.
    let form = |route: &Route| {
        let mut defaults: Vec<String> =
            route.attribute.defaults.iter().map(|(name, _)| name.to_string()).collect();
        defaults.sort();
        (route.arguments(), defaults)
    };
    let alias = form(&handler.routes[index]);
    handler
        .routes
        .iter()
        .position(|route| route.attribute.alias.is_none() && route.redirect.is_none() && form(route) == alias)
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
        match parameter.ty {
            Type::ImplTrait(ty) => {
                errors
                    .push(syn::Error::new_spanned(ty, "a handler cannot be generic: write the type itself"));
            }
            Type::Reference(TypeReference { mutability: Some(mutability), .. }) => errors.add(
                mutability.span(),
                "a handler borrows nothing mutably: take the value itself, as in `mut request: Request`",
            ),
            _ => {}
        }
    }
    if let Safety::Unsafe(unsafety) = &handler.function.sig.safety {
        errors.add(unsafety.span(), "a handler cannot be `unsafe`: the server calls it with whatever comes");
    }
}

fn methods(route: &Route, errors: &mut Errors) {
    for (index, (method, span)) in route.attribute.methods.iter().enumerate() {
        if let (Some(span), true) = (span, route.attribute.methods[..index].iter().any(|(m, _)| m == method))
        {
            errors.add(*span, format!("`{method}` is given twice"));
        }
        if method == ANY || METHODS.contains(&method.as_str()) {
            if let Some(websocket) = route.attribute.websocket
                && method != "GET"
            {
                let (span, instead) = match span {
                    Some(span) => (*span, "leave out `methods`"),
                    None => (websocket, "write `#[get(...)]`"),
                };
                errors.add(span, format!("a WebSocket starts with GET: {instead}"));
            }
            continue;
        }
        let Some(span) = span else { continue };
        let hint = match did_you_mean(method, METHODS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "for a method of your own write `methods(ANY)` and look at `request.method()`".to_owned(),
        };
        errors.add(*span, format!("unknown method `{method}`: {hint}"));
    }
}

/// A rule that is matched has no segment that clients resolve before they send it.
fn dots(route: &Route, errors: &mut Errors) {
    let rule = &route.attribute.rule;
    if !route.attribute.build_only
        && let Some(span) = dot_segment(&rule.value())
    {
        errors.rule(rule, &RuleError::new(&rule.value(), span, DOT_SEGMENT));
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
            errors.rule(literal, &RuleError::new(&literal.value(), variable.span, message));
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
        if let Piece::Variable(name, at) = piece
            && !arguments.contains(name)
        {
            let hint = match did_you_mean(name, arguments.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `<{near}>`?"),
                None => "a redirect uses the variables and defaults of its rule".to_owned(),
            };
            let message = format!("the rule has no variable `{name}`: {hint}");
            errors.rule(target, &RuleError::new(&target.value(), *at, message));
        }
    }
    if route.attribute.build_only {
        errors.add(span, "a rule that only builds never redirects");
    }
}
