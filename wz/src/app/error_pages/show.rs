use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::ErrorContext;
use crate::app::asked::Asked;
use crate::app::{Inner, panic};
use crate::error::{HttpError, PageFormat, rewrite, vary_by_accept};
use crate::response::Response;

impl Inner {
    /// Puts the page that the application or the client wants in place of the plain one.
    pub(in crate::app) fn show(&self, asked: &Asked, error: &HttpError, response: &mut Response) {
        let details = self.details(asked.details, response);
        let failure = details.as_ref().and_then(|details| details.failure.as_deref());
        let context = ErrorContext { asked, shared: &self.shared, failure };
        let path = asked.path();
        let pages =
            self.error_pages.iter().filter(|below| below.prefix.contains(path)).map(|below| &below.pages);
        for pages in pages {
            if pages.html_only {
                vary_by_accept(response.headers_mut());
                if context.format() != PageFormat::Html {
                    continue;
                }
            }
            match panic::catch(|| pages.pages.iter().find_map(|page| (page.write)(error, &context))) {
                Ok(Some(page)) => return replace(response, page),
                Ok(None) => {}
                Err(failure) => {
                    self.report(&asked.method, path, &failure);
                    break;
                }
            }
        }
        rewrite(response, error, &context.accept(), details.as_ref());
    }
}

/// Keeps what the page says nothing of: the status, headers, the failure behind it.
fn replace(response: &mut Response, page: Response) {
    let (head, body) = page.into_parts();
    let mut page = Response::new(body);
    if head.status == StatusCode::OK {
        page = page.with_status(response.status());
    } else {
        page = page.with_status(head.status);
    }
    response.headers_mut().remove(CONTENT_TYPE);
    std::mem::swap(page.headers_mut(), response.headers_mut());
    page.add_headers(head.headers);
    let own = head.extensions;
    if page.status().is_server_error() {
        std::mem::swap(page.extensions_mut(), response.extensions_mut());
    }
    page.extensions_mut().extend(own);
    *response = page;
}
