use std::fmt;
use std::path::{Path, PathBuf};

use super::PathRules;
use super::path_rules::is_windows_device;

/// Joins parts of a client's path to a folder of ours, so that the result is below the folder.
///
/// As Werkzeug's `safe_join`, by the rules of this system: each part is made normal on its own (`a//b/../c` is
/// `a/c`), may not be absolute, and may not climb above where it starts. Empty parts are left out, and the empty
/// folder is `.`. In addition NUL is refused, which no file name can hold.
///
/// This looks at text only: neither does it ask whether there is such a file, nor does it see through symbolic links.
///
/// ```
/// use std::path::Path;
/// use wz::security::{UnsafePathKind, safe_join};
///
/// assert_eq!(safe_join("static", ["css/../js/app.js"])?, Path::new("static/js/app.js"));
/// assert_eq!(safe_join("static", ["../secret"]).unwrap_err().kind(), UnsafePathKind::Escapes);
/// assert_eq!(safe_join("static", ["/etc/passwd"]).unwrap_err().kind(), UnsafePathKind::Absolute);
/// # Ok::<_, wz::security::UnsafePath>(())
/// ```
///
/// # Errors
/// When a part is not safe; answer with 404.
pub fn safe_join<P: AsRef<str>>(
    directory: impl AsRef<Path>,
    untrusted: impl IntoIterator<Item = P>,
) -> Result<PathBuf, UnsafePath> {
    safe_join_with(PathRules::native(), directory, untrusted)
}

/// [`safe_join`] by given rules.
///
/// Those of Windows also refuse `\`, drives (`C:x`), devices (`NUL`, `con.txt`, `a/aux :x`) and names of dots and
/// blanks only, which Windows shortens to something else. Streams (`file:stream`) are allowed, as in Werkzeug.
///
/// ```
/// use wz::security::{PathRules, UnsafePathKind, safe_join_with};
///
/// let windows = |path| safe_join_with(PathRules::Windows, "files", [path]).map_err(|error| error.kind());
/// assert!(windows("a/b.txt").is_ok());
/// assert_eq!(windows(r"..\secret"), Err(UnsafePathKind::Backslash));
/// assert_eq!(windows("C:secret"), Err(UnsafePathKind::Drive));
/// assert_eq!(windows("logs/CON.txt"), Err(UnsafePathKind::Device));
/// ```
///
/// # Errors
/// When a part is not safe.
pub fn safe_join_with<P: AsRef<str>>(
    rules: PathRules,
    directory: impl AsRef<Path>,
    untrusted: impl IntoIterator<Item = P>,
) -> Result<PathBuf, UnsafePath> {
    let directory = directory.as_ref();
    // Of an empty folder, the first part would be the trusted one.
    let mut path = if directory.as_os_str().is_empty() { PathBuf::from(".") } else { directory.to_owned() };
    for part in untrusted {
        let part = part.as_ref();
        if part.is_empty() {
            continue;
        }
        let names = names(rules, part).map_err(|kind| UnsafePath { kind })?;
        if names.is_empty() {
            path.push(".");
        }
        path.extend(names);
    }
    Ok(path)
}

/// The names in a part, none of them `.` or `..`.
fn names(rules: PathRules, part: &str) -> Result<Vec<&str>, UnsafePathKind> {
    if part.contains('\0') {
        return Err(UnsafePathKind::Nul);
    }
    if part.starts_with('/') {
        return Err(UnsafePathKind::Absolute);
    }
    let mut names = Vec::new();
    for name in part.split('/') {
        match name {
            "" | "." => {}
            ".." if names.pop().is_none() => return Err(UnsafePathKind::Escapes),
            ".." => {}
            name => names.push(name),
        }
    }
    if rules == PathRules::Windows {
        for name in &names {
            windows_name(name)?;
        }
    }
    Ok(names)
}

fn windows_name(name: &str) -> Result<(), UnsafePathKind> {
    if name.contains('\\') {
        Err(UnsafePathKind::Backslash)
    } else if is_windows_device(name) {
        Err(UnsafePathKind::Device)
    } else if matches!(name.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        Err(UnsafePathKind::Drive)
    } else if name.bytes().all(|byte| matches!(byte, b'.' | b' ')) {
        Err(UnsafePathKind::Dots)
    } else {
        Ok(())
    }
}

/// Why [`safe_join`] refuses a path.
///
/// ```
/// let error = wz::security::safe_join("files", ["a\0b"]).unwrap_err();
/// assert_eq!(error.to_string(), "the path contains NUL; answer as if there were no such file");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnsafePath {
    kind: UnsafePathKind,
}

impl UnsafePath {
    /// What is wrong with it.
    ///
    /// ```
    /// use wz::security::{UnsafePathKind, safe_join};
    ///
    /// assert_eq!(safe_join("files", ["a", ".."]).unwrap_err().kind(), UnsafePathKind::Escapes);
    /// ```
    #[must_use]
    pub fn kind(&self) -> UnsafePathKind {
        self.kind
    }
}

/// What is wrong with a path.
///
/// ```
/// use wz::security::{PathRules, UnsafePathKind, safe_join_with};
///
/// let kind = |path| safe_join_with(PathRules::Windows, "files", [path]).unwrap_err().kind();
/// assert_eq!(kind("/etc/passwd"), UnsafePathKind::Absolute);
/// assert_eq!(kind("a/../../b"), UnsafePathKind::Escapes);
/// assert_eq!(kind("c:b"), UnsafePathKind::Drive);
/// assert_eq!(kind("con"), UnsafePathKind::Device);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnsafePathKind {
    /// It starts with `/`.
    Absolute,
    /// It climbs above the folder with `..`.
    Escapes,
    /// It contains NUL.
    Nul,
    /// It contains `\`, which separates names on Windows.
    Backslash,
    /// It names a drive of Windows.
    Drive,
    /// It names a device of Windows.
    Device,
    /// It has a name of dots and blanks only, which Windows shortens.
    Dots,
}

impl fmt::Display for UnsafePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            UnsafePathKind::Absolute => "the path is absolute",
            UnsafePathKind::Escapes => "the path leaves its folder",
            UnsafePathKind::Nul => "the path contains NUL",
            UnsafePathKind::Backslash => "the path contains a backslash",
            UnsafePathKind::Drive => "the path names a drive",
            UnsafePathKind::Device => "the path names a device",
            UnsafePathKind::Dots => "the path has a name of dots and blanks only",
        })?;
        f.write_str("; answer as if there were no such file")
    }
}

impl std::error::Error for UnsafePath {}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(rules: PathRules, directory: &str, parts: &[&str]) -> Result<String, UnsafePathKind> {
        match safe_join_with(rules, directory, parts) {
            Ok(path) => Ok(path.to_str().unwrap().to_owned()),
            Err(error) => Err(error.kind()),
        }
    }

    #[test]
    fn stays_below() {
        for (parts, path) in [
            (&["b"][..], "a/b"),
            (&["b/../c"], "a/c"),
            (&["."], "a/."),
            (&[""], "a"),
            (&[], "a"),
            (&["..."], "a/..."),
            (&["..b"], "a/..b"),
            (&["b//c"], "a/b/c"),
            (&["b/"], "a/b"),
            (&["~/x"], "a/~/x"),
            (&["b", "", "c"], "a/b/c"),
            (&["C:x\\y"], "a/C:x\\y"),
        ] {
            assert_eq!(joined(PathRules::Posix, "a", parts).as_deref(), Ok(path), "{parts:?}");
        }
        assert_eq!(joined(PathRules::Posix, "", &["b"]).as_deref(), Ok("./b"));
    }

    #[test]
    fn refuses() {
        for part in ["../b", "..", "b/../../c", "b/../.."] {
            assert_eq!(joined(PathRules::Posix, "a", &[part]), Err(UnsafePathKind::Escapes), "{part}");
        }
        assert_eq!(joined(PathRules::Posix, "a", &["b", "../c"]), Err(UnsafePathKind::Escapes));
        assert_eq!(joined(PathRules::Posix, "", &["/b"]), Err(UnsafePathKind::Absolute));
        assert_eq!(joined(PathRules::Posix, "a", &["b\0.txt"]), Err(UnsafePathKind::Nul));
    }

    #[test]
    fn advisories_on_windows() {
        for (part, kind) in [
            ("NUL:", UnsafePathKind::Device),
            ("con::$DATA", UnsafePathKind::Device),
            ("a/aux:", UnsafePathKind::Device),
            ("example/NUL", UnsafePathKind::Device),
            ("x/CON/y", UnsafePathKind::Device),
            ("CON.txt.html", UnsafePathKind::Device),
            ("aux ", UnsafePathKind::Device),
            ("COM¹", UnsafePathKind::Device),
            ("CONOUT$", UnsafePathKind::Device),
            ("//server/share", UnsafePathKind::Absolute),
            (r"\\server", UnsafePathKind::Backslash),
            ("C:x", UnsafePathKind::Drive),
            ("a/C:/x", UnsafePathKind::Drive),
            ("a/.. /x", UnsafePathKind::Dots),
            ("...", UnsafePathKind::Dots),
        ] {
            assert_eq!(joined(PathRules::Windows, "a", &[part]), Err(kind), "{part}");
        }
        assert!(joined(PathRules::Windows, "a", &["file:stream", "b c.txt", "nulls"]).is_ok());
        // What is normalised away names nothing.
        assert!(joined(PathRules::Windows, "a", &["NUL/../b"]).is_ok());
    }
}
