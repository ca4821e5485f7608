use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::upload::UploadedFile;

/// Bytes as they are (OpenAPI 3.1, section 4.8.14.4).
impl JsonSchema for UploadedFile {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "UploadedFile".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "wz::UploadedFile".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "contentMediaType": "application/octet-stream" })
    }
}
