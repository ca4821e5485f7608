use super::{AfterRequest, BeforeRequest, Hooks, HooksBelow};
use crate::app::App;
use crate::app::prefix::Prefix;
use crate::error::Failure;
use crate::request::Request;

impl App {
    /// Adds what is done before each request: see [`Hooks`].
    #[must_use]
    #[track_caller]
    pub fn before_request<Kind: 'static>(self, hook: impl for<'r> BeforeRequest<'r, Kind>) -> App {
        self.hooks_below("", Hooks::new().before_request(hook))
    }

    /// Adds what is done with each response: see [`Hooks`].
    #[must_use]
    #[track_caller]
    pub fn after_request<Kind: 'static>(self, hook: impl for<'r> AfterRequest<'r, Kind>) -> App {
        self.hooks_below("", Hooks::new().after_request(hook))
    }

    /// Adds what is done at the end of each request, whatever that is: see [`Hooks`].
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU32, Ordering};
    /// use wz::prelude::*;
    ///
    /// static FAILED: AtomicU32 = AtomicU32::new(0);
    ///
    /// #[get("/")]
    /// fn index() {
    ///     panic!("on purpose");
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).on_failure(|_, _, _| ()).teardown_request(|request, failure| {
    ///     assert_eq!(request.path(), "/");
    ///     FAILED.fetch_add(u32::from(failure.is_some()), Ordering::Relaxed);
    /// });
    /// assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 500);
    /// assert_eq!(FAILED.load(Ordering::Relaxed), 1);
    /// ```
    #[must_use]
    pub fn teardown_request(self, hook: impl Fn(&Request, Option<&Failure>) + Send + Sync + 'static) -> App {
        self.hooks_below("", Hooks::new().teardown_request(hook))
    }

    /// Adds [`Hooks`] for all paths below a prefix, as a Flask blueprint has them; they are inside of those of shorter
    /// prefixes. `/api` is a prefix of `/api` and `/api/x`, not of `/apis`.
    #[must_use]
    pub fn hooks_below(mut self, prefix: impl Into<String>, hooks: Hooks) -> App {
        let prefix = Prefix::new(prefix);
        let all = &mut self.around().hooks;
        match all.iter_mut().find(|below| below.prefix.as_str() == prefix.as_str()) {
            Some(below) => below.hooks.extend(hooks),
            None => {
                let at = all.partition_point(|below| below.prefix.len() <= prefix.len());
                all.insert(at, HooksBelow { prefix, hooks });
            }
        }
        self
    }
}
