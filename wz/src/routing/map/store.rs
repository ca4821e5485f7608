use std::fmt;

use super::compile::{Compiled, with_specs};
use super::{Binding, MapAdapter, MapError, MapOptions, Rule, RuleFactory};
use crate::routing::automaton::{OwnedTables, Problem, ProblemKind};
use crate::routing::flat::{FlatMount, FlatRoute};
use crate::routing::spec::CustomSpec;
use crate::routing::{At, MethodSet};

/// A set of [`Rule`]s, checked and packed for matching. It does not change: make a new one to add rules.
pub struct Map<E = String> {
    pub(super) rules: Vec<Rule<E>>,
    pub(super) compiled: Vec<Compiled>,
    pub(super) options: MapOptions,
    pub(super) tables: OwnedTables,
    has_customs: bool,
}

impl<E: PartialEq + fmt::Debug> Map<E> {
    /// A map with the default options. `rules` is a list of rules, or of [boxed](Rule::boxed) rules and factories.
    ///
    /// # Errors
    /// A rule that cannot be read, two rules that answer the same requests, or one that gets none.
    pub fn new<F: RuleFactory<E> + 'static>(rules: impl IntoIterator<Item = F>) -> Result<Map<E>, MapError> {
        Map::with_options(MapOptions::default(), rules)
    }

    /// A map with options.
    ///
    /// # Errors
    /// As [`new`](Map::new).
    pub fn with_options<F: RuleFactory<E> + 'static>(
        options: MapOptions,
        factories: impl IntoIterator<Item = F>,
    ) -> Result<Map<E>, MapError> {
        let mut rules = Vec::new();
        for factory in factories {
            Box::new(factory).add_to(&mut rules);
        }
        if rules.len() > usize::from(u16::MAX) {
            return Err(MapError::TooManyRules);
        }
        let compiled =
            rules.iter().map(|rule| Compiled::new(rule, &options)).collect::<Result<Vec<_>, _>>()?;
        let (mut tables, problem) = with_matched(&rules, &compiled, &options, OwnedTables::build);
        tables.ignore_ascii_case = options.ignore_ascii_case;
        if let Some(problem) = problem.filter(|_| !options.allow_unreachable) {
            return Err(error(&problem, &rules));
        }
        let has_customs = compiled.iter().any(|compiled| !compiled.customs.is_empty());
        Ok(Map { rules, compiled, options, tables, has_customs })
    }

    /// The rules in the order they were added.
    pub fn rules(&self) -> &[Rule<E>] {
        &self.rules
    }

    /// The rules of an endpoint.
    pub fn rules_of<Q: ?Sized>(&self, endpoint: &Q) -> impl Iterator<Item = &Rule<E>>
    where
        E: PartialEq<Q>,
    {
        self.rules.iter().filter(move |rule| rule.endpoint == *endpoint)
    }

    /// Whether a rule of the endpoint has values for all these names; `None` when there is no such endpoint.
    pub fn is_endpoint_expecting<Q: ?Sized>(&self, endpoint: &Q, names: &[&str]) -> Option<bool>
    where
        E: PartialEq<Q>,
    {
        let mut found = None;
        for (rule, compiled) in self.rules.iter().zip(&self.compiled) {
            if rule.endpoint == *endpoint {
                let all = names.iter().all(|name| compiled.arguments.iter().any(|known| known == name));
                found = Some(found.unwrap_or(false) || all);
            }
        }
        found
    }

    /// An adapter for a host, with everything else as usual: `http`, mounted at `/`, default subdomain.
    ///
    /// # Errors
    /// The name is not a host.
    pub fn bind(&self, server_name: &str) -> Result<MapAdapter<'_, E>, super::BadHost> {
        Binding::new(server_name).bind(self)
    }

    /// The bare lookup: which rule is at a path, seen without host and mount point.
    #[inline]
    pub fn at<'p>(&self, path: &'p str, method: MethodSet) -> At<'p> {
        if self.has_customs {
            self.at_with_customs(path, method)
        } else {
            At::find(&self.tables, path, method)
        }
    }

    // Not inline: it would make the usual case slower.
    #[inline(never)]
    fn at_with_customs<'p>(&self, path: &'p str, method: MethodSet) -> At<'p> {
        self.with_customs(|customs| At::find(&self.tables.automaton(customs), path, method))
    }

    /// Lends the specs of the rules as they are matched.
    pub(super) fn with_matched<T>(
        &self,
        use_them: impl FnOnce(&[FlatRoute<'_>], &[FlatMount<'_>]) -> T,
    ) -> T {
        with_matched(&self.rules, &self.compiled, &self.options, use_them)
    }

    /// Lends the converters of all rules in the order the tables number them.
    pub(super) fn with_customs<T>(&self, use_them: impl FnOnce(&[CustomSpec<'_>]) -> T) -> T {
        if !self.has_customs {
            return use_them(&[]);
        }
        let matching = self.rules.iter().zip(&self.compiled).filter(|(rule, _)| !rule.build_only);
        let customs = matching.flat_map(|(_, compiled)| &compiled.customs);
        let specs: Vec<CustomSpec<'_>> = customs
            .map(|converter| CustomSpec { converter: converter.as_ref(), ..CustomSpec::NOTHING })
            .collect();
        use_them(&specs)
    }
}

/// Lends specs for matching: in lower case where case is ignored.
fn with_matched<E, T>(
    rules: &[Rule<E>],
    compiled: &[Compiled],
    options: &MapOptions,
    use_them: impl FnOnce(&[FlatRoute<'_>], &[FlatMount<'_>]) -> T,
) -> T {
    let folded: Vec<Compiled>;
    let matched = if options.ignore_ascii_case {
        folded = compiled.iter().map(Compiled::folded).collect();
        &folded
    } else {
        compiled
    };
    let pairs: Vec<_> = rules.iter().zip(matched).collect();
    with_specs(&pairs, options, use_them)
}

fn error<E: fmt::Debug>(problem: &Problem, rules: &[Rule<E>]) -> MapError {
    let shown = |route: u16| format!("{:?}", rules[usize::from(route)]);
    let (first, second) = (shown(problem.first), shown(problem.second));
    match problem.kind {
        ProblemKind::Conflict => MapError::Conflict { first, second },
        ProblemKind::Unreachable => MapError::Unreachable { first, second },
    }
}

impl<E: fmt::Debug> fmt::Debug for Map<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.rules).finish()
    }
}
