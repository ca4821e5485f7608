use std::time::Duration;

use super::options::Options;

/// A command, as parser and help know it.
pub(super) struct CommandSpec {
    pub(super) name: &'static str,
    /// What follows the name, for the help.
    pub(super) operands: &'static str,
    pub(super) help: &'static str,
}

/// A flag, as parser and help know it.
pub(super) struct Flag {
    pub(super) name: &'static str,
    /// The only command that takes it; `None`: all do.
    pub(super) command: Option<&'static str>,
    /// The flag that it says something about: without that one it means nothing.
    pub(super) needs: Option<&'static str>,
    /// Chooses what is printed: of those, one at a time.
    pub(super) chooses: bool,
    pub(super) help: &'static str,
    pub(super) action: Action,
}

impl Flag {
    /// What most flags are.
    const PLAIN: Flag = Flag {
        name: "",
        command: None,
        needs: None,
        chooses: false,
        help: "",
        action: Action::Switch(|_| ()),
    };
}

pub(super) enum Action {
    /// Stands alone.
    Switch(fn(&mut Options)),
    /// Takes a value, shown under this name in the help; an error says what was expected.
    Value(&'static str, fn(&mut Options, String) -> Result<(), &'static str>),
}

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec { name: "run", operands: "", help: "Serve the application (the default)" },
    CommandSpec { name: "routes", operands: "", help: "List the routes" },
    CommandSpec { name: "check", operands: "", help: "Say whether the application could be served" },
    CommandSpec { name: "url", operands: " NAME [KEY=VALUE]...", help: "Print the path of a route" },
    #[cfg(feature = "openapi")]
    CommandSpec { name: "openapi", operands: "", help: "Print the OpenAPI document of the routes" },
    CommandSpec { name: "help", operands: "", help: "Print this text" },
];

pub(super) const FLAGS: &[Flag] = &[
    Flag {
        name: "--host",
        command: Some("run"),
        help: "Address or name to listen on (default 127.0.0.1: this machine only)",
        action: Action::Value("HOST", |options, host| {
            options.host = Some(host);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--port",
        command: Some("run"),
        help: "Port to listen on (default 5000; 0 for any free one)",
        action: Action::Value("PORT", |options, port| {
            options.port = Some(port.parse().map_err(|_| "a number from 0 to 65535")?);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--listen",
        command: Some("run"),
        help: "In place of these: HOST:PORT or unix:PATH, and several of them if given again",
        action: Action::Value("ADDRESS", |options, address| {
            let address = address.parse().map_err(|_| "HOST:PORT (`127.0.0.1:5000`) or unix:PATH")?;
            options.listen.push(address);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    #[cfg(all(unix, feature = "workers"))]
    Flag {
        name: "--workers",
        command: Some("run"),
        help: "Serve by so many processes, which are started anew when they end, and replaced on SIGHUP",
        action: Action::Value("N", |options, count| {
            let count = count.parse().ok().filter(|count| (1..=1024).contains(count));
            options.workers = Some(count.ok_or("a number from 1 to 1024")?);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--json",
        command: Some("routes"),
        chooses: true,
        help: "Print JSON instead of a table",
        action: Action::Switch(|options| options.json = true),
        ..Flag::PLAIN
    },
    Flag {
        name: "--explain",
        command: Some("routes"),
        chooses: true,
        help: "Say what a request for this path gets, and why",
        action: Action::Value("PATH", |options, path| {
            let path = path.parse().ok().filter(|_| path.starts_with('/'));
            options.explain = Some(path.ok_or("a path as in a URL, `/` first, spaces as `%20`")?);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--method",
        command: Some("routes"),
        needs: Some("--explain"),
        help: "Its method (default GET)",
        action: Action::Value("METHOD", |options, method| {
            options.method = method.to_uppercase().parse().map_err(|_| "a method such as POST")?;
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--websocket",
        command: Some("routes"),
        needs: Some("--explain"),
        help: "It opens a WebSocket",
        action: Action::Switch(|options| options.websocket = true),
        ..Flag::PLAIN
    },
    // The parser takes the first of a name to read the value: both must do the same with it.
    Flag {
        name: "--host",
        command: Some("routes"),
        needs: Some("--explain"),
        help: "Its host (default: none, so that only rules for any host match)",
        action: Action::Value("HOST", |options, host| {
            options.host = Some(host);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--graph",
        command: Some("routes"),
        chooses: true,
        help: "Print the automaton as a drawing for Graphviz: `... | dot -Tsvg`",
        action: Action::Switch(|options| options.graph = true),
        ..Flag::PLAIN
    },
    Flag {
        name: "--bench",
        command: Some("routes"),
        chooses: true,
        help: "Measure how long finding a route takes",
        action: Action::Switch(|options| options.bench = true),
        ..Flag::PLAIN
    },
    Flag {
        name: "--seconds",
        command: Some("routes"),
        needs: Some("--bench"),
        help: "For so long (default 1)",
        action: Action::Value("N", |options, seconds| {
            let seconds = seconds.parse().ok().filter(|seconds| (0.01..=3600.0).contains(seconds));
            options.time = Duration::from_secs_f64(seconds.ok_or("a number from 0.01 to 3600")?);
            Ok(())
        }),
        ..Flag::PLAIN
    },
    Flag {
        name: "--help",
        help: "Print this text",
        action: Action::Switch(|options| options.help = true),
        ..Flag::PLAIN
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_belong_to_commands_that_exist() {
        for flag in FLAGS {
            assert!(flag.name.starts_with("--"));
            assert!(flag.command.is_none_or(|name| COMMANDS.iter().any(|command| command.name == name)));
            let needed = |name| FLAGS.iter().any(|other| other.name == name && other.command == flag.command);
            assert!(flag.needs.is_none_or(needed));
        }
    }
}
