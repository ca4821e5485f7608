//! What a browser says of where a request comes from (Fetch Metadata).
//!
//! Words which are not known are errors; the specification has servers ignore such a header.

use super::keyword::{first, keyword_header};

keyword_header! {
    /// `Sec-Fetch-Site`: how the one who asks is related to this server. Scripts cannot forge it.
    ///
    /// ```
    /// use wz::header::{HeaderMapExt, SecFetchSite};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    /// assert_eq!(headers.typed()?, Some(SecFetchSite::CrossSite));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    SecFetchSite: structured "sec-fetch-site" {
        /// Another site.
        CrossSite = "cross-site",
        /// The same scheme, host and port.
        SameOrigin = "same-origin",
        /// Another host of the same site.
        SameSite = "same-site",
        /// The user, by an address or a bookmark.
        None = "none",
    }
}

keyword_header! {
    /// `Sec-Fetch-Mode`: the mode of the request.
    ///
    /// ```
    /// use wz::header::SecFetchMode;
    ///
    /// assert_eq!("navigate".parse(), Ok(SecFetchMode::Navigate));
    /// ```
    SecFetchMode: structured "sec-fetch-mode" {
        /// With CORS.
        Cors = "cors",
        /// To another page.
        Navigate = "navigate",
        /// Without CORS, as of an `<img>`.
        NoCors = "no-cors",
        /// To the same origin only.
        SameOrigin = "same-origin",
        /// To open a WebSocket.
        Websocket = "websocket",
        /// To open a WebTransport session.
        Webtransport = "webtransport",
    }
}

keyword_header! {
    /// `Sec-Fetch-Dest`: what the response is for.
    ///
    /// ```
    /// use wz::header::SecFetchDest;
    ///
    /// assert_eq!("iframe".parse(), Ok(SecFetchDest::Iframe));
    /// ```
    SecFetchDest: structured "sec-fetch-dest" {
        /// An `<audio>`.
        Audio = "audio",
        /// An audio worklet.
        AudioWorklet = "audioworklet",
        /// A page of its own.
        Document = "document",
        /// An `<embed>`.
        Embed = "embed",
        /// `fetch` of a script, or similar.
        Empty = "empty",
        /// A font.
        Font = "font",
        /// A `<frame>`.
        Frame = "frame",
        /// An `<iframe>`.
        Iframe = "iframe",
        /// An image.
        Image = "image",
        /// An import of JSON.
        JsonModule = "json",
        /// A manifest.
        Manifest = "manifest",
        /// An `<object>`.
        Object = "object",
        /// A paint worklet.
        PaintWorklet = "paintworklet",
        /// A report.
        Report = "report",
        /// A script.
        Script = "script",
        /// A service worker.
        ServiceWorker = "serviceworker",
        /// A shared worker.
        SharedWorker = "sharedworker",
        /// A style sheet.
        Style = "style",
        /// A `<track>`.
        Track = "track",
        /// A `<video>`.
        Video = "video",
        /// FedCM.
        WebIdentity = "webidentity",
        /// A worker.
        Worker = "worker",
        /// A style sheet of XSLT.
        Xslt = "xslt",
    }
}

/// `Sec-Fetch-User`: whether the user has caused a navigation, as by a click. It is only sent when so.
///
/// ```
/// use wz::header::SecFetchUser;
///
/// assert_eq!("?1".parse(), Ok(SecFetchUser(true)));
/// assert_eq!(SecFetchUser(true).to_string(), "?1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecFetchUser(pub bool);

impl std::str::FromStr for SecFetchUser {
    type Err = super::HeaderError;

    fn from_str(text: &str) -> Result<SecFetchUser, Self::Err> {
        let value = text.parse::<super::structured::Item>().ok().and_then(|item| item.value.as_boolean());
        let wrong = || {
            super::HeaderError::value("`?1` or `?0`").found(text).of(<SecFetchUser as super::Header>::NAME)
        };
        value.map(SecFetchUser).ok_or_else(wrong)
    }
}

impl std::fmt::Display for SecFetchUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0 { "?1" } else { "?0" })
    }
}

impl super::Header for SecFetchUser {
    const NAME: http::HeaderName = http::HeaderName::from_static("sec-fetch-user");
    const LINES: super::Lines = super::Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_exact() {
        assert_eq!("none;x=1".parse(), Ok(SecFetchSite::None));
        for text in ["", "None", "same origin", "x", "\"none\"", "none, none", "\0"] {
            let error = text.parse::<SecFetchSite>().unwrap_err();
            assert_eq!(error.name().unwrap(), "sec-fetch-site", "{text}");
        }
        for text in ["1", "?2"] {
            assert_eq!(text.parse::<SecFetchUser>().unwrap_err().name().unwrap(), "sec-fetch-user", "{text}");
        }
    }
}
