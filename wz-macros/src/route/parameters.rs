//! Whether variables, defaults and parameters belong together.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::Type;
use wz_rule::{Converter, RuleError, Variable, did_you_mean};

use super::model::{Handler, Route, Source};
use crate::errors::Errors;

pub(super) fn check(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    variables_have_parameters(handler, route, errors);
    parameters_have_sources(handler, route, errors);
    defaults(handler, route, errors);
    lifetimes(handler, route, errors);
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
        let rule = &route.attribute.rule;
        let Some(parameter) = parameter_name(name) else {
            let message = format!(
                "no parameter can be called `{name}`: give the variable another name, such as `<name>`"
            );
            errors.rule(rule, &RuleError::new(&rule.value(), variable.span, message));
            continue;
        };
        let add = format!("add `{parameter}: {}`", suggested_type(&variable.converter));
        let spare = handler.parameters.iter().filter(|parameter| handler.source(route, parameter).is_none());
        let spare: Vec<String> =
            spare.filter_map(|parameter| Some(parameter.name.as_ref()?.to_string())).collect();
        let message = match did_you_mean(name, spare.iter().map(String::as_str)) {
            Some(near) => {
                format!("the function `{function}` has no parameter `{name}`: rename `{near}`, or {add}")
            }
            None => format!("the function `{function}` has no parameter `{name}`: {add}"),
        };
        errors.rule(rule, &RuleError::new(&rule.value(), variable.span, message));
    }
}

/// How the parameter of a variable is written: a keyword with `r#` in front, and a few that not even so.
fn parameter_name(name: &str) -> Option<String> {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => None,
        name if syn::parse_str::<syn::Ident>(name).is_err() => Some(format!("r#{name}")),
        name => Some(name.to_owned()),
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

/// Nothing is asked to live longer than the request does.
fn lifetimes(handler: &Handler<'_>, route: &Route, errors: &mut Errors) {
    for parameter in &handler.parameters {
        let source = handler.source(route, parameter);
        if matches!(source, Some(Source::Default(..))) {
            continue;
        }
        let (ty, borrows) = (parameter.ty, source.is_some() || matches!(parameter.ty, Type::Reference(_)));
        if borrows && let Some(span) = find(quote::quote!(#ty), "'static") {
            let message =
                "this is borrowed from the request, which does not live that long: leave out `'static`";
            errors.add(span, message);
        }
        if !borrows
            && let Some(span) = find(quote::quote!(#ty), "&").or_else(|| find(quote::quote!(#ty), "'_"))
        {
            errors.add(span, "an extractor cannot borrow: write a type that owns its text, such as `String`");
        }
    }
}

/// Where a type has `'static`, a `&` without it, or another lifetime (wanted as `'_`); not in the arguments of function
/// types.
fn find(ty: TokenStream, wanted: &str) -> Option<Span> {
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    let is_static = |at: usize| {
        let pair = (tokens.get(at), tokens.get(at + 1));
        matches!(pair, (Some(TokenTree::Punct(tick)), Some(TokenTree::Ident(word)))
            if tick.as_char() == '\'' && word == "static")
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "dyn" || word == "for" || word == "fn" => return None,
            TokenTree::Punct(_) if wanted == "'static" && is_static(at) => {
                return Some(tokens[at + 1].span());
            }
            TokenTree::Punct(tick) if wanted == "'_" && tick.as_char() == '\'' && !is_static(at) => {
                return tokens.get(at + 1).map(TokenTree::span);
            }
            TokenTree::Punct(punct) if wanted == "&" && punct.as_char() == '&' && !is_static(at + 1) => {
                return Some(punct.span());
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_other_libraries_are_seen() {
        let span = |rule: &str| foreign_variable(rule, "id").map(|(span, _)| (span.start, span.end));
        assert_eq!(span("/user/{id}"), Some((6, 10)));
        assert_eq!(span("/user/{id:int}/x"), Some((6, 14)));
        assert_eq!(span("/user/{*id}"), Some((6, 11)));
        assert_eq!(span("/user/:id"), Some((6, 9)));
        assert_eq!(span("/user/*id"), Some((6, 9)));
        for rule in ["/user/id", "/user/{idea}", "/user/:idea", "/user/{x}id", "/user/x:id"] {
            assert_eq!(span(rule), None, "{rule}");
        }
    }

    #[test]
    fn borrowed_types_are_seen() {
        let finds = |ty: &str, wanted| find(ty.parse().unwrap(), wanted).is_some();
        assert!(finds("&'static str", "'static"));
        assert!(finds("Cow<'static, str>", "'static"));
        assert!(!finds("&'a str", "'static"));
        assert!(finds("Query<Vec<&str>>", "&"));
        assert!(finds("Slug<&'a str>", "&"));
        assert!(finds("Query<Search<'_>>", "'_"));
        assert!(finds("Query<Search<'a>>", "'_"));
        assert!(!finds("State<&'static str>", "'_"));
        assert!(!finds("State<fn(&'_ str)>", "'_"));
        assert!(!finds("State<&'static str>", "&"));
        assert!(!finds("State<fn(&str)>", "&"));
        assert!(!finds("State<Box<dyn Fn(&str)>>", "&"));
    }
}
