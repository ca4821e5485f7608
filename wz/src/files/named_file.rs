use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, VARY};

use super::failure::failure;
use super::guess_content_type;
use super::opened::{Content, Opened};
use crate::blocking::blocking;
use crate::body::{Body, Known};
use crate::error::HttpError;
use crate::header::{ContentDisposition, ETag, FieldNames, HttpDate, LastModified, ResponseCacheControl};
use crate::response::{IntoResponse, Response};

/// A file as a response: Werkzeug's and Flask's `send_file`.
///
/// The `Content-Type` is [guessed from its name](guess_content_type), `Content-Length`, `Last-Modified` and `ETag` come from
/// the file system, and `Cache-Control` is `no-cache`: caches may keep it and ask each time whether it is still good. An
/// [`App`](crate::App) answers conditions and ranges, several ranges too (RFC 9110 sections 13 and 14), and reads only what is
/// asked for. At most 256 KiB of a file are in memory at a time, and they are read on threads for blocking work.
///
/// The path is the program's own: for a path from a client there is [`StaticFolder`](super::StaticFolder).
///
/// ```
/// use std::time::Duration;
/// use wz::files::NamedFile;
/// use wz::prelude::*;
///
/// #[get("/report")]
/// async fn report() -> Result<NamedFile> {
///     Ok(NamedFile::open("Cargo.toml").await?.download_name("übersicht.toml").max_age(Duration::from_secs(60)))
/// }
///
/// routes! { Site = report }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site);
/// let whole = runtime.block_on(app.call(Request::get("/report")));
/// assert_eq!(whole.headers()["content-type"], "application/toml");
/// assert_eq!(whole.headers()["cache-control"], "public, max-age=60");
/// assert!(whole.headers()["content-disposition"].to_str().unwrap().ends_with("filename*=UTF-8''%C3%BCbersicht.toml"));
///
/// let part = runtime.block_on(app.call(Request::get("/report").with_header("range", "bytes=0-8")));
/// assert_eq!((part.status().as_u16(), &part.headers()["content-length"]), (206, &9.into()));
/// ```
///
/// The file is open from here on, so that it may be replaced or removed meanwhile: what is sent is what was there. One that
/// becomes shorter while it is sent ends the connection, so that the client knows; what is added to it is not sent. Without
/// the feature `server`, or outside of a tokio runtime, files are read at once on the thread that asks.
#[derive(Debug)]
#[must_use = "a file does nothing unless it is returned"]
pub struct NamedFile {
    path: PathBuf,
    opened: Opened,
    content_type: HeaderValue,
    disposition: Option<ContentDisposition>,
    etag: Option<ETag>,
    cache_control: ResponseCacheControl,
    coding: Option<&'static str>,
    varies: bool,
}

impl NamedFile {
    /// Opens a file. A path that is not absolute starts at the folder in which the program was started.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// use wz::files::NamedFile;
    ///
    /// assert!(NamedFile::open("Cargo.toml").await.is_ok());
    /// for path in ["no such file", "src", "a\0b", "Cargo.toml/x"] {
    ///     assert_eq!(NamedFile::open(path).await.unwrap_err().status(), 404, "{path}");
    /// }
    /// # });
    /// ```
    ///
    /// # Errors
    /// 404 for what is not there, is no regular file, or may not be read; 500 for everything else (no file handles left,
    /// say). The error of the system is the [source](std::error::Error::source).
    pub async fn open(path: impl Into<PathBuf>) -> Result<NamedFile, HttpError> {
        let path = path.into();
        let open = move || Ok(NamedFile::new(Opened::open(&path)?, path));
        blocking(open).await.map_err(failure)
    }

    pub(super) fn new(opened: Opened, path: PathBuf) -> NamedFile {
        let etag = opened.etag();
        let content_type = guess_content_type(&name(&path));
        let cache_control =
            ResponseCacheControl { no_cache: Some(FieldNames::All), ..ResponseCacheControl::default() };
        NamedFile {
            path,
            opened,
            content_type,
            disposition: None,
            etag,
            cache_control,
            coding: None,
            varies: false,
        }
    }

    /// Sends another file in place of this one, which is this one in a coding.
    pub(super) fn coded(mut self, coding: &'static str, opened: Opened) -> NamedFile {
        // The same file may be both, and a cache must not mix them up.
        self.etag = opened.etag().and_then(|etag| ETag::strong(format!("{}-{coding}", etag.tag())).ok());
        NamedFile { opened, coding: Some(coding), ..self }
    }

    /// Says to caches that there are several codings of this file.
    pub(super) fn varying(self) -> NamedFile {
        NamedFile { varies: true, ..self }
    }

    /// Where it was opened.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(wz::files::NamedFile::open("Cargo.toml"))?;
    /// assert!(file.path().ends_with("Cargo.toml"));
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it had when it was opened: what is sent.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(wz::files::NamedFile::open("Cargo.toml"))?;
    /// assert_eq!(file.length(), std::fs::metadata("Cargo.toml").unwrap().len());
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn length(&self) -> u64 {
        self.opened.length
    }

    /// When it was last changed, if the system tells; the present, where that lies in the future.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(wz::files::NamedFile::open("Cargo.toml"))?;
    /// assert!(file.last_modified().is_some());
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn last_modified(&self) -> Option<HttpDate> {
        self.opened.last_modified()
    }

    /// Its tag: strong, of the length, the time of the last change in nanoseconds and, on Unix, the number of the file. So
    /// it is another one on each machine; where several serve the same files, [set](NamedFile::with_etag) one of your own.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(wz::files::NamedFile::open("Cargo.toml"))?;
    /// assert!(!file.etag().unwrap().is_weak());
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    #[must_use]
    pub fn etag(&self) -> Option<&ETag> {
        self.etag.as_ref()
    }

    /// With this tag.
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile, header::ETag};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(NamedFile::open("Cargo.toml"))?.with_etag(ETag::strong("release-7").unwrap());
    /// assert_eq!(file.into_response().headers()["etag"], "\"release-7\"");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn with_etag(self, etag: ETag) -> NamedFile {
        NamedFile { etag: Some(etag), ..self }
    }

    /// With this `Content-Type`, which then is not guessed.
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile, http::HeaderValue};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let text = HeaderValue::from_static("text/plain; charset=utf-8");
    /// let file = runtime.block_on(NamedFile::open("Cargo.toml"))?.with_content_type(text.clone());
    /// assert_eq!(file.into_response().headers()["content-type"], text);
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn with_content_type(self, content_type: HeaderValue) -> NamedFile {
        NamedFile { content_type, ..self }
    }

    /// To be saved under its own name: `as_attachment=True` of `send_file`.
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(NamedFile::open("src/lib.rs"))?.download();
    /// assert_eq!(file.into_response().headers()["content-disposition"], "attachment; filename=lib.rs");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn download(self) -> NamedFile {
        let name = name(&self.path).into_owned();
        self.download_name(&name)
    }

    /// To be saved under this name, which may be any text (RFC 6266, RFC 8187).
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(NamedFile::open("src/lib.rs"))?.download_name("a \"b\".rs");
    /// assert_eq!(file.into_response().headers()["content-disposition"], r#"attachment; filename="a \"b\".rs""#);
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn download_name(self, name: &str) -> NamedFile {
        NamedFile { disposition: Some(ContentDisposition::attachment().with_filename(name)), ..self }
    }

    /// How long caches, of everybody, may use it without asking: `public, max-age=` in seconds. Zero is `no-cache`, the
    /// default.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::{IntoResponse, files::NamedFile};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let open = || runtime.block_on(NamedFile::open("Cargo.toml"));
    /// let hour = open()?.max_age(Duration::from_secs(3600));
    /// assert_eq!(hour.into_response().headers()["cache-control"], "public, max-age=3600");
    /// assert_eq!(open()?.into_response().headers()["cache-control"], "no-cache");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn max_age(self, age: Duration) -> NamedFile {
        let fresh = age.as_secs() > 0;
        self.with_cache_control(ResponseCacheControl {
            public: fresh,
            max_age: fresh.then_some(age),
            no_cache: (!fresh).then_some(FieldNames::All),
            ..ResponseCacheControl::default()
        })
    }

    /// Never changes under this URL, which has a hash of the content or a version in it: caches keep it for a year and do
    /// not ask even when a page is reloaded (RFC 8246).
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(NamedFile::open("Cargo.toml"))?.immutable();
    /// assert_eq!(file.into_response().headers()["cache-control"], "public, max-age=31536000, immutable");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn immutable(self) -> NamedFile {
        self.with_cache_control(ResponseCacheControl {
            public: true,
            max_age: Some(Duration::from_secs(31_536_000)),
            immutable: true,
            ..ResponseCacheControl::default()
        })
    }

    /// With this `Cache-Control`: `private`, say, for what only this client may see.
    ///
    /// ```
    /// use wz::{IntoResponse, files::NamedFile};
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let file = runtime.block_on(NamedFile::open("Cargo.toml"))?.with_cache_control("private".parse().unwrap());
    /// assert_eq!(file.into_response().headers()["cache-control"], "private");
    /// # Ok::<_, wz::HttpError>(())
    /// ```
    pub fn with_cache_control(self, cache_control: ResponseCacheControl) -> NamedFile {
        NamedFile { cache_control, ..self }
    }
}

/// The last name of a path.
fn name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

impl IntoResponse for NamedFile {
    fn into_response(self) -> Response {
        let last_modified = self.last_modified();
        let Opened { content, length, read, .. } = self.opened;
        let body = match content {
            // In a coding it is another file than the one at the path.
            Content::Disk(file) => {
                let path = self.coding.is_none().then_some(self.path);
                Body::file(file, length, Known { path, content: read })
            }
            Content::Embedded(file) => Body::from(Bytes::from_static(file.content)),
        };
        let mut response = Response::new(body).with_typed_header(&self.cache_control);
        response.headers_mut().insert(CONTENT_TYPE, self.content_type);
        if let Some(coding) = self.coding {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        if self.varies {
            response.headers_mut().insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        if let Some(date) = last_modified {
            response = response.with_typed_header(&LastModified(date));
        }
        if let Some(etag) = &self.etag {
            response = response.with_typed_header(etag);
        }
        match &self.disposition {
            Some(disposition) => response.with_typed_header(disposition),
            None => response,
        }
    }
}
