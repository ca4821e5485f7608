use std::fmt;

use super::automaton::Automaton;
use super::captures::Captures;
use super::find::{Decision, find};
use super::flat::{FlatMount, FlatRoute};
#[cfg(feature = "openapi")]
use super::spec::SegmentSpec;
use super::spec::{ConverterSpec, HostSpec, Location, RouteSpec};
use super::url::{full_rule, keep_here};
use super::{At, Matched, MethodSet, Outcome, Target};

/// A checked set of routes in read-only memory: what `routes!` makes.
///
/// It is the single source for matching, for URLs, for `Allow` and for listings.
#[derive(Debug)]
pub struct Table<'t> {
    pub(crate) automaton: Automaton<'t>,
    pub(crate) routes: &'t [FlatRoute<'t>],
    pub(crate) mounts: &'t [FlatMount<'t>],
    pub(super) locations: &'t [Location],
}

/// One route of a [`Table`].
#[derive(Clone, Copy)]
pub struct Route<'t> {
    table: &'t Table<'t>,
    index: usize,
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

    /// Whether any rule asks for a host or a subdomain.
    pub(crate) fn has_hosts(&self) -> bool {
        !self.automaton.hosts.is_empty()
    }

    /// The bare lookup: which rule is at a path, seen without a host.
    ///
    /// ```
    /// use wz::routing::{At, FromInt, MethodSet};
    /// use wz::handler::RouteTable;
    ///
    /// #[wz::get("/user/<int:id>")]
    /// fn user(id: u32) {}
    ///
    /// wz::routes! { Site = user }
    ///
    /// # fn main() {
    /// let at = Site::TABLE.at("/user/42", MethodSet::GET);
    /// assert_eq!((at.index(), u32::from_int(at.int(0))), (Some(0), Some(42)));
    /// # }
    /// ```
    #[inline]
    pub fn at<'p>(&self, path: &'p str, method: MethodSet) -> At<'p> {
        At::find(&self.automaton, path, method)
    }

    /// Finds out what a request gets.
    ///
    /// The path is matched as it was sent: it is split at its slashes first and decoded after, so that `%2F`
    /// stays inside its segment. A variable whose text is not UTF-8 does not match. When no rule matches, but
    /// one would with a slash at the end or with runs of slashes merged, the outcome is a redirect there.
    pub fn find(&self, target: &Target<'_>) -> Outcome<'_> {
        let lookup = target.lookup();
        match find(&self.automaton, &lookup) {
            Decision::Route { index, params } => {
                self.matched(index, Captures::from_path(target.path, params), target)
            }
            Decision::Decoded { index, captures } => self.matched(index, captures, target),
            Decision::Redirect { mut path } => {
                keep_here(&mut path, 0);
                redirect(path, target)
            }
            Decision::MethodNotAllowed { allow } => Outcome::MethodNotAllowed { allow },
            Decision::WebsocketMismatch => Outcome::WebsocketMismatch,
            Decision::NotFound => Outcome::NotFound,
        }
    }

    fn matched(&self, index: usize, captures: Captures, target: &Target<'_>) -> Outcome<'_> {
        let spec = self.routes[index].spec;
        if (!spec.extra.siblings.is_empty() || spec.extra.redirect.is_some())
            && let Some(location) = self.better_url(index, &captures)
        {
            return redirect(location, target);
        }
        Outcome::Matched(Matched { route: Route { table: self, index }, captures })
    }
}

/// A redirect to a path, with the query of the request.
fn redirect<'t>(mut location: String, target: &Target<'_>) -> Outcome<'t> {
    if let Some(query) = target.path.query() {
        location.push(if location.contains('?') { '&' } else { '?' });
        location.push_str(query);
    }
    Outcome::Redirect { location }
}

impl<'t> Route<'t> {
    pub(super) fn table(&self) -> &'t Table<'t> {
        self.table
    }

    /// Which one it is, of all tables.
    pub(crate) fn id(&self) -> (usize, usize) {
        (std::ptr::from_ref(self.table) as usize, self.index)
    }

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
        route.spec.extra.host.as_ref().or(self.table.mounts[usize::from(route.mount)].host.as_ref())
    }

    /// Whether it is for WebSockets.
    pub fn is_websocket(&self) -> bool {
        self.spec().options.websocket
    }

    /// The names of its variables: those of the host, of the mounts from the outermost, then its own.
    pub fn variables(&self) -> impl Iterator<Item = &'t str> {
        self.table.capture_names(self.index)
    }

    /// Its segments, those of its mounts first.
    #[cfg(feature = "openapi")]
    pub(crate) fn segments(&self) -> impl Iterator<Item = &'t SegmentSpec<'t>> {
        self.table.segments(self.index)
    }

    /// The prefix of its mount, as written; `""` when it is in none.
    #[cfg(feature = "openapi")]
    pub(crate) fn mount_prefix(&self) -> &'t str {
        self.table.mounts[usize::from(self.table.routes[self.index].mount)].prefix
    }

    /// What is wrong with it that only running can tell: for the launch.
    pub(crate) fn faults(&self) -> impl Iterator<Item = String> + use<'t> {
        let mut faults = Vec::new();
        for variable in self.table.variables(self.index) {
            if let ConverterSpec::Custom(custom) = variable.converter
                && let Err(reason) = custom.converter.check()
            {
                faults.push(format!("gives `{}` arguments that it refuses: {reason}", custom.identity.1));
            }
        }
        faults.into_iter()
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

/// Without the table, which may have thousands of them.
impl fmt::Debug for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route").field("rule", &self.rule()).field("endpoint", &self.endpoint()).finish()
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
