use super::decomposed::ascii_of;
use crate::security::PathRules;
use crate::security::path_rules::is_windows_device;

/// A file name of ASCII letters, digits, `.`, `_` and `-` only; Werkzeug's `secure_filename`, by the rules of this
/// system.
///
/// Letters lose their accents (`ü` is `u`), and what has nothing in ASCII is left out. Separators and blanks become
/// `_`, and dots and `_` around the name fall away. **Empty when nothing is left**, as of `"日本語"`:
/// [`secure_filename_unicode`](crate::security::secure_filename_unicode) keeps such names, and is never empty.
///
/// ```
/// use wz::security::secure_filename;
///
/// assert_eq!(secure_filename("My cool movie.mov"), "My_cool_movie.mov");
/// assert_eq!(secure_filename("../../../etc/passwd"), "etc_passwd");
/// assert_eq!(secure_filename("i contain cool ümläuts.txt"), "i_contain_cool_umlauts.txt");
/// assert_eq!(secure_filename("日本語"), "");
/// ```
#[must_use]
pub fn secure_filename(filename: &str) -> String {
    secure_filename_with(PathRules::native(), filename)
}

/// [`secure_filename`] by given rules: on Windows `\` separates too, and the name of a device gets a `_` in front.
///
/// ```
/// use wz::security::{PathRules, secure_filename_with};
///
/// assert_eq!(secure_filename_with(PathRules::Windows, r"C:\temp\nul.txt"), "C_temp_nul.txt");
/// assert_eq!(secure_filename_with(PathRules::Windows, "nul.txt"), "_nul.txt");
/// ```
#[must_use]
pub fn secure_filename_with(rules: PathRules, filename: &str) -> String {
    let mut ascii = String::with_capacity(filename.len());
    for character in filename.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str(ascii_of(character));
        }
    }
    let separates = |character: char| match character {
        ' ' | '\t'..='\r' | '\x1c'..='\x1f' | '/' => true,
        '\\' => rules == PathRules::Windows,
        _ => false,
    };
    let mut name = String::with_capacity(ascii.len());
    for word in ascii.split(separates).filter(|word| !word.is_empty()) {
        // The first one falls away below.
        name.push('_');
        name.extend(word.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')));
    }
    let name = name.trim_matches(['.', '_']);
    if rules == PathRules::Windows && is_windows_device(name) { format!("_{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (filename, expected) in [
            ("__filename__", "filename"),
            ("foo$&^*)bar", "foobar"),
            (".hidden", "hidden"),
            ("a\\b", "ab"),
            ("ﬁle", "file"),
            ("¹²", "12"),
            ("..", ""),
            ("-rf", "-rf"),
            ("$ a", "a"),
            ("a $ b", "a__b"),
            ("a\u{a0}b\u{2003}c", "a_b_c"),
            ("½℀", "12a_c"),
            ("Ａ．ｔｘｔ", "A.txt"),
            ("NUL", "NUL"),
            ("a\r\nb\0c", "a_bc"),
        ] {
            assert_eq!(secure_filename_with(PathRules::Posix, filename), expected, "{filename}");
        }
        assert_eq!(secure_filename_with(PathRules::Windows, "..\\com1.a.b"), "_com1.a.b");
    }
}
