use super::token_list::token_list_header;

token_list_header! {
    /// `Accept-Ranges`: the units in which parts of a representation can be asked for (RFC 9110 §14.3).
    ///
    /// ```
    /// use wz::header::AcceptRanges;
    ///
    /// assert_eq!(AcceptRanges::bytes().to_string(), "bytes");
    /// assert!("Bytes".parse::<AcceptRanges>()?.contains("bytes"));
    /// assert!(!AcceptRanges::none().contains("bytes"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AcceptRanges: ACCEPT_RANGES, "unit of ranges"
}

impl AcceptRanges {
    /// `bytes`: what [`conditional`](crate::conditional) serves.
    ///
    /// ```
    /// use wz::header::AcceptRanges;
    ///
    /// assert_eq!(AcceptRanges::bytes().to_string(), "bytes");
    /// ```
    pub fn bytes() -> AcceptRanges {
        // A token.
        AcceptRanges::new(["bytes"]).unwrap_or_default()
    }

    /// `none`: do not try.
    ///
    /// ```
    /// use wz::header::AcceptRanges;
    ///
    /// assert_eq!(AcceptRanges::none().to_string(), "none");
    /// ```
    pub fn none() -> AcceptRanges {
        AcceptRanges::new(["none"]).unwrap_or_default()
    }
}
