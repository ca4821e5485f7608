use std::fmt;

use super::issued::Issued;
use crate::base64::{Alphabet, decode_canonical, encode_unfilled};
use crate::error::HttpError;
use crate::handler::FromRequest;
use crate::request::Request;
use crate::security::{RandomError, constant_time_eq, token_bytes};

/// What a page sends back to show that this application has made it (feature `sessions`): 86 letters, digits, `-` and `_`,
/// others for each request. [`Csrf::tokens`](super::Csrf::tokens) has an example.
///
/// A client that has no secret gets one with the response. Outside of [`Csrf`](super::Csrf) with tokens it is a 500.
#[derive(Clone, PartialEq, Eq)]
pub struct CsrfToken(String);

impl CsrfToken {
    /// The text: for `X-CSRF-Token`, in a `<meta>` that scripts read, say.
    pub fn token(&self) -> &str {
        &self.0
    }

    /// The hidden field for a form, which stands first in it. It is HTML: templates must not escape it.
    pub fn input(&self) -> String {
        format!(r#"<input type="hidden" name="csrf_token" value="{}">"#, self.0)
    }
}

impl fmt::Display for CsrfToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not the text: who knows it can send requests in the name of somebody.
impl fmt::Debug for CsrfToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CsrfToken")
    }
}

impl FromRequest for CsrfToken {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<CsrfToken, HttpError> {
        let Some(issued) = request.extensions().get::<Issued>().cloned() else {
            return Err(HttpError::internal()
                .with_source("no tokens: add `Csrf::new().tokens(...)` with `App::middleware`")
                .as_missing());
        };
        let secret = issued.secret_or_new(request).await?;
        secret.token().map_err(|error| HttpError::internal().with_source(error))
    }
}

/// What a client has, and tokens are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Secret([u8; 32]);

impl Secret {
    pub(super) fn random() -> Result<Secret, RandomError> {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&token_bytes(32)?);
        Ok(Secret(bytes))
    }

    pub(super) fn read(text: &str) -> Option<Secret> {
        decode_canonical(text.as_bytes(), Alphabet::Url)?.try_into().ok().map(Secret)
    }

    pub(super) fn text(&self) -> String {
        encode_unfilled(&self.0, Alphabet::Url)
    }

    /// A mask, and the secret under it.
    fn token(&self) -> Result<CsrfToken, RandomError> {
        let Secret(mask) = Secret::random()?;
        let masked = self.under(mask);
        Ok(CsrfToken(encode_unfilled(&[mask, masked].concat(), Alphabet::Url)))
    }

    pub(super) fn has_made(&self, token: &str) -> bool {
        let Some(bytes) = decode_canonical(token.as_bytes(), Alphabet::Url) else { return false };
        match bytes.as_chunks::<32>() {
            ([mask, masked], []) => constant_time_eq(self.under(*mask), masked),
            _ => false,
        }
    }

    fn under(&self, mask: [u8; 32]) -> [u8; 32] {
        let mut masked = self.0;
        masked.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
        masked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_another_and_all_are_of_the_secret() {
        let (secret, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        let (one, two) = (secret.token().unwrap(), secret.token().unwrap());
        assert!(one != two && one.token().len() == 86);
        for token in [&one, &two] {
            assert!(secret.has_made(token.token()) && !other.has_made(token.token()));
        }
        // Not one byte of the secret stands in it, but by chance.
        assert!(!one.token().contains(&secret.text()));
        let half = encode_unfilled(&[0; 32], Alphabet::Url);
        for wrong in ["", "x", &secret.text(), &half, &one.token()[1..], &format!("{one}A"), "\u{fc}"] {
            assert!(!secret.has_made(wrong), "{wrong}");
        }
        assert!(Secret::read(&secret.text()) == Some(secret));
        assert!(Secret::read("").is_none() && Secret::read(one.token()).is_none());
    }
}
