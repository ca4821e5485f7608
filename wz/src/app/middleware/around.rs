use std::sync::Arc;

use super::hooks::{HooksBelow, run};
use super::next::Rest;
use super::{Applied, Next, Wrapped};
use crate::app::asked::Asked;
use crate::app::{Inner, dispatch};
use crate::handler::{HandlerFuture, Requirements};
use crate::request::Request;
use crate::routing::Outcome;

/// All that stands between requests and handlers. Most applications have some of it, those that are measured have none.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Around {
    /// The outermost first.
    pub(in crate::app) middleware: Vec<Applied>,
    /// The outermost first.
    pub(in crate::app) wrapped: &'static [Wrapped],
    /// Those of shorter prefixes first.
    pub(in crate::app) hooks: Vec<HooksBelow>,
}

impl Around {
    /// `None` when the routes have no middleware.
    pub(in crate::app) fn of(wrapped: &'static [Wrapped]) -> Option<Box<Around>> {
        (!wrapped.is_empty()).then(|| Box::new(Around { wrapped, ..Around::default() }))
    }

    /// The first middleware of the application from a position on that is for a path.
    pub(super) fn applied(&self, from: usize, path: &str) -> Option<(usize, &Applied)> {
        let mut all = self.middleware.iter().enumerate().skip(from);
        all.find(|(_, applied)| applied.prefix.contains(path))
    }

    /// The first middleware of routes from a position on that is for a route.
    pub(super) fn wrapped(&self, from: usize, route: usize) -> Option<(usize, &'static Wrapped)> {
        let mut all = self.wrapped.iter().enumerate().skip(from);
        all.find(|(_, wrapped)| (wrapped.start..wrapped.end).contains(&route))
    }

    /// Who needs something, and what.
    pub(in crate::app) fn needs(&self) -> Vec<(String, Requirements)> {
        let mut all = Vec::new();
        for applied in &self.middleware {
            let mut needs = Requirements::new();
            applied.middleware.requires(&mut needs);
            all.push((applied.described(), needs));
        }
        for wrapped in self.wrapped {
            let mut needs = Requirements::new();
            (wrapped.wrapper.requires)(&mut needs);
            all.push((wrapped.wrapper.described(), needs));
        }
        for below in &self.hooks {
            below.hooks.needs(&mut all);
        }
        all
    }
}

impl Inner {
    /// Answers a request that has something around its handler.
    pub(in crate::app) fn call_around(self: &Arc<Inner>, mut request: Request) -> HandlerFuture {
        // Middleware reads bodies and asks for states, too.
        request.share(Arc::clone(&self.shared));
        Next::new(self, Rest::Application(0)).step(request)
    }

    /// Answers what all middleware of the application has let through.
    pub(super) fn dispatch_around(self: &Arc<Inner>, mut request: Request) -> HandlerFuture {
        let outcome = match self.outcome(&Asked::of(&request), &request) {
            Ok(outcome) => outcome,
            Err(unroutable) => return unroutable.answer(),
        };
        request.share(Arc::clone(&self.shared));
        if let Outcome::Matched(matched) = &outcome {
            request.set_route(matched.route);
        }
        let Some(around) = &self.around else { return self.answer(outcome, request) };
        if around.hooks.iter().any(|below| below.prefix.contains(request.path())) {
            return HandlerFuture::new(run(Arc::clone(self), outcome, request));
        }
        self.answer_around(outcome, request)
    }

    pub(super) fn answer_around(
        self: &Arc<Inner>,
        outcome: Outcome<'static>,
        mut request: Request,
    ) -> HandlerFuture {
        match outcome {
            Outcome::Matched(matched) => match self.prepare(&matched, &mut request) {
                Ok(()) => Next::new(self, Rest::Route(0, matched)).step(request),
                Err(error) => dispatch::error(error),
            },
            other => self.answer(other, request),
        }
    }
}
