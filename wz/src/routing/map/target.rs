//! Where the target of a redirect lies.

use super::{MapError, RedirectTo, Rule};

/// What a target is relative to: told by its own text, never by the values in it, so that no request chooses the
/// host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// It has scheme and host.
    Absolute,
    /// `//host/...`
    Scheme,
    /// `/...`
    Host,
    /// Below the mount point.
    Mount,
}

/// What a target is seen from.
pub(super) struct Root {
    pub(super) scheme: String,
    pub(super) host: String,
    /// With a slash at both ends.
    pub(super) mount: String,
}

impl Target {
    /// Of a template, or of a URL as it is.
    pub(super) fn of(template: &str) -> Target {
        let text = template.split('<').next().unwrap_or("");
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        let is_scheme = |scheme: &str| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        };
        if text.starts_with("//") {
            Target::Scheme
        } else if text.starts_with('/') {
            Target::Host
        } else if scheme.is_some_and(is_scheme) {
            Target::Absolute
        } else {
            Target::Mount
        }
    }

    /// The whole URL.
    pub(super) fn join(self, root: &Root, url: &str) -> String {
        let Root { scheme, host, mount } = root;
        match self {
            Target::Absolute => url.to_owned(),
            Target::Scheme => format!("{scheme}:{url}"),
            Target::Host => format!("{scheme}://{host}{url}"),
            Target::Mount => format!("{scheme}://{host}{mount}{url}"),
        }
    }
}

/// Whether a redirect template can be read and has all its values.
///
/// # Errors
/// It cannot, or has not.
pub(super) fn check<E>(rule: &Rule<E>, names: &[String]) -> Result<(), MapError> {
    let Some(RedirectTo::Template(template)) = &rule.redirect_to else { return Ok(()) };
    for piece in wz_rule::parse_redirect(template).map_err(MapError::Rule)? {
        if let wz_rule::Piece::Placeholder(placeholder) = piece
            && !names.contains(&placeholder.name)
        {
            return Err(MapError::RedirectValue { rule: rule.template.clone(), name: placeholder.name });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::map::{Binding, Map, RoutingError, Value};

    fn redirected(target: &str, path: &str) -> String {
        let rule = Rule::new("/<user>/<path:rest>", "x").redirect_to(target).default("page", "a b");
        let map = Map::new([rule]).unwrap();
        let urls = Binding::new("example.com").script_name("/app").bind(&map).unwrap();
        match urls.find(path, &http::Method::GET) {
            Err(RoutingError::Redirect { url }) => url,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn values_do_not_choose_the_host() {
        for target in ["<rest>", "<user><rest>"] {
            let url = redirected(target, "/http:/http://evil.example/x");
            assert!(url.starts_with("http://example.com/app/http:"), "{url}");
        }
        assert_eq!(redirected("/<rest>", "/a/evil.example"), "http://example.com/evil.example");
        assert_eq!(redirected("https://b.example/<rest>", "/a/b"), "https://b.example/b");
        assert_eq!(redirected("//b.example/<rest>", "/a/b"), "http://b.example/b");
    }

    #[test]
    fn the_query_stands_before_the_fragment() {
        assert_eq!(redirected("n#<user>", "/a/b?q=1"), "http://example.com/app/n?q=1#a");
        assert_eq!(redirected("n?k=<user>#x?", "/a/b?q=1"), "http://example.com/app/n?k=a&q=1#x?");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(redirected("\u{e9} %20/<page>", "/a/b"), "http://example.com/app/%C3%A9%20%20/a%20b");
        assert_eq!(redirected("http://[::1]/<user>", "/a/b"), "http://[::1]/a");
    }

    #[test]
    fn templates_are_checked() {
        let made = |target: &str| Map::new([Rule::new("/<id>", "x").redirect_to(target)]);
        assert_eq!(
            made("new/<di>").unwrap_err().to_string(),
            "`/<id>` redirects to a URL with `<di>`, a name that it has no value for"
        );
        assert!(matches!(made("new/<id"), Err(MapError::Rule(_))));
    }

    #[test]
    fn defaults_lead_elsewhere() {
        let page = || Rule::new("/live", "live").default("page", 1);
        let more = Rule::new("/live/<int:page>", "live").websocket();
        let map = Map::new([page(), page().websocket(), more]).unwrap();
        let urls = map.bind("example.com").unwrap();
        assert_eq!(urls.find_websocket("/live").unwrap().values.get("page"), Some(&Value::Int(1)));
        let error = urls.find_websocket("/live/1").unwrap_err();
        assert_eq!(error, RoutingError::Redirect { url: "http://example.com/live".to_owned() });
    }
}
