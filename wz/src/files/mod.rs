//! Files as responses: one that the program names, [`NamedFile`], and those of a folder that the client names,
//! [`StaticFolder`].
//!
//! Where all of a folder is for everybody, a `static` line of [`routes!`](macro@crate::routes#folders-of-files) is all it takes.
//! With [`Sendfile`] the server in front sends the files.
//!
//! ```
//! use wz::files::{NamedFile, StaticFolder};
//! use wz::prelude::*;
//!
//! #[get("/license")]
//! async fn license() -> Result<NamedFile> {
//!     Ok(NamedFile::open("LICENSE").await?)
//! }
//!
//! #[get("/static/<path:name>")]
//! async fn assets(name: &str, request: &Request, folder: State<StaticFolder>) -> Result<Response> {
//!     Ok(folder.answer(request, name).await?)
//! }
//!
//! routes! { pub Site = license, assets }
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! let app = App::new(Site).state(StaticFolder::new("src"));
//! let get = |path| runtime.block_on(app.call(Request::get(path)));
//! assert_eq!(get("/static/lib.rs").status(), 200);
//! assert_eq!(get("/static/%2e%2e/Cargo.toml").status(), 404);
//! ```

mod embedded;
mod failure;
mod find;
mod folders;
mod listed;
mod media_types;
mod named_file;
mod opened;
mod precompressed;
mod sendfile;
mod static_folder;
#[cfg(test)]
mod tests;
mod tree;
mod versions;

#[doc(hidden)]
pub use embedded::EmbeddedFile;
pub(crate) use folders::Folders;
#[doc(hidden)]
pub use listed::ListedFolder;
pub use media_types::guess_content_type;
pub use named_file::NamedFile;
pub use sendfile::Sendfile;
pub use static_folder::StaticFolder;
