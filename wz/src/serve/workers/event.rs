use std::process::ExitStatus;

/// Which of all workers there ever were.
pub(super) type Id = u64;

/// What a supervisor has to react to.
#[derive(Debug)]
pub(crate) enum Event {
    /// The worker serves.
    Ready(Id),
    /// The process has ended.
    Ended(Id, Option<ExitStatus>),
    /// The worker has been told to stop so long ago that it does not do so by itself.
    Overdue(Id),
    /// It is time to start a worker in this place.
    Start(usize),
    /// All are to stop; the second time at once.
    Stop,
    /// Each worker is to be replaced by a new one.
    Reload,
}
