use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// What an error says to who asks for JSON (RFC 9457).
pub(super) struct Problem;

impl JsonSchema for Problem {
    fn schema_name() -> Cow<'static, str> {
        "Problem".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "wz::Problem".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What is wrong (RFC 9457).",
            "type": "object",
            "properties": {
                "type": {
                    "type": "string", "format": "uri-reference", "description": "Stands for this kind of problem.",
                },
                "title": { "type": "string", "description": "The kind of problem in words." },
                "status": { "type": "integer", "description": "The status of the response." },
                "detail": { "type": "string", "description": "What is wrong this time." },
            },
            "required": ["title", "status"],
        })
    }
}
