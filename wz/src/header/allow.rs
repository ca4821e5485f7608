use super::method_list::method_list_header;

method_list_header! {
    /// `Allow`: the methods that a resource has, which a 405 has to say (RFC 9110 §10.2.1). None at all is fine, too.
    ///
    /// ```
    /// use wz::header::{Allow, HeaderMapExt};
    /// use wz::http::{HeaderMap, Method};
    ///
    /// let allow = Allow::from_iter([Method::GET, Method::HEAD, Method::GET]);
    /// assert_eq!(allow.to_string(), "GET, HEAD");
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&allow)?;
    /// let read: Allow = headers.typed()?.unwrap();
    /// assert!(read.contains(&Method::HEAD) && !read.contains(&Method::POST));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// Methods have the case that they have: `get` is not `GET` (§9.1).
    Allow: ALLOW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_methods() {
        let allow: Allow = "GET,,get, X-OWN ,GET".parse().unwrap();
        assert_eq!(allow.to_string(), "GET, get, X-OWN");
        assert_eq!("".parse(), Ok(Allow::default()));
        for text in ["GET POST", "\"GET\"", "GET, é"] {
            assert_eq!(text.parse::<Allow>().unwrap_err().name().unwrap(), "allow", "{text}");
        }
        assert!("GET,".repeat(257).parse::<Allow>().is_err());
    }
}
