use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::{FnArg, Ident, ItemFn, LitStr, Pat, ReturnType, Type};
use wz_rule::{Rule, RuleError, Variable};

use super::attribute::RouteAttribute;
use super::literal::Literal;
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
    Variable(String, wz_rule::Span),
}

/// What fills a parameter in one route.
pub(super) enum Source<'r> {
    /// A variable of the rule, counted from its last one.
    Own(&'r Variable, usize),
    /// A variable of the host pattern.
    Host(&'r Variable, usize),
    /// A variable of a mount.
    Mount(&'r Variable),
    /// A default, with the variable of this name in another rule.
    Default(&'r Literal, Option<(&'r Variable, &'r Converters)>),
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
                    parameters.push(Parameter { name, ty: bare(&typed.ty) });
                }
            }
        }
        let routes = attributes.into_iter().filter_map(|attribute| Route::new(attribute, errors)).collect();
        Handler { function, parameters, routes }
    }

    /// What fills a parameter in one route.
    pub(super) fn source<'r>(&'r self, route: &'r Route, parameter: &Parameter<'_>) -> Option<Source<'r>> {
        route.variable(parameter).or_else(|| {
            let mut defaults = route.attribute.defaults.iter();
            let (_, literal) = defaults.find(|(name, _)| parameter.is_for(&name.to_string()))?;
            let variables = self
                .routes
                .iter()
                .flat_map(|other| other.rule.variables().map(move |variable| (variable, &other.converters)));
            let variable = variables.into_iter().find(|(variable, _)| parameter.is_for(&variable.name));
            Some(Source::Default(literal, variable))
        })
    }

    /// A type without the names of the function's own lifetimes, which mean nothing outside of it.
    pub(super) fn erased(&self, ty: &Type) -> Type {
        let own: Vec<String> =
            self.function.sig.generics.lifetimes().map(|parameter| parameter.lifetime.to_string()).collect();
        if own.is_empty() {
            return ty.clone();
        }
        syn::parse2(erased(quote::quote!(#ty), &own)).unwrap_or_else(|_| ty.clone())
    }

    /// Where errors about the return type belong.
    pub(super) fn return_span(&self) -> Span {
        match &self.function.sig.output {
            ReturnType::Default => self.function.sig.ident.span(),
            ReturnType::Type(_, ty) => syn::spanned::Spanned::span(ty),
        }
    }
}

/// A type without the invisible brackets that `macro_rules!` puts around it.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

fn erased(tokens: TokenStream, own: &[String]) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is_tick = matches!(&token, TokenTree::Punct(tick) if tick.as_char() == '\'');
        out.extend([match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), erased(group.stream(), own));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other,
        }]);
        if is_tick && let Some(TokenTree::Ident(name)) = tokens.peek() {
            let name =
                if own.contains(&format!("'{name}")) { Ident::new("_", name.span()) } else { name.clone() };
            tokens.next();
            out.extend([TokenTree::Ident(name)]);
        }
    }
    out
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
        let mut read = |literal: &LitStr, parsed: Result<Rule, RuleError>| {
            parsed.map_err(|error| errors.rule(literal, &error)).ok()
        };
        let rule = read(&attribute.rule, Rule::parse(&attribute.rule.value(), merge, known));
        let host = attribute
            .host
            .as_ref()
            .map(|(pattern, _)| read(pattern, Rule::parse_host(&pattern.value(), known)));
        let under =
            attribute.under.as_ref().map(|prefix| read(prefix, Rule::parse(&prefix.value(), merge, known)));
        let redirect = attribute.redirect.as_ref().map(|target| {
            let pieces = wz_rule::parse_redirect(&target.value());
            pieces.map_err(|error| errors.rule(target, &error)).ok().map(redirect)
        });
        // What is there must be right.
        let (rule, host) = (rule?, host.map_or(Some(None), |host| host.map(Some))?);
        let (under, redirect) = (
            under.map_or(Some(None), |under| under.map(Some))?,
            redirect.map_or(Some(None), |redirect| redirect.map(Some))?,
        );
        Some(Route { attribute, rule, host, under, redirect, converters })
    }

    /// The variable that fills a parameter.
    fn variable(&self, parameter: &Parameter<'_>) -> Option<Source<'_>> {
        let find = |rule: &'_ Rule| rule.variables().position(|variable| parameter.is_for(&variable.name));
        if let Some(index) = find(&self.rule) {
            let count = self.rule.variables().count();
            return self.rule.variables().nth(index).map(|variable| Source::Own(variable, count - 1 - index));
        }
        if let Some((host, index)) = self.host.as_ref().and_then(|host| Some((host, find(host)?))) {
            return host.variables().nth(index).map(|variable| Source::Host(variable, index));
        }
        let under = self.under.as_ref()?;
        under.variables().nth(find(under)?).map(Source::Mount)
    }

    /// Whether requests get to the function through it.
    pub(super) fn is_served(&self) -> bool {
        self.redirect.is_none() && !self.attribute.build_only
    }

    /// Whether a converter of the user's is in its rules.
    pub(super) fn has_custom(&self) -> bool {
        let rules = [Some(&self.rule), self.host.as_ref(), self.under.as_ref()];
        let mut variables = rules.into_iter().flatten().flat_map(Rule::variables);
        variables.any(|variable| matches!(variable.converter, wz_rule::Converter::Custom { .. }))
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

fn redirect(pieces: Vec<wz_rule::Piece>) -> Vec<Piece> {
    let piece = |piece| match piece {
        wz_rule::Piece::Text { text, .. } => Piece::Text(text),
        wz_rule::Piece::Placeholder(placeholder) => Piece::Variable(placeholder.name, placeholder.name_span),
    };
    pieces.into_iter().map(piece).collect()
}
