//! The command line of a program made with wz (feature `server`): `run`, `check`, `routes`, `url`.

mod arguments;
mod bench;
mod cannot_listen;
mod check;
mod explain;
mod flags;
mod help;
mod json;
mod listen;
mod options;
mod output;
mod routes;
mod server;
mod show;
#[cfg(test)]
mod show_tests;
mod signals;
mod url;
mod usage_error;
#[cfg(all(unix, feature = "workers"))]
mod workers;

use crate::app::App;
use crate::config::{Config, Configured};
use crate::error::Result;

use arguments::Command;
use usage_error::UsageError;

/// The main function of a program: does what the command line says.
///
/// | command | does |
/// |---|---|
/// | `run [--host HOST] [--port PORT]` | serves; also what is done without a command. Without flags it listens where the [configuration](crate::config) says; 127.0.0.1:5000 by default, port 0 for any free one |
/// | `run --listen ADDRESS` | serves there: `HOST:PORT`, or `unix:PATH` for a Unix socket; several when given several times |
/// | `run --workers N` | serves by so many processes (feature `workers`, on Unix): see below |
/// | `check` | says whether the application could be served, and all that is missing or wrong |
/// | `routes [--json]` | lists methods, rule, endpoint and place of every route |
/// | `routes --explain PATH [--method METHOD \| --websocket] [--host HOST]` | says what such a request gets, which rules match it, and in which order |
/// | `routes --graph` | prints the automaton that finds the routes, for Graphviz: `... routes --graph \| dot -Tsvg > routes.svg` |
/// | `routes --bench [--seconds N]` | measures how long finding each of the routes takes, in this very program |
/// | `url NAME [KEY=VALUE]…` | prints the path of a route; with `_anchor=`, or `_scheme=` and `_host=`, as [`url_for!`](crate::url_for) does |
/// | `openapi` | prints the document of the routes, with the feature `openapi`: `... openapi > openapi.json`. See `wz::openapi` |
/// | `help`, `--help` | lists these |
///
/// `run` stops on Ctrl-C and `SIGTERM`: requests at work may finish; a second signal stops at once.
///
/// With `--workers`, the process that was started opens the sockets and starts the others, which are this program once more.
/// One that ends is replaced. `SIGHUP` replaces all of them, one after the other, by what the program's file is then: no
/// connection is refused, and those that are open are told that their next answer is the last. So a new version takes
/// over without an interruption; if it does not come to serve, the old ones go on.
///
/// With the feature `systemd`, `run` takes the sockets that it was started with, unless the command line names others.
///
/// An application that was given no [`Config`] gets the one of the environment: the variables that begin with `WZ_`.
///
/// Flags of your own are those of the [`Config`] that the application was given: see [`Config::flag`].
///
/// It blocks, and makes its own tokio runtime: call it from a plain `fn main`. A command line that makes no sense
/// ends the process with exit code 2.
///
/// # Errors
/// When the application [is not complete](App::check), the address cannot be listened on, or `url` finds no such
/// route. `fn main() -> wz::Result` prints the error, and the exit code is 1.
///
/// ```no_run
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn index() -> &'static str {
///     "Hello, World!"
/// }
///
/// routes! { pub Site = index }
///
/// fn main() -> wz::Result {
///     wz::run(App::new(Site))
/// }
/// ```
pub fn run(app: App) -> Result {
    let own = app.configured().map(Configured::flags).unwrap_or_default().to_vec();
    let command = match arguments::parse(std::env::args_os().skip(1), &own) {
        Ok(command) => command,
        Err(error) => refuse(&error),
    };
    let app = if app.configured().is_some() { app } else { app.config(&Config::from_env()) };
    match command {
        Command::Run(run) => server::run(app, &run),
        Command::Check => output::print(&check::text(&app)?),
        Command::Routes(show) => routes::print(&app, show),
        Command::Url(address) => match address.check(&app) {
            Ok(()) => output::print(&format!("{}\n", address.text(&app)?)),
            Err(error) => refuse(&error),
        },
        #[cfg(feature = "openapi")]
        Command::OpenApi => output::print(&format!("{}\n", crate::openapi::document(&app))),
        Command::Help => output::print(&help::text(&program(), &own)),
    }
}

/// Ends the process: the command line makes no sense.
fn refuse(error: &UsageError) -> ! {
    crate::log::line(&format!("{error}\nsee `{} --help`", program()));
    std::process::exit(2)
}

/// The name the program was started by.
fn program() -> String {
    let path = std::env::args_os().next().unwrap_or_default();
    let name = std::path::Path::new(&path).file_stem().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
