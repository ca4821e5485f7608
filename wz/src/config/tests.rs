use std::collections::HashMap;

use serde::Deserialize;

use super::*;
use crate::Limits;
use crate::app::App;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Shop {
    title: String,
    workers: u16,
    #[serde(default)]
    open: bool,
    rate: Option<f64>,
    kind: Option<Kind>,
    #[serde(default)]
    languages: Vec<String>,
    mail: Option<Mail>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Mail {
    server: String,
    max_size: u64,
    #[serde(default)]
    headers: HashMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Small,
    Large,
}

#[wz::get("/")]
fn index() {}

wz::routes! { Site = index }

fn variables(pairs: &[(&str, &str)]) -> Config {
    Config::new().with_variables(pairs.iter().copied())
}

fn refused(config: &Config) -> String {
    let text = config.extract::<Shop>().unwrap_err().to_string();
    text.strip_prefix("the configuration is not as it should be\n  ").unwrap().to_owned()
}

#[test]
fn a_variable_becomes_what_is_asked_for() {
    let config = variables(&[
        ("WZ_TITLE", "123"),
        ("WZ_WORKERS", "4"),
        ("WZ_OPEN", "1"),
        ("WZ_RATE", "0.5"),
        ("WZ_KIND", "large"),
        ("WZ_LANGUAGES", "en, de"),
        ("WZ_MAIL__SERVER", "a,b"),
        ("WZ_MAIL__MAX_SIZE", "18446744073709551615"),
        ("WZ_MAIL__HEADERS__X_A", "b"),
        ("WZ_PORT", "80"),
        ("PATH", "/bin"),
    ]);
    let shop: Shop = config.extract().unwrap();
    assert_eq!(shop.title, "123");
    assert_eq!((shop.workers, shop.open, shop.rate, &shop.kind), (4, true, Some(0.5), &Some(Kind::Large)));
    assert_eq!(shop.languages, ["en", "de"]);
    let mail = shop.mail.unwrap();
    assert_eq!((mail.server.as_str(), mail.max_size, mail.headers["x_a"].as_str()), ("a,b", u64::MAX, "b"));
    // The own ones are there for who asks.
    assert_eq!(config.get::<u16>("port"), Ok(80));
}

#[test]
fn mistakes_name_variable_key_value_and_what_was_expected() {
    let with = |name, value| variables(&[("WZ_TITLE", "a"), ("WZ_WORKERS", "4"), (name, value)]);
    for (name, value, message) in [
        ("WZ_WORKERS", "x", "WZ_WORKERS: `workers` is \"x\", expected a whole number from 0 to 65535"),
        ("WZ_WORKERS", "", "WZ_WORKERS: `workers` is \"\", expected a whole number from 0 to 65535"),
        ("WZ_WORKERS", "-1", "WZ_WORKERS: `workers` is \"-1\", expected a whole number from 0 to 65535"),
        ("WZ_OPEN", "maybe", "WZ_OPEN: `open` is \"maybe\", expected true or false"),
        ("WZ_KIND", "huge", "WZ_KIND: `kind` is \"huge\", expected one of small, large"),
        (
            "WZ_MAIL",
            "x",
            "WZ_MAIL: `mail` is \"x\", expected a table; a variable for each of its keys is `WZ_TABLE__KEY`",
        ),
        (
            "WZ_MAIL__SERVER",
            "x",
            "`mail.max-size` is missing: put it into the file, or set `WZ_MAIL__MAX_SIZE`",
        ),
        ("WZ_TITEL", "x", "has a key too many, `titel`: did you mean `title`?"),
        ("WZ_A__", "x", "WZ_A__: has a key without a name: write `WZ_KEY`, or `WZ_TABLE__KEY`"),
        ("WZ_TITLE__B", "x", "WZ_TITLE__B: is about what WZ_TITLE sets as a whole: take one of them away"),
        ("WZ_PROFILE", "prod", "WZ_PROFILE: is \"prod\", expected dev or release"),
    ] {
        assert_eq!(refused(&with(name, value)), message);
    }
    let missing = refused(&variables(&[("WZ_TITLE", "a")]));
    assert_eq!(missing, "`workers` is missing: put it into the file, or set `WZ_WORKERS`");
    let missing = Config::new().get::<u8>("mail.max-size").unwrap_err().problems()[0].to_string();
    assert_eq!(missing, "`mail.max-size` is missing: put it into the file, or set `WZ_MAIL__MAX_SIZE`");
}

#[test]
fn settings_that_are_of_the_type_and_wrong() {
    let problems = |name, value| {
        let mut problems = Vec::new();
        variables(&[(name, value)]).settings(Limits::new(), &mut problems);
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    for count in ["0", "1025", "18446744073709551615"] {
        let quoted = format!("WZ_WORKERS: `workers` is \"{count}\", expected a number from 1 to 1024");
        assert_eq!(problems("WZ_WORKERS", count), [quoted]);
    }
    for name in ["", "http://example.com", "example.com:80", "example.com/", ".example.com", "a b", "a,b"] {
        let problems = problems("WZ_SERVER_NAME", name);
        assert!(
            problems.len() == 1 && problems[0].contains("expected a name as `example.com`"),
            "{problems:?}"
        );
    }
    for (name, value) in [
        ("WZ_WORKERS", "1"),
        ("WZ_WORKERS", "1024"),
        ("WZ_SERVER_NAME", "localhost"),
        ("WZ_SERVER_NAME", "www.b\u{fc}cher.example"),
        ("WZ_SERVER_NAME", "10.0.0.1"),
    ] {
        assert_eq!(problems(name, value), [""; 0]);
    }
}

#[test]
fn secrets_are_told_to_nobody() {
    let config =
        variables(&[("WZ_DATABASE_URL", "hidden"), ("WZ_API_TOKEN", "hidden"), ("WZ_SECRET_KEY", "hidden")]);
    for key in ["database_url", "api_token", "secret_key"] {
        let error = config.get::<u16>(key).unwrap_err();
        assert!(!error.to_string().contains("hidden") && error.problems()[0].key() == Some(key), "{error}");
    }
    #[cfg(feature = "signed-cookies")]
    assert!(!config.keys().unwrap_err().to_string().contains("hidden"));
    assert!(!format!("{config:?}").contains("hidden"), "{config:?}");
    let app = App::new(Site).config(&config);
    assert!(!format!("{app:?}").contains("hidden"));
}

#[test]
fn settings_of_wz() {
    let config = variables(&[
        ("WZ_PORT", "8000"),
        ("WZ_HOST", "0.0.0.0"),
        ("WZ_HOSTS", "example.com,.example.org"),
        ("WZ_SERVER_NAME", "example.com"),
        ("WZ_LIMITS__BODY", "5MB"),
        ("WZ_LIMITS__FIRST_BYTE", "10s"),
        ("WZ_LIMITS__HEADER", "unlimited"),
        ("WZ_LIMITS__PARTS", "7"),
        ("WZ_PROFILE", "release"),
    ]);
    let app = App::new(Site).limits(Limits::new().form_fields(3)).config(&config);
    app.check().unwrap();
    let limits = app.set_limits();
    assert_eq!((limits.body, limits.form_fields, limits.multipart.parts), (5_000_000, 3, 7));
    assert_eq!(limits.first_byte, std::time::Duration::from_secs(10));
    assert_eq!(limits.multipart.header_bytes, usize::MAX);
    let get =
        |host| crate::test_support::block_on(app.call(crate::Request::get("/").with_header("host", host)));
    assert_eq!(
        (get("a.example.org").status(), get("b.example.net").status()),
        (200.try_into().unwrap(), 421.try_into().unwrap())
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let config = variables(&[
        ("WZ_PORT", "many"),
        ("WZ_HOSTS", "a b"),
        ("WZ_LIMITS__BODI", "1"),
        ("WZ_LIMITS__RATE", "1mb"),
        ("WZ_LIMITS__PING", "5"),
        ("WZ_PROT", "1"),
        ("WZ_TITLE", "a"),
        ("WZ_TITEL", "a"),
    ]);
    config.get::<String>("title").unwrap();
    let error = App::new(Site).config(&config).check().unwrap_err().to_string();
    let lines: Vec<_> = error.lines().skip(1).map(str::trim).collect();
    assert_eq!(lines.len(), 7, "{error}");
    for part in [
        "WZ_PORT: `port` is \"many\", expected",
        "WZ_HOSTS: `hosts` is not right: ",
        "WZ_LIMITS__BODI: `limits.bodi` is no limit: did you mean `body`?",
        "WZ_LIMITS__RATE: `limits.rate` is \"1mb\", expected a number of bytes",
        "WZ_LIMITS__PING: `limits.ping` is \"5\", expected a time",
        "WZ_PROT: `prot` is asked for by nobody: did you mean `port`?",
        "WZ_TITEL: `titel` is asked for by nobody: did you mean `title`?",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(part)), "{part}\n{error}");
    }
}

#[cfg(feature = "config")]
#[test]
fn files_have_profiles_and_variables_are_over_them() {
    let text = r#"
        [default]
        title = "Tea"
        workers = 1
        kind = "small"
        mail = { server = "a", max-size = 5 }
        [dev]
        workers = 2
        [release]
        workers = 3
        mail.server = "b"
    "#;
    let shop = |config: Config| config.with_toml(text).extract::<Shop>().unwrap();
    let dev = shop(Config::new().with_profile(Profile::Dev));
    assert_eq!((dev.workers, dev.mail.unwrap().server.as_str()), (2, "a"));
    let release =
        shop(variables(&[("WZ_PROFILE", "release"), ("WZ_MAIL__MAX_SIZE", "6"), ("WZ_TITLE", "Tee")]));
    assert_eq!((release.workers, release.title.as_str(), release.kind), (3, "Tee", Some(Kind::Small)));
    let mail = release.mail.unwrap();
    assert_eq!((mail.server.as_str(), mail.max_size), ("b", 6));
}

#[cfg(feature = "config")]
#[test]
fn mistakes_in_a_file_have_a_line() {
    for (text, message) in [
        (
            "[default]\ntitle = \"a\"\nworkers = \"4\"",
            "TOML:3: `workers` is \"4\", expected a whole number from 0 to 65535",
        ),
        (
            "[default]\ntitle = \"a\"\nworkers = 70000",
            "TOML:3: `workers` is 70000, expected a whole number from 0 to 65535",
        ),
        ("[default]\ntitle = 5", "TOML:2: `title` is 5, expected a text"),
        (
            "title = 5\n[default]",
            "TOML:1: `title` is in no profile: put it below `[default]`, for both of them, or below `[dev]` or `[release]`",
        ),
        ("[relaese]", "TOML:1: there is no profile `relaese`: did you mean `[release]`?"),
        ("dev = 1", "TOML:1: `dev` is a table: write `[dev]`"),
    ] {
        assert_eq!(refused(&Config::new().with_toml(text)), message);
    }
    let error = refused(&Config::new().with_toml("[default]\na = \nb = [\n"));
    assert!(
        error.lines().all(|line| line.trim().starts_with("TOML:")) && error.lines().count() > 1,
        "{error}"
    );
    let missing = refused(&Config::new().with_file("/no/such/file.toml"));
    assert!(missing.starts_with("/no/such/file.toml: cannot be read: "), "{missing}");
}

#[wz::post(
    "/limited",
    limits(
        body = "1MB",
        buffered = "2KiB",
        spool = 3,
        form_fields = 4,
        parts = 5,
        field = "6B",
        file = "7GB",
        header = "8KiB",
        first_byte = "9s",
        between_bytes = "10ms",
        rate = "11B",
        message = "12MB",
        frame = "unlimited",
        ping = "13min"
    )
)]
fn limited(request: &crate::Request) -> String {
    format!("{:?}", request.limits())
}

wz::routes! { Limited = limited }

#[test]
fn limits_are_called_what_they_are_in_an_attribute() {
    let config = variables(&[
        ("WZ_LIMITS__BODY", "1MB"),
        ("WZ_LIMITS__BUFFERED", "2KiB"),
        ("WZ_LIMITS__SPOOL", "3"),
        ("WZ_LIMITS__FORM_FIELDS", "4"),
        ("WZ_LIMITS__PARTS", "5"),
        ("WZ_LIMITS__FIELD", "6B"),
        ("WZ_LIMITS__FILE", "7GB"),
        ("WZ_LIMITS__HEADER", "8KiB"),
        ("WZ_LIMITS__FIRST_BYTE", "9s"),
        ("WZ_LIMITS__BETWEEN_BYTES", "10ms"),
        ("WZ_LIMITS__RATE", "11B"),
        ("WZ_LIMITS__MESSAGE", "12MB"),
        ("WZ_LIMITS__FRAME", "unlimited"),
        ("WZ_LIMITS__PING", "13min"),
    ]);
    let response =
        crate::test_support::block_on(App::new(Limited).call(crate::Request::post("/limited", "")));
    let by_attribute = String::from_utf8_lossy(response.body().as_bytes().unwrap()).into_owned();
    let app = App::new(Limited).config(&config);
    app.check().unwrap();
    assert_eq!(format!("{:?}", app.set_limits()), by_attribute);
}
