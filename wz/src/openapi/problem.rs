use schemars::JsonSchema;

/// What an error says to who asks for JSON (RFC 9457).
#[derive(JsonSchema)]
// Looked at by the derive alone.
#[expect(dead_code, reason = "only its schema is used")]
pub(super) struct Problem {
    /// A URI that stands for this kind of problem.
    r#type: Option<String>,
    /// What kind of problem it is.
    title: String,
    /// The status of the response.
    status: u16,
    /// What is wrong this time.
    detail: Option<String>,
}
