/// The last part of a name that came from the other side, without what is special in it; `None` when nothing is left.
///
/// RFC 6266 §4.3 wants this of recipients: what is before the last `/` or `\` goes away, and so do control characters;
/// `.` and `..` are no names. It keeps all else, so on a file system more has to be done.
///
/// ```
/// use wz::header::safe_filename;
///
/// assert_eq!(safe_filename("../etc/passwd").as_deref(), Some("passwd"));
/// assert_eq!(safe_filename(r"C:\dir\naïve file.txt").as_deref(), Some("naïve file.txt"));
/// assert_eq!(safe_filename(".."), None);
/// ```
pub fn safe_filename(filename: &str) -> Option<String> {
    let last = filename.rsplit(['/', '\\']).next()?;
    let kept: String = last.chars().filter(|character| !character.is_control()).collect();
    let kept = kept.trim();
    (!matches!(kept, "" | "." | "..")).then(|| kept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_nothing_special() {
        assert_eq!(safe_filename("a/"), None);
        assert_eq!(safe_filename("a/\0.\0."), None);
        assert_eq!(safe_filename(" . "), None);
        assert_eq!(safe_filename("a\r\n.txt ").as_deref(), Some("a.txt"));
    }
}
