//! What stands around the routes, for people: mounts, the fallback, middleware, hooks, error pages.

use std::borrow::Cow;
use std::fmt;

use super::App;
use super::mount::Mount;
use super::prefix::Prefix;
use crate::handler::Requirements;

/// One thing around the routes.
pub(crate) struct Surrounding<'a> {
    pub(crate) kind: Kind,
    pub(super) prefix: Cow<'a, Prefix>,
    /// The name of a function or type, or how many there are.
    pub(crate) what: String,
    /// Where it is added.
    pub(crate) place: Option<(&'static str, u32)>,
    /// The application that a mount or the fallback is.
    pub(crate) app: Option<&'a App>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Mount,
    Fallback,
    Folder,
    Middleware,
    BeforeRequest,
    AfterRequest,
    TeardownRequest,
    ErrorPages,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Mount => "mount",
            Kind::Fallback => "fallback",
            Kind::Folder => "folder",
            Kind::Middleware => "middleware",
            Kind::BeforeRequest => "before_request",
            Kind::AfterRequest => "after_request",
            Kind::TeardownRequest => "teardown_request",
            Kind::ErrorPages => "error pages",
        }
    }
}

impl Surrounding<'_> {
    /// The prefix; empty for all paths.
    pub(crate) fn below(&self) -> &str {
        self.prefix.as_str()
    }

    pub(crate) fn is_for(&self, path: &str) -> bool {
        self.prefix.contains(path)
    }

    /// What a service is asked for in place of a path, and the script root there.
    #[cfg(feature = "server")]
    pub(crate) fn moved(&self, path: &str) -> (String, String) {
        let rest = self.prefix.strip(path).unwrap_or(path);
        (if rest.is_empty() { "/".to_owned() } else { rest.to_owned() }, self.prefix.encoded())
    }
}

/// As a message calls it.
impl fmt::Display for Surrounding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if !self.what.is_empty() {
            write!(f, " `{}`", self.what)?;
        }
        match self.place {
            Some((file, line)) => write!(f, " ({file}:{line})"),
            None => Ok(()),
        }
    }
}

impl App {
    /// All that stands around the routes: those that answer, then those that look on from the outside to the inside.
    pub(crate) fn surroundings(&self) -> Vec<Surrounding<'_>> {
        let mut all = self.static_lines();
        if let Some(around) = &self.inner.around {
            all.extend(around.mounts.iter().map(|mount| service(Kind::Mount, mount)));
            all.extend(around.fallback.iter().map(|mount| service(Kind::Fallback, mount)));
            all.extend(around.middleware.iter().map(|applied| Surrounding {
                kind: Kind::Middleware,
                prefix: Cow::Borrowed(&applied.prefix),
                what: applied.name.to_owned(),
                place: Some((applied.location.file(), applied.location.line())),
                app: None,
            }));
            for below in &around.hooks {
                all.extend(below.hooks.listed().map(|(kind, what, place)| Surrounding {
                    kind,
                    prefix: Cow::Borrowed(&below.prefix),
                    what: what.to_owned(),
                    place: place.map(|place| (place.file(), place.line())),
                    app: None,
                }));
            }
        }
        all.extend(self.inner.error_pages.iter().map(|below| Surrounding {
            kind: Kind::ErrorPages,
            prefix: Cow::Borrowed(&below.prefix),
            what: below.pages.count().to_string(),
            place: None,
            app: None,
        }));
        all
    }
}

impl App {
    /// The `static` lines of the routes.
    fn static_lines(&self) -> Vec<Surrounding<'_>> {
        let mut all = Vec::new();
        for (route, handler) in self.routes().zip(self.inner.handlers) {
            let mut needs = Requirements::new();
            (handler.requires)(&mut needs);
            let (rule, place) = (route.rule(), route.location());
            let below = rule.split_once("/<").map_or(rule.as_str(), |(below, _)| below);
            all.extend(needs.folders().iter().map(|folder| Surrounding {
                kind: Kind::Folder,
                prefix: Cow::Owned(Prefix::new(below)),
                what: folder.folder.to_owned(),
                place: Some((place.file, place.line)),
                app: None,
            }));
        }
        all
    }
}

fn service(kind: Kind, mount: &Mount) -> Surrounding<'_> {
    let place = mount.location();
    Surrounding {
        kind,
        prefix: Cow::Borrowed(mount.prefix()),
        what: mount.name().to_owned(),
        place: Some((place.file(), place.line())),
        app: mount.app(),
    }
}
