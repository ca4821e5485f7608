use super::automaton::Automaton;
use super::canonical;
use super::captures::Captures;
use super::flat::{FlatMount, FlatRoute};
use super::matcher::{Search, SlashMatch, Walked, methods_of, rule_mask};
use super::params::Params;
use super::spec::{HostSpec, Location, RouteSpec};
use super::url::full_rule;
use super::{Matched, MethodSet, Outcome, Target};

/// A checked set of routes in read-only memory: what `routes!` makes.
///
/// It is the single source for matching, for URLs, for `Allow` and for listings.
#[derive(Debug)]
pub struct Table<'t> {
    pub(crate) automaton: Automaton<'t>,
    pub(crate) routes: &'t [FlatRoute<'t>],
    pub(crate) mounts: &'t [FlatMount<'t>],
    locations: &'t [Location],
}

/// One route of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Route<'t> {
    table: &'t Table<'t>,
    index: usize,
}

/// What one walk found.
struct Attempt {
    found: Option<Found>,
    slash: Option<SlashMatch>,
    refused: u32,
}

struct Found {
    walked: Walked,
    params: Params,
    /// Host and path, when the spans point into both.
    text: Option<String>,
}

impl<'t> Table<'t> {
    /// Puts the parts together; `routes!` does this.
    #[doc(hidden)]
    pub const fn new(
        automaton: Automaton<'t>,
        routes: &'t [FlatRoute<'t>],
        mounts: &'t [FlatMount<'t>],
        locations: &'t [Location],
    ) -> Self {
        Table { automaton, routes, mounts, locations }
    }

    /// The routes in the order they are listed; the position is the `route` of [`Outcome::Matched`].
    pub fn routes(&self) -> impl ExactSizeIterator<Item = Route<'_>> {
        (0..self.routes.len()).map(|index| Route { table: self, index })
    }

    /// The route at a position.
    pub fn route(&self, index: usize) -> Option<Route<'_>> {
        (index < self.routes.len()).then_some(Route { table: self, index })
    }

    /// Finds out what a request gets.
    ///
    /// The path is matched as it was sent: it is split at its slashes first and decoded after, so that `%2F`
    /// stays inside its segment. A variable whose text is not UTF-8 does not match. When no rule matches, but
    /// one would with a slash at the end or with runs of slashes merged, the outcome is a redirect there.
    pub fn find(&self, target: &Target<'_>) -> Outcome<'_> {
        let raw = target.path.path();
        let odd = canonical::is_odd(raw, self.automaton.escapes);
        let owned = odd.then(|| canonical::canonical(raw));
        let path = owned.as_deref().unwrap_or(raw);
        let mut attempt = self.attempt(path, target);
        if let Some(found) = attempt.found {
            return self.matched(found, path, odd, target);
        }
        if attempt.slash.is_none() && path.contains("//") {
            let merged = merge_slashes(path);
            let again = self.attempt(&merged, target);
            let by_slash = again.slash.filter(|slash| slash.merge).is_some();
            if again.found.as_ref().is_some_and(|found| found.walked.merge) || by_slash {
                return redirect(merged + if by_slash { "/" } else { "" }, target);
            }
            attempt.refused |= again.refused;
        }
        if attempt.slash.is_some() {
            return redirect(format!("{path}/"), target);
        }
        let allow = methods_of(attempt.refused, target.websocket);
        match attempt.refused {
            0 => Outcome::NotFound,
            _ if allow.is_empty() => Outcome::WebsocketMismatch,
            _ => Outcome::MethodNotAllowed { allow },
        }
    }

    /// Tries the rules of each host pattern that fits, then those for any host.
    fn attempt(&self, path: &str, target: &Target<'_>) -> Attempt {
        let request = rule_mask(target.method, target.websocket);
        let mut attempt = Attempt { found: None, slash: None, refused: 0 };
        for (i, host) in self.automaton.hosts.iter().enumerate() {
            let Some(name) = (if host.subdomain { target.subdomain } else { target.host }) else { continue };
            let text = format!("{name}{path}");
            let mut search = Search::new(&self.automaton, &text, request);
            if !search.host(host.items, host.count, name.len()) {
                continue;
            }
            let walked = search.path(1 + i, name.len());
            attempt.add(search, walked);
            if let Some(found) = &mut attempt.found {
                found.text = Some(text);
                return attempt;
            }
        }
        let mut search = Search::new(&self.automaton, path, request);
        let walked = search.path(0, 0);
        attempt.add(search, walked);
        attempt
    }

    fn matched(&self, found: Found, path: &str, odd: bool, target: &Target<'_>) -> Outcome<'_> {
        let route = usize::from(found.walked.route);
        let captures = match (found.text, odd) {
            (None, false) => Captures::from_path(target.path.clone(), found.params),
            (text, _) => decoded(text.as_deref().unwrap_or(path), found.params),
        };
        let spec = self.routes[route].spec;
        if spec.siblings.is_empty() && spec.redirect.is_none() {
            return self.outcome(route, captures);
        }
        match self.better_url(route, &captures) {
            Some(location) => redirect(location, target),
            None => self.outcome(route, captures),
        }
    }
}

impl Table<'_> {
    fn outcome(&self, index: usize, captures: Captures) -> Outcome<'_> {
        Outcome::Matched(Matched { route: Route { table: self, index }, captures })
    }
}

impl Attempt {
    fn add(&mut self, search: Search<'_>, walked: Option<Walked>) {
        self.refused |= search.refused;
        self.slash = self.slash.or(search.slash);
        self.found = walked.map(|walked| Found { walked, params: search.params, text: None });
    }
}

/// Captures whose text had to be decoded. That each piece can be decoded is part of matching it.
fn decoded(text: &str, mut params: Params) -> Captures {
    let mut out = String::with_capacity(text.len());
    for param in params.iter_mut() {
        let piece = &text[param.start as usize..(param.start + param.len) as usize];
        let start = out.len();
        out.push_str(&canonical::decode(piece).unwrap_or_default());
        (param.start, param.len) = (start as u32, (out.len() - start) as u32);
    }
    Captures::from_text(out, params)
}

/// A redirect to a path, with the query of the request.
fn redirect<'t>(mut location: String, target: &Target<'_>) -> Outcome<'t> {
    // `//host` would be another host. With a dot segment in front it is a path again.
    if location.starts_with("//") {
        location.insert_str(0, "/.");
    }
    if let Some(query) = target.path.query() {
        location.push(if location.contains('?') { '&' } else { '?' });
        location.push_str(query);
    }
    Outcome::Redirect { location }
}

fn merge_slashes(path: &str) -> String {
    let mut merged = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !merged.ends_with('/') {
            merged.push(c);
        }
    }
    merged
}

impl<'t> Route<'t> {
    pub(crate) fn spec(&self) -> &'t RouteSpec<'t> {
        self.table.routes[self.index].spec
    }

    /// The rule as written, with the prefixes of its mounts.
    pub fn rule(&self) -> String {
        full_rule(&self.table.routes[self.index], self.table.mounts)
    }

    /// The endpoint name: the modules below the crate and the handler's name, with dots; or the name given by
    /// `endpoint = "..."`.
    pub fn endpoint(&self) -> String {
        self.spec().endpoint()
    }

    /// The methods it answers.
    pub fn methods(&self) -> MethodSet {
        self.spec().methods
    }

    /// The host or subdomain pattern, if it has one.
    pub fn host(&self) -> Option<&'t HostSpec<'t>> {
        let route = &self.table.routes[self.index];
        route.spec.host.as_ref().or(self.table.mounts[usize::from(route.mount)].host.as_ref())
    }

    /// Whether it is for WebSockets.
    pub fn is_websocket(&self) -> bool {
        self.spec().options.websocket
    }

    /// The names of its variables: those of the host, of the mounts from the outermost, then its own.
    pub fn variables(&self) -> impl Iterator<Item = &'t str> {
        self.table.capture_names(self.index)
    }

    /// Where its attribute stands.
    pub fn location(&self) -> Location {
        self.table.locations[self.index]
    }

    /// Its position in the table.
    pub fn index(&self) -> usize {
        self.index
    }
}

impl RouteSpec<'_> {
    /// See [`Route::endpoint`].
    pub fn endpoint(&self) -> String {
        match self.module.split_once("::") {
            Some((_, modules)) => format!("{}.{}", modules.replace("::", "."), self.name),
            None => self.name.to_owned(),
        }
    }
}
