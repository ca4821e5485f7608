use std::fmt;
use std::sync::Arc;

use super::issued::{Issued, Place};
use super::sent::sent;
use super::{Comes, Csrf};
use crate::cookie::Keys;
use crate::error::HttpError;
use crate::handler::{FromRequest, Requirements};
use crate::middleware::Next;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::session::Session;

/// How forms get tokens, for [`Csrf::tokens`] (feature `sessions`).
///
/// A client has a secret, in its session or in a cookie of its own. A page that has it send something gets a
/// [`CsrfToken`](super::CsrfToken): the secret, masked anew for each page, so that nothing can be learned from the length of a
/// compressed page (BREACH). What comes back has to be one of that secret:
///
/// - in the header `X-CSRF-Token`, for requests of scripts;
/// - or as the field `csrf_token` of a form. Of a form with files (`multipart/form-data`) it has to be the **first** field:
///   nothing behind that is read before the handler is called, so that long files are not held in memory. A plain form is
///   held in memory, and its handler can still read it.
#[derive(Clone)]
#[must_use = "they are given to `Csrf::tokens`"]
pub struct CsrfTokens {
    pub(super) place: Place,
    when_unknown: bool,
}

impl CsrfTokens {
    /// The secret is in the session, where [`App::sessions`](crate::App::sessions) is called before the middleware is added.
    /// Who signs in gets a new one, by [`Session::regenerate`].
    pub fn in_session() -> CsrfTokens {
        CsrfTokens { place: Place::Session, when_unknown: false }
    }

    /// The secret is in a signed cookie, `csrf`: for applications without sessions. Whoever can set cookies for this site, by
    /// another host of its domain, can put their own into a browser: call it `__Host-csrf` if there are such hosts.
    pub fn in_cookie(keys: Keys) -> CsrfTokens {
        let place = Place::Cookie { keys, name: "csrf".to_owned(), secure: true };
        CsrfTokens { place, when_unknown: false }
    }

    /// Calls the cookie otherwise.
    pub fn cookie_name(mut self, to: impl Into<String>) -> CsrfTokens {
        if let Place::Cookie { name, .. } = &mut self.place {
            *name = to.into();
        }
        self
    }

    /// Sends the cookie over plain HTTP, too. Only for a network of which you know all.
    pub fn insecure(mut self) -> CsrfTokens {
        if let Place::Cookie { secure, .. } = &mut self.place {
            *secure = false;
        }
        self
    }

    /// Asks for a token only where neither `Sec-Fetch-Site` nor `Origin` says where a request comes from. Without this, each
    /// request needs one that may change something.
    pub fn when_unknown(mut self) -> CsrfTokens {
        self.when_unknown = true;
        self
    }

    pub(super) fn requires(&self, needs: &mut Requirements) {
        if matches!(self.place, Place::Session) {
            Session::requires(needs);
        }
    }

    pub(super) async fn guard(self: Arc<Self>, comes: Comes, mut request: Request, next: Next) -> Response {
        let is_asked = match comes {
            Comes::Freely => false,
            Comes::FromHere => !self.when_unknown,
            Comes::FromSomewhere | Comes::FromElsewhere => true,
        };
        let issued = Issued::new(self, &request);
        if is_asked && let Err(refused) = check(&issued, &mut request).await {
            return refused.into_response();
        }
        request.extensions_mut().insert(issued.clone());
        let response = next.run(request).await;
        issued.finish(response)
    }
}

async fn check(issued: &Issued, request: &mut Request) -> Result<(), HttpError> {
    let Some(token) = sent(request).await? else {
        return Err(HttpError::forbidden().with_description(
            "The token of the form is missing. It is sent as the field `csrf_token`, the first one of a form with files, or in \
             the header `X-CSRF-Token`.",
        ));
    };
    let Some(secret) = issued.secret(request).await? else {
        return Err(HttpError::forbidden().with_description(
            "The cookie is missing that belongs to the token of the form. Allow cookies for this site, load the page again, \
             and send the form once more.",
        ));
    };
    if secret.has_made(&token) {
        return Ok(());
    }
    Err(HttpError::forbidden().with_description(
        "The token of the form is not, or no longer, one of yours. Load the page again, and send the form once more.",
    ))
}

impl Csrf {
    /// Asks for tokens as well (feature `sessions`): for clients that do not say where their requests come from, and as a
    /// second lock.
    ///
    /// Pages that are [trusted](Csrf::trust) and paths that are [exempt](Csrf::exempt) need none. A request without one gets
    /// 403, which says what is missing.
    ///
    /// ```
    /// use wz::middleware::{Csrf, CsrfToken, CsrfTokens};
    /// use wz::prelude::*;
    /// use wz::session::{Key, Keys};
    /// use wz::testing::Client;
    ///
    /// #[get("/transfer")]
    /// fn form(csrf: CsrfToken) -> Html<String> {
    ///     Html(format!("<form method=post>{} <input name=to> <button>Send</button></form>", csrf.input()))
    /// }
    ///
    /// #[post("/transfer")]
    /// fn transfer(form: Form<FormData>) -> Result<String> {
    ///     Ok(format!("to {}", form.fields.get("to").or_404("To whom?")?))
    /// }
    ///
    /// routes! { Site = form, transfer }
    ///
    /// # fn main() {
    /// let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes").unwrap());
    /// let csrf = Csrf::new().tokens(CsrfTokens::in_cookie(keys));
    /// let client = Client::new(App::new(Site).middleware(csrf));
    ///
    /// let page = client.get("/transfer").send();
    /// let token = page.text().split('"').nth(5).unwrap().to_owned();
    /// let sent = client.post("/transfer").form([("csrf_token", token.as_str()), ("to", "Ada")]).send();
    /// assert_eq!(sent.text(), "to Ada");
    /// client.post("/transfer").header("x-csrf-token", &token).form([("to", "Ada")]).send().assert_status(200);
    /// client.post("/transfer").form([("to", "Eve")]).send().assert_status(403);
    /// # }
    /// ```
    pub fn tokens(mut self, tokens: CsrfTokens) -> Csrf {
        self.tokens = Some(Arc::new(tokens));
        self
    }
}

impl fmt::Debug for CsrfTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match &self.place {
            Place::Session => "in the session",
            Place::Cookie { name, .. } => name,
        };
        f.debug_struct("CsrfTokens").field("place", &place).field("when_unknown", &self.when_unknown).finish()
    }
}
