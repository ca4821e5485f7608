use super::arguments::Options;

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
    pub(super) help: &'static str,
    pub(super) action: Action,
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
    CommandSpec { name: "url", operands: " NAME [KEY=VALUE]...", help: "Print the path of a route" },
];

pub(super) const FLAGS: &[Flag] = &[
    Flag {
        name: "--host",
        command: Some("run"),
        help: "Address or name to listen on (default 127.0.0.1: this machine only)",
        action: Action::Value("HOST", |options, host| {
            options.host = host;
            Ok(())
        }),
    },
    Flag {
        name: "--port",
        command: Some("run"),
        help: "Port to listen on (default 5000; 0 for any free one)",
        action: Action::Value("PORT", |options, port| {
            options.port = port.parse().map_err(|_| "a number from 0 to 65535")?;
            Ok(())
        }),
    },
    Flag {
        name: "--json",
        command: Some("routes"),
        help: "Print JSON instead of a table",
        action: Action::Switch(|options| options.json = true),
    },
    Flag {
        name: "--help",
        command: None,
        help: "Print this text",
        action: Action::Switch(|options| options.help = true),
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
        }
    }
}
