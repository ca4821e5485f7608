//! The values that a URL is written with.

use super::{Value, Values};
use crate::routing::spec::{ConverterSpec, VariableSpec};
use crate::routing::url;

/// Given values, then defaults.
pub(super) struct Source<'v> {
    pub(super) values: &'v Values,
    pub(super) defaults: &'v [(String, Value)],
}

impl url::Values for Source<'_> {
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool {
        let default = || self.defaults.iter().find(|(name, _)| name == variable.name).map(|(_, value)| value);
        let Some(value) = self.values.get(variable.name).or_else(default) else { return false };
        match value {
            Value::Custom(value) => {
                let ConverterSpec::Custom(custom) = variable.converter else {
                    return false;
                };
                match custom.converter.text(value.as_ref()) {
                    Some(text) => out.push_str(&text),
                    None => return false,
                }
            }
            value => out.push_str(&spelled(value, &variable.converter)),
        }
        true
    }
}

/// A value as its converter spells it, so that each has one URL: `1` is `1.0` for `float`, `07` is `7` for `int`.
fn spelled(value: &Value, converter: &ConverterSpec<'_>) -> String {
    let number = match (converter, value) {
        (ConverterSpec::Float { .. }, Value::Int(value)) => Some(Value::Float(*value as f64)),
        (ConverterSpec::Float { .. }, Value::Text(text)) => {
            text.parse().ok().filter(|value: &f64| value.is_finite()).map(Value::Float)
        }
        (ConverterSpec::Int { .. }, Value::Text(text)) => text.parse().ok().map(Value::Int),
        _ => None,
    };
    number.as_ref().unwrap_or(value).to_string()
}
