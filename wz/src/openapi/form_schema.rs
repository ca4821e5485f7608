use serde_json::{Map, Value, json};

use super::Operation;

/// The fields of a form that derives [`FromForm`](macro@crate::FromForm): what the derive calls.
#[derive(Debug, Default)]
pub struct FormSchema {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl FormSchema {
    /// Adds a field; `None`: its type has no schema. `limit` is in bytes.
    pub fn field(&mut self, name: &str, has_default: bool, limit: Option<u64>, schema: Option<Value>) {
        let mut schema = schema.unwrap_or_else(|| json!({}));
        if let (Some(limit), Some(members)) = (limit, schema.as_object_mut()) {
            members.entry("description").or_insert_with(|| format!("At most {limit} bytes.").into());
        }
        // A list that is not there is empty.
        let may_lack = has_default || schema["type"] == "array" || allows_null(&schema);
        if !may_lack {
            self.required.push(name.to_owned());
        }
        self.properties.insert(name.to_owned(), schema);
    }

    /// All of it.
    pub fn finish(self) -> Value {
        let mut schema = json!({ "type": "object", "properties": self.properties });
        if !self.required.is_empty() {
            schema["required"] = self.required.into();
        }
        schema
    }
}

fn allows_null(schema: &Value) -> bool {
    let is_null = |of: &Value| of == "null";
    let of_type = schema
        .get("type")
        .is_some_and(|of| is_null(of) || of.as_array().is_some_and(|all| all.iter().any(is_null)));
    of_type || schema.get("anyOf").and_then(Value::as_array).is_some_and(|all| all.iter().any(allows_null))
}

/// The schema of a type that is known to have one.
pub fn schema<T: schemars::JsonSchema>(operation: &mut Operation) -> Value {
    operation.schemas.taken::<T>()
}
