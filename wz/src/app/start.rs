use std::fmt;

#[cfg(feature = "server")]
use super::surroundings::Kind;
use super::{App, Inner};
#[cfg(feature = "server")]
use crate::config::Configured;
use crate::files::Folders;
use crate::handler::{Handler, Requirements};
use crate::request::States;
use crate::routing::Route;

/// Why an application cannot start: what its routes, middleware and hooks need and do not have. All of it at once.
#[derive(Debug)]
pub struct StartError {
    lacking: Vec<String>,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the application cannot start")?;
        self.lacking.iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl std::error::Error for StartError {}

impl App {
    /// Whether all that the handlers ask for is there.
    ///
    /// # Errors
    /// Names every route, middleware and hook that needs a [`State`](crate::State) nobody has set, and every route whose
    /// folder is not there, that asks for a variable no mount has, whose converter refuses its arguments, or that is for a
    /// subdomain of nothing; every route and mount that is behind a mount, and all that is for a prefix below which there is
    /// nothing; what is wrong with the [configuration](App::config); and all of this of applications that are mounted.
    /// [`wz::run`](crate::run) does not start then.
    pub fn check(&self) -> Result<(), StartError> {
        let Inner { handlers, shared, server_name, around, configured, .. } = &*self.inner;
        let around = around.as_ref().map_or_else(Vec::new, |around| around.needs());
        let mut lacking = check(self.routes(), handlers, &around, &shared.states, server_name.as_deref());
        lacking.extend(self.unreachable());
        for (at, app) in self.surroundings().iter().filter_map(|one| Some((one.to_string(), one.app?))) {
            if let Err(inner) = app.check() {
                lacking.extend(inner.lacking.into_iter().map(|line| format!("{at}: {line}")));
            }
        }
        if let Some(configured) = configured {
            lacking.extend(configured.problems().map(|problem| problem.to_string()));
        }
        if lacking.is_empty() { Ok(()) } else { Err(StartError { lacking }) }
    }

    /// What [`check`](App::check) looks at, in words.
    #[cfg(feature = "server")]
    pub(crate) fn checked(&self) -> String {
        let surroundings = self.surroundings();
        let count = |kinds: &[Kind]| surroundings.iter().filter(|one| kinds.contains(&one.kind)).count();
        let counts = [
            (self.inner.handlers.len(), "route", "routes"),
            (count(&[Kind::Folder]), "folder of files", "folders of files"),
            (count(&[Kind::Mount, Kind::Fallback]), "service beside them", "services beside them"),
            (count(&[Kind::Middleware]), "middleware", "middlewares"),
            (count(&[Kind::BeforeRequest, Kind::AfterRequest, Kind::TeardownRequest]), "hook", "hooks"),
            (count(&[Kind::ErrorPages]), "set of error pages", "sets of error pages"),
        ];
        let mut words: Vec<String> = counts
            .into_iter()
            .filter(|(count, one, _)| *count > 0 || *one == "route")
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        let sources = self.configured().and_then(Configured::sources);
        words.extend(sources.map(|sources| format!("the configuration ({sources})")));
        words.join(", ")
    }
}

pub(super) fn check(
    routes: impl Iterator<Item = Route<'static>>,
    handlers: &[Handler],
    around: &[(String, Requirements)],
    states: &States,
    server_name: Option<&str>,
) -> Vec<String> {
    let mut lacking = Vec::new();
    let look = |name: &str, needs: &Requirements, lacking: &mut Vec<String>| {
        for need in needs.iter().filter(|need| !states.contains(need.id)) {
            let ty = need.type_name;
            lacking.push(match need.otherwise {
                None => format!("{name} needs `State<{ty}>`: give a `{ty}` to `App::state`"),
                Some(otherwise) => format!("{name} needs {otherwise}"),
            });
        }
    };
    around.iter().for_each(|(name, needs)| look(name, needs, &mut lacking));
    let folders = states.get::<Folders>();
    let folders = folders.as_deref().unwrap_or(Folders::DEFAULT);
    for (route, handler) in routes.zip(handlers) {
        let place = route.location();
        let name = format!("{} ({}, {}:{})", route.rule(), route.endpoint(), place.file, place.line);
        let mut needs = Requirements::new();
        (handler.requires)(&mut needs);
        look(&name, &needs, &mut lacking);
        for folder in needs.folders() {
            if let Err(places) = folders.find(folder) {
                let places: Vec<_> = places.iter().map(|place| format!("`{}`", place.display())).collect();
                lacking.push(format!(
                    "{name} needs the folder `{}`, which is not at {}: put it there, or say where it is with \
                     `App::static_root`",
                    folder.folder,
                    places.join(" or "),
                ));
            }
        }
        lacking.extend(route.faults().map(|fault| format!("{name} {fault}")));
        if server_name.is_none() && route.host().is_some_and(|host| host.subdomain) {
            lacking
                .push(format!("{name} is for a subdomain: give the name it is below to `App::server_name`"));
        }
    }
    lacking
}
