use bytes::Bytes;
#[cfg(feature = "upload")]
use tempfile::TempPath;

/// Where the bytes of a file are.
#[derive(Debug)]
pub(super) enum Content {
    Memory(Bytes),
    /// The file is not kept open: a form may have more files than a process may open.
    #[cfg(feature = "upload")]
    Disk {
        /// Deletes it when it is dropped.
        path: TempPath,
        length: u64,
    },
}
