use super::automaton::Automaton;
use super::find::{Decision, find_straight, find_with_care};
use super::lookup::Lookup;
use super::matcher::Fast;
use super::params::Params;
use super::variable::IntText;
use super::{Captures, MethodSet};

/// What is at a path: the bare lookup, for those who want a router and nothing else.
///
/// Compared with [`Outcome`](super::Outcome) nothing is owned: the variables are spans of the path that was
/// asked for, and nothing is allocated, unless the path has percent escapes.
#[derive(Debug)]
pub struct At<'p> {
    path: &'p str,
    params: Params,
    kind: Kind,
    /// What only unusual answers have. A pointer: the usual ones should not carry its size around.
    extra: Option<Box<Extra>>,
}

/// What there is, apart from variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer<'a> {
    /// A rule: its position in the table or map.
    Found(usize),
    /// The path with a slash at the end, or without runs of slashes, is the one to ask for.
    Redirect {
        /// That path.
        path: &'a str,
    },
    /// Rules, but not for this method.
    MethodNotAllowed {
        /// The methods there are.
        allow: MethodSet,
    },
    /// Only rules for WebSockets.
    WebsocketMismatch,
    /// No rule.
    NotFound,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Found(u16),
    Redirect,
    MethodNotAllowed(MethodSet),
    WebsocketMismatch,
    NotFound,
}

#[derive(Debug)]
enum Extra {
    /// The variables, when their text had to be decoded.
    Decoded(Captures),
    Redirect(String),
}

impl<'p> At<'p> {
    /// Made here and filled by [`search`](Self::search): a value that large is not to be moved.
    #[inline(always)]
    pub(super) fn new(path: &'p str) -> At<'p> {
        At { path, params: Params::default(), kind: Kind::NotFound, extra: None }
    }

    #[inline]
    pub(super) fn search(&mut self, automaton: &Automaton<'_>, method: MethodSet) {
        match find_straight(automaton, self.path, method.bits(), &mut self.params) {
            Fast::Route(route) => self.kind = Kind::Found(route),
            Fast::NotFound => {}
            Fast::Unsure => self.search_with_care(automaton, method),
        }
    }

    #[cold]
    fn search_with_care(&mut self, automaton: &Automaton<'_>, method: MethodSet) {
        let lookup =
            Lookup { path: self.path, method, websocket: false, host: None, subdomain: None, any_host: true };
        self.kind = match find_with_care(automaton, &lookup, &mut self.params) {
            Decision::Route { index } => Kind::Found(index as u16),
            Decision::Decoded { index, captures } => {
                self.extra = Some(Box::new(Extra::Decoded(captures)));
                Kind::Found(index as u16)
            }
            Decision::Redirect { path } => {
                self.extra = Some(Box::new(Extra::Redirect(path)));
                Kind::Redirect
            }
            Decision::MethodNotAllowed { allow } => Kind::MethodNotAllowed(allow),
            Decision::WebsocketMismatch => Kind::WebsocketMismatch,
            Decision::NotFound => Kind::NotFound,
        };
    }

    /// What there is.
    pub fn answer(&self) -> Answer<'_> {
        match (self.kind, self.extra.as_deref()) {
            (Kind::Found(index), _) => Answer::Found(usize::from(index)),
            (Kind::Redirect, Some(Extra::Redirect(path))) => Answer::Redirect { path },
            (Kind::MethodNotAllowed(allow), _) => Answer::MethodNotAllowed { allow },
            (Kind::WebsocketMismatch, _) => Answer::WebsocketMismatch,
            (Kind::NotFound | Kind::Redirect, _) => Answer::NotFound,
        }
    }

    /// The position of the rule in its table or map, if there is one.
    #[inline]
    pub fn index(&self) -> Option<usize> {
        match self.kind {
            Kind::Found(index) => Some(usize::from(index)),
            _ => None,
        }
    }

    #[inline]
    fn decoded(&self) -> Option<&Captures> {
        match self.extra.as_deref() {
            Some(Extra::Decoded(captures)) => Some(captures),
            _ => None,
        }
    }

    /// The number of variables.
    pub fn len(&self) -> usize {
        match (self.kind, self.decoded()) {
            (Kind::Found(_), None) => self.params.len(),
            (Kind::Found(_), Some(captures)) => captures.len(),
            _ => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a variable, percent-decoded; `""` beyond the last one.
    #[inline]
    pub fn text(&self, index: usize) -> &str {
        match self.decoded() {
            Some(captures) => captures.text(index),
            None => {
                let param = self.params.get(index);
                self.path.get(param.start as usize..(param.start + param.len) as usize).unwrap_or("")
            }
        }
    }

    /// The value of an `int` variable.
    #[inline]
    pub fn int(&self, index: usize) -> IntText<'_> {
        IntText::new(self.text(index))
    }
}
