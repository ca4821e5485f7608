#[cfg(feature = "upload")]
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
#[cfg(feature = "upload")]
use std::sync::Arc;

use bytes::{Buf, Bytes};

#[cfg(feature = "upload")]
use crate::blocking::blocking;

/// Reads an [`UploadedFile`](super::UploadedFile): by [`Read`] and [`Seek`], for what is not asynchronous, or in
/// [chunks](UploadReader::chunk).
///
/// ```
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// use std::io::{Read, Seek};
/// use wz::{FormData, Request};
///
/// let body = "--B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n--B--\r\n";
/// let mut request = Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
/// let form: FormData = request.form().await?;
/// let mut reader = form.files.require("cv")?.open()?;
/// let mut first = [0; 2];
/// reader.read_exact(&mut first)?;
/// assert_eq!((&first, reader.chunk().await?, reader.chunk().await?), (b"12", Some("34".into()), None));
/// reader.rewind()?;
/// assert_eq!(reader.chunk().await?, Some("1234".into()));
/// # Ok::<_, wz::Error>(()) }).unwrap();
/// ```
#[derive(Debug)]
pub struct UploadReader(Source);

#[derive(Debug)]
enum Source {
    Memory(Cursor<Bytes>),
    /// Shared with the thread that reads the next chunk.
    #[cfg(feature = "upload")]
    Disk(Arc<File>),
}

/// Bytes of a chunk from a disk.
#[cfg(feature = "upload")]
const CHUNK: u64 = 64 * 1024;

impl UploadReader {
    pub(super) fn memory(bytes: Bytes) -> UploadReader {
        UploadReader(Source::Memory(Cursor::new(bytes)))
    }

    #[cfg(feature = "upload")]
    pub(super) fn disk(file: File) -> UploadReader {
        UploadReader(Source::Disk(Arc::new(file)))
    }

    /// The next bytes, never none; `None` at the end. What blocks runs on other threads.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub async fn chunk(&mut self) -> io::Result<Option<Bytes>> {
        let chunk = match &mut self.0 {
            Source::Memory(bytes) => bytes.copy_to_bytes(bytes.remaining()),
            #[cfg(feature = "upload")]
            Source::Disk(file) => {
                let file = file.clone();
                let read = move || {
                    let mut chunk = Vec::new();
                    (&*file).take(CHUNK).read_to_end(&mut chunk)?;
                    Ok(Bytes::from(chunk))
                };
                blocking(read).await?
            }
        };
        Ok(Some(chunk).filter(|chunk| !chunk.is_empty()))
    }
}

impl Read for UploadReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Source::Memory(bytes) => bytes.read(buffer),
            #[cfg(feature = "upload")]
            Source::Disk(file) => (&**file).read(buffer),
        }
    }
}

impl Seek for UploadReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.0 {
            Source::Memory(bytes) => bytes.seek(to),
            #[cfg(feature = "upload")]
            Source::Disk(file) => (&**file).seek(to),
        }
    }
}
