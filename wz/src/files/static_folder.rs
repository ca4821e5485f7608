use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http::header::{
    ALLOW, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE, RANGE,
};
use http::{Method, StatusCode};
use wz_rule::ContentHash;

use super::NamedFile;
use super::embedded::EmbeddedFile;
use super::failure::failure;
use super::find::{Found, Policy};
use super::precompressed::{Precompressed, accepted};
use super::tree::Tree;
use crate::blocking::blocking;
use crate::error::HttpError;
use crate::header::{AcceptEncoding, ResponseCacheControl};
use crate::request::Request;
use crate::response::{IntoResponse, Redirect, Response};

/// A folder whose files clients may read, by names that they choose: Flask's `send_from_directory`, tower-http's `ServeDir`.
///
/// A `static` line of [`routes!`](macro@crate::routes#folders-of-files) makes one for files that everybody may see. In a handler,
/// put it on a route with `<path:name>`, most simply as a [`State`](crate::State), and [`answer`](StaticFolder::answer). All
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
    pub(super) policy: Arc<Policy>,
}

/// What of a request decides on the file.
struct Wanted {
    accept: AcceptEncoding,
    version: Option<ContentHash>,
    /// All of the file, as far as is known.
    whole: bool,
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
        StaticFolder::of(Tree { root, embedded: None })
    }

    /// The folder of these files, which are in the program, by their names in order.
    pub(super) fn embedded(path: PathBuf, files: &'static [EmbeddedFile]) -> StaticFolder {
        StaticFolder::of(Tree { root: path, embedded: Some(files) })
    }

    fn of(tree: Tree) -> StaticFolder {
        let policy = Policy {
            tree,
            index: None,
            dotfiles: false,
            links_out: false,
            precompressed: false,
            versioned: false,
            cache_control: None,
            versions: Arc::default(),
        };
        StaticFolder { policy: Arc::new(policy) }
    }

    /// Where it is.
    ///
    /// ```
    /// assert_eq!(wz::files::StaticFolder::new("").path(), std::path::Path::new("."));
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.policy.tree.root
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

    /// Whether `?v=` with the hash of a file's content makes its answer one that caches keep for a year without asking
    /// ([`immutable`](NamedFile::immutable)), as the links of `url_for!(static, ...)` have it; it does not by default, and does
    /// for the folders of [`routes!`](macro@crate::routes). With another hash the file is answered with as ever, so that a
    /// cache never keeps what a link was not made for.
    ///
    /// To compare them the file is read once, and again after it has changed. All that is sent this way is for everybody:
    /// leave it off where a handler decides who may see a file.
    ///
    /// ```
    /// let folder = wz::files::StaticFolder::new("static").versioned(true);
    /// # let _ = folder;
    /// ```
    #[must_use]
    pub fn versioned(mut self, are_immutable: bool) -> StaticFolder {
        Arc::make_mut(&mut self.policy).versioned = are_immutable;
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
        Arc::make_mut(&mut self.policy).cache_control = Some(cache_control);
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
        let wanted = || {
            let version = || request.query_string().and_then(version).filter(|_| self.policy.versioned);
            Some(Wanted {
                accept: accepted(request.headers()),
                version: version(),
                whole: wants_whole(request),
            })
        };
        match self.look_up(name, wanted()).await? {
            Some(file) => Ok(file.into_response()),
            None if !request.path().ends_with('/') => Ok(with_slash(request)),
            // The slash is in the rule, as in `/<name>/`.
            None => Ok(self.look_up(&format!("{name}/"), wanted()).await?.into_response()),
        }
    }

    /// `None`: a folder whose slash is missing. The index counts, and codings and versions, when it is known what the client
    /// wants.
    async fn look_up(&self, name: &str, wanted: Option<Wanted>) -> Result<Option<NamedFile>, HttpError> {
        if self.policy.tree.embedded.is_some() {
            return self.open(name, wanted).map_err(failure);
        }
        let (folder, name) = (self.clone(), name.to_owned());
        blocking(move || folder.open(&name, wanted)).await.map_err(failure)
    }

    /// The hash for which a file of this name is immutable. Blocks.
    pub(super) fn version(&self, name: &str) -> Option<ContentHash> {
        let policy = &*self.policy;
        let Found::File(path) = policy.find(name, false).ok().filter(|_| policy.versioned)? else {
            return None;
        };
        policy.versions.of(&path, &policy.tree.open(&path).ok()?).ok()
    }

    /// Blocks.
    fn open(&self, name: &str, wanted: Option<Wanted>) -> io::Result<Option<NamedFile>> {
        let policy = &*self.policy;
        let Found::File(path) = policy.find(name, wanted.is_some())? else { return Ok(None) };
        let mut opened = policy.tree.open(&path)?;
        let whole = wanted.as_ref().is_some_and(|wanted| wanted.whole);
        let is_wanted = match wanted.as_ref().and_then(|wanted| wanted.version) {
            Some(version) => policy.versions.of(&path, &opened)? == version,
            None => false,
        };
        let codings = wanted.filter(|_| policy.precompressed);
        let codings = codings.map(|wanted| Precompressed::find(policy, &path, &wanted.accept));
        let (any, mut chosen) = codings.map_or((false, None), |codings| (codings.any, codings.chosen));
        if whole {
            chosen.as_mut().map_or(&mut opened, |(_, opened)| opened).read_ahead()?;
        }
        let mut file = NamedFile::new(opened, path);
        if let Some((coding, opened)) = chosen {
            file = file.coded(coding, opened);
        }
        if any {
            file = file.varying();
        }
        Ok(Some(match &policy.cache_control {
            _ if is_wanted => file.immutable(),
            Some(control) => file.with_cache_control(control.clone()),
            None => file,
        }))
    }
}

/// Whether all of the file will be sent, as far as the request says. With a server in front that sends files, nothing of
/// them is read here.
fn wants_whole(request: &Request) -> bool {
    let has = |name: &HeaderName| request.headers().contains_key(name);
    *request.method() == Method::GET
        && !request.context().hands_files_over()
        && ![RANGE, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_MATCH, IF_UNMODIFIED_SINCE].iter().any(has)
}

/// The hash in a query that has `v=` and a hash.
fn version(query: &str) -> Option<ContentHash> {
    query.split('&').find_map(|pair| ContentHash::parse(pair.strip_prefix("v=")?))
}

/// To the same address with a slash. It is told from the last name on, so that it stays on this host whatever the path is:
/// `//host` before it would not. `./` keeps a colon in the name from making it a scheme.
fn with_slash(request: &Request) -> Response {
    let name = request.path().rsplit('/').next().unwrap_or_default();
    let query = request.query_string().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(format!("./{name}/{query}")).into_response()
}
