use std::fmt;

use crate::handler::{Handler, Requirements};
use crate::request::States;
use crate::routing::Route;

/// Why an application cannot start: its handlers ask for states that nobody has set.
#[derive(Debug)]
pub struct StartError {
    missing: Vec<Missing>,
}

#[derive(Debug)]
struct Missing {
    route: String,
    type_name: &'static str,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("handlers ask for states that the application does not have")?;
        for Missing { route, type_name } in &self.missing {
            write!(f, "\n  {route} needs `State<{type_name}>`: give a `{type_name}` to `App::state`")?;
        }
        Ok(())
    }
}

impl std::error::Error for StartError {}

pub(super) fn check(
    routes: impl Iterator<Item = Route<'static>>,
    handlers: &[Handler],
    states: &States,
) -> Result<(), StartError> {
    let mut missing = Vec::new();
    for (route, handler) in routes.zip(handlers) {
        let mut needs = Requirements::new();
        (handler.requires)(&mut needs);
        for need in needs.iter().filter(|need| !states.contains(need.id)) {
            let place = route.location();
            missing.push(Missing {
                route: format!("{} ({}, {}:{})", route.rule(), route.endpoint(), place.file, place.line),
                type_name: need.type_name,
            });
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(StartError { missing }) }
}
