//! A second matcher, made to be read: it tries every rule and every way to split a text, keeps all matches and
//! takes the first one in the documented order. What the real one does in one walk over packed tables has to
//! come out the same.

mod about;
mod customs;
mod find;
mod part;
mod round;
mod rule;
mod site;

pub use customs::{Even, Shout, Tree};
pub use find::{Answer, Naive};
pub use part::{Unit, converter_takes};
pub use round::{Round, round, values};
pub use rule::{Item, Key, Step, Weight, steps};
pub use site::{Request, Site, SiteRule, Style, answer, shown};

/// The text of an encoded piece of a path; `None` when it is not UTF-8. A `%` that starts no escape is itself.
pub fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = encoded.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let hex = hex.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// The one spelling of a text in a path.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    wz_rule::encode_path_text(text, &mut out);
    out
}
