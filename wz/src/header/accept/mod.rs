//! What a client would like to get: `Accept`, `Accept-Language`, `Accept-Encoding` and `Accept-Charset` (RFC 9110
//! §12.5).

mod charset;
mod encoding;
mod language;
mod media;
mod media_range;
mod preference;
mod preferences;
mod quality;
mod word;

pub use charset::AcceptCharset;
pub use encoding::AcceptEncoding;
pub use language::AcceptLanguage;
pub use media::Accept;
pub use media_range::MediaRange;
pub use preference::Preference;
pub use quality::Quality;

#[cfg(test)]
mod tests;
