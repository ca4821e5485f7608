use std::ffi::OsString;

use super::Config;
use super::value::{Node, Source, Value};

/// A flag of the command line that a program has beside those of wz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnFlag {
    /// With the two hyphens.
    pub(crate) name: String,
    /// What its value is called in the help.
    pub(crate) value: String,
    pub(crate) help: String,
    path: Vec<String>,
}

impl Config {
    /// Gives a key a flag of the command line: `mail.server` the flag `--mail-server`. What it says goes over variables and files,
    /// and `--help` lists it. Flags of wz itself keep their meaning.
    ///
    /// The command line is read by [`from_env`](Config::from_env) and `load`, and by [`wz::run`](crate::run), which ends the
    /// process with code 2 when it makes no sense; so the application is given this configuration, by
    /// [`App::config`](crate::App::config).
    ///
    /// ```
    /// use wz::config::Config;
    ///
    /// // `Config::load()` in a program.
    /// let config = Config::new()
    ///     .with_variables([("WZ_REDIS", "redis://127.0.0.1/")])
    ///     .with_arguments(["run", "--redis", "redis://cache.example/"])
    ///     .flag("redis", "URL", "Keep the carts in this Redis, for several processes");
    /// assert_eq!(config.get::<String>("redis").as_deref(), Ok("redis://cache.example/"));
    /// ```
    #[must_use]
    pub fn flag(mut self, key: &str, value: &str, help: &str) -> Config {
        let name = format!("--{}", key.replace(['.', '_'], "-").to_ascii_lowercase());
        let path = key.split('.').map(str::to_owned).collect();
        self.flags.push(OwnFlag { name, value: value.to_owned(), help: help.to_owned(), path });
        self
    }

    #[cfg(feature = "server")]
    pub(crate) fn own_flags(&self) -> &[OwnFlag] {
        &self.flags
    }

    /// Takes this for the command line, without the name of the program. For tests: a program takes its own by `load` or
    /// [`from_env`](Config::from_env).
    #[must_use]
    pub fn with_arguments<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Config {
        // What is no text is refused by `wz::run`.
        self.arguments =
            arguments.into_iter().filter_map(|argument| argument.into().into_string().ok()).collect();
        self
    }

    /// What the command line says, over all else; of a flag that is given again, the last.
    pub(super) fn apply_flags(&self, to: &mut Node) {
        let mut arguments = self.arguments.iter();
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (argument.as_str(), None),
            };
            let Some(flag) = self.flags.iter().find(|flag| flag.name == name) else { continue };
            let Some(value) = value.or_else(|| arguments.next().map(String::as_str)) else { continue };
            let node = Node { value: Value::Text(value.to_owned()), source: Source::Named(name.into()) };
            to.put(&flag.path, node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(line: &str) -> Config {
        let variables = [("WZ_MAIL__SERVER", "a"), ("WZ_TITLE", "b")];
        let config = Config::new().with_variables(variables).with_arguments(line.split_whitespace());
        config.flag("mail.server", "NAME", "").flag("count", "N", "")
    }

    #[test]
    fn go_over_variables() {
        for (line, server, count) in [
            ("", "a", None),
            ("--mail-server c", "c", None),
            ("run --port 5 --mail-server=c --count 1 --count=2", "c", Some(2)),
            ("--mail-server --count --count", "--count", None),
            ("--title c", "a", None),
        ] {
            let config = config(line);
            assert_eq!(config.get::<String>("mail.server").as_deref(), Ok(server), "{line}");
            assert_eq!(config.get::<Option<u32>>("count"), Ok(count), "{line}");
            assert_eq!(config.get::<String>("title").as_deref(), Ok("b"));
        }
    }

    #[test]
    fn mistakes_name_the_flag() {
        let error = config("--count many").get::<u32>("count").unwrap_err().to_string();
        assert!(error.contains("--count: `count` is \"many\", expected a whole number"), "{error}");
    }
}
