use std::io;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::UploadReader;
use super::content::Content;
use super::persist::persist;
use crate::blocking::blocking;
use crate::form::multipart::PartHeaders;

/// A file that came with a form, all of it: in memory, or in a temporary file, as the [module](super) says.
///
/// Its [`PartHeaders`] say what the client calls it. Dropping it deletes the temporary file;
/// [`persist`](UploadedFile::persist) keeps it.
///
/// ```
/// use serde::Deserialize;
/// use wz::prelude::*;
///
/// #[derive(Deserialize)]
/// struct Avatar {
///     name: String,
///     image: UploadedFile,
///     more: Vec<UploadedFile>,
///     cv: Option<UploadedFile>,
/// }
///
/// #[post("/avatar")]
/// async fn avatar(Form(form): Form<Avatar>) -> Result<String> {
///     let (name, kind) = (form.image.secure_filename(), form.image.content_type());
///     let is_png = kind.is_some_and(|kind| kind.essence() == "image/png");
///     Ok(format!("{}: {name:?} {is_png} {:?}", form.name, form.image.bytes().await?))
/// }
///
/// routes! { Site = avatar }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let body = "--B\r\nContent-Disposition: form-data; name=name\r\n\r\nAda\r\n\
///     --B\r\nContent-Disposition: form-data; name=image; filename=\"../a b.png\"\r\n\
///     Content-Type: image/png\r\n\r\n1234\r\n--B--\r\n";
/// let request = Request::post("/avatar", body).with_header("content-type", "multipart/form-data; boundary=B");
/// let answer = runtime.block_on(App::new(Site).call(request));
/// assert_eq!(answer.body().as_bytes(), Some(&br#"Ada: Some("a_b.png") true b"1234""#[..]));
/// # let _ = |form: Avatar| (form.more, form.cv);
/// ```
#[derive(Debug)]
pub struct UploadedFile(pub(super) Arc<Inner>);

/// Shared only while a form is deserialized, which may take several rounds.
#[derive(Debug)]
pub(super) struct Inner {
    pub(super) headers: PartHeaders,
    pub(super) content: Content,
}

impl UploadedFile {
    pub(super) fn new(headers: PartHeaders, content: Content) -> UploadedFile {
        UploadedFile(Arc::new(Inner { headers, content }))
    }

    /// The bytes it has.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// # let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
    /// # let request = wz::Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
    /// # let mut request = request;
    /// let form: wz::FormData = request.form().await?;
    /// let cv = form.files.require("cv")?;
    /// assert_eq!((cv.len(), cv.is_empty()), (4, false));
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.0.content {
            Content::Memory(bytes) => bytes.len() as u64,
            #[cfg(feature = "upload")]
            Content::Disk { length, .. } => *length,
        }
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The temporary file; `None` when it is held in memory.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// # let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
    /// # let request = wz::Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
    /// # let mut request = request;
    /// let form: wz::FormData = request.form().await?;
    /// let cv = form.files.require("cv")?;
    /// // It is short.
    /// assert_eq!(cv.path(), None);
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0.content {
            Content::Memory(_) => None,
            #[cfg(feature = "upload")]
            Content::Disk { path, .. } => Some(path),
        }
    }

    /// All of its bytes, in memory: it may be as long as
    /// [`MultipartLimits::file_bytes`](crate::form::multipart::MultipartLimits::file_bytes) allows.
    /// [`open`](UploadedFile::open) reads it in pieces.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// # let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
    /// # let request = wz::Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
    /// # let mut request = request;
    /// let form: wz::FormData = request.form().await?;
    /// let cv = form.files.require("cv")?;
    /// assert_eq!(cv.bytes().await?, "1234");
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub async fn bytes(&self) -> io::Result<Bytes> {
        match &self.0.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            #[cfg(feature = "upload")]
            Content::Disk { path, .. } => {
                let path = path.to_path_buf();
                blocking(move || std::fs::read(path).map(Bytes::from)).await
            }
        }
    }

    /// Reads it from its beginning.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// # let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
    /// # let request = wz::Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
    /// # let mut request = request;
    /// let form: wz::FormData = request.form().await?;
    /// let cv = form.files.require("cv")?;
    /// assert_eq!(std::io::read_to_string(cv.open()?)?, "1234");
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    ///
    /// # Errors
    /// The temporary file cannot be opened.
    pub fn open(&self) -> io::Result<UploadReader> {
        match &self.0.content {
            Content::Memory(bytes) => Ok(UploadReader::memory(bytes.clone())),
            #[cfg(feature = "upload")]
            Content::Disk { path, .. } => std::fs::File::open(path).map(UploadReader::disk),
        }
    }

    /// Keeps it at this path: Werkzeug's `FileStorage.save`. A file that is there already is replaced.
    ///
    /// The file appears there complete or not at all: a temporary file is renamed, or when that lies in another file system,
    /// copied beside the place and renamed then. Only the user of the server may read it (0600 on Unix);
    /// [`std::fs::set_permissions`] changes that. Never take the name from [`filename`](PartHeaders::filename) as it is, see
    /// [`secure_filename`](PartHeaders::secure_filename).
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// # let folder = std::env::temp_dir().join(format!("wz-persist-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder)?;
    /// use wz::{FormData, Request};
    ///
    /// let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
    /// let mut request = Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
    /// let mut form: FormData = request.form().await?;
    /// let cv = form.files.remove("cv").unwrap();
    /// cv.persist(folder.join("1.txt")).await?;
    /// assert_eq!(std::fs::read(folder.join("1.txt"))?, b"1234");
    /// # std::fs::remove_dir_all(folder)?;
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    ///
    /// # Errors
    /// The file cannot be written: its folder is missing, or the disk is full. Nothing is left behind then.
    pub async fn persist(self, path: impl AsRef<Path>) -> io::Result<()> {
        let path = path.as_ref().to_owned();
        blocking(move || persist(self, &path)).await
    }
}

impl Deref for UploadedFile {
    type Target = PartHeaders;

    fn deref(&self) -> &PartHeaders {
        &self.0.headers
    }
}
