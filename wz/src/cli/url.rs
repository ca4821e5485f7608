//! `url`: the address of a route.

use super::usage_error::UsageError;
use crate::app::App;
use crate::routing::{BuildError, insert_origin, push_anchor};

/// What `url` is asked to print.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    endpoint: String,
    values: Vec<(String, String)>,
    scheme: Option<String>,
    host: Option<String>,
    anchor: Option<String>,
}

impl Address {
    /// Reads the words after `url`. `_scheme`, `_host` and `_anchor` are what they are in `url_for!`.
    pub(super) fn new(mut words: impl Iterator<Item = String>) -> Result<Address, UsageError> {
        let endpoint = words.next().ok_or_else(|| {
            UsageError("`url` needs the name of a route: `url NAME [KEY=VALUE]...`".to_owned())
        })?;
        let mut address = Address { endpoint, ..Address::default() };
        for word in words {
            let Some((key, value)) = word.split_once('=') else {
                return Err(UsageError(format!("`{word}` is not of the form `key=value`")));
            };
            let place = match key {
                "_scheme" => &mut address.scheme,
                "_host" => &mut address.host,
                "_anchor" => &mut address.anchor,
                _ => {
                    address.values.push((key.to_owned(), value.to_owned()));
                    continue;
                }
            };
            if place.replace(value.to_owned()).is_some() {
                return Err(twice(key));
            }
        }
        match (&address.scheme, &address.host) {
            (None, Some(_)) => Err(UsageError(
                "`_host` needs `_scheme` too: `_scheme=https`, or `_scheme=` for `//host/...`".to_owned(),
            )),
            (Some(_), None) => Err(UsageError("`_scheme` needs `_host` too: `_host=example.com`".to_owned())),
            _ => Ok(address),
        }
    }

    /// A key may be in a query several times, but a variable has one value.
    pub(super) fn check(&self, app: &App) -> Result<(), UsageError> {
        for route in app.routes().filter(|route| route.endpoint() == self.endpoint) {
            for name in route.variables() {
                if self.values.iter().filter(|(key, _)| key == name).count() > 1 {
                    return Err(twice(name));
                }
            }
        }
        Ok(())
    }

    pub(super) fn text(&self, app: &App) -> Result<String, BuildError> {
        let values: Vec<_> = self.values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let mut url = app.url_for(&self.endpoint, &values)?;
        if let Some(anchor) = &self.anchor {
            push_anchor(&mut url, anchor);
        }
        if let (Some(scheme), Some(host)) = (&self.scheme, &self.host) {
            insert_origin(&mut url, scheme, host);
        }
        Ok(url)
    }
}

fn twice(key: &str) -> UsageError {
    UsageError(format!("`{key}` is given twice: it has one value"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[wz::get("/wiki/<name>", endpoint = "page")]
    fn page(name: &str) {
        let _ = name;
    }

    wz::routes! { Site = page }

    fn printed(line: &str) -> Result<String, String> {
        let app = App::new(Site);
        let address = Address::new(line.split(' ').map(str::to_owned)).map_err(|error| error.to_string())?;
        address.check(&app).map_err(|error| error.to_string())?;
        address.text(&app).map_err(|error| error.to_string())
    }

    #[test]
    fn addresses() {
        for (line, url) in [
            ("page name=a=b x= tag=1 tag=2", "/wiki/a=b?x=&tag=1&tag=2"),
            ("page name=a _anchor=top", "/wiki/a#top"),
            ("page name=a _scheme=https _host=b.example:8443", "https://b.example:8443/wiki/a"),
            ("page name=a _host=b.example _scheme=", "//b.example/wiki/a"),
        ] {
            assert_eq!(printed(line), Ok(url.to_owned()), "{line}");
        }
    }

    #[test]
    fn mistakes_are_explained() {
        for (line, message) in [
            ("page name=a name=b", "`name` is given twice: it has one value"),
            ("page name=a _anchor=b _anchor=b", "`_anchor` is given twice: it has one value"),
            (
                "page name=a _host=b",
                "`_host` needs `_scheme` too: `_scheme=https`, or `_scheme=` for `//host/...`",
            ),
            ("page name=a _scheme=https", "`_scheme` needs `_host` too: `_host=example.com`"),
        ] {
            assert_eq!(printed(line), Err(message.to_owned()), "{line}");
        }
    }
}
