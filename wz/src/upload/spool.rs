use std::io;

use bytes::Bytes;

use super::UploadedFile;
use super::content::Content;
#[cfg(feature = "upload")]
use super::disk::Disk;
use crate::form::multipart::PartHeaders;

/// A file while it arrives: in memory, and on disk as soon as it has more than so many bytes.
#[derive(Debug)]
pub(crate) struct Spool {
    /// All of it, or what is next to be written.
    buffer: Vec<u8>,
    #[cfg(feature = "upload")]
    disk: Disk,
}

impl Spool {
    /// Holds up to `threshold` bytes in memory; without the feature `upload` whoever pushes has to stop there.
    #[cfg_attr(not(feature = "upload"), expect(unused_variables))]
    pub(crate) fn new(threshold: u64) -> Spool {
        Spool {
            buffer: Vec::new(),
            #[cfg(feature = "upload")]
            disk: Disk::new(threshold),
        }
    }

    #[cfg_attr(not(feature = "upload"), expect(clippy::unused_async))]
    pub(crate) async fn push(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(chunk);
        #[cfg(feature = "upload")]
        if self.disk.wants(self.buffer.len()) {
            self.disk.write(&mut self.buffer).await?;
        }
        Ok(())
    }

    #[cfg_attr(not(feature = "upload"), expect(clippy::unused_async))]
    pub(crate) async fn finish(self, headers: PartHeaders) -> io::Result<UploadedFile> {
        #[cfg(feature = "upload")]
        if self.disk.is_open() {
            return Ok(UploadedFile::new(headers, self.disk.finish(self.buffer).await?));
        }
        // A capacity beyond the length would be held as long as the file.
        let all = Bytes::from(self.buffer.into_boxed_slice());
        Ok(UploadedFile::new(headers, Content::Memory(all)))
    }
}

#[cfg(all(test, feature = "upload"))]
impl Spool {
    pub(super) fn with_disk(disk: Disk) -> Spool {
        Spool { buffer: Vec::new(), disk }
    }
}
