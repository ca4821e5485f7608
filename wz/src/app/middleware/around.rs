use std::sync::Arc;

use super::hooks::{HooksBelow, run};
use super::next::Rest;
use super::{Applied, Next, Wrapped};
use crate::app::asked::Asked;
use crate::app::mount::Mount;
use crate::app::{Inner, dispatch, panic};
use crate::handler::{HandlerFuture, Requirements};
use crate::request::Request;
use crate::response::Response;
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
    /// Those of longer prefixes first.
    pub(in crate::app) mounts: Vec<Mount>,
    pub(in crate::app) fallback: Option<Mount>,
    pub(in crate::app) script_root: Option<String>,
}

/// Who answers a request.
pub(super) enum Way {
    Routes(Outcome<'static>),
    Mount(usize),
    Fallback,
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
        request.forget_route();
        if let Some(root) = self.around.as_ref().and_then(|around| around.script_root.as_deref()) {
            request.push_script_root(root);
        }
        Next::new(self, Rest::Application(0)).step(request)
    }

    /// Answers what all middleware of the application has let through.
    pub(super) fn dispatch_around(self: &Arc<Inner>, mut request: Request) -> HandlerFuture {
        let outcome = match self.outcome(&Asked::of(&request), &request) {
            Ok(outcome) => outcome,
            Err(unroutable) => return unroutable.answer(),
        };
        request.share(Arc::clone(&self.shared));
        let Some(around) = &self.around else { return self.answer(outcome, request) };
        let way = match around.mounts.iter().position(|mount| mount.prefix().contains(request.path())) {
            Some(mount) => Way::Mount(mount),
            None if matches!(outcome, Outcome::NotFound) && around.fallback.is_some() => Way::Fallback,
            None => Way::Routes(outcome),
        };
        if let Way::Routes(Outcome::Matched(matched)) = &way {
            request.set_route(matched.route);
        }
        if around.hooks.iter().any(|below| below.prefix.contains(request.path())) {
            return HandlerFuture::new(run(Arc::clone(self), way, request));
        }
        self.answer_by(way, request)
    }

    pub(super) fn answer_by(self: &Arc<Inner>, way: Way, mut request: Request) -> HandlerFuture {
        let foreign = match (&way, self.around.as_deref()) {
            (Way::Mount(index), Some(around)) => around.mounts.get(*index),
            (Way::Fallback, Some(around)) => around.fallback.as_ref(),
            _ => None,
        };
        if let Some(foreign) = foreign {
            return panic::catch(|| foreign.call(request))
                .unwrap_or_else(|failure| HandlerFuture::ready(Response::failed(failure)));
        }
        let outcome = match way {
            Way::Routes(outcome) => outcome,
            Way::Mount(_) | Way::Fallback => Outcome::NotFound,
        };
        match outcome {
            Outcome::Matched(matched) => match self.prepare(&matched, &mut request) {
                Ok(()) => Next::new(self, Rest::Route(0, matched)).step(request),
                Err(error) => dispatch::error(error),
            },
            other => self.answer(other, request),
        }
    }
}
