//! How a file gets through serde, whose data model has none: the deserializer of forms lays it down, and the visitor of
//! the one type that asks by [`FILE`] takes it up.
//!
//! It lies there only while that visitor is called, so that no other format and no text of a client can stand for a file.

use std::any::Any;
use std::cell::Cell;
use std::sync::Arc;

use serde::de::Visitor;

/// A file; what that is, higher floors know.
pub(crate) type FileHandle = Arc<dyn Any + Send + Sync>;

/// The name of the newtype that stands for a file.
pub(crate) const FILE: &str = "$wz::UploadedFile";

thread_local! {
    static HANDED: Cell<Option<FileHandle>> = const { Cell::new(None) };
}

/// Nothing stays behind, also when the visitor does not take it, or panics.
struct Cleared;

impl Drop for Cleared {
    fn drop(&mut self) {
        HANDED.take();
    }
}

/// Calls the visitor while the file can be taken.
pub(super) fn hand_over<'de, V, E>(file: &FileHandle, visitor: V) -> Result<V::Value, E>
where
    V: Visitor<'de>,
    E: serde::de::Error,
{
    let _cleared = Cleared;
    HANDED.set(Some(file.clone()));
    visitor.visit_unit()
}

/// The file that is handed over at this moment.
pub(crate) fn take() -> Option<FileHandle> {
    HANDED.take()
}
