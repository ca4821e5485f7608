use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::converter::{MapConverter, OwnedConverter};
use crate::routing::Converter;

/// The options of a [`Map`](super::Map).
///
/// | option | default |
/// |---|---|
/// | `strict_slashes` | on: a missing trailing slash is redirected, an extra one is not found |
/// | `merge_slashes` | on: runs of slashes are redirected to one |
/// | `redirect_defaults` | on: a value that is another rule's default is redirected to that rule |
/// | `host_matching` | off: rules have subdomains; on: rules have hosts |
/// | `default_subdomain` | `""`: for rules without one |
/// | `sort_parameters` | off: query parameters stand in the order they are given |
/// | `allow_unreachable` | off: duplicates and rules that get no request are errors |
#[derive(Clone)]
pub struct MapOptions {
    pub(super) strict_slashes: bool,
    pub(super) merge_slashes: bool,
    pub(super) redirect_defaults: bool,
    pub(super) host_matching: bool,
    pub(super) default_subdomain: String,
    pub(super) sort_parameters: bool,
    pub(super) allow_unreachable: bool,
    pub(super) converters: BTreeMap<String, Factory>,
}

/// Makes a converter with the arguments of a rule.
#[derive(Clone, Copy)]
pub(super) struct Factory {
    pub(super) make: fn(Vec<wz_rule::Argument>) -> Arc<dyn MapConverter>,
    pub(super) weight: u16,
    pub(super) spans_segments: bool,
}

impl Default for MapOptions {
    fn default() -> Self {
        MapOptions {
            strict_slashes: true,
            merge_slashes: true,
            redirect_defaults: true,
            host_matching: false,
            default_subdomain: String::new(),
            sort_parameters: false,
            allow_unreachable: false,
            converters: BTreeMap::new(),
        }
    }
}

impl MapOptions {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        MapOptions::default()
    }

    /// See the table above; a rule's own setting goes first.
    #[must_use]
    pub fn strict_slashes(mut self, on: bool) -> Self {
        self.strict_slashes = on;
        self
    }

    /// See the table above; a rule's own setting goes first.
    #[must_use]
    pub fn merge_slashes(mut self, on: bool) -> Self {
        self.merge_slashes = on;
        self
    }

    /// See the table above.
    #[must_use]
    pub fn redirect_defaults(mut self, on: bool) -> Self {
        self.redirect_defaults = on;
        self
    }

    /// See the table above.
    #[must_use]
    pub fn host_matching(mut self, on: bool) -> Self {
        self.host_matching = on;
        self
    }

    /// See the table above.
    #[must_use]
    pub fn default_subdomain(mut self, subdomain: impl Into<String>) -> Self {
        self.default_subdomain = subdomain.into();
        self
    }

    /// See the table above.
    #[must_use]
    pub fn sort_parameters(mut self, on: bool) -> Self {
        self.sort_parameters = on;
        self
    }

    /// For rules that a program makes: duplicates and rules that get no request are let through, and the rule
    /// added first wins.
    #[must_use]
    pub fn allow_unreachable(mut self, on: bool) -> Self {
        self.allow_unreachable = on;
        self
    }

    /// Makes a converter known under a name. It may take the name of a built-in one, `default` too, which is
    /// the one for `<name>`.
    #[must_use]
    pub fn converter<C: Converter>(mut self, name: impl Into<String>) -> Self
    where
        C::Value: Send + Sync,
    {
        let factory = Factory {
            make: |arguments| Arc::new(OwnedConverter::<C>::new(arguments)),
            weight: C::WEIGHT,
            spans_segments: C::SPANS_SEGMENTS,
        };
        self.converters.insert(name.into(), factory);
        self
    }
}

impl fmt::Debug for MapOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapOptions")
            .field("strict_slashes", &self.strict_slashes)
            .field("merge_slashes", &self.merge_slashes)
            .field("redirect_defaults", &self.redirect_defaults)
            .field("host_matching", &self.host_matching)
            .field("default_subdomain", &self.default_subdomain)
            .field("sort_parameters", &self.sort_parameters)
            .field("allow_unreachable", &self.allow_unreachable)
            .field("converters", &self.converters.keys())
            .finish()
    }
}
