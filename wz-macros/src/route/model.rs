use proc_macro2::Span;
use syn::{FnArg, Ident, ItemFn, Pat, ReturnType, Type};
use wz_rule::{Rule, Variable};

use super::attribute::RouteAttribute;
use crate::errors::Errors;
use crate::specs::Converters;

/// A function with its routes.
pub(super) struct Handler<'f> {
    pub(super) function: &'f ItemFn,
    pub(super) parameters: Vec<Parameter<'f>>,
    pub(super) routes: Vec<Route>,
}

/// A parameter of the function.
pub(super) struct Parameter<'f> {
    /// Its name; `None` for a pattern.
    pub(super) name: Option<Ident>,
    pub(super) ty: &'f Type,
}

/// One attribute with its rule read.
pub(super) struct Route {
    pub(super) attribute: RouteAttribute,
    pub(super) rule: Rule,
    pub(super) host: Option<Rule>,
    pub(super) under: Option<Rule>,
    pub(super) redirect: Option<Vec<Piece>>,
    pub(super) converters: Converters,
}

/// A piece of a redirect target.
pub(super) enum Piece {
    Text(String),
    Variable(String),
}

/// What fills a parameter in one route.
pub(super) enum Source<'r> {
    /// A variable of the rule, counted from its last one.
    Own(&'r Variable, usize),
    /// A variable of the host pattern.
    Host(&'r Variable, usize),
    /// A variable of a mount.
    Mount(&'r Variable),
    /// A default.
    Default(&'r super::attribute::Literal),
}

impl<'f> Handler<'f> {
    pub(super) fn new(function: &'f ItemFn, attributes: Vec<RouteAttribute>, errors: &mut Errors) -> Self {
        let mut parameters = Vec::new();
        for input in &function.sig.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    errors.push(syn::Error::new_spanned(receiver, "a handler is a free function: it cannot take `self`; shared values come as `State<T>`"));
                }
                FnArg::Typed(typed) => {
                    let name = match &*typed.pat {
                        Pat::Ident(pattern) => Some(pattern.ident.clone()),
                        _ => None,
                    };
                    parameters.push(Parameter { name, ty: &typed.ty });
                }
            }
        }
        let routes = attributes.into_iter().filter_map(|attribute| Route::new(attribute, errors)).collect();
        Handler { function, parameters, routes }
    }

    /// Where errors about the return type belong.
    pub(super) fn return_span(&self) -> Span {
        match &self.function.sig.output {
            ReturnType::Default => self.function.sig.ident.span(),
            ReturnType::Type(_, ty) => syn::spanned::Spanned::span(ty),
        }
    }
}

impl Parameter<'_> {
    /// Whether the parameter is for the variable of this name: `id` or, when it is not used, `_id`.
    pub(super) fn is_for(&self, variable: &str) -> bool {
        self.name.as_ref().is_some_and(|name| {
            let name = name.to_string();
            let name = name.strip_prefix("r#").unwrap_or(&name);
            name == variable || name.strip_prefix('_') == Some(variable)
        })
    }
}

impl Route {
    fn new(attribute: RouteAttribute, errors: &mut Errors) -> Option<Self> {
        let converters = Converters::new(attribute.converters.clone());
        let known = |name: &str| converters.knows(name);
        let merge = attribute.merge_slashes.as_ref().is_none_or(|merge| merge.value);
        let span = attribute.rule.span();
        let mut report = |span: Span, error: wz_rule::RuleError| errors.add(span, error);
        let rule =
            Rule::parse(&attribute.rule.value(), merge, known).map_err(|error| report(span, error)).ok()?;
        let host = match &attribute.host {
            Some((pattern, _)) => Some(
                Rule::parse_host(&pattern.value(), known)
                    .map_err(|error| report(pattern.span(), error))
                    .ok()?,
            ),
            None => None,
        };
        let under = match &attribute.under {
            Some(prefix) => Some(
                Rule::parse(&prefix.value(), merge, known)
                    .map_err(|error| report(prefix.span(), error))
                    .ok()?,
            ),
            None => None,
        };
        let redirect = match &attribute.redirect {
            Some(target) => {
                let pieces = wz_rule::parse_redirect(&target.value())
                    .map_err(|error| report(target.span(), error))
                    .ok()?;
                let piece = |piece| match piece {
                    wz_rule::Piece::Text { text, .. } => Piece::Text(text),
                    wz_rule::Piece::Placeholder(placeholder) => Piece::Variable(placeholder.name),
                };
                Some(pieces.into_iter().map(piece).collect())
            }
            None => None,
        };
        Some(Route { attribute, rule, host, under, redirect, converters })
    }

    /// What fills a parameter in this route.
    pub(super) fn source(&self, parameter: &Parameter<'_>) -> Option<Source<'_>> {
        let find = |rule: &'_ Rule| rule.variables().position(|variable| parameter.is_for(&variable.name));
        if let Some(index) = find(&self.rule) {
            let count = self.rule.variables().count();
            return self.rule.variables().nth(index).map(|variable| Source::Own(variable, count - 1 - index));
        }
        if let Some((host, index)) = self.host.as_ref().and_then(|host| Some((host, find(host)?))) {
            return host.variables().nth(index).map(|variable| Source::Host(variable, index));
        }
        if let Some((under, index)) = self.under.as_ref().and_then(|under| Some((under, find(under)?))) {
            return under.variables().nth(index).map(Source::Mount);
        }
        let default = self.attribute.defaults.iter().find(|(name, _)| parameter.is_for(&name.to_string()));
        default.map(|(_, value)| Source::Default(value))
    }

    /// The names of all that the route has a value for: variables and defaults.
    pub(super) fn arguments(&self) -> Vec<String> {
        let rules = [Some(&self.rule), self.host.as_ref(), self.under.as_ref()];
        let variables =
            rules.into_iter().flatten().flat_map(Rule::variables).map(|variable| variable.name.clone());
        let mut names: Vec<String> =
            variables.chain(self.attribute.defaults.iter().map(|(name, _)| name.to_string())).collect();
        names.sort();
        names
    }

    /// The text of a default.
    pub(super) fn default(&self, name: &str) -> Option<&str> {
        let default = self.attribute.defaults.iter().find(|(known, _)| known == name);
        default.map(|(_, value)| value.text.as_str())
    }
}
