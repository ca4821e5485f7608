use crate::built_in::{BUILT_IN, is_built_in};
use crate::did_you_mean;
use crate::piece::Placeholder;

/// What other libraries and languages call the built-in converters.
const ELSEWHERE: [(&str, &[&str]); 6] = [
    ("string", &["str", "text", "slug", "char", "chars", "varchar", "segment"]),
    (
        "int",
        &[
            "integer", "number", "num", "digits", "long", "u8", "u16", "u32", "u64", "u128", "usize", "i8",
            "i16", "i32", "i64", "i128", "isize",
        ],
    ),
    ("float", &["double", "decimal", "real", "f32", "f64"]),
    ("path", &["all", "rest", "tail", "wildcard", "glob", "catchall", "catch_all", "filename", "filepath"]),
    ("any", &["enum", "choice", "choices", "one_of", "oneof"]),
    ("uuid", &["guid"]),
];

/// What to write in place of a converter that does not exist.
pub(crate) fn hint(placeholder: &Placeholder, is_custom: impl Fn(&str) -> bool) -> String {
    let (name, variable) = (placeholder.converter.as_deref().unwrap_or("string"), &placeholder.name);
    match name.to_ascii_lowercase().as_str() {
        "regex" | "regexp" | "re" => {
            return format!(
                "a regular expression is the converter `Regex`: turn on the feature `regex` of wz, \
                 `use wz::routing::Regex` and write `<Regex('...'):{variable}>`"
            );
        }
        "bool" | "boolean" => return format!("write `<any(true, false):{variable}>`"),
        "number" | "num" => return "did you mean `int` or `float`?".to_owned(),
        lower => {
            if let Some(near) = elsewhere(lower).or_else(|| did_you_mean(name, BUILT_IN)) {
                return format!("did you mean `{near}`?");
            }
        }
    }
    match Some(variable.as_str()).filter(|name| is_custom(name)).or_else(|| built_in_behind(variable)) {
        Some(converter) if placeholder.arguments.is_empty() => {
            format!("the converter comes first: write `<{converter}:{name}>`")
        }
        _ => "the built-in ones are string, int, float, path, any and uuid; your own is named by its type, as in \
              `<Hex:color>`"
            .to_owned(),
    }
}

/// The converter that has the name of a variable, as after a colon in Rust.
pub(crate) fn built_in_behind(variable: &str) -> Option<&str> {
    Some(variable).filter(|name| is_built_in(name)).or_else(|| elsewhere(variable))
}

fn elsewhere(name: &str) -> Option<&'static str> {
    ELSEWHERE.iter().find(|(_, names)| names.contains(&name)).map(|(converter, _)| *converter)
}

#[cfg(test)]
mod tests {
    use crate::Rule;

    #[test]
    fn says_what_to_write() {
        let cases = [
            ("/<integer:id>", "did you mean `int`?"),
            ("/<i32:id>", "did you mean `int`?"),
            ("/<number:id>", "did you mean `int` or `float`?"),
            ("/<str:name>", "did you mean `string`?"),
            ("/<double:x>", "did you mean `float`?"),
            ("/<rest:name>", "did you mean `path`?"),
            ("/<strng:name>", "did you mean `string`?"),
            ("/<id:int>", "the converter comes first: write `<int:id>`"),
            ("/<color:Hex>", "the converter comes first: write `<Hex:color>`"),
            ("/<id:u32>", "the converter comes first: write `<int:id>`"),
            ("/<bool:on>", "write `<any(true, false):on>`"),
        ];
        for (rule, hint) in cases {
            let error = Rule::parse(rule, true, |name| name == "Hex").unwrap_err();
            assert!(error.message().ends_with(&format!(": {hint}")), "{error}");
        }
        let error = Rule::parse("/<regex('[a-z]+'):word>", true, |_| false).unwrap_err();
        assert!(error.message().ends_with("write `<Regex('...'):word>`"), "{error}");
    }
}
