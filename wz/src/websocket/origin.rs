use http::StatusCode;

use crate::error::HttpError;
use crate::header::{HeaderMapExt, Origin};
use crate::request::{Request, is_same_origin};

/// Where the page comes from that opens a WebSocket, and which ones may.
///
/// A browser lets every page of the web open one, and sends the cookies along: what answers without looking at the
/// `Origin` answers in the name of whoever looks at that page.
#[derive(Debug)]
pub(super) struct OriginCheck {
    /// `None` when it is no page; `null` also for what is no origin.
    pub(super) origin: Option<Origin>,
    is_same: bool,
    allowed: Allowed,
}

#[derive(Debug)]
enum Allowed {
    /// The same one, and these.
    Some(Vec<Origin>),
    Any,
    /// The program has named one that is none.
    Wrong(String),
}

impl OriginCheck {
    pub(super) fn of(request: &Request) -> OriginCheck {
        let origin = request.headers().typed::<Origin>();
        let origin = origin.unwrap_or(Some(Origin::null()));
        let is_same = origin.as_ref().is_none_or(|origin| is_same_origin(origin, request));
        OriginCheck { origin, is_same, allowed: Allowed::Some(Vec::new()) }
    }

    pub(super) fn is_same(&self) -> bool {
        self.is_same
    }

    pub(super) fn allow(&mut self, origin: &str) {
        match (&mut self.allowed, origin.parse::<Origin>()) {
            (Allowed::Some(allowed), Ok(origin)) if !origin.is_null() => allowed.push(origin),
            (Allowed::Some(_), _) => self.allowed = Allowed::Wrong(origin.to_owned()),
            (Allowed::Any | Allowed::Wrong(_), _) => {}
        }
    }

    pub(super) fn allow_any(&mut self) {
        self.allowed = Allowed::Any;
    }

    pub(super) fn check(&self) -> Result<(), HttpError> {
        let Some(origin) = &self.origin else { return Ok(()) };
        let fits = self.is_same
            || match &self.allowed {
                Allowed::Some(allowed) => allowed.contains(origin),
                Allowed::Any => true,
                Allowed::Wrong(text) => {
                    let source = format!("`allow_origins` was given `{text}`, which is no origin");
                    return Err(HttpError::internal().with_source(source));
                }
            };
        if fits {
            return Ok(());
        }
        Err(HttpError::new(StatusCode::FORBIDDEN).with_description(format!(
            "Pages of `{origin}` may not open this WebSocket: only those of the host that the request is for. The program \
             can allow others: `WebSocketUpgrade::allow_origins`."
        )))
    }
}
