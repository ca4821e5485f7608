//! Rules and outcomes in words, whatever they are the rules and outcomes of.

use super::super::{MethodSet, Outcome, Route};

/// A rule in words.
pub(crate) struct RuleText {
    pub(crate) rule: String,
    pub(crate) endpoint: String,
    pub(crate) methods: MethodSet,
    pub(crate) websocket: bool,
    /// The pattern that the host must have.
    pub(crate) host: Option<String>,
    /// Whether that is a pattern for the subdomain only.
    pub(crate) subdomain: bool,
}

/// A rule that can be put into words.
pub(crate) trait Described {
    fn described(&self) -> RuleText;
}

impl Described for Route<'_> {
    fn described(&self) -> RuleText {
        RuleText {
            rule: self.rule(),
            endpoint: self.endpoint(),
            methods: self.methods(),
            websocket: self.is_websocket(),
            host: self.host().map(|host| host.pattern.to_owned()),
            subdomain: self.host().is_some_and(|host| host.subdomain),
        }
    }
}

/// What a request gets, in words.
pub(crate) enum Outline<'o> {
    Matched {
        rule: String,
        endpoint: String,
        /// The names of the variables, and their values as they are shown.
        values: Vec<(&'o str, String)>,
    },
    Redirect {
        location: &'o str,
    },
    NotAllowed {
        allow: MethodSet,
    },
    WebsocketMismatch,
    NotFound,
}

/// An outcome that can be put into words.
pub(crate) trait Outlined {
    fn outline(&self) -> Outline<'_>;

    /// Whether a request for `OPTIONS` is answered when no rule does it.
    const ANSWERS_OPTIONS: bool;
}

impl Outlined for Outcome<'_> {
    fn outline(&self) -> Outline<'_> {
        match self {
            Outcome::Matched(matched) => {
                let shown = |(i, name)| (name, format!("{:?}", matched.captures.text(i)));
                Outline::Matched {
                    rule: matched.route.rule(),
                    endpoint: matched.route.endpoint(),
                    values: matched.route.variables().enumerate().map(shown).collect(),
                }
            }
            Outcome::Redirect { location } => Outline::Redirect { location },
            Outcome::MethodNotAllowed { allow } => Outline::NotAllowed { allow: *allow },
            Outcome::WebsocketMismatch => Outline::WebsocketMismatch,
            Outcome::NotFound => Outline::NotFound,
        }
    }

    /// The application does.
    const ANSWERS_OPTIONS: bool = true;
}
