//! What a server allows to pages of other origins (CORS, in the Fetch standard §3.3).

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
