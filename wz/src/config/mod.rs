//! Configuration from the environment and from a file, for the program and for wz itself.
//!
//! [`wz::run`](crate::run) reads the environment by itself: `WZ_PORT=8000 WZ_HOST=0.0.0.0 shop` needs no line of code. For
//! settings of your own, and for a file, there is [`Config`]:
//!
//! ```
//! use serde::Deserialize;
//! use wz::config::Config;
//! use wz::prelude::*;
//!
//! #[derive(Deserialize)]
//! struct Shop {
//!     title: String,
//!     #[serde(default)]
//!     mail: Option<Mail>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Mail {
//!     server: String,
//!     port: u16,
//! }
//!
//! #[get("/")]
//! fn index(shop: State<Shop>) -> String {
//!     shop.title.clone()
//! }
//!
//! routes! { Site = index }
//!
//! fn main() -> wz::Result {
//!     # let variables = [("WZ_TITLE", "Tea"), ("WZ_MAIL__SERVER", "mail.example"), ("WZ_MAIL__PORT", "25")];
//!     // `Config::load()` reads `wz.toml` and the environment.
//!     let config = Config::new().with_variables(variables);
//!     let shop: Shop = config.extract()?;
//!     # assert_eq!(shop.mail.as_ref().map(|mail| (mail.server.as_str(), mail.port)), Some(("mail.example", 25)));
//!     let app = App::new(Site).config(&config).state(shop);
//!     # app.check()?;
//!     # Ok(())
//!     // wz::run(app)
//! }
//! ```
//!
//! # What is read
//!
//! | source | what it says |
//! |---|---|
//! | `[default]` of the file | for both [profiles](crate::app::Profile) |
//! | `[dev]` or `[release]` of the file | for one of them, over that |
//! | variables that begin with `WZ_` | over both: `WZ_TITLE` is `title`, `WZ_MAIL__PORT` is `port` of `[default.mail]` |
//! | flags of the command line | over all: `--host`, `--port`, and those of your own, by [`Config::flag`] |
//!
//! The file is `wz.toml` in the folder where the program is started, if there is one, or what `WZ_CONFIG` names. `WZ_PROFILE`
//! chooses the profile.
//!
//! A variable is a text, which becomes what is asked for: a number, `true` or `false` (also `1` and `0`), a list with commas. In
//! a key, small and capital letters are the same, and so are `-` and `_`.
//!
//! # Settings of wz
//!
//! | key | variable | what it is |
//! |---|---|---|
//! | `host`, `port` | `WZ_HOST`, `WZ_PORT` | what [`wz::run`](crate::run) listens on |
//! | `listen` | `WZ_LISTEN` | the same as a list of `HOST:PORT` and `unix:PATH` |
//! | `workers` | `WZ_WORKERS` | how many processes serve, with the feature `workers` |
//! | `server_name` | `WZ_SERVER_NAME` | [`App::server_name`](crate::App::server_name) |
//! | `hosts` | `WZ_HOSTS` | [`App::hosts`](crate::App::hosts): `["example.com", ".example.org"]` |
//! | `script_root` | `WZ_SCRIPT_ROOT` | [`App::script_root`](crate::App::script_root) |
//! | `static_root` | `WZ_STATIC_ROOT` | [`App::static_root`](crate::App::static_root) |
//! | `limits.body`, ... | `WZ_LIMITS__BODY` | [`Limits`](crate::Limits), by the words of its table: `body = "50MB"`, `first_byte = "10s"` |
//! | `secret_key` | `WZ_SECRET_KEY` | `Config::keys` (feature `signed-cookies`) |
//!
//! All other keys are yours. One that nobody asks for and that looks like one of these, as `prot`, keeps the program from
//! starting; [`App::check`](crate::App::check) says so.

mod app;
mod deserialize;
mod error;
#[cfg(feature = "config")]
mod file;
mod flags;
#[cfg(feature = "signed-cookies")]
mod keys;
mod limits;
mod root;
mod settings;
#[cfg(test)]
mod tests;
mod value;
mod variables;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::de::value::UnitDeserializer;

use crate::app::Profile;
use deserialize::{Reading, Refusal};
use root::Root;
use value::{Node, Value};
use variables::Variables;

pub(crate) use app::Configured;
pub use error::{ConfigError, ConfigProblem};
pub(crate) use flags::OwnFlag;

/// What files and variables say. A clone knows what the original was asked for.
///
/// What is wrong with them is kept, and told by all that asks for a value, and by [`App::check`](crate::App::check): all of it
/// at once. `Debug` shows keys and no values, since some of them are secrets.
#[derive(Clone)]
pub struct Config {
    profile: Option<Profile>,
    #[cfg(feature = "config")]
    files: Vec<file::Sections>,
    values: Vec<(Vec<String>, Node)>,
    flags: Vec<OwnFlag>,
    arguments: Vec<String>,
    problems: Vec<ConfigProblem>,
    sources: Vec<String>,
    /// The keys without dots that somebody has asked for.
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Config {
    /// One that says nothing.
    #[must_use]
    pub fn new() -> Config {
        Config {
            profile: None,
            #[cfg(feature = "config")]
            files: Vec::new(),
            values: Vec::new(),
            flags: Vec::new(),
            arguments: Vec::new(),
            problems: Vec::new(),
            sources: Vec::new(),
            asked: Arc::default(),
        }
    }

    /// The variables of the environment that begin with `WZ_`, and no file. [`wz::run`](crate::run) takes this for an application
    /// that was given none.
    #[must_use]
    pub fn from_env() -> Config {
        let mut config = Config::new().with_arguments(std::env::args_os().skip(1));
        if config.add_variables(std::env::vars_os()).is_some() {
            let message =
                "names a file that nobody reads: the program has to use `Config::load` (feature `config`)";
            config.problems.push(ConfigProblem::at("WZ_CONFIG", message));
        }
        config
    }

    /// The environment, over the file that `WZ_CONFIG` names; without that variable over `wz.toml` in the folder where the
    /// program is started, if there is one (feature `config`).
    #[cfg(feature = "config")]
    #[must_use]
    pub fn load() -> Config {
        let mut config = Config::new().with_arguments(std::env::args_os().skip(1));
        match config.add_variables(std::env::vars_os()) {
            Some(path) => config.with_file(path),
            None if std::path::Path::new("wz.toml").exists() => config.with_file("wz.toml"),
            None => config,
        }
    }

    /// Takes this profile, whatever `WZ_PROFILE` has said before.
    #[must_use]
    pub fn with_profile(mut self, profile: Profile) -> Config {
        self.profile = Some(profile);
        self
    }

    /// Adds variables, as those of the environment; names that do not begin with `WZ_` mean nothing. For tests: a program takes
    /// those of its environment by `load` or [`from_env`](Config::from_env).
    #[must_use]
    pub fn with_variables<N: Into<OsString>, V: Into<OsString>>(
        mut self,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Config {
        self.add_variables(variables);
        self
    }

    /// Gives the file that the variables name.
    fn add_variables<N: Into<OsString>, V: Into<OsString>>(
        &mut self,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Option<String> {
        let Variables { profile, file, values } = Variables::read(variables, &mut self.problems);
        match profile.as_deref().map(str::parse) {
            Some(Ok(profile)) => self.profile = Some(profile),
            Some(Err(_)) => {
                let message = format!("is {:?}, expected dev or release", profile.unwrap_or_default());
                self.problems.push(ConfigProblem::at("WZ_PROFILE", &message));
            }
            None => {}
        }
        match values.len() {
            0 => {}
            1 => self.sources.push("1 variable".to_owned()),
            count => self.sources.push(format!("{count} variables")),
        }
        self.values.extend(values);
        file
    }

    /// Adds a file, over those before it and below all variables (feature `config`).
    #[cfg(feature = "config")]
    #[must_use]
    pub fn with_file(mut self, path: impl AsRef<std::path::Path>) -> Config {
        let path = path.as_ref();
        match std::fs::read_to_string(path) {
            Ok(text) => self.with_named_toml(&path.display().to_string(), &text),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                self.problems.push(ConfigProblem::at(&path.display().to_string(), &message));
                self
            }
        }
    }

    /// Adds what a file would say (feature `config`).
    ///
    /// ```
    /// use wz::app::Profile;
    /// use wz::config::Config;
    ///
    /// let text = "[default]\nworkers = 2\n[release]\nworkers = 16";
    /// let workers = |profile| Config::new().with_profile(profile).with_toml(text).get::<u32>("workers");
    /// assert_eq!((workers(Profile::Dev), workers(Profile::Release)), (Ok(2), Ok(16)));
    /// ```
    #[cfg(feature = "config")]
    #[must_use]
    pub fn with_toml(self, text: &str) -> Config {
        self.with_named_toml("TOML", text)
    }

    #[cfg(feature = "config")]
    fn with_named_toml(mut self, name: &str, text: &str) -> Config {
        self.files.push(file::Sections::read(name, text, &mut self.problems));
        self.sources.push(name.to_owned());
        self
    }

    /// The profile: the one that was set, or the default.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile.unwrap_or_default()
    }

    pub(crate) fn given_profile(&self) -> Option<Profile> {
        self.profile
    }

    /// All of it, as a type of yours. The settings of wz are left out, unless a field asks for one by its name: so
    /// `#[serde(deny_unknown_fields)]` finds keys that are misspelt.
    ///
    /// # Errors
    /// What is wrong with files and variables as such, or the first value that does not fit.
    pub fn extract<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        self.sound()?;
        let root = self.resolved();
        T::deserialize(Root { root: &root, asked: &self.asked })
            .map_err(|refusal| ConfigError::new(vec![refusal.problem("")]))
    }

    /// A single value, by its dotted key. `Option<T>` for one that may be missing.
    ///
    /// ```
    /// use wz::config::Config;
    ///
    /// let config = Config::new().with_variables([("WZ_MAIL__PORT", "25"), ("WZ_LANGUAGES", "en,de")]);
    /// assert_eq!(config.get("mail.port"), Ok(25_u16));
    /// assert_eq!(config.get("languages"), Ok(vec!["en".to_owned(), "de".to_owned()]));
    /// assert_eq!(config.get::<Option<u16>>("mail.timeout"), Ok(None));
    /// let error = config.get::<String>("mail.server").unwrap_err();
    /// assert!(error.to_string().contains("`WZ_MAIL__SERVER`"));
    /// ```
    ///
    /// # Errors
    /// What is wrong with files and variables as such; the value does not fit, or there is none.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Result<T, ConfigError> {
        self.sound()?;
        self.value(&self.resolved(), key).map_err(|problem| ConfigError::new(vec![problem]))
    }

    fn value<T: DeserializeOwned>(&self, root: &Node, key: &str) -> Result<T, ConfigProblem> {
        let (first, last) = (key.split('.').next().unwrap_or(key), key.rsplit('.').next().unwrap_or(key));
        self.ask(first);
        let result = match key.split('.').try_fold(root, Node::get) {
            Some(node) => {
                T::deserialize(Reading { node, key: last }).map_err(|refusal| refusal.at(node, last))
            }
            None => T::deserialize(UnitDeserializer::<Refusal>::new()).map_err(|_| Refusal::missing()),
        };
        result.map_err(|refusal| refusal.problem(key))
    }

    fn sound(&self) -> Result<(), ConfigError> {
        if self.problems.is_empty() { Ok(()) } else { Err(ConfigError::new(self.problems.clone())) }
    }

    /// All layers as one table.
    fn resolved(&self) -> Node {
        let mut root = Node::table(Vec::new());
        #[cfg(feature = "config")]
        {
            let both = self.files.iter().map(|file| &file.default);
            let one = self.files.iter().map(|file| match self.profile() {
                Profile::Dev => &file.dev,
                Profile::Release => &file.release,
            });
            both.chain(one).flatten().for_each(|table| root.merge(table.clone()));
        }
        self.values.iter().for_each(|(path, node)| root.put(path, node.clone()));
        self.apply_flags(&mut root);
        root
    }

    fn ask(&self, key: &str) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
    }
}

impl Default for Config {
    fn default() -> Config {
        Config::new()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = self.resolved();
        let keys: Vec<&str> = match &root.value {
            Value::Table(entries) => entries.iter().map(|(key, _)| key.as_str()).collect(),
            _ => Vec::new(),
        };
        f.debug_struct("Config")
            .field("profile", &self.profile())
            .field("sources", &self.sources)
            .field("keys", &keys)
            .finish_non_exhaustive()
    }
}
