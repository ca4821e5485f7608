use std::sync::Arc;

use super::Request;

/// What comes before the path, among the extensions: few requests have one.
#[derive(Clone)]
struct ScriptRoot(Arc<str>);

impl Request {
    /// What comes before the [path](Request::path) in the URL that the client sees, percent-encoded and without a slash at
    /// the end: where the application is [mounted](crate::App::mount). `""` when it is at the root. Werkzeug's `root_path`,
    /// WSGI's `SCRIPT_NAME`.
    pub fn script_root(&self) -> &str {
        self.extensions().get::<ScriptRoot>().map_or("", |root| &root.0)
    }

    /// A path as the client has to ask for it: with the [script root](Request::script_root) before it. Give it what
    /// [`url_for!`](macro@crate::url_for) makes, which knows nothing of it. What is not a path from the root (an absolute
    /// URL, `//host`, `?page=2`) stays as it is.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/user/<int:id>")]
    /// fn user(id: u32) {}
    ///
    /// #[get("/")]
    /// fn index(request: &Request) -> Redirect {
    ///     Redirect::to(request.href(&url_for!(user, id = 7)))
    /// }
    ///
    /// routes! { Site = index, user }
    ///
    /// #[get("/")]
    /// fn home() {}
    ///
    /// routes! { Outer = home }
    ///
    /// # fn main() {
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let location = |app: App, path| {
    ///     runtime.block_on(app.call(Request::get(path))).headers()["location"].to_str().unwrap().to_owned()
    /// };
    /// assert_eq!(location(App::new(Site), "/"), "/user/7");
    /// assert_eq!(location(App::new(Outer).mount("/people", App::new(Site)), "/people/"), "/people/user/7");
    /// # }
    /// ```
    pub fn href(&self, path: &str) -> String {
        let from_root = path.starts_with('/') && !path.starts_with("//");
        let root = if from_root { self.script_root() } else { "" };
        [root, path].concat()
    }

    /// Adds what has been taken off the path to the end of the script root; it has no slash at its own end.
    pub(crate) fn push_script_root(&mut self, more: &str) {
        self.set_script_root(&[self.script_root(), more].concat());
    }

    pub(crate) fn set_script_root(&mut self, root: &str) {
        self.extensions_mut().insert(ScriptRoot(root.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_grows() {
        let mut request = Request::get("/x");
        assert_eq!((request.script_root(), request.href("/y?z")), ("", "/y?z".to_owned()));
        request.push_script_root("/a");
        request.push_script_root("/b%20c");
        assert_eq!((request.script_root(), request.path()), ("/a/b%20c", "/x"));
        for (path, href) in [
            ("/y?z", "/a/b%20c/y?z"),
            ("/", "/a/b%20c/"),
            ("//host/y", "//host/y"),
            ("https://host/", "https://host/"),
            ("?page=2", "?page=2"),
            ("", ""),
        ] {
            assert_eq!(request.href(path), href);
        }
    }
}
