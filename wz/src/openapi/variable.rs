//! What a variable of a rule takes, as a JSON schema.

use serde_json::{Map, Value, json};

use crate::routing::spec::{Bound, ConverterSpec, VariableSpec};

/// The schema of a variable; `bound` is what the type of its parameter can hold.
pub(super) fn schema(variable: &VariableSpec<'_>, bound: Option<&Bound>) -> Value {
    match &variable.converter {
        ConverterSpec::Text { min, max } => text(*min, *max),
        ConverterSpec::Int { fixed_digits, min, max, signed } => {
            int(*fixed_digits, *min, *max, *signed, bound)
        }
        ConverterSpec::Float { min, max, signed } => {
            let least = if *signed || *min > 0.0 { *min } else { 0.0 };
            let mut schema = json!({ "type": "number", "format": "double" });
            for (key, limit) in [("minimum", least), ("maximum", *max)] {
                if limit.is_finite() {
                    schema[key] = limit.into();
                }
            }
            schema
        }
        ConverterSpec::Path => json!({
            "type": "string", "minLength": 1, "pattern": "^[^/]",
            "description": "May contain slashes, which stand in the path as they are.",
        }),
        ConverterSpec::Uuid => json!({ "type": "string", "format": "uuid" }),
        ConverterSpec::Any(choices) => {
            let choices: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
            json!({ "type": "string", "enum": choices })
        }
        ConverterSpec::Custom(custom) => {
            let mut schema = Map::new();
            schema.insert("type".to_owned(), "string".into());
            if let Some(pattern) = custom.converter.pattern() {
                schema.insert("pattern".to_owned(), pattern.into());
            }
            if custom.spans_segments {
                let text = "May contain slashes, which stand in the path as they are.";
                schema.insert("description".to_owned(), text.into());
            }
            schema.into()
        }
    }
}

fn text(min: u32, max: u32) -> Value {
    let mut schema = json!({ "type": "string", "minLength": min });
    if max != u32::MAX {
        schema["maxLength"] = max.into();
    }
    schema
}

fn int(fixed_digits: u32, min: i128, max: i128, signed: bool, bound: Option<&Bound>) -> Value {
    let (mut least, mut greatest) = (min, max);
    if let Some(bound) = bound {
        least = least.max(bound.min);
        greatest = greatest.min(i128::try_from(bound.max).unwrap_or(i128::MAX));
    }
    if !signed {
        least = least.max(0);
    }
    if fixed_digits > 0 {
        // A JSON number has no zeros in front, and here they have to be written.
        let pattern = match signed {
            true => format!("^(?=.{{{fixed_digits}}}$)-?[0-9]+$"),
            false => format!("^[0-9]{{{fixed_digits}}}$"),
        };
        return json!({ "type": "string", "pattern": pattern });
    }
    let mut schema = json!({ "type": "integer" });
    if least >= i128::from(i32::MIN) && greatest <= i128::from(i32::MAX) {
        schema["format"] = "int32".into();
    } else if least >= i128::from(i64::MIN) && greatest <= i128::from(i64::MAX) {
        schema["format"] = "int64".into();
    }
    if let Ok(least) = i64::try_from(least) {
        schema["minimum"] = least.into();
    }
    if let Ok(greatest) = u64::try_from(greatest) {
        schema["maximum"] = greatest.into();
    } else if let Ok(greatest) = i64::try_from(greatest) {
        schema["maximum"] = greatest.into();
    }
    schema
}
