use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static DRAFTS: AtomicU32 = AtomicU32::new(0);

/// The file of a Unix socket; removed when this is dropped, unless another program has put its own in its place.
#[derive(Debug)]
pub(super) struct SocketFile {
    path: PathBuf,
    /// Device and inode.
    identity: (u64, u64),
}

impl SocketFile {
    /// Listens at this path. A socket that nobody listens at any more is replaced; one in use is an error.
    pub(super) fn bind(path: &Path, mode: Option<u32>) -> io::Result<(UnixListener, SocketFile)> {
        refuse_what_is_in_use(path)?;
        // Under another name first, so that there is no moment at which the socket is there with other permissions, or
        // the name is not there at all.
        let count = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_file_name(format!(".{}-{count}", std::process::id()));
        // Of a process of that number which has been killed.
        let _ = fs::remove_file(&draft);
        let listener = UnixListener::bind(&draft)?;
        let placed = place(&draft, path, mode);
        if placed.is_err() {
            let _ = fs::remove_file(&draft);
        }
        Ok((listener, placed?))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

fn place(draft: &Path, path: &Path, mode: Option<u32>) -> io::Result<SocketFile> {
    if let Some(mode) = mode {
        fs::set_permissions(draft, Permissions::from_mode(mode))?;
    }
    let identity = identity(draft)?;
    fs::rename(draft, path)?;
    Ok(SocketFile { path: path.to_owned(), identity })
}

fn refuse_what_is_in_use(path: &Path) -> io::Result<()> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if !found.file_type().is_socket() {
        return Err(io::Error::new(
            ErrorKind::AlreadyExists,
            "there is a file of this name, which is no socket",
        ));
    }
    match UnixStream::connect(path) {
        Ok(_) => Err(ErrorKind::AddrInUse.into()),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        // Its queue is full: somebody listens.
        Err(error) if error.kind() == ErrorKind::WouldBlock => Err(ErrorKind::AddrInUse.into()),
        Err(error) => Err(error),
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let found = fs::symlink_metadata(path)?;
    Ok((found.dev(), found.ino()))
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|identity| identity == self.identity) {
            let _ = fs::remove_file(&self.path);
        }
    }
}
