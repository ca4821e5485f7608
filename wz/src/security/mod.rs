//! Passwords, paths and names that come from outside, and secrets: text in, values out, no I/O beyond the random
//! source of the operating system.
//!
//! - [`safe_join`] puts a path of a client below a folder, or refuses it.
//! - [`secure_filename`] and [`secure_filename_unicode`] make a file name of whatever an upload was called.
//! - [`constant_time_eq`] compares secrets.
//! - with feature `random`: [`token_bytes`], [`token_hex`] and [`token_urlsafe`].
//! - with feature `password`: [`generate_password_hash`], [`check_password_hash`] and [`needs_rehash`]. They read
//!   and write what Werkzeug does, so that a table of users moves over as it is; new hashes are argon2id.

mod compare;
mod filename;
#[cfg(feature = "password")]
mod password;
mod path_rules;
mod safe_join;
#[cfg(feature = "random")]
mod token;

pub use compare::constant_time_eq;
pub use filename::{LONGEST_FILENAME, secure_filename, secure_filename_unicode, secure_filename_with};
#[cfg(feature = "password")]
pub use password::{
    MAX_PASSWORD_MEMORY, MAX_PASSWORD_WORK, MAX_PBKDF2_ITERATIONS, PasswordError, PasswordErrorKind,
    PasswordMethod, Pbkdf2Digest, check_password_hash, generate_password_hash, needs_rehash,
};
pub use path_rules::PathRules;
pub use safe_join::{UnsafePath, UnsafePathKind, safe_join, safe_join_with};
#[cfg(feature = "random")]
pub use token::{RandomError, token_bytes, token_hex, token_urlsafe};
