//! Hashes of passwords, in the text forms that Werkzeug and argon2 have.

mod argon2id;
mod check;
mod error;
mod generate;
mod limits;
mod method;
mod stored;
#[cfg(test)]
mod tests;

pub use check::{check_password_hash, needs_rehash};
pub use error::{PasswordError, PasswordErrorKind};
pub use generate::generate_password_hash;
pub use limits::{MAX_PASSWORD_MEMORY, MAX_PASSWORD_WORK, MAX_PBKDF2_ITERATIONS};
pub use method::{PasswordMethod, Pbkdf2Digest};
