use super::error::ConfigProblem;
use super::{Config, ConfigError};
use crate::cookie::{Key, Keys};

impl Config {
    /// The keys for cookies and sessions, made of `secret_key`: one secret, or a list of them, the newest first; with commas in
    /// `WZ_SECRET_KEY`. Each is 32 random characters or more (feature `signed-cookies`).
    ///
    /// ```
    /// use wz::config::Config;
    ///
    /// let config = Config::new().with_variables([("WZ_SECRET_KEY", "an example; take 32 random bytes")]);
    /// config.keys()?;
    /// assert!(!format!("{config:?}").contains("example"));
    /// let error = Config::new().keys().unwrap_err();
    /// assert!(error.to_string().contains("`WZ_SECRET_KEY`"));
    /// # Ok::<_, wz::config::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// There is no secret, or a short one. The error does not tell it.
    pub fn keys(&self) -> Result<Keys, ConfigError> {
        const KEY: &str = "secret_key";
        let secrets = match self.get::<Vec<String>>(KEY) {
            Ok(secrets) => secrets,
            // In a file it is a text, or a list of them.
            Err(error) => vec![self.get::<String>(KEY).map_err(|_| error)?],
        };
        let wrong = |message: String| {
            let place = self.resolved().get(KEY).map(|node| node.source.to_string());
            ConfigError::new(vec![ConfigProblem::of_key(place, KEY.to_owned(), message)])
        };
        let mut keys: Option<Keys> = None;
        for secret in secrets {
            let key = Key::from_secret(secret.as_bytes())
                .map_err(|error| wrong(format!("is too short: {error}; `openssl rand -hex 32` makes one")))?;
            keys = Some(match keys {
                Some(keys) => keys.or(key),
                None => Keys::new(key),
            });
        }
        keys.ok_or_else(|| wrong("is empty; `openssl rand -hex 32` makes one".to_owned()))
    }
}
