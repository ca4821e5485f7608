//! The rule of a route as a templated path.

use std::fmt::Write;

use crate::routing::Route;
use crate::routing::spec::{ConverterSpec, HostSpec, PartSpec, VariableSpec};

/// A templated path.
#[derive(Debug)]
pub(super) struct Template<'r> {
    /// As `/user/{id}`.
    pub(super) text: String,
    /// The same without names: paths that are alike in it are one path for OpenAPI.
    pub(super) key: String,
    /// In order.
    pub(super) variables: Vec<&'r VariableSpec<'r>>,
    /// Whether the template says all that the rule does about where its variables end.
    pub(super) is_exact: bool,
}

impl<'r> Template<'r> {
    /// The path of a route.
    pub(super) fn of(route: &Route<'r>) -> Template<'r> {
        let mut template =
            Template { text: String::new(), key: String::new(), variables: Vec::new(), is_exact: true };
        for segment in route.segments() {
            template.push("/");
            template.push(segment.text);
            template.parts(segment.parts);
        }
        if template.text.is_empty() {
            template.push("/");
        }
        template
    }

    fn parts(&mut self, parts: &'r [PartSpec<'r>]) {
        let mut count = 0;
        for part in parts {
            match part {
                PartSpec::Text(text) => self.push(text),
                PartSpec::Variable(variable) => {
                    count += 1;
                    self.is_exact &= count == 1 && !spans_segments(&variable.converter);
                    // Writing into a `String` cannot fail.
                    let _ = write!(self.text, "{{{}}}", variable.name);
                    self.key.push_str("{}");
                    self.variables.push(variable);
                }
            }
        }
    }

    /// Braces of the rule itself are text.
    fn push(&mut self, text: &str) {
        let text = text.replace('{', "%7B").replace('}', "%7D");
        self.text.push_str(&text);
        self.key.push_str(&text);
    }
}

fn spans_segments(converter: &ConverterSpec<'_>) -> bool {
    match converter {
        ConverterSpec::Path => true,
        ConverterSpec::Custom(custom) => custom.spans_segments,
        _ => false,
    }
}

/// The server that a route for a host is on: its URL, and the variables in it.
pub(super) fn server<'r>(
    host: &HostSpec<'r>,
    server_name: Option<&str>,
) -> (String, Vec<&'r VariableSpec<'r>>) {
    let (mut url, mut variables) = ("//".to_owned(), Vec::new());
    for part in host.parts {
        match part {
            PartSpec::Text(text) => url.push_str(text),
            PartSpec::Variable(variable) => {
                let _ = write!(url, "{{{}}}", variable.name);
                variables.push(variable);
            }
        }
    }
    if host.subdomain {
        if !host.parts.is_empty() {
            url.push('.');
        }
        match server_name {
            Some(name) => url.push_str(name),
            None => url.push_str("localhost"),
        }
    }
    (url, variables)
}
