//! A document of the routes as [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1.html) has it, and a page that shows it
//! (feature `openapi`).
//!
//! ```
//! use wz::openapi::OpenApi;
//! use wz::openapi::schemars::{self, JsonSchema};
//! use wz::prelude::*;
//!
//! #[derive(serde::Serialize, JsonSchema)]
//! struct User {
//!     id: u32,
//!     name: String,
//! }
//!
//! /// A user by number.
//! #[get("/user/<int(min=1):id>")]
//! fn user(id: u32) -> Option<Json<User>> {
//!     (id == 1).then(|| Json(User { id, name: "Ada".to_owned() }))
//! }
//!
//! // The page is at `/docs/`, the document at `/docs/openapi.json`.
//! routes! { pub Site = user, "/docs" => wz::openapi::Docs }
//!
//! let app = App::new(Site).openapi(OpenApi::new("People", "1.0"));
//! let document = wz::openapi::document(&app).to_json();
//! let responses = &document["paths"]["/user/{id}"]["get"]["responses"];
//! assert_eq!(responses["200"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/User");
//! assert!(responses["404"].is_object());
//! ```
//!
//! | in the program | in the document |
//! |---|---|
//! | rule | path; an `x-wz-rule` beside it where the path cannot say all |
//! | methods | operations |
//! | endpoint | `operationId`; a second operation of one endpoint has its method behind |
//! | modules of the handler, else the prefix of its mount | tag |
//! | doc comment | first paragraph: `summary`, rest: `description` |
//! | `#[deprecated]` | `deprecated` |
//! | `#[doc(hidden)]` | nothing: neither handlers with it, nor folders, nor rules that only redirect or build |
//! | converters, and what the type of a parameter can hold | schemas of path parameters |
//! | `Query<T>`, `Header<T>` | parameters |
//! | `Json<T>`, `Form<T>`, `Multipart`, `String`, `Bytes`, `Body` | request bodies, and 400, 413, 415 |
//! | `Option<…>` around these | not required |
//! | other extractors | what their [`OperationInput`] says |
//! | return types | responses; `Option` has a 404, `Result` a `default` with a problem, `Redirect` a `3XX`, and other types what their [`OperationOutput`] says |
//! | host and subdomain | `servers` of the operation |
//!
//! Types that implement [`schemars::JsonSchema`] have a schema, which `#[derive(JsonSchema)]` makes of what serde is told; all others
//! are named without one. A program derives it by this crate's [`schemars`], or by its own of the same version.
//!
//! A path and a method have one operation in OpenAPI, and several rules here: `/<int:id>` and `/<name>`, or one for each host. The
//! first one that is listed is the operation, and the others are in its `x-wz-alternatives`. Methods that OpenAPI does not know are in
//! `x-wz-additional-operations` of the path.

mod build;
mod described;
mod document;
mod form_schema;
mod input;
mod operation;
mod output;
mod pages;
mod path;
mod problem;
mod schemas;
mod security_scheme;
mod settings;
mod source;
mod uploaded_file;
mod variable;

#[doc(no_inline)]
pub use schemars;

#[doc(hidden)]
pub use described::Described;
pub use document::Document;
#[doc(hidden)]
pub use form_schema::{FormSchema, schema as form_field_schema};
#[doc(hidden)]
pub use input::InputWithoutSchema;
pub use input::OperationInput;
pub use operation::{Operation, Place};
pub use output::OperationOutput;
#[doc(hidden)]
pub use output::OutputWithoutSchema;
pub use pages::{Docs, json};
pub use security_scheme::SecurityScheme;
pub use settings::OpenApi;
pub(crate) use source::Source;

use crate::app::App;

/// The document of an application.
///
/// ```
/// use wz::prelude::*;
///
/// #[delete("/user/<int:id>")]
/// fn remove(id: u32) {}
///
/// routes! { Site = remove }
///
/// let document = wz::openapi::document(&App::new(Site));
/// assert!(document.to_string().contains("\"/user/{id}\""));
/// ```
pub fn document(app: &App) -> Document {
    app.document()
}
