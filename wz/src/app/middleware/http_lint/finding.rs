use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::Method;

use super::LintKind;
use crate::log::Shown;

/// Something that a response gets wrong. [`Display`](fmt::Display) writes it as a line, in which what could play tricks with a
/// terminal is escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFinding {
    pub(super) kind: LintKind,
    pub(super) message: String,
    pub(super) section: &'static str,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) route: Option<String>,
}

impl LintFinding {
    /// What it is about.
    pub fn kind(&self) -> LintKind {
        self.kind
    }

    /// What is wrong, in a sentence. Values of headers may be quoted in it.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where that is said: `RFC 9110 section 8.6`.
    pub fn section(&self) -> &'static str {
        self.section
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path of the request.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The dotted name of the route that has answered; `None` when there was none.
    pub fn route(&self) -> Option<&str> {
        self.route.as_deref()
    }
}

impl fmt::Display for LintFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http lint: {} {}", Shown(self.method.as_str()), Shown(&self.path))?;
        if let Some(route) = &self.route {
            write!(f, " (route `{route}`)")?;
        }
        write!(f, ": {} ({})", Shown(&self.message), self.section)
    }
}

/// The findings of a [`HttpLint`](super::HttpLint) in a test. Clones share them; the last thousand are kept.
///
/// ```
/// use wz::middleware::HttpLint;
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn index() -> &'static str {
///     "fine"
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let (lint, findings) = HttpLint::new().always().collect();
/// runtime.block_on(App::new(Site).middleware(lint).call(Request::get("/")));
/// assert_eq!(findings.take(), []);
/// ```
#[derive(Debug, Clone, Default)]
pub struct LintFindings(Arc<Mutex<Vec<LintFinding>>>);

const MOST: usize = 1000;

impl LintFindings {
    /// Takes those that are there.
    #[must_use]
    pub fn take(&self) -> Vec<LintFinding> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn add(&self, finding: LintFinding) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.remove(0);
        }
        all.push(finding);
    }
}
