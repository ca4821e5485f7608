//! The application, made of its configuration.

use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;
use wz::app::Profile;
use wz::config::Config;
use wz::middleware::{Csrf, CsrfTokens, RateLimit, RequestContexts, SecurityHeaders};
use wz::prelude::*;
use wz::redis::Redis;
use wz::session::{Key, Keys, Sessions};

use crate::links::Links;
use crate::page::{Templates, error_pages};

#[derive(Deserialize)]
struct Settings {
    /// The file of the links; without it one in the folder for temporary files.
    links: Option<String>,
    /// The URL of a Redis, which has them then.
    redis: Option<String>,
    /// How many links one client may make in a minute.
    #[serde(default = "links_per_minute")]
    links_per_minute: u32,
}

fn links_per_minute() -> u32 {
    10
}

pub fn app(config: &Config) -> Result<App> {
    let settings: Settings = config.extract()?;
    let limit = RateLimit::new(settings.links_per_minute, Duration::from_secs(60)).name("new links")?;
    let (links, limit) = match &settings.redis {
        Some(url) => {
            let redis = Redis::open(url)?;
            (Links::in_redis(redis.clone()), limit.redis(redis).prefix("shortly:limit:"))
        }
        None => (Links::in_file(&file(settings.links))?, limit),
    };
    let sessions = Sessions::signed(keys(config)?).max_age(Duration::from_secs(365 * 86_400));
    // A browser keeps no secure cookie of a site without TLS, which one is while somebody works on it.
    let sessions = if config.profile() == Profile::Dev { sessions.insecure() } else { sessions };
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    Ok(App::new(crate::Site)
        .state(links)
        .state(limit)
        .state(Templates::new()?)
        .limits(Limits::new().body(16 * 1024))
        .error_pages(error_pages())
        .middleware(SecurityHeaders::new().csp_with_nonce(policy.parse()?, ["script-src"])?)
        .middleware(RequestContexts::new())
        .sessions(sessions)
        .middleware(Csrf::new().tokens(CsrfTokens::in_session()))
        .config(config))
}

fn file(given: Option<String>) -> String {
    given.unwrap_or_else(|| std::env::temp_dir().join("wz-shortly.db").to_string_lossy().into_owned())
}

/// Those of the configuration, or such as end with the program.
fn keys(config: &Config) -> Result<Keys> {
    match config.get::<Option<IgnoredAny>>("secret_key")? {
        Some(_) => Ok(config.keys()?),
        None => {
            eprintln!(
                " * Without WZ_SECRET_KEY, sessions end with this process, and no other one knows them"
            );
            Ok(Keys::new(Key::generate()?))
        }
    }
}
