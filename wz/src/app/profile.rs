use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::App;

/// Whether somebody is working on the program, or uses it.
///
/// With [`Dev`](Profile::Dev) the page of a 500 [says what went wrong](App::profile) to a browser on this machine, and
/// `[dev]` of the [configuration](crate::config) holds; with [`Release`](Profile::Release) nothing is told, and `[release]`
/// holds. The default is `Dev` in builds with debug assertions (`cargo run`), `Release` in others
/// (`cargo run --release`); the variable `WZ_PROFILE` chooses for a program that reads its configuration, as
/// [`wz::run`](crate::run) does.
///
/// ```
/// use wz::app::Profile;
///
/// assert_eq!("release".parse(), Ok(Profile::Release));
/// assert_eq!(Profile::default() == Profile::Dev, cfg!(debug_assertions));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Somebody is working on it.
    Dev,
    /// It is used.
    Release,
}

impl App {
    /// Sets the profile.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> App {
        Arc::make_mut(&mut self.inner).profile = profile;
        self
    }
}

impl Default for Profile {
    fn default() -> Profile {
        if cfg!(debug_assertions) { Profile::Dev } else { Profile::Release }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Profile::Dev => "dev",
            Profile::Release => "release",
        })
    }
}

/// A text that is not `dev` or `release`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileError(());

impl FromStr for Profile {
    type Err = ProfileError;

    fn from_str(text: &str) -> Result<Profile, ProfileError> {
        match text {
            "dev" => Ok(Profile::Dev),
            "release" => Ok(Profile::Release),
            _ => Err(ProfileError(())),
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a profile is `dev` or `release`")
    }
}

impl std::error::Error for ProfileError {}
