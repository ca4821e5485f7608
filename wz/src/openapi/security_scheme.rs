use serde_json::{Map, Value, json};

/// How a client says who it is (OpenAPI 3.1, section 4.8.27).
///
/// ```
/// use wz::openapi::{OpenApi, SecurityScheme};
///
/// let api = OpenApi::new("Shop", "1")
///     .security_scheme("session", SecurityScheme::api_key_in_cookie("session"))
///     .security_scheme("login", SecurityScheme::open_id_connect("https://id.example/.well-known/openid-configuration"));
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct SecurityScheme(Map<String, Value>);

impl SecurityScheme {
    fn new(members: Value) -> SecurityScheme {
        match members {
            Value::Object(members) => SecurityScheme(members),
            _ => SecurityScheme(Map::new()),
        }
    }

    /// A name and a password (RFC 7617).
    pub fn basic() -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "http", "scheme": "basic" }))
    }

    /// A token in `Authorization: Bearer` (RFC 6750).
    pub fn bearer() -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "http", "scheme": "bearer" }))
    }

    /// A key in a header of this name.
    pub fn api_key_in_header(name: &str) -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "apiKey", "in": "header", "name": name }))
    }

    /// A key in the query, under this name.
    pub fn api_key_in_query(name: &str) -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "apiKey", "in": "query", "name": name }))
    }

    /// A key in a cookie of this name: that of a session, say.
    pub fn api_key_in_cookie(name: &str) -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "apiKey", "in": "cookie", "name": name }))
    }

    /// OAuth 2 with an authorization code: the two URLs, and the scopes with what each of them is for.
    pub fn oauth2<'s>(
        authorization_url: &str,
        token_url: &str,
        scopes: impl IntoIterator<Item = (&'s str, &'s str)>,
    ) -> SecurityScheme {
        let scopes: Map<String, Value> =
            scopes.into_iter().map(|(name, about)| (name.to_owned(), about.into())).collect();
        SecurityScheme::new(json!({ "type": "oauth2", "flows": { "authorizationCode": {
            "authorizationUrl": authorization_url, "tokenUrl": token_url, "scopes": scopes,
        } } }))
    }

    /// OpenID Connect, by the URL of its configuration.
    pub fn open_id_connect(url: &str) -> SecurityScheme {
        SecurityScheme::new(json!({ "type": "openIdConnect", "openIdConnectUrl": url }))
    }

    /// Adds a text about it, in CommonMark.
    pub fn description(mut self, text: impl Into<String>) -> SecurityScheme {
        self.0.insert("description".to_owned(), text.into().into());
        self
    }

    pub(super) fn into_value(self) -> Value {
        self.0.into()
    }
}
