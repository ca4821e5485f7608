//! A framework in the manner of Flask, made of pieces of wz: its rules and links for run time, its requests and responses, its
//! sessions and error pages. The server, the command line and the test client come with the [`App`] it becomes.

use std::any::type_name;
use std::fmt;
use std::sync::Arc;

use wz::app::ErrorPages;
use wz::datastructures::MultiDict;
use wz::header::{ContentType, HeaderMapExt};
use wz::html::Escaped;
use wz::prelude::*;
use wz::routing::map::{Binding, Map, MapAdapter, RoutingError, Rule, Value, Values};
use wz::session::{Key, Keys, Session, Sessions};

type View = dyn Fn(&Context<'_>) -> Response + Send + Sync;
type Before = dyn Fn(&Context<'_>) -> Result<Option<Response>> + Send + Sync;

/// What a rule leads to.
struct Endpoint {
    name: String,
    view: Box<View>,
}

impl PartialEq for Endpoint {
    fn eq(&self, other: &Endpoint) -> bool {
        self.name == other.name
    }
}

/// So that links are made by name.
impl PartialEq<str> for Endpoint {
    fn eq(&self, name: &str) -> bool {
        self.name == name
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// What a view sees of its request: Flask's `request`, `session` and `url_for`.
pub struct Context<'c> {
    pub request: &'c Request,
    pub form: MultiDict,
    pub session: Session,
    pub endpoint: &'c str,
    values: Values,
    urls: &'c MapAdapter<'c, Endpoint>,
}

impl Context<'_> {
    /// The value of an `<int:...>`.
    pub fn int(&self, name: &str) -> i128 {
        self.values.get(name).and_then(Value::as_int).unwrap_or_default()
    }

    /// The value of any other variable that is text.
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// The path of a view, which is known by the name of its function.
    pub fn url_for<V: Into<Value>>(
        &self,
        endpoint: &str,
        values: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Result<String> {
        Ok(self.urls.build(endpoint, values)?)
    }
}

/// An application: Flask's `Flask`.
pub struct Flask {
    rules: Vec<Rule<Endpoint>>,
    before: Vec<Box<Before>>,
    pages: ErrorPages,
    secret: &'static [u8],
}

impl Flask {
    /// With the secret that sessions are signed by: at least 32 bytes.
    pub fn new(secret: &'static [u8]) -> Flask {
        Flask { rules: Vec::new(), before: Vec::new(), pages: ErrorPages::new(), secret }
    }

    /// Answers GET by a view.
    pub fn route<R: IntoResponse, V>(self, rule: &str, view: V) -> Flask
    where
        V: Fn(&Context<'_>) -> R + Send + Sync + 'static,
    {
        self.route_for(["GET"], rule, view)
    }

    /// Answers these methods by a view. Its endpoint is the name of the function; that of a closure is its rule.
    pub fn route_for<'m, R: IntoResponse, V>(
        mut self,
        methods: impl IntoIterator<Item = &'m str>,
        rule: &str,
        view: V,
    ) -> Flask
    where
        V: Fn(&Context<'_>) -> R + Send + Sync + 'static,
    {
        let name = match type_name::<V>().rsplit("::").next() {
            Some(name) if !name.starts_with('{') => name,
            _ => rule,
        };
        let endpoint =
            Endpoint { name: name.to_owned(), view: Box::new(move |context| view(context).into_response()) };
        self.rules.push(Rule::to(rule, endpoint).methods(methods));
        self
    }

    /// Is called before each view; what it answers is the answer.
    pub fn before_request(
        mut self,
        hook: impl Fn(&Context<'_>) -> Result<Option<Response>> + Send + Sync + 'static,
    ) -> Flask {
        self.before.push(Box::new(hook));
        self
    }

    /// Error pages: Flask's `errorhandler`.
    pub fn error_pages(mut self, pages: impl FnOnce(ErrorPages) -> ErrorPages) -> Flask {
        self.pages = pages(self.pages);
        self
    }

    /// The application as one of wz: for its server, its test client, or to be mounted in another one.
    pub fn into_app(self) -> Result<App> {
        let dispatcher = Arc::new(Dispatcher { map: Map::new(self.rules)?, before: self.before });
        let sessions = Sessions::signed(Keys::new(Key::from_secret(self.secret)?));
        // A browser keeps no secure cookie of a site without TLS, which a debug build is likely to be.
        let sessions = if cfg!(debug_assertions) { sessions.insecure() } else { sessions };
        Ok(App::default().error_pages(self.pages).sessions(sessions).middleware(
            move |request: Request, _next: Next| {
                let dispatcher = Arc::clone(&dispatcher);
                async move { dispatcher.answer(request).await }
            },
        ))
    }
}

struct Dispatcher {
    map: Map<Endpoint>,
    before: Vec<Box<Before>>,
}

impl Dispatcher {
    async fn answer(&self, mut request: Request) -> Result<Response> {
        let urls = binding(&request).bind(&self.map).map_err(HttpError::from)?;
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
        let found = urls.find(&target, request.method()).map_err(|error| match error {
            // While it is written, a page that is not there says why.
            RoutingError::NotFound if cfg!(debug_assertions) => HttpError::not_found()
                .with_description(urls.explain(request.path(), request.method()).to_string()),
            error => error.into(),
        })?;
        let session = Session::from_request(&mut request).await?;
        let is_form =
            request.headers().typed::<ContentType>().is_ok_and(|of| of.is_some_and(|of| of.is_form()));
        let form = if is_form { request.form::<FormData>().await?.fields } else { MultiDict::new() };
        let Endpoint { name, view } = found.endpoint;
        let context =
            Context { request: &request, form, session, endpoint: name, values: found.values, urls: &urls };
        for hook in &self.before {
            if let Some(response) = hook(&context)? {
                return Ok(response);
            }
        }
        Ok(view(&context))
    }
}

/// Where links and redirects lead: to where the request came, below the place where the application is mounted.
fn binding(request: &Request) -> Binding {
    let header = || request.headers().get("host").and_then(|host| host.to_str().ok());
    let host = request.uri().authority().map(|host| host.as_str()).or_else(header).unwrap_or("localhost");
    Binding::new(host).scheme(request.scheme()).script_name(request.script_root())
}

/// Fills the `{name}`s of a template with values, escaped: Flask's `render_template_string`.
pub fn render(template: &str, values: &[(&str, &dyn fmt::Display)]) -> Html<String> {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        page.push_str(before);
        let value = values
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(String::new(), |(_, value)| value.to_string());
        page.push_str(&Escaped(&value).to_string());
        rest = after;
    }
    page.push_str(rest);
    Html(page)
}
