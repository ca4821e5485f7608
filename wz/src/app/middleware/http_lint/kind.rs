/// What a [`LintFinding`](super::LintFinding) is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LintKind {
    /// A body with 204, 205, 304 or another status that has none. It is not sent.
    UnexpectedBody,
    /// A status that is none of a whole response: 1xx but 101, or from 600 on.
    InvalidStatus,
    /// A body without `Content-Type`: the client guesses.
    MissingContentType,
    /// A `Content-Type` that is none.
    InvalidContentType,
    /// Text without `charset`: the client guesses.
    MissingCharset,
    /// A header twice that may be there once.
    RepeatedHeader,
    /// A `Content-Length` that is not the length of the body.
    WrongContentLength,
    /// A `Content-Encoding` without a `Vary` that names `Accept-Encoding`, or one that says nothing.
    ContentEncoding,
    /// A 304 with headers about a body that it does not have.
    NotModifiedHeaders,
    /// An `ETag` without quotes, or with something in it that may not be there.
    InvalidETag,
    /// A date that is not written as HTTP writes dates, or that is yet to come.
    InvalidDate,
    /// A redirect without `Location`.
    MissingLocation,
    /// A `Location` that is no URL.
    InvalidLocation,
    /// A 401 or 407 without a challenge.
    MissingChallenge,
    /// A 405 without `Allow`.
    MissingAllow,
    /// A 206 or 416 without `Content-Range`, or a `Content-Range` with another status.
    ContentRange,
    /// A 101 or 426 without `Upgrade`.
    MissingUpgrade,
    /// A cookie that browsers do not take, or not as it is meant.
    Cookie,
    /// A cookie in a response that a shared cache may keep.
    CachedCookie,
    /// Directives of `Cache-Control` of which one undoes the other.
    CacheControl,
    /// A header that only the server can set, since it is about one connection.
    ConnectionHeader,
    /// A header that means nothing any more.
    ObsoleteHeader,
    /// A body of a request that nobody has read: the connection cannot be used again.
    UnreadBody,
    /// A response to an HTTP/1.0 client with what it cannot understand.
    OldClient,
}
