use std::fmt;

use http::Method;

use super::compile::with_specs;
use super::explain::endpoint_text;
use super::place::Place;
use super::source::Source;
use super::{MapAdapter, Value, Values};
use crate::routing::spec::PartSpec;
use crate::routing::url::{self, BuildErrorKind};
use crate::routing::{BuildError, MethodSet, push_query_pair};

/// How a URL is built.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct UrlOptions<'o> {
    method: Option<Method>,
    external: bool,
    drop_unknown: bool,
    scheme: Option<&'o str>,
}

impl<'o> UrlOptions<'o> {
    /// The defaults: a path when it is on the same host, unknown values as the query.
    pub fn new() -> Self {
        UrlOptions::default()
    }

    /// Only rules that answer this method. By default those for the bound method go first.
    pub fn method(mut self, method: Method) -> Self {
        self.method = Some(method);
        self
    }

    /// With scheme and host, whatever host it is.
    pub fn external(mut self) -> Self {
        self.external = true;
        self
    }

    /// Values that the rule has no place for are dropped.
    pub fn drop_unknown(mut self) -> Self {
        self.drop_unknown = true;
        self
    }

    /// Another scheme; `""` makes `//host/...`.
    pub fn scheme(mut self, scheme: &'o str) -> Self {
        self.scheme = Some(scheme);
        self
    }
}

impl<E: PartialEq + fmt::Debug> MapAdapter<'_, E> {
    /// The URL of an endpoint: the path when it is on the same host, else the whole URL.
    ///
    /// Of the endpoint's rules the first is taken that has a place for most of the values, aliases last.
    /// Values without a place become the query.
    ///
    /// # Errors
    /// No rule fits: the [`BuildError`] says what would.
    pub fn build<Q: ?Sized + fmt::Debug, N: Into<String>, V: Into<Value>>(
        &self,
        endpoint: &Q,
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Result<String, BuildError>
    where
        E: PartialEq<Q>,
    {
        self.build_with(endpoint, values, &UrlOptions::new())
    }

    /// As [`build`](Self::build), with options.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_with<Q: ?Sized + fmt::Debug, N: Into<String>, V: Into<Value>>(
        &self,
        endpoint: &Q,
        values: impl IntoIterator<Item = (N, V)>,
        options: &UrlOptions<'_>,
    ) -> Result<String, BuildError>
    where
        E: PartialEq<Q>,
    {
        let values: Values = values.into_iter().collect();
        let append = !options.drop_unknown;
        let place = match &options.method {
            Some(method) => self.place(endpoint, &values, Some(MethodSet::of(method)), append),
            None => self
                .place(endpoint, &values, Some(MethodSet::of(&self.binding.default_method)), append)
                .or_else(|| self.place(endpoint, &values, None, append)),
        };
        let Some(place) = place else { return Err(self.refusal(endpoint, &values)) };
        let scheme = options.scheme.unwrap_or(&self.binding.scheme);
        let (scheme, websocket) = (self.scheme_of(place.rule, scheme), self.map.rules[place.rule].websocket);
        if !options.external && !websocket && place.domain == self.domain() {
            return Ok(self.below_mount(&place.path));
        }
        Ok(self.absolute(&place.domain, &place.path, scheme))
    }

    /// The first rule that suits, with its URL; with `host_matching` rather one on the bound host.
    pub(super) fn place<Q: ?Sized>(
        &self,
        endpoint: &Q,
        values: &Values,
        method: Option<MethodSet>,
        append: bool,
    ) -> Option<Place>
    where
        E: PartialEq<Q>,
    {
        let mut first = None;
        for rule in self.candidates(endpoint) {
            if !self.suits(rule, values, method) {
                continue;
            }
            let Some(place) = self.write(rule, values, append) else { continue };
            if !self.map.options.host_matching || place.domain == self.binding.server_name {
                return Some(place);
            }
            first.get_or_insert(place);
        }
        first
    }

    /// The rules of an endpoint in the order URLs are built from them: aliases last, more arguments first, more
    /// defaults first.
    pub(super) fn candidates<Q: ?Sized>(&self, endpoint: &Q) -> Vec<usize>
    where
        E: PartialEq<Q>,
    {
        let mut rules: Vec<usize> =
            (0..self.map.rules.len()).filter(|rule| self.map.rules[*rule].endpoint == *endpoint).collect();
        rules.sort_by_key(|index| {
            let (rule, compiled) = (&self.map.rules[*index], &self.map.compiled[*index]);
            (rule.alias, std::cmp::Reverse(compiled.arguments.len()), std::cmp::Reverse(rule.defaults.len()))
        });
        rules
    }

    /// Whether a rule answers the method, gets all it needs, and contradicts no default.
    pub(super) fn suits(&self, index: usize, values: &Values, method: Option<MethodSet>) -> bool {
        let (rule, compiled) = (&self.map.rules[index], &self.map.compiled[index]);
        let answers =
            method.is_none_or(|method| rule.methods.is_none_or(|methods| methods.intersects(method)));
        let default = |name: &str| rule.defaults.iter().any(|(known, _)| known == name);
        answers
            && compiled.arguments.iter().all(|name| default(name) || values.contains(name))
            && rule
                .defaults
                .iter()
                .all(|(name, value)| values.get(name).is_none_or(|given| given.means(value)))
    }

    /// The URL of a rule; `None` when a value does not fit.
    pub(super) fn write(&self, index: usize, values: &Values, append: bool) -> Option<Place> {
        let (rule, compiled) = (&self.map.rules[index], &self.map.compiled[index]);
        let source = Source { values, defaults: &rule.defaults };
        let (domain, mut path) = with_specs(&[(rule, compiled)], &self.map.options, |routes, mounts| {
            let mut path = String::new();
            url::write_path(&routes[0], mounts, &source, &mut path).ok()?;
            let mut domain = String::new();
            if let Some(host) = &routes[0].spec.extra.host {
                url::write_host(host, &source, &mut domain).ok()?;
            }
            Some((domain, path))
        })?;
        if append {
            let unknown =
                values.iter().filter(|(name, _)| !compiled.arguments.iter().any(|known| known == name));
            let mut pairs: Vec<(&str, String)> = unknown
                .flat_map(|(name, value)| value.query_texts().into_iter().map(move |text| (name, text)))
                .collect();
            if self.map.options.sort_parameters {
                pairs.sort();
            }
            pairs.iter().for_each(|(name, text)| push_query_pair(&mut path, name, text));
        }
        Some(Place { rule: index, domain, path })
    }

    /// A single value as it stands in the path of a rule.
    pub(super) fn value_in_path(&self, index: usize, name: &str, values: &Values) -> Option<String> {
        let (rule, compiled) = (&self.map.rules[index], &self.map.compiled[index]);
        let source = Source { values, defaults: &rule.defaults };
        with_specs(&[(rule, compiled)], &self.map.options, |routes, _| {
            let parts = routes[0].spec.segments.iter().flat_map(|segment| segment.parts);
            let mut variable = parts.filter_map(|part| match part {
                PartSpec::Variable(variable) if variable.name == name => Some(variable),
                _ => None,
            });
            let mut text = String::new();
            match variable.next() {
                Some(variable) => url::write_value(variable, &source, &mut text).then_some(text),
                None => {
                    wz_rule::encode_path_text(&values.get(name)?.to_string(), &mut text);
                    Some(text)
                }
            }
        })
    }

    fn refusal<Q: ?Sized + fmt::Debug>(&self, endpoint: &Q, values: &Values) -> BuildError
    where
        E: PartialEq<Q>,
    {
        let name = endpoint_text(endpoint);
        let candidates = self.candidates(endpoint);
        let lacks = |rule: usize| {
            let known = |name: &&String| {
                values.contains(name)
                    || self.map.rules[rule].defaults.iter().any(|(default, _)| default == *name)
            };
            let arguments = self.map.compiled[rule].arguments.iter();
            arguments.filter(|name| !known(name)).cloned().collect::<Vec<_>>()
        };
        let Some(nearest) = candidates.iter().copied().min_by_key(|rule| lacks(*rule).len()) else {
            let names: Vec<String> =
                self.map.rules.iter().map(|rule| endpoint_text(&rule.endpoint)).collect();
            let suggestion =
                wz_rule::did_you_mean(&name, names.iter().map(String::as_str)).map(str::to_owned);
            return BuildError::new(BuildErrorKind::UnknownEndpoint { endpoint: name, suggestion });
        };
        let (rule, compiled) = (&self.map.rules[nearest], &self.map.compiled[nearest]);
        let missing = lacks(nearest);
        if missing.is_empty() {
            let source = Source { values, defaults: &rule.defaults };
            let written = with_specs(&[(rule, compiled)], &self.map.options, |routes, mounts| {
                url::write_path(&routes[0], mounts, &source, &mut String::new())
            });
            if let Err(error) = written {
                return error;
            }
            return BuildError::new(BuildErrorKind::NoSuitableRule { endpoint: name });
        }
        BuildError::new(BuildErrorKind::MissingValues {
            endpoint: name,
            rule: rule.template.clone(),
            missing,
        })
    }
}
