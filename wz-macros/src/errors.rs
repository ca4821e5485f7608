use proc_macro2::{Span, TokenStream};
use syn::{Error, LitStr};
use wz_rule::RuleError;

/// What is wrong with the input of a macro: collected, so that one run reports everything.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn add(&mut self, span: Span, message: impl std::fmt::Display) {
        self.push(Error::new(span, message));
    }

    pub(crate) fn rule(&mut self, rule: &LitStr, error: &RuleError) {
        self.push(rule_error(rule, error));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The first as an expression, of which there can be only one.
    pub(crate) fn into_expression(self) -> TokenStream {
        self.0
            .and_then(|errors| errors.into_iter().next())
            .map(|error| error.to_compile_error())
            .unwrap_or_default()
    }

    /// One `compile_error!` for each.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.map(|error| error.to_compile_error()).unwrap_or_default()
    }
}

/// About a rule or prefix with `.` or `..` between two slashes.
pub(crate) const DOT_SEGMENT: &str =
    "browsers and clients resolve this before they send a request, so that it never matches: leave it out";

/// A mistake in a rule, with a picture of the place unless there is nothing to be seen.
pub(crate) fn rule_error(rule: &LitStr, error: &RuleError) -> Error {
    if rule.value().is_empty() {
        return Error::new(rule.span(), error.message());
    }
    Error::new(rule.span(), error)
}

/// `#[diagnostic::do_not_recommend]`: of a route or a set of another crate, which is no help in an error.
pub(crate) fn is_diagnostic(attribute: &syn::Attribute) -> bool {
    attribute.path().segments.first().is_some_and(|first| first.ident == "diagnostic")
}
