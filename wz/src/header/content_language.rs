use super::token_list::token_list_header;

token_list_header! {
    /// `Content-Language`: for readers of which languages the content is (RFC 9110 §8.5).
    ///
    /// ```
    /// use wz::header::ContentLanguage;
    ///
    /// let languages = ContentLanguage::new(["de", "en-GB"])?;
    /// assert_eq!(languages.to_string(), "de, en-GB");
    /// assert!(languages.contains("EN-gb") && !languages.contains("en"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ContentLanguage: CONTENT_LANGUAGE, "tag of a language"
}
