use std::path::{Component, Path, PathBuf};

use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue};

use crate::body::Body;
use crate::percent::{self, ALPHANUMERIC};
use crate::response::Response;

/// Has the server in front send the files: the answer names the file in `X-Accel-Redirect` or `X-Sendfile`, and has no body.
/// Flask's `USE_X_SENDFILE`, Rack's `Sendfile`. Off unless given to [`App::sendfile`](crate::App::sendfile).
///
/// It is about every answer of 200 that is a whole file: a [`NamedFile`](super::NamedFile), what a
/// [`StaticFolder`](super::StaticFolder) finds, a folder of [`routes!`](macro@crate::routes). The type, `Cache-Control`,
/// `Content-Disposition` and all other headers stay; conditions and ranges are left to the server in front, which has the file.
/// The application sends by itself what is embedded, empty, in a `Content-Encoding`, or below no folder that is mapped.
///
/// What a client sends is never looked at: the mapping is the program's (Rack's `X-Accel-Mapping` is a request header, which
/// clients have forged). But everybody who can reach the application past the server in front learns the paths.
///
/// ```
/// use wz::files::{NamedFile, Sendfile};
/// use wz::prelude::*;
///
/// #[get("/report")]
/// async fn report() -> Result<NamedFile> {
///     Ok(NamedFile::open("src/files/mod.rs").await?)
/// }
///
/// routes! { Site = report }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// // location /protected/ { internal; alias /srv/app/src/; }
/// let app = App::new(Site).sendfile(Sendfile::x_accel_redirect().map("src", "/protected"));
/// let answer = runtime.block_on(app.call(Request::get("/report")));
/// assert_eq!(answer.headers()["x-accel-redirect"], "/protected/files/mod.rs");
/// assert_eq!(answer.body().as_bytes(), Some(&b""[..]));
/// ```
#[derive(Debug, Clone)]
#[must_use = "it does nothing unless it is given to `App::sendfile`"]
pub struct Sendfile {
    header: HeaderName,
    /// Folders of ours, absolute, with what the server in front calls them.
    mapped: Vec<(PathBuf, Box<str>)>,
    /// Whether a file below none of the folders is named by its own path.
    anywhere: bool,
}

impl Sendfile {
    /// By `X-Accel-Redirect`, as nginx and Caddy have it: a location of theirs. Only files below a folder that is
    /// [mapped](Sendfile::map) to one; none are before.
    ///
    /// ```
    /// let sendfile = wz::files::Sendfile::x_accel_redirect().map("/srv/shop/media", "/protected/media");
    /// # let _ = sendfile;
    /// ```
    pub const fn x_accel_redirect() -> Sendfile {
        Sendfile { header: HeaderName::from_static("x-accel-redirect"), mapped: Vec::new(), anywhere: false }
    }

    /// By `X-Sendfile`, as lighttpd and Apache's `mod_xsendfile` have it: an absolute path. Of all files, or once a folder is
    /// [mapped](Sendfile::map) of those below one that is.
    ///
    /// ```
    /// let sendfile = wz::files::Sendfile::x_sendfile();
    /// # let _ = sendfile;
    /// ```
    pub const fn x_sendfile() -> Sendfile {
        Sendfile { header: HeaderName::from_static("x-sendfile"), mapped: Vec::new(), anywhere: true }
    }

    /// Says what the server in front calls a folder, and everything below it. Of several folders that fit, the first one
    /// counts. A folder that is not absolute starts at the one in which the program was started; links are not followed here, so
    /// name the folder as the program does.
    ///
    /// ```
    /// // The server in front runs in a container of its own, where the folder is elsewhere.
    /// let sendfile = wz::files::Sendfile::x_sendfile().map("/app/media", "/srv/media");
    /// # let _ = sendfile;
    /// ```
    pub fn map(mut self, folder: impl AsRef<Path>, location: &str) -> Sendfile {
        let folder = folder.as_ref();
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.mapped.push((folder, format!("/{}", location.trim_matches('/')).into()));
        self.anywhere = false;
        self
    }

    /// Has the file of a response sent, if it is one; says whether.
    pub(crate) fn take(&self, response: &mut Response) -> bool {
        let file = response.body().file_path().filter(|_| response.status() == StatusCode::OK);
        let Some(value) = file.and_then(|path| self.value(path)) else { return false };
        let headers = response.headers_mut();
        headers.remove(CONTENT_LENGTH);
        headers.insert(&self.header, value);
        *response.body_mut() = Body::empty();
        true
    }

    /// What the server in front calls a file, percent-encoded: all of these servers decode it.
    fn value(&self, path: &Path) -> Option<HeaderValue> {
        let path = std::path::absolute(path).ok()?;
        // Out of the folder, or not: the server in front would have to tell.
        if path.components().any(|part| part == Component::ParentDir) {
            return None;
        }
        let mapped = self.mapped.iter().find_map(|(folder, location)| {
            let parts = path.strip_prefix(folder).ok()?.iter();
            let parts: Option<Vec<&str>> = parts.map(|part| part.to_str()).collect();
            Some(format!("{}/{}", location.trim_end_matches('/'), parts?.join("/")))
        });
        let name = match mapped {
            None if self.anywhere => path.to_str()?.to_owned(),
            mapped => mapped?,
        };
        let mut value = String::new();
        percent::push_encoded(&name, |byte| BARE[usize::from(byte)], &mut value);
        value.try_into().ok()
    }
}

const BARE: [bool; 256] = percent::with(ALPHANUMERIC, b"/-._~");

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::app::App;
    use crate::files::{NamedFile, StaticFolder};
    use crate::request::Request;
    use crate::test_support::block_on;
    use crate::{HttpError, State};

    #[wz::get("/file")]
    async fn file(path: State<PathBuf>) -> Result<NamedFile, HttpError> {
        Ok(NamedFile::open(&**path).await?.download_name("x.txt"))
    }

    #[wz::get("/folder/<path:name>")]
    async fn folder(name: &str, request: &Request, path: State<PathBuf>) -> Result<Response, HttpError> {
        StaticFolder::new(path.parent().unwrap_or(&path)).precompressed(true).answer(request, name).await
    }

    #[wz::get("/missing")]
    async fn missing(path: State<PathBuf>) -> Result<(StatusCode, NamedFile), HttpError> {
        Ok((StatusCode::NOT_FOUND, NamedFile::open(&**path).await?))
    }

    wz::routes! { Site = file, folder, missing }

    /// A folder with a file in it, removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let folder = std::env::temp_dir().join(format!("wz-sendfile-{}-{name}", std::process::id()));
            std::fs::create_dir_all(folder.join("sub")).unwrap();
            for name in ["sub/a b%.txt", "sub/b.js", "sub/b.js.gz"] {
                std::fs::write(folder.join(name), "0123456789").unwrap();
            }
            std::fs::write(folder.join("sub/empty"), "").unwrap();
            Folder(folder)
        }

        fn app(&self) -> App {
            App::new(Site).state(self.0.join("sub/a b%.txt"))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn header<'r>(response: &'r Response, name: &str) -> Option<&'r str> {
        response.headers().get(name).map(|value| value.to_str().unwrap())
    }

    #[test]
    fn a_file_is_named_in_place_of_its_body() {
        let here = Folder::new("named");
        let app = here.app().sendfile(Sendfile::x_accel_redirect().map(&here.0, "protected/"));
        for method in [Method::GET, Method::HEAD] {
            // Conditions and ranges are for whoever has the file.
            let request = Request::new(method, "/file", ())
                .with_header("range", "bytes=0-1")
                .with_header("if-match", "\"x\"");
            let answer = block_on(app.call(request));
            assert_eq!((answer.status().as_u16(), answer.body().as_bytes()), (200, Some(&b""[..])));
            assert_eq!(header(&answer, "x-accel-redirect"), Some("/protected/sub/a%20b%25.txt"));
            assert_eq!(header(&answer, "content-disposition"), Some("attachment; filename=x.txt"));
            assert_eq!(header(&answer, "content-type"), Some("text/plain; charset=utf-8"));
            assert_ne!(header(&answer, "content-length"), Some("10"));
        }
        let answer = block_on(app.call(Request::get("/folder/b.js")));
        assert_eq!(header(&answer, "x-accel-redirect"), Some("/protected/sub/b.js"));
    }

    #[test]
    fn what_the_application_sends_itself() {
        let here = Folder::new("itself");
        let app = here.app().sendfile(Sendfile::x_accel_redirect().map(&here.0, "/x"));
        let coded = Request::get("/folder/b.js").with_header("accept-encoding", "gzip");
        let climbs = here.app().state(here.0.join("sub/../sub/b.js"));
        for (app, request, status) in [
            (app.clone(), coded, 200),
            (app.clone(), Request::get("/folder/empty"), 200),
            (app.clone(), Request::get("/missing"), 404),
            (here.app().sendfile(Sendfile::x_accel_redirect()), Request::get("/file"), 200),
            (here.app().sendfile(Sendfile::x_sendfile().map("/elsewhere", "/x")), Request::get("/file"), 200),
            (climbs.sendfile(Sendfile::x_sendfile()), Request::get("/file"), 200),
            // A client cannot turn it on, or say where files are.
            (
                here.app(),
                Request::get("/file")
                    .with_header("x-sendfile-type", "X-Accel-Redirect")
                    .with_header("x-accel-mapping", "/=/"),
                200,
            ),
        ] {
            let (path, answer) = (request.path().to_owned(), block_on(app.call(request)));
            assert_eq!(answer.status(), status, "{path}");
            assert!(
                !answer.headers().keys().any(|name| name.as_str().starts_with("x-")),
                "{path}: {answer:?}"
            );
        }
    }

    #[test]
    fn the_path_itself_or_another_one() {
        let here = Folder::new("path");
        let get = |sendfile: Sendfile| {
            let answer = block_on(here.app().sendfile(sendfile).call(Request::get("/file")));
            header(&answer, "x-sendfile").unwrap().to_owned()
        };
        if cfg!(unix) {
            assert_eq!(get(Sendfile::x_sendfile()), format!("{}/sub/a%20b%25.txt", here.0.display()));
        }
        let mapped = Sendfile::x_sendfile().map(here.0.join("sub"), "/srv/ü").map(&here.0, "/srv");
        assert_eq!(get(mapped), "/srv/%C3%BC/a%20b%25.txt");
        // Not what only begins like it.
        let mapped = Sendfile::x_sendfile().map(here.0.join("su"), "/no").map(&here.0, "/");
        assert_eq!(get(mapped), "/sub/a%20b%25.txt");
    }
}
