use super::token_list::token_list_header;

token_list_header! {
    /// `Vary`: the headers of the request that the response depends on (RFC 9110 §12.5.5). A cache keeps one response
    /// for each of their values.
    ///
    /// ```
    /// use wz::header::{HeaderMapExt, Vary};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.append("vary", "Accept".parse().unwrap());
    /// headers.append("vary", "cookie, accept".parse().unwrap());
    /// let mut vary: Vary = headers.typed()?.unwrap_or_default();
    /// vary.add("Accept-Encoding")?;
    /// headers.set_typed(&vary)?;
    /// assert_eq!(headers["vary"], "Accept, cookie, Accept-Encoding");
    /// assert!(vary.varies_by("accept") && !vary.varies_by("origin"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    Vary: VARY, "name of a header"
}

impl Vary {
    /// `*`: it depends on what is not in the headers, so that no cache can use it unasked.
    ///
    /// ```
    /// use wz::header::Vary;
    ///
    /// assert_eq!(Vary::anything().to_string(), "*");
    /// ```
    pub fn anything() -> Vary {
        // A token.
        Vary::new(["*"]).unwrap_or_default()
    }

    /// Whether the response depends on this header; with `*` it does on all.
    ///
    /// ```
    /// use wz::header::Vary;
    ///
    /// assert!(Vary::new(["Accept"])?.varies_by("accept") && Vary::anything().varies_by("accept"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn varies_by(&self, name: &str) -> bool {
        self.contains(name) || self.contains("*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::HeaderErrorKind;

    #[test]
    fn holds_tokens_only() {
        let mut vary: Vary = "a,, B ,a".parse().unwrap();
        assert!(vary.iter().eq(["a", "B"]));
        assert_eq!((vary.add("b"), vary.remove("A"), vary.remove("A")), (Ok(false), true, false));
        assert_eq!(vary.add("c\r\nd").unwrap_err().kind(), HeaderErrorKind::Unwritable);
        assert_eq!(vary.to_string(), "B");
        for text in ["a b", "\"a\"", "a, é", "a;b"] {
            let error = text.parse::<Vary>().unwrap_err();
            assert_eq!(error.name().unwrap(), "vary", "{text}");
        }
    }

    #[test]
    fn anything_is_every_header() {
        assert_eq!(Vary::anything().to_string(), "*");
        assert!(Vary::anything().varies_by("x") && "x, *".parse::<Vary>().unwrap().varies_by("y"));
        assert!(Vary::default().is_empty());
    }
}
