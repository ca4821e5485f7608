//! Cookies: the `Cookie` header of requests and the `Set-Cookie` header of responses (RFC 6265 and its successor
//! draft "6265bis"); no I/O.
//!
//! [`parse`] reads names and values lazily and without copies; [`SetCookie`] has every attribute, builds checked
//! headers and reads them. Values may be any text: what RFC 6265 does not allow is written in quotes with octal
//! escapes, as Python's `http.cookies` and Werkzeug do, so cookies can be shared with programs in Python.
//!
//! ```
//! use wz::cookie::{self, SameSite, SetCookie};
//! use wz::http::HeaderMap;
//!
//! let mut request = HeaderMap::new();
//! request.insert("cookie", "theme=dark; user=\"J\\303\\274rgen\"".parse().unwrap());
//! assert_eq!(cookie::get(&request, "user").as_deref(), Some("Jürgen"));
//!
//! let mut response = HeaderMap::new();
//! let cookie = SetCookie::build("__Host-session", "8f2c").secure(true).same_site(SameSite::Lax).build()?;
//! cookie.append_to(&mut response);
//! assert_eq!(response["set-cookie"], "__Host-session=8f2c; Secure; Path=/; SameSite=Lax");
//! # Ok::<_, wz::header::HeaderError>(())
//! ```
//!
//! With the feature `signed-cookies`, [`Keys`] signs and encrypts values, and lets keys be replaced.

mod build;
mod date;
mod domain;
mod name;
mod pair;
mod parse;
mod path;
mod same_site;
mod set_cookie;
mod set_cookie_parse;
#[cfg(feature = "signed-cookies")]
mod signed;
mod size;
mod value;

pub use build::SetCookieBuilder;
pub use pair::header;
pub use parse::{Cookies, all, get, parse};
pub use same_site::SameSite;
pub use set_cookie::{SetCookie, set_cookies};
#[cfg(feature = "signed-cookies")]
pub use signed::{Key, KeyError, Keys, OpenError, Opened, SealError};
pub use size::{MAX_SIZE, TooLarge};
pub use value::{quote, unquote};

#[cfg(test)]
mod tests;
