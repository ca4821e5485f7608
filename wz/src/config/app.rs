use std::sync::Arc;

use super::Config;
#[cfg(feature = "server")]
use super::OwnFlag;
use super::error::ConfigProblem;
use super::settings::Settings;
use crate::app::App;

/// What an application knows of its configuration.
#[derive(Debug)]
pub(crate) struct Configured {
    config: Config,
    #[cfg(feature = "server")]
    pub(crate) host: Option<String>,
    #[cfg(feature = "server")]
    pub(crate) port: Option<u16>,
    #[cfg(feature = "server")]
    pub(crate) listen: Option<Vec<String>>,
    #[cfg(all(unix, feature = "workers"))]
    pub(crate) workers: Option<usize>,
    problems: Vec<ConfigProblem>,
}

impl App {
    /// Takes the [settings of wz](crate::config#settings-of-wz) out of a configuration: each that is given replaces what was set
    /// before, and what is set after this replaces it. What does not fit is told by [`check`](App::check), and
    /// [`wz::run`](crate::run) does not start then.
    ///
    /// ```
    /// use wz::config::Config;
    /// use wz::prelude::*;
    ///
    /// #[post("/")]
    /// async fn echo(text: String) -> String {
    ///     text
    /// }
    ///
    /// routes! { Site = echo }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let config = Config::new().with_variables([("WZ_LIMITS__BODY", "4B")]);
    /// let app = App::new(Site).config(&config);
    /// assert_eq!(runtime.block_on(app.call(Request::post("/", "hello"))).status(), 413);
    ///
    /// let config = Config::new().with_variables([("WZ_PORT", "80a"), ("WZ_HOST_NAME", "a")]);
    /// let error = App::new(Site).config(&config).check().unwrap_err().to_string();
    /// assert!(error.contains("WZ_PORT: `port` is \"80a\", expected a whole number from 0 to 65535"), "{error}");
    /// ```
    #[must_use]
    pub fn config(self, config: &Config) -> App {
        let mut problems = config.problems.clone();
        let settings = config.settings(self.set_limits(), &mut problems);
        let Settings { host, port, listen, workers, server_name, hosts, script_root, static_root, limits } =
            settings;
        let mut app = self.limits(limits);
        if let Some(profile) = config.given_profile() {
            app = app.profile(profile);
        }
        if let Some(name) = server_name {
            app = app.server_name(name);
        }
        if let Some(policy) = hosts {
            app = app.hosts(policy);
        }
        if let Some(root) = script_root {
            app = app.script_root(root);
        }
        if let Some(root) = static_root {
            app = app.static_root(root);
        }
        #[cfg(not(feature = "server"))]
        let _ = (host, port, listen);
        #[cfg(not(all(unix, feature = "workers")))]
        let _ = workers;
        app.set_configured(Arc::new(Configured {
            config: config.clone(),
            #[cfg(feature = "server")]
            host,
            #[cfg(feature = "server")]
            port,
            #[cfg(feature = "server")]
            listen,
            #[cfg(all(unix, feature = "workers"))]
            workers,
            problems,
        }))
    }
}

impl Configured {
    /// What is wrong, and what is asked for by nobody.
    pub(crate) fn problems(&self) -> impl Iterator<Item = ConfigProblem> {
        self.problems.iter().cloned().chain(self.config.misspelt())
    }

    /// The flags that the program has itself.
    #[cfg(feature = "server")]
    pub(crate) fn flags(&self) -> &[OwnFlag] {
        self.config.own_flags()
    }

    /// What was read, in words; `None` for nothing.
    #[cfg(feature = "server")]
    pub(crate) fn sources(&self) -> Option<String> {
        let sources = &self.config.sources;
        (!sources.is_empty()).then(|| sources.join(", "))
    }
}
