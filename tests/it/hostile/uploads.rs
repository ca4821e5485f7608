//! Bodies beyond their limits: the client learns why, and nothing of it is left.
