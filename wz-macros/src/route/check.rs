//! All that can be wrong with a handler and its rules without knowing any type.

use syn::spanned::Spanned;
use syn::{GenericParam, Safety, Type, TypeReference};
use wz_rule::{Converter, RuleError, Variable, did_you_mean};

use super::model::{Handler, Piece, Route, Source};
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
            defaults(handler, route, errors);
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
    for (method, span) in &route.attribute.methods {
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

/// Every variable of the rule fills a parameter.
fn variables_have_parameters(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    if route.attribute.build_only {
        return;
    }
    let lacks =
        |variable: &&Variable| !handler.parameters.iter().any(|parameter| parameter.is_for(&variable.name));
    for variable in route.rule.variables().filter(lacks) {
        let (name, function) = (&variable.name, &handler.function.sig.ident);
        let add = format!("add `{name}: {}`", suggested_type(&variable.converter));
        let spare = handler.parameters.iter().filter(|parameter| handler.source(route, parameter).is_none());
        let spare: Vec<String> =
            spare.filter_map(|parameter| Some(parameter.name.as_ref()?.to_string())).collect();
        let message = match did_you_mean(name, spare.iter().map(String::as_str)) {
            Some(near) => {
                format!("the function `{function}` has no parameter `{name}`: rename `{near}`, or {add}")
            }
            None => format!("the function `{function}` has no parameter `{name}`: {add}"),
        };
        let rule = &route.attribute.rule;
        errors.rule(rule, &RuleError::new(&rule.value(), variable.span, message));
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
        if handler.source(route, parameter).is_some() {
            continue;
        }
        let rule = route.attribute.rule.value();
        let plain = |other: &&Route| other.redirect.is_none() && handler.source(other, parameter).is_some();
        if handler.routes.iter().find(plain).is_some() {
            let message = format!("`{name}` has no value in this rule: add `defaults({name} = ...)`");
            errors.add(route.attribute.rule.span(), message);
        } else if let Some((span, notation)) = foreign_variable(&rule, &name.to_string()) {
            let message = format!("a variable is written `<{name}>`: {notation} in a rule");
            errors.rule(&route.attribute.rule, &RuleError::new(&rule, span, message));
        }
    }
}

/// A variable in the notation of other libraries: `{id}`, `{id:int}`, `{*id}`, `:id`, `*id`.
fn foreign_variable(rule: &str, name: &str) -> Option<(wz_rule::Span, &'static str)> {
    let ends = |at: usize| !rule[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    for (at, _) in rule.match_indices(name).filter(|(at, _)| ends(at + name.len())) {
        let (before, end) = (&rule[..at], at + name.len());
        if let Some(open) = before.rfind('{').filter(|open| before[open + 1..].chars().all(|c| c == '*')) {
            let close = rule[end..].find('}').map_or(end, |close| end + close + 1);
            return Some((wz_rule::Span::new(open, close), "braces are literal text"));
        }
        for (sign, notation) in [("/:", "a colon is literal text"), ("/*", "an asterisk is literal text")] {
            if before.ends_with(sign) {
                return Some((wz_rule::Span::new(at - 1, end), notation));
            }
        }
    }
    None
}

/// Every default is for a parameter, and written as its variable is in the other rules.
fn defaults(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    if route.attribute.build_only {
        return;
    }
    for (name, literal) in &route.attribute.defaults {
        let Some(parameter) = handler.parameters.iter().find(|p| p.is_for(&name.to_string())) else {
            let names: Vec<String> =
                handler.parameters.iter().filter_map(|p| Some(p.name.as_ref()?.to_string())).collect();
            let hint = match did_you_mean(&name.to_string(), names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a default is for a parameter that is no variable of this rule".to_owned(),
            };
            let function = &handler.function.sig.ident;
            errors.add(name.span(), format!("the function `{function}` has no parameter `{name}`: {hint}"));
            continue;
        };
        let number = match handler.source(route, parameter) {
            Some(Source::Default(_, Some((variable, _)))) => match variable.converter {
                Converter::Int { .. } | Converter::Float { .. } => true,
                _ if !literal.is_text => {
                    let message =
                        "the variable of this name is text in another rule: write its default in quotes";
                    errors.push(syn::Error::new_spanned(literal, message));
                    continue;
                }
                _ => false,
            },
            Some(Source::Default(_, None)) => is_number(parameter.ty),
            _ => false,
        };
        if number && literal.is_text {
            let message = format!("`{name}` is a number: write its default without quotes");
            errors.push(syn::Error::new_spanned(literal, message));
        }
    }
}

fn is_number(ty: &Type) -> bool {
    const NUMBERS: [&str; 14] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64",
    ];
    matches!(ty, Type::Path(path) if NUMBERS.iter().any(|number| path.path.is_ident(number)))
}
