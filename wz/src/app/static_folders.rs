use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::files::{Folders, Sendfile, StaticFolder};

impl App {
    /// Says where the folders of `static` lines in [`routes!`](macro@crate::routes) are: `static "/static" => "static"` is then
    /// `static` below this path, and nowhere else.
    ///
    /// By default each is where it was when its crate was compiled, or if it is no longer there, beside the program. So set
    /// this where a program is deployed to a machine on which others may make folders like the one it was compiled in. Files
    /// that are embedded (feature `embed`) need no place.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// routes! { pub Site = static "/source" => "src" }
    ///
    /// # fn main() {
    /// assert!(App::new(Site).check().is_ok());
    /// let error = App::new(Site).static_root("/usr/share/shop").check().unwrap_err();
    /// assert!(error.to_string().contains("`/usr/share/shop/src`"));
    /// # }
    /// ```
    #[must_use]
    pub fn static_root(mut self, path: impl Into<PathBuf>) -> App {
        let folders = self.folders().at(path.into());
        self.shared().states.insert(Arc::new(folders));
        self
    }

    /// Changes the folders of `static` lines in [`routes!`](macro@crate::routes). Each is given with `index.html` as its
    /// [index](StaticFolder::index), [versioned](StaticFolder::versioned), and in a release build with
    /// [precompressed](StaticFolder::precompressed) files; [`path`](StaticFolder::path) tells them apart.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// routes! { pub Site = static "/source" => "src" }
    ///
    /// # fn main() {
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site)
    ///     .static_folders(|folder| folder.with_cache_control("public, max-age=60".parse().unwrap_or_default()));
    /// let answer = runtime.block_on(app.call(Request::get("/source/lib.rs")));
    /// assert_eq!(answer.headers()["cache-control"], "public, max-age=60");
    /// # }
    /// ```
    #[must_use]
    pub fn static_folders(
        mut self,
        change: impl Fn(StaticFolder) -> StaticFolder + Send + Sync + 'static,
    ) -> App {
        let folders = self.folders().changed(Arc::new(change));
        self.shared().states.insert(Arc::new(folders));
        self
    }

    /// Has the server in front send the files, by `X-Accel-Redirect` or `X-Sendfile`; [`Sendfile`] says which files and how.
    #[must_use]
    pub fn sendfile(mut self, sendfile: Sendfile) -> App {
        self.shared().hands_files_over = true;
        Arc::make_mut(&mut self.inner).sendfile = Some(sendfile);
        self
    }

    fn folders(&self) -> Arc<Folders> {
        self.inner.shared.states.get().unwrap_or_default()
    }
}
