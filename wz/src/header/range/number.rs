use crate::header::syntax::trim;

/// ASCII digits with blanks around; a position beyond all lengths is the last one there is.
pub(super) fn position(text: &str) -> Option<u64> {
    let digits = trim(text);
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0u64, |number, digit| {
        let value = u64::from(digit.wrapping_sub(b'0'));
        (value < 10).then(|| number.saturating_mul(10).saturating_add(value))
    })
}
