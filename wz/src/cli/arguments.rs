use std::ffi::OsString;
use std::time::Duration;

use http::Method;

use super::flags::{Action, COMMANDS, FLAGS, Flag};
use super::listen::Run;
use super::options::Options;
use super::show::{Show, check};
use super::url::Address;
use super::usage_error::UsageError;
use crate::config::OwnFlag;
use wz_rule::did_you_mean;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Run(Run),
    Check,
    Routes(Show),
    Url(Address),
    #[cfg(feature = "openapi")]
    OpenApi,
    Help,
}

/// Reads the arguments after the program's name. Flags may stand anywhere.
/// What those say that the program has itself, its configuration has read.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    own: &[OwnFlag],
) -> Result<Command, UsageError> {
    let mut options = Options {
        host: None,
        port: None,
        listen: Vec::new(),
        workers: None,
        json: false,
        explain: None,
        method: Method::GET,
        websocket: false,
        graph: false,
        bench: false,
        time: Duration::from_secs(1),
        help: false,
    };
    let mut flags = Vec::<&Flag>::new();
    let mut words = Vec::new();
    let mut arguments = arguments.into_iter().map(|argument| {
        argument.into_string().map_err(|odd| UsageError(format!("{odd:?} is not UTF-8 text")))
    });
    while let Some(argument) = arguments.next().transpose()? {
        if argument.starts_with('-') {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            let mut next = |value_name: &str| {
                let needs_one = || UsageError(format!("`{name}` needs a value: `{name} {value_name}`"));
                arguments.next().transpose()?.ok_or_else(needs_one)
            };
            let flag = match find_flag(name, own)? {
                Found::Own(flag) => {
                    if value.is_none() {
                        next(&flag.value)?;
                    }
                    continue;
                }
                Found::Ours(flag) => flag,
            };
            match (&flag.action, value) {
                (Action::Switch(set), None) => set(&mut options),
                (Action::Switch(_), Some(_)) => {
                    return Err(UsageError(format!("`{name}` takes no value")));
                }
                (Action::Value(value_name, set), value) => {
                    let value = match value {
                        Some(value) => value,
                        None => next(value_name)?,
                    };
                    set(&mut options, value.clone()).map_err(|expected| {
                        UsageError(format!("`{name}` must be {expected}, not `{value}`"))
                    })?;
                }
            }
            flags.push(flag);
        } else {
            words.push(argument);
        }
    }
    command(options, &flags, words)
}

fn command(options: Options, flags: &[&Flag], words: Vec<String>) -> Result<Command, UsageError> {
    let mut words = words.into_iter();
    let name = words.next().unwrap_or_else(|| "run".to_owned());
    if options.help || name == "help" {
        return Ok(Command::Help);
    }
    if !COMMANDS.iter().any(|command| command.name == name) {
        let names = COMMANDS.iter().map(|command| command.name);
        return Err(unknown("command", &name, did_you_mean(&name, names)));
    }
    check(&name, flags)?;
    let command = match name.as_str() {
        "check" => Command::Check,
        "routes" => Command::Routes(Show::new(options)?),
        "url" => Command::Url(Address::new(words.by_ref())?),
        #[cfg(feature = "openapi")]
        "openapi" => Command::OpenApi,
        _ => Command::Run(Run::new(options)?),
    };
    match words.next() {
        Some(word) => Err(UsageError(format!("`{name}` does not take `{word}`"))),
        None => Ok(command),
    }
}

enum Found<'o> {
    Ours(&'static Flag),
    Own(&'o OwnFlag),
}

fn find_flag<'o>(name: &str, own: &'o [OwnFlag]) -> Result<Found<'o>, UsageError> {
    let name = if name == "-h" { "--help" } else { name };
    if let Some(flag) = FLAGS.iter().find(|flag| flag.name == name) {
        return Ok(Found::Ours(flag));
    }
    own.iter().find(|flag| flag.name == name).map(Found::Own).ok_or_else(|| {
        let names = FLAGS.iter().map(|flag| flag.name).chain(own.iter().map(|flag| flag.name.as_str()));
        unknown("flag", name, did_you_mean(name, names))
    })
}

fn unknown(what: &str, name: &str, near: Option<&str>) -> UsageError {
    UsageError(match near {
        Some(near) => format!("there is no {what} `{name}`: did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::Address as Place;

    fn parsed(line: &str) -> Result<Command, String> {
        let config = crate::config::Config::new().flag("redis", "URL", "");
        parse(line.split_whitespace().map(OsString::from), config.own_flags())
            .map_err(|error| error.to_string())
    }

    fn serve(host: Option<&str>, port: Option<u16>) -> Result<Command, String> {
        Ok(Command::Run(Run { host: host.map(str::to_owned), port, ..Run::default() }))
    }

    #[test]
    fn commands() {
        assert_eq!(parsed(""), serve(None, None));
        assert_eq!(parsed("run --port 0 --host ::1"), serve(Some("::1"), Some(0)));
        assert_eq!(parsed("--host [::1]"), serve(Some("::1"), None));
        assert_eq!(parsed("--port=81 run"), serve(None, Some(81)));
        assert_eq!(parsed("--redis --port run --redis=x --port 81"), serve(None, Some(81)));
        assert_eq!(parsed("check --redis x"), Ok(Command::Check));
        let listen = vec![Place::tcp("a", 1), Place::tcp("::", 2)];
        let run = Run { listen, ..Run::default() };
        assert_eq!(parsed("--listen a:1 run --listen [::]:2"), Ok(Command::Run(run)));
        assert_eq!(parsed("routes --json"), Ok(Command::Routes(Show::Json)));
        assert!(matches!(parsed("url wiki.page name=a=b x="), Ok(Command::Url(_))));
        #[cfg(feature = "openapi")]
        assert_eq!(parsed("openapi"), Ok(Command::OpenApi));
        for line in ["routes -h", "help", "help routes"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn mistakes_are_explained() {
        for (line, message) in [
            ("rout", "there is no command `rout`: did you mean `routes`?"),
            ("frobnicate", "there is no command `frobnicate`"),
            ("--prot 1", "there is no flag `--prot`: did you mean `--port`?"),
            ("--redsi x", "there is no flag `--redsi`: did you mean `--redis`?"),
            ("--redis", "`--redis` needs a value: `--redis URL`"),
            ("--port", "`--port` needs a value: `--port PORT`"),
            ("--port x", "`--port` must be a number from 0 to 65535, not `x`"),
            ("--port=65536", "`--port` must be a number from 0 to 65535, not `65536`"),
            ("--listen 5000", "`--listen` must be HOST:PORT (`127.0.0.1:5000`) or unix:PATH, not `5000`"),
            (
                "--listen a:1 --port 5",
                "`--listen` says host and port itself: leave `--host` and `--port` away",
            ),
            ("routes --port 1", "`--port` belongs to `run`, not to `routes`"),
            ("routes --json=1", "`--json` takes no value"),
            ("run fast", "`run` does not take `fast`"),
            ("url", "`url` needs the name of a route: `url NAME [KEY=VALUE]...`"),
            ("url a b", "`b` is not of the form `key=value`"),
        ] {
            assert_eq!(parsed(line), Err(message.to_owned()), "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn arguments_that_are_no_text() {
        use std::os::unix::ffi::OsStringExt;
        assert!(parse([OsString::from_vec(vec![0xff])], &[]).is_err());
    }
}
