//! Sessions (feature `sessions`): what the application remembers of a client from one request to the next.
//!
//! ```standalone_crate
//! use wz::prelude::*;
//! use wz::session::{Key, Keys, Session, Sessions};
//! use wz::testing::Client;
//!
//! #[post("/login")]
//! fn login(session: Session, form: Form<FormData>) -> Result<Redirect> {
//!     let name = form.fields.get("name").or_404("Who are you?")?;
//!     // Whoever has put a session into this browser before does not come along.
//!     session.regenerate();
//!     session.insert("name", name)?;
//!     session.flash("Welcome!");
//!     Ok(Redirect::to(url_for!(index)))
//! }
//!
//! #[post("/logout")]
//! fn logout(session: Session) -> Redirect {
//!     session.clear();
//!     Redirect::to(url_for!(index))
//! }
//!
//! #[get("/")]
//! fn index(session: Session) -> String {
//!     let name = session.get::<String>("name").unwrap_or("nobody".to_owned());
//!     format!("{name} {:?}", session.take_flashes())
//! }
//!
//! routes! { pub Site = index, login, logout }
//!
//! # fn main() {
//! // 32 random bytes, kept outside of the program: who knows them can be anybody.
//! let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes").unwrap());
//! let client = Client::new(App::new(Site).sessions(Sessions::signed(keys)));
//! let page = client.post("/login").form([("name", "Ada")]).follow_redirects().send();
//! assert_eq!(page.text(), r#"Ada ["Welcome!"]"#);
//! assert_eq!(client.get("/").send().text(), "Ada []");
//! client.post("/logout").send();
//! assert_eq!(client.get("/").send().text(), "nobody []");
//! # }
//! ```
//!
//! A session is kept in one of three ways:
//!
//! | | where | who can read it | size | can be ended by the server |
//! |---|---|---|---|---|
//! | [`Sessions::signed`] | in a cookie, Flask's way | the client | 4 KB | no |
//! | [`Sessions::encrypted`] | in a cookie | nobody else | 4 KB | no |
//! | [`Sessions::stored`] | in a [`SessionStore`], by an id in a signed cookie | nobody else | as the store likes | yes |
//!
//! There are three stores, and others are three functions to write:
//!
//! | store | feature | lasts | for |
//! |---|---|---|---|
//! | [`MemoryStore`] | | as long as the process | tests, development |
#![cfg_attr(
    feature = "sqlite",
    doc = "| [`SqliteStore`] | `sqlite` | in a file | all processes of one machine |"
)]
#![cfg_attr(
    not(feature = "sqlite"),
    doc = "| `SqliteStore` | `sqlite` | in a file | all processes of one machine |"
)]
#![cfg_attr(
    feature = "redis",
    doc = "| [`RedisStore`] | `redis` | in a Redis | all processes that reach it |"
)]
#![cfg_attr(
    not(feature = "redis"),
    doc = "| `RedisStore` | `redis` | in a Redis | all processes that reach it |"
)]
//!
//! Nothing is read before a handler asks for the [`Session`], and nothing is set before something changes in it. A
//! response whose handler has asked says `Vary: Cookie`. Two requests at the same time each change what they have read: the
//! later one counts. But a stored session that one of them has ended (`clear`, `regenerate`) stays so.

mod current;
mod memory_store;
mod place;
#[cfg(feature = "redis")]
mod redis_store;
mod sessions;
#[cfg(feature = "sqlite")]
mod sqlite_store;
mod store;
mod values;

pub use crate::cookie::{Key, Keys};
pub use memory_store::MemoryStore;
#[cfg(feature = "redis")]
pub use redis_store::RedisStore;
pub use sessions::Sessions;
#[cfg(feature = "sqlite")]
pub use sqlite_store::SqliteStore;
pub use store::SessionStore;
pub(crate) use values::CSRF_SECRET;
pub use values::Session;
