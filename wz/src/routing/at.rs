use super::automaton::Automaton;
use super::find::{Decision, Lookup, find_straight, find_with_care};
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
    answer: Answer,
    /// The variables, when their text had to be decoded.
    decoded: Option<Box<Captures>>,
}

/// What there is, apart from variables.
#[derive(Debug)]
#[non_exhaustive]
pub enum Answer {
    /// A rule: its position in the table or map.
    Found(usize),
    /// The path with a slash at the end, or without runs of slashes, is the one to ask for.
    Redirect {
        /// That path.
        path: String,
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

impl<'p> At<'p> {
    /// Made here and filled by [`search`](Self::search): a value that large is not to be moved.
    #[inline(always)]
    pub(super) fn new(path: &'p str) -> At<'p> {
        At { path, params: Params::default(), answer: Answer::NotFound, decoded: None }
    }

    #[inline]
    pub(super) fn search(&mut self, automaton: &Automaton<'_>, method: MethodSet) {
        match find_straight(automaton, self.path, method.bits(), &mut self.params) {
            Fast::Route(route) => self.answer = Answer::Found(usize::from(route)),
            Fast::NotFound => {}
            Fast::Unsure => self.search_with_care(automaton, method),
        }
    }

    #[cold]
    fn search_with_care(&mut self, automaton: &Automaton<'_>, method: MethodSet) {
        let lookup =
            Lookup { path: self.path, method, websocket: false, host: None, subdomain: None, any_host: true };
        self.answer = match find_with_care(automaton, &lookup, &mut self.params) {
            Decision::Route { index } => Answer::Found(index),
            Decision::Decoded { index, captures } => {
                self.decoded = Some(Box::new(captures));
                Answer::Found(index)
            }
            Decision::Redirect { path } => Answer::Redirect { path },
            Decision::MethodNotAllowed { allow } => Answer::MethodNotAllowed { allow },
            Decision::WebsocketMismatch => Answer::WebsocketMismatch,
            Decision::NotFound => Answer::NotFound,
        };
    }

    /// What there is.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The position of the rule in its table or map, if there is one.
    #[inline]
    pub fn index(&self) -> Option<usize> {
        match &self.answer {
            Answer::Found(index) => Some(*index),
            _ => None,
        }
    }

    /// The number of variables.
    pub fn len(&self) -> usize {
        match (&self.answer, &self.decoded) {
            (Answer::Found(_), None) => self.params.len(),
            (Answer::Found(_), Some(captures)) => captures.len(),
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
        match &self.decoded {
            Some(captures) => captures.text(index),
            None => {
                let param = self.params.get(index);
                self.path.get(param.start as usize..(param.start + param.len) as usize).unwrap_or("")
            }
        }
    }

    /// The value of an `int` variable: it was read while matching.
    #[inline]
    pub fn int(&self, index: usize) -> IntText<'_> {
        match &self.decoded {
            Some(captures) => captures.int(index),
            None => IntText::new(self.text(index)),
        }
    }
}
