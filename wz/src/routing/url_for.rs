//! URLs by endpoint name, and the redirects that need one.

use super::captures::Captures;
use super::spec::{PartSpec, RedirectPart, SegmentSpec, VariableSpec};
use super::table::Table;
use super::url::{
    BuildError, BuildErrorKind, Values, full_rule, preferred, push_query_pair, read_back, write_path,
};
use wz_rule::{did_you_mean, encode_path_text};

impl<'t> Table<'t> {
    /// The path of the route with this endpoint name, for templates and other places that know names only at
    /// run time. Where the handler is known, `url_for!` checks all of this at compile time.
    ///
    /// Values are texts; those that are no variables of the rule become the query. Of several rules the one
    /// whose variables are given most completely is taken.
    ///
    /// # Errors
    /// Unknown endpoint, missing values, or a value that does not fit its variable: the [`BuildError`] says
    /// what would work.
    pub fn url_for(&self, endpoint: &str, values: &[(&str, &str)]) -> Result<String, BuildError> {
        let mut candidates: Vec<usize> =
            (0..self.routes.len()).filter(|route| self.routes[*route].spec.endpoint() == endpoint).collect();
        if candidates.is_empty() {
            let names: Vec<String> = self.routes.iter().map(|route| route.spec.endpoint()).collect();
            let suggestion = did_you_mean(endpoint, names.iter().map(String::as_str)).map(str::to_owned);
            return Err(BuildError::new(BuildErrorKind::UnknownEndpoint {
                endpoint: endpoint.to_owned(),
                suggestion,
            }));
        }
        // An alias comes last; then the rule with the most variables first.
        let is_alias = |route: usize| {
            self.routes[route].spec.extra.siblings.iter().any(|sibling| sibling.when.is_empty())
        };
        candidates.sort_by_key(|route| (is_alias(*route), std::cmp::Reverse(self.variables(*route).count())));
        let given = |name: &str| values.iter().any(|(given, _)| *given == name);
        let missing =
            |route: usize| self.variables(route).map(|v| v.name).filter(|name| !given(name)).count();
        let Some(route) = candidates
            .iter()
            .copied()
            .find(|route| missing(*route) == 0 && self.defaults_agree(*route, values))
        else {
            let nearest =
                candidates.iter().copied().min_by_key(|route| missing(*route)).unwrap_or(candidates[0]);
            let missing =
                self.variables(nearest).map(|v| v.name).filter(|name| !given(name)).map(str::to_owned);
            return Err(BuildError::new(BuildErrorKind::MissingValues {
                endpoint: endpoint.to_owned(),
                rule: full_rule(&self.routes[nearest], self.mounts),
                missing: missing.collect(),
            }));
        };
        let texts = Texts(values);
        let route = preferred(self.routes, route, &texts);
        let mut url = String::new();
        write_path(&self.routes[route], self.mounts, &texts, &mut url)?;
        let neighbours = read_back::neighbours(&self.routes[route], self.mounts);
        read_back::check(&self.routes[route], self.mounts, neighbours, &texts, &url)?;
        let defaults = self.routes[route].spec.extra.defaults;
        for (name, value) in values {
            let used = self.variables(route).any(|variable| variable.name == *name)
                || defaults.iter().any(|(default, _)| default == name);
            if !used {
                push_query_pair(&mut url, name, value);
            }
        }
        Ok(url)
    }

    /// Whether no given value contradicts a default of the route.
    fn defaults_agree(&self, route: usize, values: &[(&str, &str)]) -> bool {
        let defaults = self.routes[route].spec.extra.defaults;
        defaults
            .iter()
            .all(|(name, default)| values.iter().all(|(given, value)| given != name || value == default))
    }

    /// The variables of a route, those of its mounts first.
    pub(crate) fn variables(&self, route: usize) -> impl Iterator<Item = &'t VariableSpec<'t>> {
        self.segments(route).flat_map(|segment| segment.parts).filter_map(|part| match part {
            PartSpec::Variable(variable) => Some(variable),
            PartSpec::Text(_) => None,
        })
    }

    /// The segments of a route, those of its mounts first.
    pub(crate) fn segments(&self, route: usize) -> impl Iterator<Item = &'t SegmentSpec<'t>> {
        let mut chain = Vec::new();
        let mut mount = usize::from(self.routes[route].mount);
        while mount != 0 {
            chain.push(self.mounts[mount].segments);
            mount = usize::from(self.mounts[mount].parent);
        }
        let own = self.routes[route].spec.segments;
        chain.into_iter().rev().chain([own]).flatten()
    }

    /// The names of all captured variables of a route, in the order of its [`Captures`].
    pub(crate) fn capture_names(&self, route: usize) -> impl Iterator<Item = &'t str> {
        let host = self.host_parts(route).iter().filter_map(|part| match part {
            PartSpec::Variable(variable) => Some(variable.name),
            PartSpec::Text(_) => None,
        });
        host.chain(self.variables(route).map(|variable| variable.name))
    }

    fn host_parts(&self, route: usize) -> &'t [PartSpec<'t>] {
        let flat = &self.routes[route];
        let host = flat.spec.extra.host.or(self.mounts[usize::from(flat.mount)].host);
        host.map_or(&[], |host| host.parts)
    }

    /// Where a matched route sends the request instead: to the rule without the default value, to the rule it
    /// is an alias of, or to its redirect target.
    pub(super) fn better_url(&self, route: usize, captures: &Captures) -> Option<String> {
        let spec = self.routes[route].spec;
        let values = Captured { names: self.capture_names(route).collect(), captures };
        let mut url = String::new();
        if let Some(parts) = spec.extra.redirect {
            for part in parts {
                match part {
                    RedirectPart::Text(text) => url.push_str(text),
                    RedirectPart::Variable(name) => {
                        for (i, piece) in values.text(name).unwrap_or("").split('/').enumerate() {
                            if i > 0 {
                                url.push('/');
                            }
                            encode_path_text(piece, &mut url);
                        }
                    }
                }
            }
            return Some(url);
        }
        let better = preferred(self.routes, route, &values);
        if better == route {
            return None;
        }
        write_path(&self.routes[better], self.mounts, &values, &mut url).ok()?;
        Some(url)
    }
}

struct Texts<'v>(&'v [(&'v str, &'v str)]);

impl Values for Texts<'_> {
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool {
        let given = self.0.iter().find(|(name, _)| *name == variable.name);
        given.map(|(_, text)| out.push_str(text)).is_some()
    }
}

struct Captured<'c> {
    names: Vec<&'c str>,
    captures: &'c Captures,
}

impl Captured<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.names.iter().position(|known| *known == name).map(|index| self.captures.text(index))
    }
}

impl Values for Captured<'_> {
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool {
        self.text(variable.name).map(|text| out.push_str(text)).is_some()
    }
}
