use tokio::sync::OwnedSemaphorePermit;

/// One of the connections that may be open; kept as long as it is.
pub(super) struct Room {
    _permit: OwnedSemaphorePermit,
}

impl Room {
    pub(super) fn new(permit: OwnedSemaphorePermit) -> Room {
        Room { _permit: permit }
    }
}
