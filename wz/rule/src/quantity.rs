//! Sizes and times as they are written in attributes and in configuration: `50MB`, `500KiB`, `30s`.

/// The bytes that a size says, `u64::MAX` for `unlimited`; or what is wrong with it.
pub fn parse_size(text: &str) -> Result<u64, String> {
    if text == "unlimited" {
        return Ok(u64::MAX);
    }
    let (digits, unit) = split(text);
    let number: u64 = digits.parse().map_err(|_| format!("`{text}` is no size"))?;
    let factor = match unit {
        "" | "B" => 1,
        "kB" | "KB" => 1000,
        "MB" => 1000 * 1000,
        "GB" => 1000 * 1000 * 1000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return Err(format!("unknown unit `{unit}`")),
    };
    number.checked_mul(factor).ok_or_else(|| format!("`{text}` is more than 64 bits can hold"))
}

/// The milliseconds that a time says, `None` for `unlimited`; or what is wrong with it.
pub fn parse_time(text: &str) -> Result<Option<u64>, String> {
    if text == "unlimited" {
        return Ok(None);
    }
    let (digits, unit) = split(text);
    let number: u64 = digits.parse().map_err(|_| format!("`{text}` is no time"))?;
    let factor = match unit {
        "ms" => 1,
        "s" => 1000,
        "min" => 60 * 1000,
        "" => return Err("a time has a unit".to_owned()),
        _ => return Err(format!("unknown unit `{unit}`")),
    };
    number.checked_mul(factor).map(Some).ok_or_else(|| format!("`{text}` is more than 64 bits can hold"))
}

/// Digits and the unit behind them.
fn split(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    (digits, unit.trim_start())
}
