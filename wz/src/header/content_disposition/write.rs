use std::fmt;

use crate::header::ext_value::write_ext_value;
use crate::header::options::write_option;
use crate::header::syntax::write_parameter;
use crate::percent::escape;

/// Writes a parameter; the name of a file in two forms where one does not do.
pub(super) fn parameter(out: &mut impl fmt::Write, name: &str, value: &str) -> fmt::Result {
    if name != "filename" || is_plain(value) {
        return write_option(out, name, value);
    }
    let simple =
        |character: char| if character == ' ' || character.is_ascii_graphic() { character } else { '_' };
    // An escape would be undone by some readers, so it is none here.
    let simple: String =
        value.chars().map(simple).map(|character| if character == '%' { '_' } else { character }).collect();
    write_parameter(out, name, &simple)?;
    write!(out, "; {name}*=")?;
    write_ext_value(out, value)
}

/// Whether every reader understands it alike: ASCII without control characters, and without `%` before hexadecimal
/// digits (RFC 6266 appendix D).
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        && !value.as_bytes().windows(3).any(|window| escape(window).is_some())
}

/// Writes a parameter as browsers do in `multipart/form-data` (HTML, multipart/form-data): always quoted, three characters
/// percent-encoded, and backslashes as they are.
pub(super) fn form_parameter(out: &mut impl fmt::Write, name: &str, value: &str) -> fmt::Result {
    write!(out, "{name}=\"")?;
    for character in value.chars() {
        match character {
            '"' => out.write_str("%22")?,
            '\r' => out.write_str("%0D")?,
            '\n' => out.write_str("%0A")?,
            control if control.is_ascii_control() && control != '\t' => out.write_char(' ')?,
            other => out.write_char(other)?,
        }
    }
    // Browsers leave those at the end too, and then a reader that knows escapes takes the closing quote for one.
    let last = value.len() - value.trim_end_matches('\\').len();
    write!(out, "{:\\<last$}\"", "")
}
