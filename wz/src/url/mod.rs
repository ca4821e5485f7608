//! URLs as text: to ASCII and back, queries, hosts, and where a redirect may lead. No I/O.
//!
//! - [`iri_to_uri`] and [`uri_to_iri`]: RFC 3987, as Werkzeug's functions of these names.
//! - [`query_pairs`] and [`encode_query`]: names and values in order, a name as often as it likes. For typed values
//!   there is [`form::urlencoded`](crate::form::urlencoded).
//! - [`percent_decode`]: what a piece of a path stands for.
//! - [`request_host`], [`get_host`], [`host_is_trusted`] and [`TrustedHosts`]: the host of a request, and which ones are
//!   yours.
//! - [`get_current_url`]: the URL of a request.
//! - [`safe_redirect_target`]: a target that a client has chosen, which never leads to another host.
//!
//! Hosts beyond ASCII need the feature `idna`.

mod authority;
mod current;
mod decode;
mod error;
mod host;
mod idna;
mod iri;
mod percent;
mod query;
mod redirect;
mod resolve;
mod split;
mod trusted_hosts;

pub use current::get_current_url;
pub use decode::percent_decode;
pub use error::{UrlError, UrlErrorKind};
pub use host::{get_host, host_is_trusted, request_host};
pub use iri::{iri_to_uri, uri_to_iri};
pub use query::{QueryPairs, encode_query, query_pairs};
pub use redirect::safe_redirect_target;
pub use resolve::resolve;
pub use trusted_hosts::TrustedHosts;

pub(crate) use self::idna::to_ascii;
pub(crate) use host::{is_host, split, split_port};
pub(crate) use query::{next_pair, push_form_encoded};
