use crate::header::syntax::trim;

/// ASCII digits with blanks around; a position beyond all lengths is the last one there is.
pub(super) fn position(text: &str) -> Option<u64> {
    let digits = trim(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(u64::MAX))
}
