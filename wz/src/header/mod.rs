//! Typed headers: text in, values out, and back; no I/O.
//!
//! Each header is a type with [`FromStr`](std::str::FromStr) and [`Display`](std::fmt::Display); with
//! [`HeaderMapExt`] it is read from and written to an [`http::HeaderMap`], where several lines become one value as
//! the header's RFC says. [`syntax`] has the grammar that all of them share (RFC 9110 §5.6).
//!
//! Reading is lenient where clients in the field are sloppy and nothing is lost by it; what is written is always
//! legal, and can contain neither CR, LF nor NUL. What sets a text and gives a [`Result`] refuses control characters
//! other than tabs; what cannot fail says so, and a space is written in their place (RFC 9110 §5.5).

mod accept;
mod accept_formats;
mod accept_ranges;
mod age;
mod allow;
mod auth;
mod cache_control;
mod content_disposition;
mod content_encoding;
mod content_language;
mod content_length;
mod content_security_policy;
mod content_type;
mod cors;
mod cross_origin;
pub(crate) mod date;
mod error;
mod etag;
mod ext_value;
mod forwarded;
#[expect(clippy::module_inception, reason = "the trait is what the file is about")]
mod header;
mod header_set;
mod hop_by_hop;
mod host;
mod keyword;
mod last_event_id;
mod list;
mod location;
mod map_ext;
mod method_list;
mod options;
mod ordered;
mod origin;
mod permissions_policy;
mod range;
mod referrer_policy;
mod reporting_endpoints;
mod retry_after;
mod sec_fetch;
mod seconds;
mod server_timing;
mod strict_transport_security;
pub mod structured;
pub mod syntax;
mod token_list;
mod tokens;
mod usual;
mod vary;
mod x_forwarded;

pub use accept::{Accept, AcceptCharset, AcceptEncoding, AcceptLanguage, MediaRange, Preference, Quality};
pub use accept_formats::{AcceptPatch, AcceptPost};
pub use accept_ranges::AcceptRanges;
pub use age::Age;
pub use allow::Allow;
pub use auth::{
    AuthParameters, Authorization, Basic, Challenge, ProxyAuthenticate, ProxyAuthorization, WwwAuthenticate,
};
pub use cache_control::{Extensions, FieldNames, MaxStale, RequestCacheControl, ResponseCacheControl};
pub use content_disposition::{ContentDisposition, safe_filename};
pub use content_encoding::ContentEncoding;
pub use content_language::ContentLanguage;
pub use content_length::ContentLength;
pub use content_security_policy::{ContentSecurityPolicy, ContentSecurityPolicyReportOnly};
pub use content_type::ContentType;
pub use cors::{
    AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlAllowMethods,
    AccessControlAllowOrigin, AccessControlExposeHeaders, AccessControlMaxAge, AccessControlRequestHeaders,
    AccessControlRequestMethod,
};
pub use cross_origin::{CrossOriginEmbedderPolicy, CrossOriginOpenerPolicy, CrossOriginResourcePolicy};
pub use date::{Date, Expires, HttpDate, IfModifiedSince, IfUnmodifiedSince, LastModified};
pub use error::{HeaderError, HeaderErrorKind};
pub use etag::{ETag, ETags, IfMatch, IfNoneMatch};
pub(crate) use ext_value::Charset;
pub use forwarded::{Forwarded, ForwardedElement, Node, NodeName, NodePort, Obfuscated};
pub use header::{Header, Lines};
pub use header_set::HeaderSet;
pub use hop_by_hop::{is_hop_by_hop, remove_hop_by_hop};
pub use host::Host;
pub use last_event_id::LastEventId;
pub use list::{dump_dict, dump_list, parse_dict, parse_list};
pub use location::{ContentLocation, Location, Referer};
pub use map_ext::HeaderMapExt;
pub use options::{Options, OptionsHeader};
pub use origin::Origin;
pub use permissions_policy::PermissionsPolicy;
pub use range::{ContentRange, IfRange, Range, RangeSpec};
pub use referrer_policy::ReferrerPolicy;
pub use reporting_endpoints::ReportingEndpoints;
pub use retry_after::RetryAfter;
pub use sec_fetch::{SecFetchDest, SecFetchMode, SecFetchSite, SecFetchUser};
pub(crate) use seconds::read_seconds;
pub use server_timing::{ServerTiming, TimingMetric};
pub use strict_transport_security::StrictTransportSecurity;
pub(crate) use tokens::{lists, tokens};
pub use vary::Vary;
pub use x_forwarded::{XForwardedFor, XForwardedHost, XForwardedPort, XForwardedPrefix, XForwardedProto};
