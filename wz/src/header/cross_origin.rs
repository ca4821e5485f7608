//! What documents and resources of other origins may do with a response.

use super::keyword::{first, keyword_header};

keyword_header! {
    /// `Cross-Origin-Opener-Policy`: whether windows of other origins share a browsing context group with this one.
    ///
    /// Parameters (`report-to`) are ignored when reading. Browsers take an unknown word, which is an error here, for
    /// [`UnsafeNone`](CrossOriginOpenerPolicy::UnsafeNone), which is also what they do without the header.
    ///
    /// ```
    /// use wz::header::{CrossOriginOpenerPolicy, HeaderMapExt};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&CrossOriginOpenerPolicy::SameOrigin)?;
    /// assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    CrossOriginOpenerPolicy: structured "cross-origin-opener-policy" {
        /// All share it.
        UnsafeNone = "unsafe-none",
        /// Only those of this origin, and windows that this one opens.
        SameOriginAllowPopups = "same-origin-allow-popups",
        /// Only those of this origin.
        SameOrigin = "same-origin",
        /// Not even those of this origin that opened it.
        NoopenerAllowPopups = "noopener-allow-popups",
    }
}

keyword_header! {
    /// `Cross-Origin-Embedder-Policy`: which resources of other origins a document may load.
    ///
    /// Parameters and unknown words are treated as in [`CrossOriginOpenerPolicy`].
    ///
    /// ```
    /// use wz::header::CrossOriginEmbedderPolicy;
    ///
    /// let policy: CrossOriginEmbedderPolicy = "require-corp; report-to=\"x\"".parse()?;
    /// assert_eq!(policy, CrossOriginEmbedderPolicy::RequireCorp);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    CrossOriginEmbedderPolicy: structured "cross-origin-embedder-policy" {
        /// Any.
        UnsafeNone = "unsafe-none",
        /// Those that allow it by [`CrossOriginResourcePolicy`] or CORS.
        RequireCorp = "require-corp",
        /// Any, but without cookies where CORS does not allow them.
        Credentialless = "credentialless",
    }
}

keyword_header! {
    /// `Cross-Origin-Resource-Policy`: who may load this resource without CORS.
    ///
    /// ```
    /// use wz::header::CrossOriginResourcePolicy;
    ///
    /// assert_eq!("same-site".parse(), Ok(CrossOriginResourcePolicy::SameSite));
    /// // Browsers do not know this word, and so nothing is protected by it (Fetch §3.7).
    /// assert!("Same-Site".parse::<CrossOriginResourcePolicy>().is_err());
    /// ```
    CrossOriginResourcePolicy: word "cross-origin-resource-policy" {
        /// Documents of the same site.
        SameSite = "same-site",
        /// Documents of the same origin.
        SameOrigin = "same-origin",
        /// All.
        CrossOrigin = "cross-origin",
    }
}
