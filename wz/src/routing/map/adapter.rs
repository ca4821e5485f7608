use std::fmt;

use http::Method;
use http::uri::PathAndQuery;

use super::compile::value;
use super::{Binding, Map, RoutingError, Rule, Values};
use crate::routing::find::{Decision, find};
use crate::routing::lookup::Lookup;
use crate::routing::{Captures, MethodSet};

/// A [`Map`] bound to a host and a mount point: matches paths and builds URLs.
pub struct MapAdapter<'m, E = String> {
    pub(super) map: &'m Map<E>,
    pub(super) binding: Binding,
    pub(super) subdomain: String,
}

/// What a path leads to.
#[derive(Debug)]
pub struct MapMatch<'m, E = String> {
    /// The endpoint.
    pub endpoint: &'m E,
    /// The values of the variables, and the defaults.
    pub values: Values,
    /// The rule.
    pub rule: &'m Rule<E>,
}

impl<'m, E: PartialEq + fmt::Debug> MapAdapter<'m, E> {
    /// Finds the endpoint of a path. The path is percent-encoded, as it was sent, and may have a query, which
    /// redirects keep.
    ///
    /// # Errors
    /// Not found, not for this method, or somewhere else.
    pub fn find(&self, path: &str, method: &Method) -> Result<MapMatch<'m, E>, RoutingError> {
        self.search(path, method, self.is_websocket())
    }

    /// As [`find`](Self::find), for a request that opens a WebSocket.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn find_websocket(&self, path: &str) -> Result<MapMatch<'m, E>, RoutingError> {
        self.search(path, &Method::GET, true)
    }

    /// Whether there is something at the path; a redirect counts.
    pub fn test(&self, path: &str, method: &Method) -> bool {
        matches!(self.find(path, method), Ok(_) | Err(RoutingError::Redirect { .. }))
    }

    /// All methods that the path answers.
    pub fn allowed_methods(&self, path: &str) -> MethodSet {
        let answers = |set: &MethodSet| {
            let name = set.names().next().unwrap_or("GET");
            Method::from_bytes(name.as_bytes()).is_ok_and(|method| self.test(path, &method))
        };
        MethodSet::each().filter(answers).fold(MethodSet::EMPTY, MethodSet::union)
    }

    /// Finds the endpoint and gives it to a function.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn dispatch<T>(
        &self,
        path: &str,
        method: &Method,
        view: impl FnOnce(&E, Values) -> T,
    ) -> Result<T, RoutingError> {
        self.find(path, method).map(|found| view(found.endpoint, found.values))
    }

    /// Whether requests open WebSockets unless it is said otherwise.
    pub(super) fn is_websocket(&self) -> bool {
        matches!(self.binding.scheme.as_str(), "ws" | "wss")
    }

    /// What the hosts or subdomains of rules are compared with.
    pub(super) fn domain(&self) -> &str {
        if self.map.options.host_matching { &self.binding.server_name } else { &self.subdomain }
    }

    pub(super) fn lookup<'r>(&'r self, path: &'r str, method: &Method, websocket: bool) -> Lookup<'r> {
        let (domain, host_matching) = (self.domain(), self.map.options.host_matching);
        Lookup {
            method: MethodSet::of(method),
            path,
            host: host_matching.then_some(domain),
            subdomain: (!host_matching).then_some(domain),
            websocket,
            // Rules without host or subdomain are those of the empty one.
            any_host: domain.is_empty(),
        }
    }

    pub(super) fn search(
        &self,
        path: &str,
        method: &Method,
        websocket: bool,
    ) -> Result<MapMatch<'m, E>, RoutingError> {
        // Whatever is no path at all is not found.
        let Ok(path) = path.parse::<PathAndQuery>() else { return Err(RoutingError::NotFound) };
        let lookup = self.lookup(path.path(), method, websocket);
        let decision = self.map.with_customs(|customs| find(&self.map.tables.automaton(customs), &lookup));
        match decision {
            Decision::Route { index, params } => {
                self.found(index, &Captures::from_path(&path, params), method, path.query())
            }
            Decision::Decoded { index, captures } => self.found(index, &captures, method, path.query()),
            Decision::Redirect { path: new } => Err(self.redirect(&new, path.query(), self.domain())),
            Decision::MethodNotAllowed { allow } => Err(RoutingError::MethodNotAllowed { allow }),
            Decision::WebsocketMismatch => Err(RoutingError::WebsocketMismatch),
            Decision::NotFound => Err(RoutingError::NotFound),
        }
    }

    fn found(
        &self,
        index: usize,
        captures: &Captures,
        method: &Method,
        query: Option<&str>,
    ) -> Result<MapMatch<'m, E>, RoutingError> {
        let (rule, compiled) = (&self.map.rules[index], &self.map.compiled[index]);
        let mut values = Values::default();
        let host = compiled.host.iter().flat_map(|(host, _)| host.variables());
        let mut customs = compiled.customs.iter();
        for (i, variable) in host.chain(compiled.path.variables()).enumerate() {
            let is_custom = matches!(variable.converter, wz_rule::Converter::Custom { .. });
            let custom = if is_custom { customs.next() } else { None };
            let Some(value) = value(&variable.converter, captures.text(i), custom) else {
                return Err(RoutingError::NotFound);
            };
            values.set(&variable.name, value);
        }
        for (name, default) in &rule.defaults {
            values.set(name, default.clone());
        }
        if let Some(url) = self.better_url(index, &values, method, query) {
            return Err(RoutingError::Redirect { url });
        }
        Ok(MapMatch { endpoint: &rule.endpoint, values, rule })
    }
}

impl<E> fmt::Debug for MapAdapter<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapAdapter")
            .field("binding", &self.binding)
            .field("subdomain", &self.subdomain)
            .finish_non_exhaustive()
    }
}
