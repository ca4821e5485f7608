/// Whose rules a path follows.
///
/// Both can be used everywhere: the rules of Windows are tested on Linux, and a server on Linux may write for a
/// share that Windows reads.
///
/// ```
/// use wz::security::{PathRules, safe_join_with};
///
/// assert!(safe_join_with(PathRules::Posix, "files", ["NUL"]).is_ok());
/// assert!(safe_join_with(PathRules::Windows, "files", ["NUL"]).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathRules {
    /// `/` separates, and every other character but NUL may be in a name.
    Posix,
    /// `\` separates too, `C:` is a drive, and some names are devices in every folder.
    Windows,
}

impl PathRules {
    /// Those of the system this was compiled for.
    ///
    /// ```
    /// use wz::security::PathRules;
    ///
    /// assert_eq!(PathRules::native() == PathRules::Windows, cfg!(windows));
    /// ```
    #[must_use]
    pub const fn native() -> PathRules {
        if cfg!(windows) { PathRules::Windows } else { PathRules::Posix }
    }
}

/// Whether Windows takes a name for a device: in any folder, with any extension or stream, in any case, with blanks
/// around. Reading one of these may wait forever.
pub(super) fn is_windows_device(name: &str) -> bool {
    // What Python's `str.strip` takes off, which is more than `char::is_whitespace` knows.
    let blank = |character: char| character.is_whitespace() || ('\x1c'..='\x1f').contains(&character);
    let stem = name.split([':', '.']).next().unwrap_or("").trim_matches(blank).to_uppercase();
    match stem.as_str() {
        "AUX" | "CON" | "CONIN$" | "CONOUT$" | "NUL" | "PRN" => true,
        numbered => {
            let number = numbered.strip_prefix("COM").or_else(|| numbered.strip_prefix("LPT"));
            number.is_some_and(|number| {
                let mut digits = number.chars();
                matches!(digits.next(), Some('1'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_windows_device;

    #[test]
    fn devices() {
        for name in [
            "NUL",
            "con",
            "Aux ",
            " prn",
            "COM1",
            "lpt9.txt",
            "COM¹",
            "LPT³.a.b",
            "NUL:",
            "con::$DATA",
            "CONIN$",
            "aux .c",
            "conın$",
        ] {
            assert!(is_windows_device(name), "{name}");
        }
        for name in ["", "NULL", "COM", "COM0", "COM10", "LPT", "a.NUL", "CONIN", "x:nul", "C ON"] {
            assert!(!is_windows_device(name), "{name}");
        }
    }
}
