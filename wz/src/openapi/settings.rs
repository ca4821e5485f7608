use serde_json::{Map, Value, json};

use super::SecurityScheme;

/// What a document says that no route knows: what the interface is called, where it is served, how who asks is known.
///
/// ```
/// use wz::openapi::{OpenApi, SecurityScheme};
/// use wz::prelude::*;
///
/// /// A user.
/// ///
/// /// Those who have left are 404.
/// #[get("/user/<int(min=1):id>")]
/// fn user(id: u32) -> Option<String> {
///     None
/// }
///
/// routes! { pub Site = user }
///
/// let api = OpenApi::new("People", "2.1.0")
///     .description("Who works here.")
///     .server("https://api.example.com", "production")
///     .security_scheme("key", SecurityScheme::api_key_in_header("x-key"))
///     .security("key", []);
/// let document = wz::openapi::document(&App::new(Site).openapi(api)).to_json();
/// assert_eq!(document["info"]["title"], "People");
/// let operation = &document["paths"]["/user/{id}"]["get"];
/// assert_eq!(operation["summary"], "A user.");
/// assert_eq!(operation["parameters"][0]["schema"]["minimum"], 1);
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct OpenApi {
    pub(super) info: Map<String, Value>,
    pub(super) servers: Vec<Value>,
    pub(super) tags: Vec<Value>,
    pub(super) schemes: Map<String, Value>,
    pub(super) security: Vec<Value>,
    pub(super) below: Vec<String>,
}

impl OpenApi {
    /// The name of the interface, and its version: not that of OpenAPI.
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> OpenApi {
        let mut info = Map::new();
        info.insert("title".to_owned(), title.into().into());
        info.insert("version".to_owned(), version.into().into());
        OpenApi {
            info,
            servers: Vec::new(),
            tags: Vec::new(),
            schemes: Map::new(),
            security: Vec::new(),
            below: Vec::new(),
        }
    }

    /// A text about the interface, in CommonMark.
    pub fn description(self, text: impl Into<String>) -> OpenApi {
        self.info("description", text.into().into())
    }

    /// The terms it may be used by: a URL.
    pub fn terms_of_service(self, url: impl Into<String>) -> OpenApi {
        self.info("termsOfService", url.into().into())
    }

    /// Whom to ask: a name and a mail address.
    pub fn contact(self, name: impl Into<String>, email: impl Into<String>) -> OpenApi {
        self.info("contact", json!({ "name": name.into(), "email": email.into() }))
    }

    /// Its licence: a name and a URL.
    pub fn license(self, name: impl Into<String>, url: impl Into<String>) -> OpenApi {
        self.info("license", json!({ "name": name.into(), "url": url.into() }))
    }

    fn info(mut self, key: &str, value: Value) -> OpenApi {
        self.info.insert(key.to_owned(), value);
        self
    }

    /// Where it is served: a URL, or a path from where the document is. Called again, it adds another one. Without any it is
    /// served where the document is.
    pub fn server(mut self, url: impl Into<String>, description: impl Into<String>) -> OpenApi {
        self.servers.push(json!({ "url": url.into(), "description": description.into() }));
        self
    }

    /// Only the routes below a prefix are in the document: those for programs, beside which there are pages for people. `/api` is
    /// a prefix of `/api` and `/api/x`, not of `/apis`. Called again, it adds another one.
    pub fn below(mut self, prefix: impl Into<String>) -> OpenApi {
        self.below.push(prefix.into().trim_end_matches('/').to_owned());
        self
    }

    /// Whether a path is in the document.
    pub(super) fn covers(&self, path: &str) -> bool {
        let is_below = |prefix: &String| {
            path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.below.is_empty() || self.below.iter().any(is_below)
    }

    /// A text about the operations with a tag: the dotted name of their handlers' module below the crate.
    pub fn tag(mut self, name: impl Into<String>, description: impl Into<String>) -> OpenApi {
        self.tags.push(json!({ "name": name.into(), "description": description.into() }));
        self
    }

    /// A way to be known, under a name of its own.
    pub fn security_scheme(mut self, name: impl Into<String>, scheme: SecurityScheme) -> OpenApi {
        self.schemes.insert(name.into(), scheme.into_value());
        self
    }

    /// Every operation needs what this scheme says, with these scopes, unless an
    /// [extractor](super::OperationInput) of its own says otherwise. Called again, it adds another way: one of them will do.
    pub fn security<'s>(mut self, name: &str, scopes: impl IntoIterator<Item = &'s str>) -> OpenApi {
        let scopes: Vec<&str> = scopes.into_iter().collect();
        self.security.push(json!({ name: scopes }));
        self
    }
}

impl Default for OpenApi {
    /// What an application has that says nothing.
    fn default() -> OpenApi {
        OpenApi::new("API", "0")
    }
}
