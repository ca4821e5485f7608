use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

use crate::error::Failure;
use crate::log;

thread_local! {
    /// Whether this thread is inside of a handler.
    static IN_HANDLER: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic inside of a handler came from.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs a piece of a handler; a panic becomes a failure.
pub(super) fn catch<R>(piece: impl FnOnce() -> R) -> Result<R, Failure> {
    let outer = IN_HANDLER.replace(true);
    // Whatever the handler was changing when it panicked is dropped with it; what it shares with other requests
    // is guarded by its own locks, which know about poisoning.
    let result = catch_unwind(AssertUnwindSafe(piece));
    let result = result.map_err(|payload| {
        let failure = Failure::panic(message(&*payload), PLACE.take());
        discard(payload);
        failure
    });
    IN_HANDLER.set(outer);
    result
}

/// Drops what a handler panicked with. That may panic in turn, and what it panics with may do so again: that one is
/// leaked, since there need not be an end to it.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(next) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(next);
    }
    // The place of a panic that nobody is told of.
    PLACE.take();
}

/// From now on, panics inside of handlers are remembered with their place, for the failure that they become,
/// instead of being printed twice, the first time with nothing escaped. With `RUST_BACKTRACE` set, the backtrace is
/// printed before. All others are reported as before.
///
/// The servers of this crate call it. Call it yourself before you run an [`App`](super::App) as a tower service of
/// another one, to have the place of a panic in [`App::on_failure`](super::App::on_failure).
///
/// ```
/// wz::app::watch_panics();
/// ```
pub fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        let backtraces = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
        std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            if IN_HANDLER.get() {
                PLACE.replace(info.location().map(ToString::to_string));
                if backtraces {
                    log::line(&format!("backtrace of a panic:\n{}", Backtrace::force_capture()));
                }
            } else {
                before(info);
            }
        }));
    });
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a value that is not text".to_owned()
    }
}
