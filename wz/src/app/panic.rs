use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

use crate::error::Failure;

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
    IN_HANDLER.set(outer);
    result.map_err(|payload| Failure::panic(message(&*payload), PLACE.take()))
}

/// From now on, panics inside of handlers are remembered with their place, for the failure that they become,
/// instead of being printed twice. All others are reported as before; with `RUST_BACKTRACE` set, all are.
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
            }
            if backtraces || !IN_HANDLER.get() {
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
