use http::{Method, Version};
use http_body::Body as _;

use super::read_body::{BodyWatch, ReadBody};
use super::{LintFinding, LintKind};
use crate::body::Body;
use crate::request::{Request, RouteWatch};

/// What is kept of a request until its response is there.
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) version: Version,
    path: String,
    route: RouteWatch,
    pub(super) body: Option<BodyWatch>,
}

impl Asked {
    pub(super) fn of(request: &mut Request) -> Asked {
        let body = (!request.body().is_end_stream()).then(|| {
            let (body, watch) = ReadBody::new(request.take_body());
            *request.body_mut() = Body::streamed(body);
            watch
        });
        Asked {
            method: request.method().clone(),
            version: request.version(),
            path: request.path().to_owned(),
            route: request.watch_route(),
            body,
        }
    }

    pub(super) fn finding(&self, kind: LintKind, message: String, section: &'static str) -> LintFinding {
        LintFinding {
            kind,
            message,
            section,
            method: self.method.clone(),
            path: self.path.clone(),
            route: self.route.route().map(|route| route.endpoint()),
        }
    }
}
