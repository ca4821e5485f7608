use super::ContentSecurityPolicy;
use crate::header::HeaderError;

/// Fewer characters of base64 are less than 128 bits, which CSP §7.1 asks for.
const SHORTEST: usize = 22;

impl ContentSecurityPolicy {
    /// Lets a directive accept the elements that carry this nonce: `<script nonce="…">` for `script-src`.
    ///
    /// A directive that is not there begins with the sources of the one that stands for it (`script-src` for
    /// `script-src-elem`, `style-src` for `style-src-elem`, else `default-src`), which it replaces for its kind; without
    /// them it would take them away.
    ///
    /// ```
    /// use wz::header::ContentSecurityPolicy;
    ///
    /// let mut policy = ContentSecurityPolicy::new().with("style-src", "'none'")?;
    /// policy.add_nonce("style-src", "nN7xLpXvTgBbq0Rz0pYt9A")?;
    /// assert_eq!(policy.get("style-src"), Some("'nonce-nN7xLpXvTgBbq0Rz0pYt9A'"));
    /// assert!(policy.add_nonce("style-src", "abc").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The nonce is no base64 (also the URL-safe one), or shorter than the 22 characters that 128 bits have. It has to
    /// be random and another one for each response. A directive that [`set`](ContentSecurityPolicy::set) refuses.
    pub fn add_nonce(&mut self, directive: &str, nonce: &str) -> Result<(), HeaderError> {
        let digits = nonce.trim_end_matches('=');
        let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
        if digits.len() < SHORTEST || nonce.len() - digits.len() > 2 || !digits.bytes().all(base64) {
            // The nonce is a secret until it is sent, so the error does not show it.
            return Err(HeaderError::value("a nonce of at least 22 characters of base64"));
        }
        let source = format!("'nonce-{nonce}'");
        if !self.contains(directive)
            && let Some(inherited) =
                fallbacks(directive).iter().find_map(|name| self.get(name)).map(str::to_owned)
        {
            self.set(directive, &inherited)?;
        }
        self.add_source(directive, &source)
    }
}

/// What stands for a directive that is not there, the nearest first (CSP §6.8.3).
fn fallbacks(directive: &str) -> &'static [&'static str] {
    match &*directive.to_ascii_lowercase() {
        "script-src-elem" | "script-src-attr" => &["script-src", "default-src"],
        "style-src-elem" | "style-src-attr" => &["style-src", "default-src"],
        "worker-src" => &["child-src", "script-src", "default-src"],
        "frame-src" => &["child-src", "default-src"],
        _ => &["default-src"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_directive_allows_no_more_than_the_one_that_stood_for_it() {
        let nonce = "nN7xLpXvTgBbq0Rz0pYt9A";
        for (policy, directive, sources) in [
            ("default-src *; script-src 'self'", "script-src-elem", "'self' "),
            ("default-src *; style-src 'none'", "Style-Src-Elem", ""),
            ("default-src 'self'", "style-src-elem", "'self' "),
            ("script-src 'self'", "style-src", ""),
            ("default-src *; script-src a.example; child-src b.example", "worker-src", "b.example "),
        ] {
            let mut policy: ContentSecurityPolicy = policy.parse().unwrap();
            policy.add_nonce(directive, nonce).unwrap();
            assert_eq!(policy.get(directive).unwrap(), format!("{sources}'nonce-{nonce}'"), "{directive}");
        }
    }

    #[test]
    fn refuses_what_is_no_nonce() {
        let mut policy = ContentSecurityPolicy::new();
        for nonce in
            ["", "'", "cmFuZG9tIGJ5dGVzI===", "cmFuZG9tIGJ5dGVzIQ'; script-src *", "éééééééééééééééééééééééé"]
        {
            let error = policy.add_nonce("script-src", nonce).unwrap_err().to_string();
            assert!(nonce.is_empty() || !error.contains(nonce), "{error}");
        }
        assert!(policy.add_nonce("script src", "nN7xLpXvTgBbq0Rz0pYt9A==").is_err());
        assert!(policy.is_empty());
    }
}
