use crate::header::token_list::token_list_header;

token_list_header! {
    /// `Access-Control-Allow-Headers`: which headers a request may have beside the harmless ones; `*` for all but
    /// `Authorization`, where there are no credentials.
    ///
    /// ```
    /// use wz::header::AccessControlAllowHeaders;
    ///
    /// let allow = AccessControlAllowHeaders::new(["authorization", "X-Token"])?;
    /// assert!(allow.contains("x-token"));
    /// assert_eq!(allow.to_string(), "authorization, X-Token");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AccessControlAllowHeaders: ACCESS_CONTROL_ALLOW_HEADERS, "name of a header"
}

token_list_header! {
    /// `Access-Control-Expose-Headers`: which headers of the response scripts may read beside the harmless ones.
    ///
    /// ```
    /// use wz::header::AccessControlExposeHeaders;
    ///
    /// assert_eq!(AccessControlExposeHeaders::new(["etag"])?.to_string(), "etag");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AccessControlExposeHeaders: ACCESS_CONTROL_EXPOSE_HEADERS, "name of a header"
}

token_list_header! {
    /// `Access-Control-Request-Headers`: in a preflight, the headers that the request will have.
    ///
    /// ```
    /// use wz::header::AccessControlRequestHeaders;
    ///
    /// let wanted: AccessControlRequestHeaders = "content-type,x-token".parse()?;
    /// assert!(wanted.iter().eq(["content-type", "x-token"]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AccessControlRequestHeaders: ACCESS_CONTROL_REQUEST_HEADERS, "name of a header"
}
