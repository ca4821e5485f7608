//! Redirects of rules that matched: defaults, aliases, `redirect_to`.

use std::fmt;

use http::Method;

use super::place::Place;
use super::target::{Root, Target};
use super::{MapAdapter, RedirectTo, RoutingError, Rule, Values};
use crate::percent::push_url;
use crate::routing::MethodSet;

impl<E: PartialEq + fmt::Debug> MapAdapter<'_, E> {
    /// The redirect to a path of this map, with the query of the request.
    pub(super) fn redirect(&self, path: &str, query: Option<&str>, domain: &str) -> RoutingError {
        RoutingError::Redirect { url: with_query(self.absolute(domain, path, &self.binding.scheme), query) }
    }

    /// The other URL that a matched rule is to be reached at.
    pub(super) fn better_url(
        &self,
        index: usize,
        values: &Values,
        method: &Method,
        query: Option<&str>,
    ) -> Option<String> {
        let rule = &self.map.rules[index];
        if self.map.options.redirect_defaults {
            if rule.alias {
                return self.alias_url(rule, values, method, query);
            }
            if let Some(url) = self.default_url(index, values, method, query) {
                return Some(url);
            }
        }
        let target = match rule.redirect_to.as_ref()? {
            RedirectTo::Template(template) => {
                let target = Target::of(template);
                target.join(&self.root(), &self.fill(index, template, values)?)
            }
            RedirectTo::Function(function) => {
                let url = function(self, values);
                Target::of(&url).join(&self.root(), &url)
            }
        };
        Some(with_query(target, query))
    }

    fn alias_url(
        &self,
        rule: &Rule<E>,
        values: &Values,
        method: &Method,
        query: Option<&str>,
    ) -> Option<String> {
        let place = self.place(&rule.endpoint, values, Some(MethodSet::of(method)), false)?;
        // A rule without anything to be an alias of is just matched.
        if self.map.rules[place.rule].alias {
            return None;
        }
        let scheme = self.scheme_of(place.rule, &self.binding.scheme);
        Some(with_query(self.absolute(&place.domain, &place.path, scheme), query))
    }

    /// A rule of the same endpoint and arguments that has defaults for what was captured.
    fn default_url(
        &self,
        index: usize,
        values: &Values,
        method: &Method,
        query: Option<&str>,
    ) -> Option<String> {
        let rule = &self.map.rules[index];
        for other in self.candidates(&rule.endpoint) {
            if other == index {
                return None;
            }
            let known = &self.map.rules[other];
            // A URL must not lead to itself, nor from a WebSocket to a page.
            let elsewhere = known.template != rule.template
                || known.host != rule.host
                || known.subdomain != rule.subdomain;
            let provides = !known.build_only
                && !known.defaults.is_empty()
                && elsewhere
                && known.websocket == rule.websocket
                && self.map.compiled[other].arguments == self.map.compiled[index].arguments;
            if provides && self.suits(other, values, Some(MethodSet::of(method))) {
                let mut values = values.clone();
                for (name, default) in &known.defaults {
                    values.set(name, default.clone());
                }
                let Place { domain, path, .. } = self.write(other, &values, false)?;
                return Some(with_query(self.absolute(&domain, &path, &self.binding.scheme), query));
            }
        }
        None
    }

    /// A redirect template with its values, each as its converter writes it.
    fn fill(&self, index: usize, template: &str, values: &Values) -> Option<String> {
        let pieces = wz_rule::parse_redirect(template).ok()?;
        let mut url = String::new();
        for piece in pieces {
            match piece {
                wz_rule::Piece::Text { text, .. } => push_url(&text, &mut url),
                wz_rule::Piece::Placeholder(placeholder) => {
                    url.push_str(&self.value_in_path(index, &placeholder.name, values)?);
                }
            }
        }
        Some(url)
    }

    /// What redirect targets are seen from: scheme, host, mount point.
    fn root(&self) -> Root {
        let scheme = if self.binding.scheme.is_empty() { "http" } else { &self.binding.scheme };
        Root {
            scheme: scheme.to_owned(),
            host: self.host_of(self.domain()),
            mount: self.binding.script_name.clone(),
        }
    }
}

/// Appends a query that a URL does not have: before its fragment, which clients keep to themselves.
fn with_query(url: String, query: Option<&str>) -> String {
    let Some(query) = query.filter(|query| !query.is_empty()) else { return url };
    let (before, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let mark = if before.contains('?') { '&' } else { '?' };
    format!("{before}{mark}{query}{fragment}")
}
