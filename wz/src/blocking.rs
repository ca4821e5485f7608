//! Work that blocks, for the storeys below the server.

use std::io;

/// Does work with files, which blocks, where it holds up no other request: on tokio's threads for blocking work when a
/// runtime is there, else (`App::call` needs none) at once.
///
/// Like `Part` as an `AsyncRead`, it knows tokio though it is below the server: nobody else can know the threads, and
/// files have no asynchronous calls of their own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(any(feature = "server", feature = "upload"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        return runtime.spawn_blocking(work).await.map_err(io::Error::other)?;
    }
    work()
}
