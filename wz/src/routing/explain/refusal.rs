//! Why a rule does not take a path whose literal text is its own.

use super::super::MethodSet;
use super::super::spec::{Bound, ConverterSpec, PartSpec, RouteSpec, SegmentSpec, VariableSpec};
use super::super::subset::{Rule, is_taken, read};
use crate::log::Visible;

/// What the first variable that refuses its text says; `None` when the path differs from the rule in more than that.
pub(super) fn refusal(rule: &Rule<'_>, path: &str) -> Option<String> {
    // The texts that the variables would get if all of them took anything.
    let parts: Vec<Vec<PartSpec<'_>>> = rule.segments.iter().map(|segment| open(segment.parts)).collect();
    let segments: Vec<SegmentSpec<'_>> = rule
        .segments
        .iter()
        .zip(&parts)
        .map(|(segment, parts)| if parts.is_empty() { *segment } else { SegmentSpec::open(parts) })
        .collect();
    let spec = rule.spec();
    let texts = read(&RouteSpec { segments: &segments, bounds: &[], ..spec }, path, rule.ignore_ascii_case)?;
    let count = rule.variables().count();
    rule.variables().enumerate().find_map(|(i, variable)| {
        let bound = spec.bounds.iter().find(|bound| usize::from(bound.from_end) == count - 1 - i);
        why_not(variable, bound, texts.text(i), rule.ignore_ascii_case)
    })
}

/// The parts of a segment, with variables that take anything.
fn open<'s>(parts: &[PartSpec<'s>]) -> Vec<PartSpec<'s>> {
    let opened = |part: &PartSpec<'s>| match *part {
        PartSpec::Variable(variable) if spans(&variable.converter) => {
            PartSpec::Variable(VariableSpec { converter: ConverterSpec::Path, ..variable })
        }
        PartSpec::Variable(variable) => {
            PartSpec::Variable(VariableSpec { converter: ConverterSpec::TEXT, ..variable })
        }
        text @ PartSpec::Text(_) => text,
    };
    parts.iter().map(opened).collect()
}

fn spans(converter: &ConverterSpec<'_>) -> bool {
    match converter {
        ConverterSpec::Path => true,
        ConverterSpec::Custom(custom) => custom.spans_segments,
        _ => false,
    }
}

/// Lets the matcher say whether the text fits, and finds words for it if not.
fn why_not(
    variable: &VariableSpec<'_>,
    bound: Option<&Bound>,
    text: &str,
    ignore_case: bool,
) -> Option<String> {
    let name = variable.name;
    if !takes(variable, &[], text, ignore_case) {
        return Some(format!("`{name}` takes {}", expected(&variable.converter, text)));
    }
    let bound = Bound { from_end: 0, ..*bound? };
    let fits = takes(variable, &[bound], text, ignore_case);
    (!fits).then(|| {
        format!("{} does not fit the type of `{name}`: {} to {}", Visible(text), bound.min, bound.max)
    })
}

fn takes(variable: &VariableSpec<'_>, bounds: &[Bound], text: &str, ignore_case: bool) -> bool {
    let mut path = String::new();
    for piece in text.split(|c| c == '/' && spans(&variable.converter)) {
        path.push('/');
        wz_rule::encode_path_text(piece, &mut path);
    }
    let parts = [PartSpec::Variable(*variable)];
    let segments = [SegmentSpec::open(&parts)];
    let alone = RouteSpec { segments: &segments, methods: MethodSet::ALL, bounds, ..RouteSpec::NOTHING };
    is_taken(&alone, &path, ignore_case)
}

/// What a converter takes that this text is not.
fn expected(converter: &ConverterSpec<'_>, text: &str) -> String {
    match *converter {
        ConverterSpec::Text { max, .. } if text.chars().count() > max as usize => {
            format!("at most {}", characters(max))
        }
        ConverterSpec::Text { min, .. } => format!("at least {}", characters(min)),
        ConverterSpec::Int { fixed_digits, min, max, signed } => {
            let unsigned = text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
            let digits = !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit());
            if digits && fixed_digits != 0 && text.len() != fixed_digits as usize {
                format!("{fixed_digits} digits")
            } else if digits {
                numbers((min != i128::MIN).then_some(min), (max != i128::MAX).then_some(max))
            } else if signed {
                "digits, with or without `-` before them".to_owned()
            } else {
                "digits".to_owned()
            }
        }
        ConverterSpec::Float { min, max, .. } if text.contains('.') && text.parse::<f64>().is_ok() => {
            numbers(min.is_finite().then_some(min), max.is_finite().then_some(max))
        }
        ConverterSpec::Float { .. } => "digits with a point between them".to_owned(),
        ConverterSpec::Path => "a path that does not start with `/`".to_owned(),
        ConverterSpec::Uuid => "a UUID, 8-4-4-4-12 hexadecimal digits".to_owned(),
        ConverterSpec::Any(choices) => {
            let choices: Vec<_> = choices.iter().map(|(choice, _)| *choice).collect();
            format!("one of {}", choices.join(", "))
        }
        ConverterSpec::Custom(custom) => format!("what `{}` takes", custom.identity.1),
    }
}

fn characters(count: u32) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

fn numbers<N: std::fmt::Display>(min: Option<N>, max: Option<N>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "numbers without sign".to_owned(),
    }
}
