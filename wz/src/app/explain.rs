use super::{App, dispatch};
use crate::request::Request;
use crate::routing::{Explanation, MethodSet, Target};

impl App {
    /// What happens to a request and why, as far as the routes decide it; `None` when the request is for no path.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/user/<int:id>")]
    /// fn user(id: u32) -> String {
    ///     format!("user {id}")
    /// }
    ///
    /// routes! { Site = user }
    ///
    /// # fn main() {
    /// let text = App::new(Site).explain(&Request::get("/usr/42")).unwrap().to_string();
    /// assert!(text.contains("404 Not Found"));
    /// assert!(text.contains("nearest rules:\n  /user/<int:id>"));
    /// # }
    /// ```
    pub fn explain(&self, request: &Request) -> Option<Explanation> {
        let path = request.uri().path_and_query().filter(|path| path.path().starts_with('/'))?;
        let host = request.host();
        let server_name = self.inner.server_name.as_deref();
        Some(self.inner.table.explain(&Target {
            method: MethodSet::of(request.method()),
            path,
            host: host.as_deref(),
            subdomain: host.as_deref().and_then(|host| dispatch::subdomain(host, server_name?)),
            websocket: crate::websocket::is_requested(request),
        }))
    }

    /// The middleware that is listed with a route, the outermost first, as messages call it.
    #[cfg(feature = "server")]
    pub(crate) fn wrapped(&self, route: usize) -> Vec<String> {
        let wrapped = self.inner.around.as_ref().map_or(&[][..], |around| around.wrapped);
        let own = wrapped.iter().filter(|wrapped| (wrapped.start..wrapped.end).contains(&route));
        own.map(|wrapped| wrapped.wrapper.described()).collect()
    }

    /// Whether requests for this host reach the routes.
    #[cfg(feature = "server")]
    pub(crate) fn allows_host(&self, host: &str) -> bool {
        self.inner.hosts.allows(Some(host))
    }

    #[cfg(feature = "server")]
    pub(crate) fn table(&self) -> &'static crate::routing::Table<'static> {
        self.inner.table
    }
}
