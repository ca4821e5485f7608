use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, LitBool, LitStr, Path, Result, Token, parenthesized};
use wz_rule::did_you_mean;

use super::literal::{Default, Literal, Named};
use crate::limits::Limits;
use crate::with::With;

/// `#[route("/user/<int:id>", methods(GET, POST), strict_slashes = false)]` as written.
pub(super) struct RouteAttribute {
    pub(super) rule: LitStr,
    /// In upper case, with the place unless the attribute's own name says it. Empty: not given.
    pub(super) methods: Vec<(String, Option<Span>)>,
    pub(super) strict_slashes: Option<LitBool>,
    pub(super) merge_slashes: Option<LitBool>,
    pub(super) build_only: bool,
    /// Where the word stands.
    pub(super) alias: Option<Span>,
    /// Where the word stands.
    pub(super) websocket: Option<Span>,
    pub(super) defaults: Vec<(Ident, Literal)>,
    pub(super) redirect: Option<LitStr>,
    /// The pattern, and whether it is one of subdomains.
    pub(super) host: Option<(LitStr, bool)>,
    pub(super) endpoint: Option<LitStr>,
    pub(super) under: Option<LitStr>,
    pub(super) converters: Vec<(String, Path)>,
    /// With the place of the word.
    pub(super) limits: Option<(Span, Limits)>,
    /// With the place of the word.
    pub(super) with: Option<(Span, With)>,
    pub(super) marker: Option<Ident>,
}

const OPTIONS: [&str; 16] = [
    "methods",
    "strict_slashes",
    "merge_slashes",
    "build_only",
    "alias",
    "websocket",
    "defaults",
    "redirect",
    "host",
    "subdomain",
    "endpoint",
    "under",
    "converters",
    "limits",
    "with",
    "name",
];

/// The method of a route attribute (`None` inside for `route` itself); `None` for other attributes.
pub(super) fn method_of(attribute: &Attribute) -> Option<Option<&'static str>> {
    let name = attribute.path().segments.last()?.ident.to_string();
    Some(match name.as_str() {
        "route" => None,
        "get" => Some("GET"),
        "post" => Some("POST"),
        "put" => Some("PUT"),
        "patch" => Some("PATCH"),
        "delete" => Some("DELETE"),
        _ => return None,
    })
}

impl RouteAttribute {
    /// Reads the arguments of an attribute that stands at `span`.
    pub(super) fn parse(method: Option<&'static str>, span: Span, arguments: TokenStream) -> Result<Self> {
        if arguments.is_empty() {
            return Err(Error::new(span, "a route needs its rule, as in `(\"/path/<name>\")`"));
        }
        let mut attribute = (|input: ParseStream<'_>| Self::parse_arguments(input)).parse2(arguments)?;
        if let Some(method) = method {
            if let Some((_, Some(span))) = attribute.methods.first() {
                let message = format!(
                    "`#[{}]` has its method already; for several write `#[route(..., methods(...))]`",
                    method.to_lowercase()
                );
                return Err(Error::new(*span, message));
            }
            attribute.methods.push((method.to_owned(), None));
        }
        Ok(attribute)
    }

    fn parse_arguments(input: ParseStream<'_>) -> Result<Self> {
        let rule = input
            .parse::<LitStr>()
            .map_err(|error| Error::new(error.span(), "expected the rule in quotes: `\"/path/<name>\"`"))?;
        let mut attribute = RouteAttribute {
            rule,
            methods: Vec::new(),
            strict_slashes: None,
            merge_slashes: None,
            build_only: false,
            alias: None,
            websocket: None,
            defaults: Vec::new(),
            redirect: None,
            host: None,
            endpoint: None,
            under: None,
            converters: Vec::new(),
            limits: None,
            with: None,
            marker: None,
        };
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let option: Ident = input.call(syn::ext::IdentExt::parse_any)?;
            let name = option.to_string();
            if seen.contains(&name) {
                return Err(Error::new(option.span(), format!("`{name}` is given twice")));
            }
            attribute.option(&option, input)?;
            seen.push(name);
        }
        Ok(attribute)
    }

    fn option(&mut self, option: &Ident, input: ParseStream<'_>) -> Result<()> {
        match option.to_string().as_str() {
            "methods" => self.methods = methods(input)?,
            "strict_slashes" => self.strict_slashes = Some(switch(input)?),
            "merge_slashes" => self.merge_slashes = Some(switch(input)?),
            "build_only" => self.build_only = flag(input)?,
            "alias" => self.alias = flag(input)?.then_some(option.span()),
            "websocket" => self.websocket = flag(input)?.then_some(option.span()),
            "defaults" => {
                let content;
                parenthesized!(content in input);
                let defaults = Punctuated::<Default, Token![,]>::parse_terminated(&content)?;
                self.defaults = defaults.into_iter().map(|default| (default.name, default.value)).collect();
            }
            "redirect" => self.redirect = Some(value(input)?),
            kind @ ("host" | "subdomain") => {
                if self.host.is_some() {
                    return Err(Error::new(option.span(), "give `host` or `subdomain`, not both"));
                }
                self.host = Some((value(input)?, kind == "subdomain"));
            }
            "endpoint" => self.endpoint = Some(value(input)?),
            "under" => self.under = Some(value(input)?),
            "converters" => {
                let content;
                parenthesized!(content in input);
                let named = Punctuated::<Named, Token![,]>::parse_terminated(&content)?;
                self.converters =
                    named.into_iter().map(|named| (named.name.to_string(), named.path)).collect();
            }
            "limits" => self.limits = Some((option.span(), input.parse()?)),
            "with" => self.with = Some((option.span(), input.parse()?)),
            "name" => self.marker = Some(value(input)?),
            unknown => {
                let hint = match did_you_mean(unknown, OPTIONS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the options are {}", OPTIONS.join(", ")),
                };
                return Err(Error::new(option.span(), format!("unknown option `{unknown}`: {hint}")));
            }
        }
        Ok(())
    }
}

fn value<T: Parse>(input: ParseStream<'_>) -> Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

fn switch(input: ParseStream<'_>) -> Result<LitBool> {
    value(input).map_err(|error| Error::new(error.span(), "expected `true` or `false`"))
}

/// `alias` alone or `alias = true`.
fn flag(input: ParseStream<'_>) -> Result<bool> {
    if input.peek(Token![=]) { switch(input).map(|flag| flag.value) } else { Ok(true) }
}

/// `(GET, POST)` or `= ["GET", "POST"]`.
fn methods(input: ParseStream<'_>) -> Result<Vec<(String, Option<Span>)>> {
    const EXAMPLE: &str = "expected at least one method, as in `methods(GET, POST)`";
    let content;
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        if !input.peek(syn::token::Bracket) {
            return Err(Error::new(input.span(), "expected `methods(GET, POST)` or `methods = [\"GET\"]`"));
        }
        syn::bracketed!(content in input);
    } else if input.peek(syn::token::Paren) {
        parenthesized!(content in input);
    } else {
        return Err(Error::new(input.span(), EXAMPLE));
    }
    let whole = content.span();
    let mut methods = Vec::new();
    while !content.is_empty() {
        let (name, span) = if content.peek(LitStr) {
            let name: LitStr = content.parse()?;
            (name.value(), name.span())
        } else {
            let name: Ident = content.parse()?;
            (name.to_string(), name.span())
        };
        methods.push((name.to_ascii_uppercase(), Some(span)));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    if methods.is_empty() {
        return Err(Error::new(whole, EXAMPLE));
    }
    Ok(methods)
}
