use std::fmt;

use super::{App, Inner};
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
        f.write_str("something is needed that the application does not give")?;
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
    /// subdomain of nothing. [`wz::run`](crate::run) does not start then.
    pub fn check(&self) -> Result<(), StartError> {
        let Inner { handlers, shared, server_name, around, .. } = &*self.inner;
        let around = around.as_ref().map_or_else(Vec::new, |around| around.needs());
        check(self.routes(), handlers, &around, &shared.states, server_name.as_deref())
    }
}

pub(super) fn check(
    routes: impl Iterator<Item = Route<'static>>,
    handlers: &[Handler],
    around: &[(String, Requirements)],
    states: &States,
    server_name: Option<&str>,
) -> Result<(), StartError> {
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
    if lacking.is_empty() { Ok(()) } else { Err(StartError { lacking }) }
}
