use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http::header::ALLOW;
use http::{Method, StatusCode};

use super::NamedFile;
use super::failure::failure;
use super::find::{Found, Policy};
use super::opened::Opened;
use super::precompressed::{Precompressed, accepted};
use crate::blocking::blocking;
use crate::error::HttpError;
use crate::header::{AcceptEncoding, ResponseCacheControl};
use crate::request::Request;
use crate::response::{IntoResponse, Redirect, Response};

/// A folder whose files clients may read, by names that they choose: Flask's `send_from_directory`, tower-http's `ServeDir`.
///
/// Put it on a route with `<path:name>`, most simply as a [`State`](crate::State), and [`answer`](StaticFolder::answer). All
/// that may not be sent is 404, as if it were not there:
///
/// - what is not below the folder: `..`, absolute paths, NUL, on Windows also `\`, drives and devices
///   ([`safe_join`](crate::security::safe_join));
/// - what a symbolic link leads out of the folder to, unless [they are followed](StaticFolder::follow_links_out). Links that
///   stay inside are, and the folder may be one itself. Who may change the folder while a file is looked up is trusted;
/// - names that start with a dot (`.env`, `.git/config`, also `.well-known`), unless they are [wanted](StaticFolder::dotfiles);
/// - folders: there are no listings, but there may be an [index](StaticFolder::index).
///
/// ```
/// use wz::files::StaticFolder;
/// use wz::prelude::*;
///
/// #[get("/source/<path:name>")]
/// async fn source(name: &str, request: &Request, folder: State<StaticFolder>) -> Result<Response> {
///     Ok(folder.answer(request, name).await?)
/// }
///
/// routes! { Site = source }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).state(StaticFolder::new("src").index("mod.rs"));
/// let get = |path| runtime.block_on(app.call(Request::get(path)));
/// assert_eq!(get("/source/files/mod.rs").headers()["content-type"], "text/x-rust; charset=utf-8");
/// assert_eq!(get("/source/files/").status(), 200);
/// assert_eq!(get("/source/files?x=1").headers()["location"], "./files/?x=1");
/// assert_eq!(get("/source/..%2fCargo.toml").status(), 404);
/// ```
#[derive(Debug, Clone)]
pub struct StaticFolder {
    policy: Arc<Policy>,
    cache_control: Option<ResponseCacheControl>,
}

impl StaticFolder {
    /// The folder at this path, without an index, dotfiles and files in other codings. A path that is not absolute starts at
    /// the folder in which the program was started. Whether it is there is asked for each file.
    ///
    /// ```
    /// use wz::files::StaticFolder;
    ///
    /// assert_eq!(StaticFolder::new("static").path(), std::path::Path::new("static"));
    /// ```
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> StaticFolder {
        let path = path.into();
        // What is joined to it begins with it.
        let root = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path };
        let policy = Policy { root, index: None, dotfiles: false, links_out: false, precompressed: false };
        StaticFolder { policy: Arc::new(policy), cache_control: None }
    }

    /// Where it is.
    ///
    /// ```
    /// assert_eq!(wz::files::StaticFolder::new("").path(), std::path::Path::new("."));
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.policy.root
    }

    /// With the name of the file that stands for the folder it is in: `index.html`, most often. A folder without a slash at its
    /// end is then redirected to the address with one, so that links in the file lead where they should.
    ///
    /// ```
    /// use wz::Request;
    /// use wz::files::StaticFolder;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let folder = StaticFolder::new("src").index("mod.rs");
    /// let redirect = runtime.block_on(folder.answer(&Request::get("/source/files"), "files"))?;
    /// assert_eq!((redirect.status().as_u16(), &redirect.headers()["location"]), (308, &"./files/".parse().unwrap()));
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn index(mut self, name: &str) -> StaticFolder {
        Arc::make_mut(&mut self.policy).index = Some(name.into());
        self
    }

    /// Whether names that start with a dot are found; they are not by default. For `/.well-known/` better take a folder of its
    /// own.
    ///
    /// ```
    /// let folder = wz::files::StaticFolder::new("site/.well-known").dotfiles(true);
    /// # let _ = folder;
    /// ```
    #[must_use]
    pub fn dotfiles(mut self, are_sent: bool) -> StaticFolder {
        Arc::make_mut(&mut self.policy).dotfiles = are_sent;
        self
    }

    /// Whether symbolic links in the folder may lead out of it; they may not by default.
    ///
    /// ```
    /// let folder = wz::files::StaticFolder::new("static").follow_links_out(true);
    /// # let _ = folder;
    /// ```
    #[must_use]
    pub fn follow_links_out(mut self, are_followed: bool) -> StaticFolder {
        Arc::make_mut(&mut self.policy).links_out = are_followed;
        self
    }

    /// Whether `app.js.br`, `app.js.zst` or `app.js.gz` is sent in place of the `app.js` beside it, when the client's
    /// `Accept-Encoding` wants it more; they are not looked for by default. The answer then has `Content-Encoding`, the type
    /// of `app.js`, a tag of its own, and `Vary`. The two have to be the same content: it is not checked which one is newer.
    ///
    /// ```
    /// let folder = wz::files::StaticFolder::new("dist").precompressed(true);
    /// # let _ = folder;
    /// ```
    #[must_use]
    pub fn precompressed(mut self, are_sent: bool) -> StaticFolder {
        Arc::make_mut(&mut self.policy).precompressed = are_sent;
        self
    }

    /// With this `Cache-Control` for all files, in place of `no-cache`.
    ///
    /// ```
    /// use wz::{Request, files::StaticFolder};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let folder = StaticFolder::new("src").with_cache_control("public, max-age=3600".parse().unwrap());
    /// let answer = runtime.block_on(folder.answer(&Request::get("/lib.rs"), "lib.rs"))?;
    /// assert_eq!(answer.headers()["cache-control"], "public, max-age=3600");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn with_cache_control(mut self, cache_control: ResponseCacheControl) -> StaticFolder {
        self.cache_control = Some(cache_control);
        self
    }

    /// The file of this name, to be changed before it is sent: with a download name, say. Without index and codings.
    ///
    /// ```
    /// use wz::files::StaticFolder;
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let folder = StaticFolder::new("src");
    /// assert!(folder.file("files/mod.rs").await.is_ok());
    /// for name in ["", "files", "files/mod.rs/", "../Cargo.toml", "/etc/hosts", "a\0"] {
    ///     assert_eq!(folder.file(name).await.unwrap_err().status(), 404, "{name}");
    /// }
    /// # });
    /// ```
    ///
    /// # Errors
    /// 404 for what is not there or may not be sent, as for [`NamedFile::open`].
    pub async fn file(&self, name: &str) -> Result<NamedFile, HttpError> {
        match self.look_up(name, None).await? {
            Some(file) => Ok(file),
            None => Err(HttpError::not_found()),
        }
    }

    /// Answers a `GET` or `HEAD` with the file of this name, in the best coding there is, or the index of the folder.
    ///
    /// ```
    /// use wz::{Request, files::StaticFolder};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let folder = StaticFolder::new("src");
    /// let answer = runtime.block_on(folder.answer(&Request::get("/lib.rs"), "lib.rs"))?;
    /// assert!(answer.headers().contains_key("etag"));
    /// let refused = runtime.block_on(folder.answer(&Request::post("/lib.rs", ""), "lib.rs"));
    /// assert_eq!(refused.unwrap_err().status(), 405);
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    ///
    /// # Errors
    /// 404 for what is not there or may not be sent, 405 for other methods.
    pub async fn answer(&self, request: &Request, name: &str) -> Result<Response, HttpError> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(HttpError::new(StatusCode::METHOD_NOT_ALLOWED).with_header(ALLOW, "GET, HEAD"));
        }
        let accept = || Some(accepted(request.headers()));
        match self.look_up(name, accept()).await? {
            Some(file) => Ok(file.into_response()),
            None if !request.path().ends_with('/') => Ok(with_slash(request)),
            // The slash is in the rule, as in `/<name>/`.
            None => Ok(self.look_up(&format!("{name}/"), accept()).await?.into_response()),
        }
    }

    /// `None`: a folder whose slash is missing. The index counts, and codings, when it is known which the client accepts.
    async fn look_up(
        &self,
        name: &str,
        accept: Option<AcceptEncoding>,
    ) -> Result<Option<NamedFile>, HttpError> {
        let (policy, name) = (Arc::clone(&self.policy), name.to_owned());
        let file = blocking(move || open(&policy, &name, accept.as_ref())).await.map_err(failure)?;
        Ok(match (file, &self.cache_control) {
            (Some(file), Some(control)) => Some(file.with_cache_control(control.clone())),
            (file, _) => file,
        })
    }
}

/// Blocks.
fn open(policy: &Policy, name: &str, accept: Option<&AcceptEncoding>) -> io::Result<Option<NamedFile>> {
    let Found::File(path) = policy.find(name, accept.is_some())? else { return Ok(None) };
    let accept = accept.filter(|_| policy.precompressed);
    let codings = accept.map(|accept| Precompressed::find(policy, &path, accept));
    let mut file = NamedFile::new(Opened::open(&path)?, path);
    if let Some(Precompressed { any, chosen }) = codings {
        if let Some((coding, opened)) = chosen {
            file = file.coded(coding, opened);
        }
        if any {
            file = file.varying();
        }
    }
    Ok(Some(file))
}

/// To the same address with a slash. It is told from the last name on, so that it stays on this host whatever the path is:
/// `//host` before it would not. `./` keeps a colon in the name from making it a scheme.
fn with_slash(request: &Request) -> Response {
    let name = request.path().rsplit('/').next().unwrap_or_default();
    let query = request.query_string().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(format!("./{name}/{query}")).into_response()
}
