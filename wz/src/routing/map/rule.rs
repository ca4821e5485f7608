use std::fmt;
use std::sync::Arc;

use super::{MapAdapter, RuleFactory, Value, Values};
use crate::routing::MethodSet;

/// A rule for a [`Map`](super::Map): a path template, the endpoint it leads to, and options.
///
/// The endpoint is anything that can be compared and shown: a name, an enum, an index.
pub struct Rule<E = String> {
    pub(super) template: String,
    pub(super) endpoint: E,
    pub(super) methods: Option<MethodSet>,
    pub(super) unknown_methods: Vec<String>,
    pub(super) defaults: Vec<(String, Value)>,
    pub(super) subdomain: Option<String>,
    pub(super) host: Option<String>,
    pub(super) strict_slashes: Option<bool>,
    pub(super) merge_slashes: Option<bool>,
    pub(super) redirect_to: Option<RedirectTo<E>>,
    pub(super) build_only: bool,
    pub(super) alias: bool,
    pub(super) websocket: bool,
}

/// Where a rule redirects to.
pub enum RedirectTo<E> {
    /// A URL with `<name>` where a value goes. Without a leading slash it is below the mount point; another host is
    /// one that its own text names, never one that a value brings along.
    Template(String),
    /// A function that gives the URL.
    Function(RedirectFunction<E>),
}

type RedirectFunction<E> = Arc<dyn Fn(&MapAdapter<'_, E>, &Values) -> String + Send + Sync>;

impl<E> Clone for RedirectTo<E> {
    fn clone(&self) -> Self {
        match self {
            RedirectTo::Template(template) => RedirectTo::Template(template.clone()),
            RedirectTo::Function(function) => RedirectTo::Function(Arc::clone(function)),
        }
    }
}

impl<E> fmt::Debug for RedirectTo<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RedirectTo::Template(template) => write!(f, "{template:?}"),
            RedirectTo::Function(_) => f.write_str("fn"),
        }
    }
}

impl Rule<String> {
    /// A rule with a name as its endpoint.
    #[must_use]
    pub fn new(template: impl Into<String>, endpoint: impl Into<String>) -> Rule<String> {
        Rule::to(template, endpoint.into())
    }
}

impl<E> Rule<E> {
    /// A rule with an endpoint of any type.
    #[must_use]
    pub fn to(template: impl Into<String>, endpoint: E) -> Rule<E> {
        Rule {
            template: template.into(),
            endpoint,
            methods: None,
            unknown_methods: Vec::new(),
            defaults: Vec::new(),
            subdomain: None,
            host: None,
            strict_slashes: None,
            merge_slashes: None,
            redirect_to: None,
            build_only: false,
            alias: false,
            websocket: false,
        }
    }

    /// The methods it answers; without this, all of them. `GET` brings `HEAD` along.
    #[must_use]
    pub fn methods<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut methods = MethodSet::EMPTY;
        for name in names {
            match MethodSet::from_name(&name.to_ascii_uppercase()) {
                Some(method) => methods = methods.union(method),
                None => self.unknown_methods.push(name.to_owned()),
            }
        }
        self.methods = Some(methods.with_implied());
        self
    }

    /// A value for a name that the template has no variable for: `/` is page 1 of `/page/<int:page>`.
    #[must_use]
    pub fn default(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.defaults.push((name.into(), value.into()));
        self
    }

    /// The subdomain it is for: text and variables. Not with [`host`](Self::host).
    #[must_use]
    pub fn subdomain(mut self, pattern: impl Into<String>) -> Self {
        self.subdomain = Some(pattern.into());
        self
    }

    /// The host it is for, in a map with `host_matching`: text and variables.
    #[must_use]
    pub fn host(mut self, pattern: impl Into<String>) -> Self {
        self.host = Some(pattern.into());
        self
    }

    /// Whether a missing trailing slash is redirected and an extra one is not found; otherwise both forms match.
    #[must_use]
    pub fn strict_slashes(mut self, strict: bool) -> Self {
        self.strict_slashes = Some(strict);
        self
    }

    /// Whether runs of slashes are redirected to one.
    #[must_use]
    pub fn merge_slashes(mut self, merge: bool) -> Self {
        self.merge_slashes = Some(merge);
        self
    }

    /// Redirects to a URL with `<name>` where a value goes. The query of the request is kept.
    ///
    /// ```
    /// use wz::http::Method;
    /// use wz::routing::map::{Map, Rule, RoutingError};
    ///
    /// let map = Map::new([Rule::new("/old/<int:id>", "old").redirect_to("new/<id>#top")]).unwrap();
    /// let moved = map.bind("example.com").unwrap().find("/old/7?q=1", &Method::GET).unwrap_err();
    /// assert_eq!(moved, RoutingError::Redirect { url: "http://example.com/new/7?q=1#top".into() });
    /// ```
    #[must_use]
    pub fn redirect_to(mut self, template: impl Into<String>) -> Self {
        self.redirect_to = Some(RedirectTo::Template(template.into()));
        self
    }

    /// Redirects to the URL that a function gives.
    #[must_use]
    pub fn redirect_with(
        mut self,
        function: impl Fn(&MapAdapter<'_, E>, &Values) -> String + Send + Sync + 'static,
    ) -> Self {
        self.redirect_to = Some(RedirectTo::Function(Arc::new(function)));
        self
    }

    /// Never matches, only builds URLs.
    #[must_use]
    pub fn build_only(mut self) -> Self {
        self.build_only = true;
        self
    }

    /// Another URL for an endpoint: redirects to the one of the rule without `alias`.
    #[must_use]
    pub fn alias(mut self) -> Self {
        self.alias = true;
        self
    }

    /// Only for WebSockets.
    #[must_use]
    pub fn websocket(mut self) -> Self {
        self.websocket = true;
        self
    }

    /// The template as written, prefixes of factories included.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &E {
        &self.endpoint
    }

    /// The methods; `None` for all.
    pub fn method_set(&self) -> Option<MethodSet> {
        self.methods
    }

    /// Whether the template ends with a slash.
    pub fn is_branch(&self) -> bool {
        self.template.ends_with('/')
    }

    /// For lists of rules and factories of different types.
    pub fn boxed(self) -> Box<dyn RuleFactory<E>>
    where
        E: 'static,
    {
        Box::new(self)
    }
}

impl<E: Clone> Clone for Rule<E> {
    fn clone(&self) -> Self {
        Rule {
            template: self.template.clone(),
            endpoint: self.endpoint.clone(),
            methods: self.methods,
            unknown_methods: self.unknown_methods.clone(),
            defaults: self.defaults.clone(),
            subdomain: self.subdomain.clone(),
            host: self.host.clone(),
            strict_slashes: self.strict_slashes,
            merge_slashes: self.merge_slashes,
            redirect_to: self.redirect_to.clone(),
            build_only: self.build_only,
            alias: self.alias,
            websocket: self.websocket,
        }
    }
}

/// The template.
impl<E> fmt::Display for Rule<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.template)
    }
}

/// As in a listing: `<Rule "/x" (GET, HEAD) -> "endpoint">`.
impl<E: fmt::Debug> fmt::Debug for Rule<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<Rule {:?}", self.template)?;
        if let Some(methods) = self.methods {
            write!(f, " ({methods})")?;
        }
        write!(f, " -> {:?}>", self.endpoint)
    }
}
