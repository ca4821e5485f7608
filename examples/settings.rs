//! Settings from a file and the environment: `settings.toml` beside this file, and variables such as `WZ_TITLE`.
//!
//! `WZ_CONFIG=examples/settings.toml cargo run -p wz-examples --bin settings`, then open <http://127.0.0.1:5000/>.

use serde::Deserialize;
use wz::config::Config;
use wz::prelude::*;

#[derive(Deserialize)]
struct Settings {
    title: String,
    greeting: Greeting,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Greeting {
    text: String,
    times: u8,
}

#[get("/")]
fn index(settings: State<Settings>) -> String {
    let Greeting { text, times } = &settings.greeting;
    format!("{}: {}", settings.title, vec![text.as_str(); usize::from(*times)].join(" "))
}

routes! { pub Site = index }

fn main() -> wz::Result {
    let config = Config::load();
    let settings: Settings = config.extract()?;
    wz::run(App::new(Site).config(&config).state(settings))
}
