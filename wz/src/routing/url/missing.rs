use super::super::automaton::Message;

/// Why there is no link, for the message of a compile error.
#[derive(Debug)]
pub struct Missing {
    pub(super) message: Message,
    /// The position of the name that is to blame; `None` when it is not one of the names.
    pub(super) name: Option<usize>,
}

impl Missing {
    pub(super) const fn new(message: Message, name: Option<usize>) -> Missing {
        Missing { message, name }
    }
}
