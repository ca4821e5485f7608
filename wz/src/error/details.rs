use std::fmt::{self, Write};
use std::sync::Arc;

use super::failure::Failure;
use crate::html::Escaped;
use crate::json_string::JsonString;
use crate::routing::Route;

/// What the page of a 500 says to who works on the program.
#[derive(Debug, Clone)]
pub(crate) struct Details {
    pub(crate) failure: Option<Arc<Failure>>,
    pub(crate) route: Option<Route<'static>>,
}

impl Details {
    /// Behind the page that all get.
    pub(super) fn html(&self, page: &mut String) -> fmt::Result {
        page.write_str("<hr>\n")?;
        if let Some(failure) = &self.failure {
            if let Some(kind) = kind(failure) {
                writeln!(page, "<h2>{}</h2>", Escaped(kind))?;
            }
            writeln!(page, "<pre>{}</pre>", Escaped(failure.error()))?;
            for cause in failure.causes() {
                writeln!(page, "<p>caused by:</p>\n<pre>{}</pre>", Escaped(cause))?;
            }
            if let Some(location) = failure.location() {
                writeln!(page, "<p>at <code>{}</code></p>", Escaped(location))?;
            }
        }
        if let Some(route) = &self.route {
            let place = route.location();
            writeln!(
                page,
                "<p>in the handler of <code>{}</code> ({}), <code>{}:{}</code></p>",
                Escaped(&route.rule()),
                Escaped(&route.endpoint()),
                Escaped(place.file),
                place.line,
            )?;
        }
        page.write_str(
            "<p><small>This part is for who works on the program: in the profile <code>dev</code>, on the machine \
             it runs on.</small></p>\n",
        )
    }

    /// As a member of a problem: `,"debug":{...}`.
    pub(super) fn member(&self, page: &mut String) -> fmt::Result {
        page.write_str(",\"debug\":{")?;
        let mut comma = "";
        if let Some(failure) = &self.failure {
            write!(page, "\"error\":{}", JsonString(failure.error()))?;
            if let Some(kind) = kind(failure) {
                write!(page, ",\"type\":{}", JsonString(kind))?;
            }
            page.write_str(",\"causes\":[")?;
            for (i, cause) in failure.causes().iter().enumerate() {
                write!(page, "{}{}", if i == 0 { "" } else { "," }, JsonString(cause))?;
            }
            page.write_char(']')?;
            if let Some(location) = failure.location() {
                write!(page, ",\"at\":{}", JsonString(location))?;
            }
            comma = ",";
        }
        if let Some(route) = &self.route {
            let place = route.location();
            write!(
                page,
                "{comma}\"rule\":{},\"endpoint\":{},\"file\":{},\"line\":{}",
                JsonString(&route.rule()),
                JsonString(&route.endpoint()),
                JsonString(place.file),
                place.line,
            )?;
        }
        page.write_char('}')
    }

    /// As lines of text.
    pub(super) fn text(&self, page: &mut String) -> fmt::Result {
        if let Some(failure) = &self.failure {
            match kind(failure) {
                Some(kind) => writeln!(page, "\n{kind}: {}", failure.error())?,
                None => writeln!(page, "\n{}", failure.error())?,
            }
            failure.causes().iter().try_for_each(|cause| writeln!(page, "  caused by: {cause}"))?;
            if let Some(location) = failure.location() {
                writeln!(page, "  at {location}")?;
            }
        }
        match &self.route {
            Some(route) => {
                let place = route.location();
                let (rule, endpoint) = (route.rule(), route.endpoint());
                writeln!(page, "  in the handler of {rule} ({endpoint}), {}:{}", place.file, place.line)
            }
            None => Ok(()),
        }
    }
}

/// The type of an error, or that it is a panic.
fn kind(failure: &Failure) -> Option<&str> {
    if failure.panicked() { Some("panic") } else { failure.type_name() }
}
