use super::method::PasswordMethod;
use super::{PasswordError, PasswordErrorKind};

/// The most memory that hashing one password may take, in bytes: 256 MiB. scrypt's usual 32768:8:1 takes 32 MiB,
/// argon2id's usual 19456 KiB.
///
/// ```
/// use wz::security::{MAX_PASSWORD_MEMORY, PasswordErrorKind, PasswordMethod, generate_password_hash};
///
/// let kib = (MAX_PASSWORD_MEMORY / 1024) as u32;
/// let method = PasswordMethod::Argon2id { memory: kib + 1, iterations: 1, lanes: 1 };
/// let error = generate_password_hash("pw", &method).unwrap_err();
/// assert_eq!(error.kind(), PasswordErrorKind::TooExpensive);
/// ```
pub const MAX_PASSWORD_MEMORY: u64 = 256 << 20;

/// The most memory that hashing one password may go through, in bytes: scrypt's `128·n·r·p`, argon2id's memory times
/// iterations. 1 GiB, which takes a few seconds.
///
/// ```
/// use wz::security::{MAX_PASSWORD_WORK, PasswordErrorKind, check_password_hash};
///
/// // 32 MiB each time, 33 times.
/// assert!(128 * 32768 * 8 * 33 > MAX_PASSWORD_WORK);
/// let error = check_password_hash("scrypt:32768:8:33$salt$00", "pw").unwrap_err();
/// assert_eq!(error.kind(), PasswordErrorKind::TooExpensive);
/// ```
pub const MAX_PASSWORD_WORK: u64 = 1 << 30;

/// The most iterations of PBKDF2: ten times as many as is usual, which takes a few seconds.
///
/// ```
/// use wz::security::{MAX_PBKDF2_ITERATIONS, check_password_hash};
///
/// let hash = format!("pbkdf2:sha256:{}$salt$00", MAX_PBKDF2_ITERATIONS + 1);
/// assert!(check_password_hash(&hash, "pw").is_err());
/// ```
pub const MAX_PBKDF2_ITERATIONS: u32 = 10_000_000;

/// Refuses what would take more than the limits: a stored hash may come from whoever could write to the table.
pub(super) fn check(method: &PasswordMethod) -> Result<(), PasswordError> {
    let (memory, work) = match *method {
        PasswordMethod::Argon2id { memory, iterations, .. } => {
            let memory = u64::from(memory) * 1024;
            (memory, memory.saturating_mul(u64::from(iterations)))
        }
        PasswordMethod::Scrypt { n, r, p } => {
            let (block, lanes) = (u64::from(r) * 128, u64::from(p));
            // The table, and the blocks of all lanes.
            let table = block.saturating_mul(u64::from(n));
            (table.saturating_add(block.saturating_mul(lanes)), table.saturating_mul(lanes))
        }
        PasswordMethod::Pbkdf2 { iterations, .. } => {
            return within(iterations.into(), MAX_PBKDF2_ITERATIONS.into(), "iterations");
        }
    };
    within(memory, MAX_PASSWORD_MEMORY, "bytes of memory")?;
    within(work, MAX_PASSWORD_WORK, "bytes of memory gone through")
}

fn within(wanted: u64, limit: u64, unit: &str) -> Result<(), PasswordError> {
    if wanted <= limit {
        return Ok(());
    }
    let message =
        format!("the hash asks for {wanted} {unit}, and the limit is {limit}; take lower parameters");
    Err(PasswordError::new(PasswordErrorKind::TooExpensive, message))
}
