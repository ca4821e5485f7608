//! Pages, made of the templates.

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, Value, context};
use serde::Serialize;
use wz::app::{ErrorContext, ErrorPages};
use wz::handler::{FromRequest, Requirements};
use wz::html::Escaped;
use wz::middleware::CspNonce;
use wz::prelude::*;
use wz::session::Session;

/// The templates, read when the program starts.
pub struct Templates(Environment<'static>);

impl Templates {
    pub fn new() -> Result<Templates> {
        let mut templates = Environment::new();
        // `.html` at the end has what is put in escaped.
        templates.add_template("base.html", include_str!("templates/base.html"))?;
        templates.add_template("details.html", include_str!("templates/details.html"))?;
        templates.add_template("error.html", include_str!("templates/error.html"))?;
        templates.add_template("index.html", include_str!("templates/index.html"))?;
        let site = App::new(crate::Site);
        templates
            .add_function("url_for", move |endpoint: &str, values: Kwargs| url_for(&site, endpoint, &values));
        Ok(Templates(templates))
    }

    fn render(&self, name: &str, values: Value) -> Result<Html<String>> {
        Ok(Html(self.0.get_template(name)?.render(values)?))
    }
}

/// `url_for("details", id="7")`: with `_external=true` all of the URL, as Flask has it. A link that cannot be made is an error
/// of the page, which says why.
fn url_for(site: &App, endpoint: &str, values: &Kwargs) -> Result<Value, Error> {
    let mut texts = Vec::new();
    for name in values.args().filter(|name| *name != "_external") {
        texts.push((name, values.get::<Value>(name)?.to_string()));
    }
    let texts: Vec<_> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let path = site.url_for(endpoint, texts).map_err(|error| {
        Error::new(ErrorKind::InvalidOperation, "there is no such link").with_source(error)
    })?;
    let here = wz::context::current();
    let external = values.get::<Option<bool>>("_external")?.unwrap_or(false);
    let url = match here {
        Some(here) if external => here.url(&path).unwrap_or(path),
        // Mounted below a prefix, all links are.
        Some(here) => format!("{}{path}", here.script_root()),
        None => path,
    };
    // The engine escapes slashes, too, which nobody can read.
    Ok(html(Escaped(&url).to_string()))
}

/// HTML that is not to be escaped.
pub fn html(text: String) -> Value {
    Value::from_safe_string(text)
}

/// What a handler makes its page with: the templates, and what all of them show.
pub struct Page {
    templates: State<Templates>,
    nonce: CspNonce,
    session: Session,
}

impl Page {
    /// A page with these values. Messages for its reader are on it, and not on the next one; so it is for nobody else.
    pub fn render(&self, name: &str, values: impl Serialize) -> Result<Response> {
        let own = context! { nonce => self.nonce.as_str(), flashes => self.session.take_flashes() };
        let page = self.templates.render(name, context! { ..own, ..Value::from_serialize(values) })?;
        Ok(page.into_response().with_header("cache-control", "private, no-cache"))
    }
}

impl FromRequest for Page {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<Page, HttpError> {
        Ok(Page {
            templates: State::from_request(request).await?,
            nonce: CspNonce::from_request(request).await?,
            session: Session::from_request(request).await?,
        })
    }

    fn requires(needs: &mut Requirements) {
        needs.state::<Templates>();
        Session::requires(needs);
    }
}

/// Errors look as all other pages do.
pub fn error_pages() -> ErrorPages {
    ErrorPages::html().any(error_page)
}

fn error_page(error: &HttpError, context: &ErrorContext<'_>) -> Result<Html<String>> {
    let templates = context.state::<Templates>().or_404("There are no templates.")?;
    let status = error.status();
    let values = context! {
        status => status.as_u16(),
        reason => status.canonical_reason(),
        description => error.description(),
        // To who works on the program, on this machine.
        failure => context.failure().map(ToString::to_string),
    };
    templates.render("error.html", values)
}
