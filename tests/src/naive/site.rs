//! The same rules for both matchers, and the answer of the real one in the same words.

use std::collections::BTreeSet;

use wz::http::Method;
use wz::routing::map::{Binding, Map, MapError, MapOptions, RoutingError, Rule, Value};

use super::{Answer, Even, Shout, Tree};

/// What the domains of the rules are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Subdomains, or nothing.
    Subdomain,
    /// Whole hosts.
    Host,
}

/// Rules and their options.
#[derive(Debug, Clone)]
pub struct Site {
    /// What the domains are.
    pub style: Style,
    /// For rules that do not say.
    pub strict: bool,
    /// For rules that do not say.
    pub merge: bool,
    /// In the order they are listed.
    pub rules: Vec<SiteRule>,
}

/// One rule.
#[derive(Debug, Clone, Default)]
pub struct SiteRule {
    /// The path.
    pub template: String,
    /// The subdomain or host.
    pub domain: Option<String>,
    /// The methods; `None` for all.
    pub methods: Option<Vec<&'static str>>,
    /// Strict slashes.
    pub strict: Option<bool>,
    /// Merged slashes.
    pub merge: Option<bool>,
    /// Only for WebSockets.
    pub websocket: bool,
    /// Never matches.
    pub build_only: bool,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The subdomain, or the host.
    pub domain: String,
    /// The path as sent.
    pub path: String,
    /// The method.
    pub method: &'static str,
    /// Whether it opens a WebSocket.
    pub websocket: bool,
}

impl SiteRule {
    /// The methods with those that they bring along.
    pub fn method_names(&self) -> Option<BTreeSet<String>> {
        let methods = self.methods.as_ref()?;
        let mut names: BTreeSet<String> = methods.iter().map(|name| (*name).to_owned()).collect();
        if names.contains("GET") {
            names.insert("HEAD".to_owned());
        }
        Some(names)
    }
}

impl Site {
    /// Whether slashes at the end count.
    pub fn is_strict(&self, rule: &SiteRule) -> bool {
        rule.strict.unwrap_or(self.strict)
    }

    /// Whether runs of slashes are one.
    pub fn merges(&self, rule: &SiteRule) -> bool {
        rule.merge.unwrap_or(self.merge)
    }

    /// The map with these rules; the endpoints are their numbers.
    ///
    /// # Errors
    /// A rule cannot be used.
    pub fn map(&self) -> Result<Map<usize>, MapError> {
        let options = MapOptions::new()
            .allow_unreachable(true)
            .host_matching(self.style == Style::Host)
            .strict_slashes(self.strict)
            .merge_slashes(self.merge)
            .converter::<Even>("Even")
            .converter::<Shout>("Shout")
            .converter::<Tree>("Tree");
        let rules: Vec<Rule<usize>> =
            self.rules.iter().enumerate().map(|(i, rule)| self.rule(rule, i)).collect();
        Map::with_options(options, rules)
    }

    fn rule(&self, spec: &SiteRule, number: usize) -> Rule<usize> {
        let mut rule = Rule::to(spec.template.clone(), number);
        if let Some(methods) = &spec.methods {
            rule = rule.methods(methods.iter().copied());
        }
        if let Some(strict) = spec.strict {
            rule = rule.strict_slashes(strict);
        }
        if let Some(merge) = spec.merge {
            rule = rule.merge_slashes(merge);
        }
        if spec.websocket {
            rule = rule.websocket();
        }
        if spec.build_only {
            rule = rule.build_only();
        }
        match (&spec.domain, self.style) {
            (Some(domain), Style::Subdomain) => rule.subdomain(domain),
            (Some(domain), Style::Host) => rule.host(domain),
            (None, _) => rule,
        }
    }
}

/// What the map answers.
///
/// # Errors
/// The request's domain is none.
pub fn answer(map: &Map<usize>, style: Style, request: &Request) -> Result<Answer, String> {
    let binding = match style {
        Style::Subdomain => Binding::new("example.com").subdomain(request.domain.clone()),
        Style::Host => Binding::new(request.domain.clone()),
    };
    let urls = binding.bind(map).map_err(|error| error.to_string())?;
    let origin = match (style, request.domain.as_str()) {
        (Style::Subdomain, "") => "http://example.com".to_owned(),
        (Style::Subdomain, subdomain) => format!("http://{subdomain}.example.com"),
        (Style::Host, host) => format!("http://{host}"),
    };
    let method = Method::from_bytes(request.method.as_bytes()).map_err(|error| error.to_string())?;
    let found = if request.websocket {
        urls.find_websocket(&request.path)
    } else {
        urls.find(&request.path, &method)
    };
    Ok(match found {
        Ok(found) => Answer::Found {
            rule: *found.endpoint,
            values: found.values.iter().map(|(name, value)| (name.to_owned(), shown(value))).collect(),
        },
        Err(RoutingError::Redirect { url }) => match url.strip_prefix(&origin) {
            Some(path) => Answer::Redirect(path.to_owned()),
            None => return Err(format!("{url} is not at {origin}")),
        },
        Err(RoutingError::MethodNotAllowed { allow }) => {
            Answer::NotAllowed(allow.names().map(str::to_owned).collect())
        }
        Err(RoutingError::WebsocketMismatch) => Answer::Mismatch,
        Err(_) => Answer::NotFound,
    })
}

/// A value with its type, so that equal texts of different types differ.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Int(value) => format!("int {value}"),
        Value::Float(value) => format!("float {value:?}"),
        Value::Uuid(value) => format!("uuid {value:x}"),
        Value::Text(text) => format!("text {text}"),
        other => match (other.downcast_ref::<u64>(), other.downcast_ref::<String>()) {
            (Some(value), _) => format!("custom {value}"),
            (_, Some(text)) => format!("custom {text}"),
            _ => format!("{other:?}"),
        },
    }
}

/// As [`shown`], for the text of a variable.
pub(super) fn shown_text(converter: &wz_rule::Converter, text: &str) -> String {
    use wz_rule::Converter;
    match converter {
        Converter::Int { .. } => format!("int {}", text.parse::<i128>().unwrap_or_default()),
        Converter::Float { .. } => format!("float {:?}", text.parse::<f64>().unwrap_or_default()),
        Converter::Uuid => {
            let digits = text.replace('-', "");
            format!("uuid {:x}", u128::from_str_radix(&digits, 16).unwrap_or_default())
        }
        Converter::Custom { .. } => format!("custom {text}"),
        _ => format!("text {text}"),
    }
}
