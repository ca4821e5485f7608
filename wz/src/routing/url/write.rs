use super::super::digits;
use super::super::flat::{FlatMount, FlatRoute};
use super::super::spec::{Bound, ConverterSpec, HostSpec, PartSpec, SegmentSpec, VariableSpec};
use super::{BuildError, BuildErrorKind};

/// Where the values of variables come from.
pub(crate) trait Values {
    /// Appends the text of a variable's value, not percent-encoded; `false` when there is none.
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool;
}

/// Appends the path of a route, mounts included, percent-encoded.
///
/// A value that does not fit its variable is reported once the URL is complete: whoever wants the URL all the
/// same has it in `out`.
pub(crate) fn write_path(
    route: &FlatRoute<'_>,
    mounts: &[FlatMount<'_>],
    values: &dyn Values,
    out: &mut String,
) -> Result<(), BuildError> {
    let start = out.len();
    let mut writer = PathWriter { route, mounts, values, out, own_left: None, error: None };
    writer.mount(route.mount);
    writer.own_left = Some(route.spec.variables().count());
    writer.segments(route.spec.segments);
    let error = writer.error;
    keep_here(out, start);
    error.map_or(Ok(()), Err)
}

/// Makes a path of what would be another host: `//evil.com` is `/.//evil.com`.
pub(crate) fn keep_here(path: &mut String, start: usize) {
    if path[start..].starts_with("//") {
        path.insert_str(start, "/.");
    }
}

/// Appends a host, made of what a host may have: with anything else in a value it would be another host.
pub(crate) fn write_host(
    host: &HostSpec<'_>,
    values: &dyn Values,
    out: &mut String,
) -> Result<(), BuildError> {
    let label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    for part in host.parts {
        let variable = match part {
            PartSpec::Text(text) => {
                out.push_str(text);
                continue;
            }
            PartSpec::Variable(variable) => variable,
        };
        let start = out.len();
        if !write_value(variable, values, out) || !out[start..].chars().all(label) {
            return Err(BuildError::new(BuildErrorKind::InvalidValue {
                rule: host.pattern.to_owned(),
                variable: variable.name.to_owned(),
                value: out[start..].to_owned(),
                expected: "what the variable takes, of letters, digits, `-`, `_` and `.`".to_owned(),
            }));
        }
    }
    Ok(())
}

/// Appends the text of a variable as a request with it would have it: padded, but not percent-encoded.
pub(super) fn write_plain(variable: &VariableSpec<'_>, values: &dyn Values, out: &mut String) {
    let start = out.len();
    values.write(variable, out);
    if let ConverterSpec::Int { fixed_digits, .. } = variable.converter {
        pad(out, start, fixed_digits as usize);
    }
}

/// Appends the value of one variable as it stands in a path; `false` when there is none or it does not fit.
pub(crate) fn write_value(variable: &VariableSpec<'_>, values: &dyn Values, out: &mut String) -> bool {
    let start = out.len();
    values.write(variable, out) && finish_value(&variable.converter, start, out, None).is_none()
}

/// A value that does not fit its variable.
struct Misfit {
    value: String,
    expected: String,
}

/// Pads and encodes the value that stands in `out` from `start` on. `bound` is the range of the parameter's type.
fn finish_value(
    converter: &ConverterSpec<'_>,
    start: usize,
    out: &mut String,
    bound: Option<&Bound>,
) -> Option<Misfit> {
    if let ConverterSpec::Int { fixed_digits, min, max, .. } = *converter {
        pad(out, start, fixed_digits as usize);
        // What nearly all numbers are: plain digits, which need no encoding, and of a usual size.
        let text = &out.as_bytes()[start..];
        let value = digits::read(text).map_or(u64::MAX, |value| value);
        let (signed, unsigned) = (i128::from(value), u128::from(value));
        if value < u64::MAX
            && (fixed_digits == 0 || text.len() == fixed_digits as usize)
            && (signed >= min && signed <= max)
            && bound.is_none_or(|bound| signed >= bound.min && unsigned <= bound.max)
        {
            return None;
        }
    }
    let text = &out[start..];
    let expected = misfit(converter, text).or_else(|| beyond(bound?, text));
    let misfit = expected.map(|expected| Misfit { value: text.to_owned(), expected });
    let slashes = match converter {
        ConverterSpec::Path => true,
        ConverterSpec::Custom(custom) => custom.spans_segments,
        _ => false,
    };
    if slashes {
        encode_from::<true>(out, start);
    } else {
        encode_from::<false>(out, start);
    }
    misfit
}

/// What a number would have to be so that the handler's parameter can hold it.
fn beyond(bound: &Bound, text: &str) -> Option<String> {
    let fits = match text.parse::<i128>() {
        Ok(value) if value < 0 => value >= bound.min,
        Ok(value) => value >= bound.min && value.unsigned_abs() <= bound.max,
        Err(_) => text.parse::<u128>().is_ok_and(|value| value <= bound.max),
    };
    if fits { None } else { Some(format!("{} to {}", bound.min, bound.max)) }
}

struct PathWriter<'w> {
    route: &'w FlatRoute<'w>,
    mounts: &'w [FlatMount<'w>],
    values: &'w dyn Values,
    out: &'w mut String,
    /// How many variables of the rule itself are still to come; `None` in the mounts.
    own_left: Option<usize>,
    error: Option<BuildError>,
}

impl PathWriter<'_> {
    fn mount(&mut self, mount: u16) {
        if mount != 0 {
            let FlatMount { parent, segments, .. } = self.mounts[usize::from(mount)];
            self.mount(parent);
            self.segments(segments);
        }
    }

    fn segments(&mut self, segments: &[SegmentSpec<'_>]) {
        for segment in segments {
            self.out.push('/');
            self.out.push_str(segment.text);
            for part in segment.parts {
                match part {
                    PartSpec::Text(text) => self.out.push_str(text),
                    PartSpec::Variable(variable) => self.variable(variable),
                }
            }
        }
    }

    fn variable(&mut self, variable: &VariableSpec<'_>) {
        self.own_left = self.own_left.map(|left| left - 1);
        let from_end = self.own_left;
        let bound = self.route.spec.bounds.iter().find(|bound| Some(usize::from(bound.from_end)) == from_end);
        let start = self.out.len();
        if !self.values.write(variable, self.out) {
            return;
        }
        if let Some(Misfit { value, expected }) = finish_value(&variable.converter, start, self.out, bound) {
            let rule = full_rule(self.route, self.mounts);
            let variable = variable.name.to_owned();
            let kind = BuildErrorKind::InvalidValue { rule, variable, value, expected };
            self.error.get_or_insert(BuildError::new(kind));
        }
    }
}

/// The rule as written, with the prefixes of its mounts.
pub(crate) fn full_rule(route: &FlatRoute<'_>, mounts: &[FlatMount<'_>]) -> String {
    let mut rule = String::new();
    let mut chain = Vec::new();
    let mut mount = route.mount;
    while mount != 0 {
        chain.push(mounts[usize::from(mount)].prefix);
        mount = mounts[usize::from(mount)].parent;
    }
    rule.extend(chain.into_iter().rev());
    rule.push_str(route.spec.rule);
    rule
}

/// Fills up with zeros after the sign. Without any digit it stays what it is: no number.
fn pad(out: &mut String, start: usize, width: usize) {
    let digits = start + usize::from(out[start..].starts_with('-'));
    if digits == out.len() {
        return;
    }
    while out.len() - start < width {
        out.insert(digits, '0');
    }
}

/// Percent-encodes what stands in `out` from `start` on.
#[inline]
pub(super) fn encode_from<const SLASHES: bool>(out: &mut String, start: usize) {
    let safe = |byte: u8| wz_rule::is_path_safe(byte) || (SLASHES && byte == b'/');
    if let Some(first) = out.as_bytes()[start..].iter().position(|byte| !safe(*byte)) {
        // Only ASCII before it: it starts a character.
        escape_from::<SLASHES>(out, start + first);
    }
}

/// The slow part of [`encode_from`]: from `at` on all of it is written once more behind what is there, which then goes.
fn escape_from<const SLASHES: bool>(out: &mut String, at: usize) {
    let end = out.len();
    for index in at..end {
        let byte = out.as_bytes()[index];
        if wz_rule::is_path_safe(byte) || (SLASHES && byte == b'/') {
            out.push(char::from(byte));
        } else {
            let at = 3 * usize::from(byte);
            out.push_str(&ESCAPES[at..at + 3]);
        }
    }
    out.drain(at..end);
}

/// `%00%01...%FF`
const ESCAPES: &str = match std::str::from_utf8(ESCAPED.as_flattened()) {
    Ok(text) => text,
    Err(_) => "",
};
const ESCAPED: &[[u8; 3]; 256] = &{
    let (mut escaped, mut byte) = ([[0; 3]; 256], 0);
    while byte < 256 {
        escaped[byte] = wz_rule::escaped(byte as u8);
        byte += 1;
    }
    escaped
};

/// What a value of this text would have to be to fit; `None` when it fits.
fn misfit(converter: &ConverterSpec<'_>, text: &str) -> Option<String> {
    let wrong = |expected: &str| Some(expected.to_owned());
    match *converter {
        ConverterSpec::Text { min, max } => {
            let length = text.chars().count();
            let fits = length >= min as usize && length <= max as usize;
            match (fits, max) {
                (true, _) => None,
                (false, u32::MAX) if min == 1 => wrong("a text that is not empty"),
                (false, u32::MAX) => Some(format!("at least {min} characters")),
                (false, _) => Some(format!("{min} to {max} characters")),
            }
        }
        ConverterSpec::Int { fixed_digits, min, max, signed } => {
            let value = text.parse::<i128>();
            if text.starts_with('-') && !signed {
                wrong("a number that is not negative")
            } else if fixed_digits != 0 && text.len() != fixed_digits as usize {
                Some(format!("{fixed_digits} digits"))
            } else if value.as_ref().is_ok_and(|value| *value < min) {
                Some(format!("at least {min}"))
            } else if value.as_ref().map_or(max != i128::MAX, |value| *value > max) {
                Some(format!("at most {max}"))
            } else {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
                if whole { None } else { wrong("a whole number") }
            }
        }
        ConverterSpec::Float { min, max, signed } => match text.parse::<f64>() {
            Ok(value) if !value.is_finite() => wrong("a finite number"),
            Ok(_) if text.starts_with('-') && !signed => wrong("a number that is not negative"),
            Ok(value) if value < min => Some(format!("at least {min}")),
            Ok(value) if value > max => Some(format!("at most {max}")),
            Ok(_) if text.contains('.') && !text.contains(['e', 'E', '+']) => None,
            _ => wrong("digits with a point between them"),
        },
        ConverterSpec::Path if text.is_empty() => wrong("a path that is not empty"),
        ConverterSpec::Path if text.starts_with('/') => wrong("a path that does not start with `/`"),
        ConverterSpec::Path => None,
        ConverterSpec::Uuid => {
            let groups: Vec<usize> = text.split('-').map(str::len).collect();
            let digits = text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
            if digits && groups == [8, 4, 4, 4, 12] { None } else { wrong("a UUID") }
        }
        ConverterSpec::Any(choices) => {
            let known = choices.iter().any(|(choice, _)| *choice == text);
            let all = || choices.iter().map(|(choice, _)| *choice).collect::<Vec<_>>().join(", ");
            if known { None } else { Some(format!("one of {}", all())) }
        }
        ConverterSpec::Custom(custom) => {
            if custom.converter.accepts(text) {
                None
            } else {
                Some(format!("what `{}` takes", custom.identity.1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_and_encoding() {
        let mut out = String::from("/x-7");
        pad(&mut out, 2, 4);
        assert_eq!(out, "/x-007");
        let mut out = String::from("/-");
        pad(&mut out, 1, 4);
        assert_eq!(out, "/-");
        let mut out = String::from("/a b/c");
        encode_from::<true>(&mut out, 1);
        assert_eq!(out, "/a%20b/c");
        let mut out = String::from("/a b/c");
        encode_from::<false>(&mut out, 1);
        assert_eq!(out, "/a%20b%2Fc");
    }

    #[test]
    fn misfits() {
        let int = ConverterSpec::Int { fixed_digits: 0, min: 1, max: 9, signed: false };
        assert_eq!(misfit(&int, "5"), None);
        assert_eq!(misfit(&int, "0").as_deref(), Some("at least 1"));
        assert_eq!(misfit(&int, "10").as_deref(), Some("at most 9"));
        assert_eq!(misfit(&int, "-1").as_deref(), Some("a number that is not negative"));
        let wide = ConverterSpec::Int { fixed_digits: 0, min: i128::MIN, max: i128::MAX, signed: false };
        assert_eq!(misfit(&wide, &u128::MAX.to_string()), None);
        assert_eq!(misfit(&wide, "1x").as_deref(), Some("a whole number"));
        let float = ConverterSpec::Float { min: f64::NEG_INFINITY, max: f64::INFINITY, signed: false };
        assert_eq!(misfit(&float, "1.0"), None);
        assert_eq!(misfit(&float, "inf").as_deref(), Some("a finite number"));
    }
}
