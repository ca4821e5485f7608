use crate::security::path_rules::is_windows_device;

/// The longest name that [`secure_filename_unicode`] gives, in bytes: what the usual file systems can hold.
///
/// ```
/// use wz::security::{LONGEST_FILENAME, secure_filename_unicode};
///
/// let name = secure_filename_unicode(&format!("{}.pdf", "ü".repeat(1000)));
/// assert!(name.len() <= LONGEST_FILENAME && name.ends_with("ü.pdf"));
/// ```
pub const LONGEST_FILENAME: usize = 255;

/// The name for an upload of whose own name nothing is left.
const NAMELESS: &str = "file";

/// An extension beyond this is no extension, but a part of the name.
const LONGEST_EXTENSION: usize = 16;

/// A file name that keeps letters and digits of all scripts, and is never empty.
///
/// - Only the text after the last `/` or `\` counts, as browsers once sent whole paths.
/// - Letters, digits and marks stay, as do `.`, `_`, `-`, `+`, `@`, `(`, `)`, `,` and `'`; runs of blanks become one
///   `_`. All else is left out: controls, format characters that turn the direction of text, and what one of the
///   usual systems cannot have (`<>:"|?*`).
/// - Dots, `_` and blanks around the name fall away, so that it is neither hidden nor `..`; a leading `-` does, for
///   command lines.
/// - The name of a device of Windows gets a `_` in front on every system: uploads travel.
/// - At most [`LONGEST_FILENAME`] bytes; the extension is kept.
/// - `file` when nothing is left, with the extension if there is one.
///
/// ```
/// use wz::security::secure_filename_unicode;
///
/// assert_eq!(secure_filename_unicode("../résumé 日本語.pdf"), "résumé_日本語.pdf");
/// assert_eq!(secure_filename_unicode("??.txt"), "file.txt");
/// assert_eq!(secure_filename_unicode(".."), "file");
/// assert_eq!(secure_filename_unicode("con.txt"), "_con.txt");
/// ```
#[must_use]
pub fn secure_filename_unicode(filename: &str) -> String {
    let last = filename.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or("");
    let mut cleaned = String::with_capacity(last.len().min(4 * LONGEST_FILENAME));
    for character in last.chars() {
        if character.is_whitespace() {
            if !cleaned.ends_with('_') {
                cleaned.push('_');
            }
        } else if is_kept(character) {
            cleaned.push(character);
        }
    }
    let around = |character: char| matches!(character, '.' | '_' | '-');
    // What falls away at the end is no part of the extension.
    let hidden = cleaned.trim_start_matches(['_', '-']).trim_end_matches(['.', '_']);
    let (stem, extension) = match hidden.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => (stem, extension),
        _ => (hidden, ""),
    };
    let stem = stem.trim_start_matches(around).trim_end_matches(['.', '_']);
    // `.hidden` is a name without extension.
    let (stem, extension) = match (stem, extension) {
        ("", "") => (NAMELESS, ""),
        ("", extension) if last.trim_start().starts_with('.') => (extension, ""),
        ("", extension) => (NAMELESS, extension),
        both => both,
    };
    let mut name = String::with_capacity(LONGEST_FILENAME);
    if is_windows_device(stem) {
        name.push('_');
    }
    let dot = usize::from(!extension.is_empty());
    let room = LONGEST_FILENAME - name.len() - extension.len() - dot;
    name.push_str(stem[..stem.floor_char_boundary(room)].trim_end_matches(['.', '_']));
    if dot == 1 {
        name.push('.');
        name.push_str(extension);
    }
    name
}

fn is_kept(character: char) -> bool {
    ((character.is_alphanumeric() || is_mark(character)) && !is_invisible(character))
        || matches!(character, '.' | '_' | '-' | '+' | '@' | '(' | ')' | ',' | '\'')
}

/// Letters and marks that nothing is shown of: a name of them would look empty, or like another one.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
    )
}

/// Marks that letters of some scripts need, which `char::is_alphanumeric` does not count; and what joins them.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6ed}' | '\u{711}'..='\u{74a}'
        | '\u{7a6}'..='\u{7b0}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}'
        | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{cbc}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}'
        | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ecd}' | '\u{f18}'..='\u{f84}' | '\u{1037}'..='\u{103a}'
        | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

fn is_extension(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST_EXTENSION && text.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_can_be_kept() {
        for (filename, expected) in [
            ("My cool movie.mov", "My_cool_movie.mov"),
            ("C:\\temp\\a b.txt", "a_b.txt"),
            ("a/b/", "b"),
            (".hidden", "hidden"),
            (".htaccess.bak", "htaccess.bak"),
            ("-rf", "rf"),
            ("नमस्ते.txt", "नमस्ते.txt"),
            ("e\u{301}.txt", "e\u{301}.txt"),
            ("\u{202e}gpj.exe", "gpj.exe"),
            ("a\0b\r\nc", "ab_c"),
            ("", "file"),
            ("...", "file"),
            ("/", "file"),
            ("NUL", "_NUL"),
            ("a..", "a"),
            ("a. .txt", "a.txt"),
            ("😀.png", "file.png"),
            ("x.tar.gz", "x.tar.gz"),
            ("\u{115f}\u{3164}", "file"),
            ("a\u{3164}b\u{34f}.txt", "ab.txt"),
        ] {
            assert_eq!(secure_filename_unicode(filename), expected, "{filename:?}");
        }
    }

    #[test]
    fn is_capped_with_its_extension() {
        let name = secure_filename_unicode(&format!("{}.tar", "é".repeat(400)));
        assert!(name.len() <= LONGEST_FILENAME && name.len() > 250 && name.ends_with("é.tar"), "{name}");
        let name = secure_filename_unicode(&"a.".repeat(100_000));
        assert!(name.len() <= LONGEST_FILENAME);
    }

    #[test]
    fn is_a_fixed_point() {
        for filename in [
            "a b",
            "-._x",
            "__con.txt",
            "con",
            "....",
            ".a",
            "x.y z",
            "_con",
            "(1)",
            "a_.b",
            "10..8 ",
            "a..b]",
        ] {
            let once = secure_filename_unicode(filename);
            assert!(!once.is_empty());
            let twice = secure_filename_unicode(&once);
            assert!(
                twice == once || is_windows_device(once.trim_start_matches('_')),
                "{filename} {once} {twice}"
            );
        }
    }
}
