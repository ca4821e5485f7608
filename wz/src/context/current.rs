use std::cell::RefCell;

use super::RequestContext;
use crate::middleware::RequestId;

thread_local! {
    /// Of the request that this thread works for at this moment.
    static CURRENT: RefCell<Option<RequestContext>> = const { RefCell::new(None) };
}

/// The context of the request at work; `None` outside of one, or where
/// [`RequestContexts`](crate::middleware::RequestContexts) is not there.
///
/// ```
/// assert!(wz::context::current().is_none());
/// ```
pub fn current() -> Option<RequestContext> {
    // While the thread ends there is none any more.
    CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
}

/// The id of the request at work, when [`RequestIds`](crate::middleware::RequestIds) has given it one before
/// [`RequestContexts`](crate::middleware::RequestContexts) has looked. See [`RequestContext::id`].
///
/// ```
/// assert!(wz::context::request_id().is_none());
/// ```
pub fn request_id() -> Option<RequestId> {
    current()?.id().cloned()
}

/// The absolute URL of a path of the application; `None` outside of a request, or when it has no host. See
/// [`RequestContext::url`].
///
/// ```
/// assert!(wz::context::url("/user/7").is_none());
/// ```
pub fn url(path: &str) -> Option<String> {
    current()?.url(path)
}

/// A copy of the value of this type that has been [put](insert) into the context. See [`RequestContext::get`].
///
/// ```
/// assert_eq!(wz::context::get::<u32>(), None);
/// ```
pub fn get<T: Clone + Send + Sync + 'static>() -> Option<T> {
    current()?.get()
}

/// Puts a value into the context, in place of an earlier one of its type; `false` when there is no context. See
/// [`RequestContext::insert`].
///
/// ```
/// assert!(!wz::context::insert(7_u32));
/// ```
pub fn insert<T: Clone + Send + Sync + 'static>(value: T) -> bool {
    current().is_some_and(|context| {
        context.insert(value);
        true
    })
}

/// A context holds until this is dropped; then the one before it does again.
pub(super) struct Entered(Option<RequestContext>);

impl Entered {
    pub(super) fn new(context: Option<RequestContext>) -> Entered {
        Entered(CURRENT.try_with(|current| current.replace(context)).ok().flatten())
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let before = self.0.take();
        // What is dropped here may ask for the context in turn: it must not be borrowed by then.
        let _over = CURRENT.try_with(|current| current.replace(before));
    }
}
