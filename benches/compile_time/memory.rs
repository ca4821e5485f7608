//! The most memory that a compiler has had, watched from outside.
//!
//! Linux keeps for every process the largest size of what it had in memory (`VmHWM`), but nobody can ask a process
//! that has ended. So it is read again and again while the compiler runs; what a compiler allocates in its last
//! milliseconds is missed. Where there is no `/proc`, nothing is found.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The time between two looks: short beside any build, and one look takes a few dozen microseconds.
const PAUSE: Duration = Duration::from_millis(5);

/// Kilobytes of the largest compiler below this process, until `done`. Only one was running if there is only one
/// crate to build.
pub(crate) fn peak(process: u32, done: &AtomicBool) -> Option<u64> {
    let mut peak = None;
    while !done.load(Ordering::Relaxed) {
        peak = peak.max(look(process));
        std::thread::sleep(PAUSE);
    }
    peak
}

/// The largest compiler that runs now.
fn look(process: u32) -> Option<u64> {
    children(process).into_iter().filter_map(|child| compiler(child).max(look(child))).max()
}

/// The processes that any thread of this one has started.
fn children(process: u32) -> Vec<u32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let lists =
        threads.flatten().filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split(' ').filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}

/// The memory of a process if it is a compiler; the linker, a process below the compiler, is not.
fn compiler(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    if field("Name:")? != "rustc" {
        return None;
    }
    field("VmHWM:")?.strip_suffix("kB")?.trim().parse().ok()
}
