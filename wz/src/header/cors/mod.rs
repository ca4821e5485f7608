//! What a server allows to pages of other origins (CORS, in the Fetch standard §3.3).
//!
//! ```
//! use std::time::Duration;
//! use wz::header::{
//!     AccessControlAllowHeaders, AccessControlAllowMethods, AccessControlAllowOrigin, AccessControlMaxAge,
//!     AccessControlRequestMethod, HeaderError, HeaderMapExt, Origin, Vary,
//! };
//! use wz::http::{HeaderMap, Method};
//!
//! /// The answer to a preflight, an `OPTIONS` that asks before the request itself.
//! fn preflight(request: &HeaderMap, response: &mut HeaderMap) -> Result<(), HeaderError> {
//!     let friend = Origin::new("https", "app.example.com")?;
//!     response.set_typed(&Vary::new(["origin"])?)?;
//!     if request.typed()? != Some(friend.clone()) || request.typed::<AccessControlRequestMethod>()?.is_none() {
//!         return Ok(());
//!     }
//!     response.set_typed(&AccessControlAllowOrigin::Only(friend))?;
//!     response.set_typed(&AccessControlAllowMethods::from_iter([Method::PUT, Method::DELETE]))?;
//!     response.set_typed(&AccessControlAllowHeaders::new(["content-type"])?)?;
//!     response.set_typed(&AccessControlMaxAge(Duration::from_secs(600)))
//! }
//!
//! let mut request = HeaderMap::new();
//! request.insert("origin", "https://app.example.com".parse().unwrap());
//! request.insert("access-control-request-method", "PUT".parse().unwrap());
//! let mut response = HeaderMap::new();
//! preflight(&request, &mut response)?;
//! assert_eq!(response["access-control-allow-origin"], "https://app.example.com");
//! assert_eq!(response["access-control-allow-methods"], "PUT, DELETE");
//! # Ok::<_, HeaderError>(())
//! ```

mod allow_credentials;
mod allow_origin;
mod headers;
mod max_age;
mod methods;

pub use allow_credentials::AccessControlAllowCredentials;
pub use allow_origin::AccessControlAllowOrigin;
pub use headers::{AccessControlAllowHeaders, AccessControlExposeHeaders, AccessControlRequestHeaders};
pub use max_age::AccessControlMaxAge;
pub use methods::{AccessControlAllowMethods, AccessControlRequestMethod};
