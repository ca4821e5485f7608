use std::sync::Arc;

use super::automaton::{Automaton, Walkable};
use super::find::{Decision, find_straight, find_with_care, with_slash};
use super::lookup::Lookup;
use super::matcher::{Fast, methods_of};
use super::params::{Params, Spans};
use super::variable::IntText;
use super::{Captures, MethodSet};

/// What is at a path: the bare lookup, for those who want a router and nothing else.
///
/// Compared with [`Outcome`](super::Outcome) nothing is owned: the variables are spans of the path that was
/// asked for, and nothing is allocated, unless the path has percent escapes, more than eight variables, or one beyond
/// its 255th byte, or the answer is a redirect.
#[derive(Debug)]
pub struct At<'p> {
    path: &'p str,
    spans: Spans,
    kind: Kind,
    /// What only unusual answers have. A pointer: the usual ones should not carry its size around. Shared though
    /// nobody shares it: giving up an `Arc` that is not there is one test, where a box brings all of the giving up
    /// with it.
    extra: Option<Arc<Extra>>,
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
    /// The variables, when they do not fit.
    Spilled(Params),
}

impl<'p> At<'p> {
    /// Built from values at the very end: in registers as far as the compiler sees to it.
    #[inline(always)]
    pub(super) fn find(tables: &impl Walkable, path: &'p str, method: MethodSet) -> At<'p> {
        match find_straight(tables, path, method.bits()) {
            Fast::Route { route, spans } => At { path, spans, kind: Kind::Found(route), extra: None },
            Fast::NotFound => At::without_spans(path, Kind::NotFound, None),
            Fast::Refused(mask) => At::without_spans(path, Kind::MethodNotAllowed(methods_of(mask)), None),
            Fast::Slash => At::redirect(path, with_slash(path)),
            Fast::Unsure => At::find_with_care(&tables.automaton(), path, method),
        }
    }

    #[cold]
    fn find_with_care(automaton: &Automaton<'_>, path: &'p str, method: MethodSet) -> At<'p> {
        let lookup = Lookup { path, method, websocket: false, host: None, subdomain: None, any_host: true };
        match find_with_care(automaton, &lookup) {
            Decision::Route { index, params } => {
                let kind = Kind::Found(index as u16);
                match params.spans() {
                    Some(spans) => At { path, spans, kind, extra: None },
                    None => At::without_spans(path, kind, Some(Extra::Spilled(params))),
                }
            }
            Decision::Decoded { index, captures } => {
                At::without_spans(path, Kind::Found(index as u16), Some(Extra::Decoded(captures)))
            }
            Decision::Redirect { path: new } => At::redirect(path, new),
            Decision::MethodNotAllowed { allow } => {
                At::without_spans(path, Kind::MethodNotAllowed(allow), None)
            }
            Decision::WebsocketMismatch => At::without_spans(path, Kind::WebsocketMismatch, None),
            Decision::NotFound => At::without_spans(path, Kind::NotFound, None),
        }
    }

    #[inline(never)]
    fn redirect(path: &'p str, new: String) -> At<'p> {
        At::without_spans(path, Kind::Redirect, Some(Extra::Redirect(new)))
    }

    #[inline(always)]
    fn without_spans(path: &'p str, kind: Kind, extra: Option<Extra>) -> At<'p> {
        At { path, spans: Spans::default(), kind, extra: extra.map(Arc::new) }
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

    /// The number of variables.
    pub fn len(&self) -> usize {
        match self.extra.as_deref() {
            None => self.spans.count(),
            Some(Extra::Decoded(captures)) => captures.len(),
            Some(Extra::Spilled(params)) => params.len(),
            Some(Extra::Redirect(_)) => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a variable, percent-decoded; `""` beyond the last one.
    #[inline]
    pub fn text(&self, index: usize) -> &str {
        match &self.extra {
            None => {
                let (start, end) = self.spans.get(index);
                self.path.get(start..end).unwrap_or("")
            }
            Some(extra) => self.unusual_text(extra, index),
        }
    }

    #[cold]
    fn unusual_text<'s>(&'s self, extra: &'s Extra, index: usize) -> &'s str {
        match extra {
            Extra::Decoded(captures) => captures.text(index),
            Extra::Spilled(params) => {
                let param = params.get(index);
                self.path.get(param.start as usize..(param.start + param.len) as usize).unwrap_or("")
            }
            Extra::Redirect(_) => "",
        }
    }

    /// The value of an `int` variable.
    #[inline]
    pub fn int(&self, index: usize) -> IntText<'_> {
        match &self.extra {
            None => {
                let (start, end) = self.spans.get(index);
                IntText::within(self.path, start, end)
            }
            Some(extra) => IntText::new(self.unusual_text(extra, index)),
        }
    }
}
