//! The URL rule language.
