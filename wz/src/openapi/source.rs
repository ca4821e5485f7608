use std::sync::OnceLock;

use super::{Document, OpenApi, build};
use crate::handler::Handler;
use crate::routing::Table;

/// What a document is made of. The application keeps it among its states, for the routes that serve the document.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) settings: OpenApi,
    pub(crate) table: &'static Table<'static>,
    pub(crate) handlers: &'static [Handler],
    pub(crate) server_name: Option<String>,
    pub(crate) document: OnceLock<Document>,
}

impl Source {
    /// The document, made once.
    pub(crate) fn document(&self) -> &Document {
        self.document.get_or_init(|| build::build(self))
    }
}
